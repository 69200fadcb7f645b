import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Figure } from '../engine/figure.ts';
import type { Group } from './group.ts';
import { proposeSimilar } from './similar.ts';
import { madeFigure, madeIndicator, madeShare } from './testing/made.ts';

const density = madeIndicator({ id: 'density', title: 'People per hectare' });
const young = madeIndicator({ ...madeShare, id: 'young', title: 'Young people' });
const same = madeIndicator({ id: 'same', title: 'The same everywhere' });
const forces = ['A', 'B', 'C', 'D', 'E'].map((name) => ({ code: name, name: `Force ${name}` }));
const official: Group = {
	source: 'Home Office',
	illustrative: false,
	members: [
		{ code: 'B', name: 'Force B' },
		{ code: 'E', name: 'Force E' },
	],
};
const values: Record<string, [string, string]> = {
	A: ['10', '0.20'],
	B: ['11', '0.20'],
	C: ['10', '0.22'],
	D: ['30', '0.40'],
	E: ['40', '0.10'],
};
const figures: Figure[] = Object.entries(values).flatMap(([area, [first, second]]) => [
	madeFigure(density, { area, value: first }),
	madeFigure(young, { area, value: second, illustrative: area === 'D' }),
	madeFigure(same, { area, value: '5' }),
]);
const ask = { area: 'A', indicators: [density, young, same], figures, forces, official, size: 2 };

test('the nearest are proposed with their distance and what makes it, and the official group stays', () => {
	const found = proposeSimilar(ask);
	assert.ok('members' in found);
	assert.deepEqual(
		found.members.map(({ name, official: both, contributions }) => [name, both, contributions[0]?.title]),
		[
			['Force B', true, 'People per hectare'],
			['Force C', false, 'Young people'],
		],
	);
	for (const { contributions, distance } of found.members) {
		assert.ok(distance > 0);
		assert.ok(Math.abs(contributions.reduce((sum, { share }) => sum + share, 0) - 1) < 1e-9);
	}
	assert.deepEqual(
		found.onlyOfficial.map(({ name }) => name),
		['Force E'],
	);
	assert.deepEqual(found.constant, ['The same everywhere']);
	assert.equal(
		found.sentence,
		'Proposed by likeness in “People per hectare” and “Young people” (similar-areas/1). Figures stay beside the official most similar group.',
	);
	assert.equal(found.illustrative, true);
});

test('where there is no official group, what is proposed does not become one', () => {
	const found = proposeSimilar({ ...ask, official: { none: 'City of London Police has none.' } });
	assert.ok('members' in found);
	assert.match(
		found.sentence,
		/There is no official group, and this is none: City of London Police has none\.$/,
	);
});

test('a force without one of the figures is left out and named', () => {
	const some = figures.filter(({ area, indicator }) => !(area === 'B' && indicator === 'young'));
	const found = proposeSimilar({ ...ask, figures: some });
	assert.ok('members' in found);
	assert.deepEqual(found.leftOut, [{ code: 'B', name: 'Force B', lacks: ['Young people'] }]);
	assert.ok(found.members.every(({ code }) => code !== 'B'));
});

test('without its own figures, or with numbers that only say how large a force is, nothing is proposed', () => {
	assert.deepEqual(proposeSimilar({ ...ask, figures: figures.filter(({ area }) => area !== 'A') }), {
		none: 'Force A has no figure for “People per hectare”, “Young people” and “The same everywhere”.',
	});
	const count = madeIndicator({
		kind: 'count',
		denominator: undefined,
		per: 1,
		method: 'none',
		title: 'Calls',
	});
	const refused = proposeSimilar({ ...ask, indicators: [count] });
	assert.match('none' in refused ? refused.none : '', /“Calls” grows with the area/);
	const flat = proposeSimilar({ ...ask, indicators: [same] });
	assert.match('none' in flat ? flat.none : '', /the same everywhere/);
});
