import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Meanings, type PublicJudgment, type Round } from '../record/index.ts';
import { gradeTables } from './grades.ts';
import { relianceOf } from './place.ts';
import { acrossForces } from './question.ts';

const because = 'Their grades do not mean the same.';
const meaning = (framework: string, cycle: string, continues: string[]) => ({
	...{ framework, version: 1, title: framework, cycle, inspection: framework, summary: '' },
	...{ family: framework, ungraded: null, grades: [] },
	components: [
		{
			...{ component: 'crime', kind: 'question' as const, pillar: null, title: 'Crime', asks: null },
			...{ graded: true, continues },
		},
	],
	compared: ['old', 'new']
		.filter((other) => other !== framework)
		.map((other) => ({ framework: other, version: 1, title: other, cycle, comparable: false, because })),
});
const meanings = new Meanings([meaning('old', '2016', []), meaning('new', '2020', ['old/crime'])]);

const judgment = (force: string, framework: string, given = framework): PublicJudgment => ({
	force: { id: force, slug: force, name: force },
	release: {
		slug: framework,
		title: framework,
		edition: 1,
		publishedAt: Temporal.Instant.from(framework === 'old' ? '2016-01-01T00:00Z' : '2020-01-01T00:00Z'),
	},
	...{ framework, version: 1, component: 'crime', kind: 'question', pillar: null, pillarTitle: null },
	...{ title: 'Crime', asks: null, position: 1, grade: 'good', gradeTitle: 'Good', rank: 0.3 },
	given: { framework: given, version: 1 },
	...{ lastInspected: '2016', carriedOver: given !== framework, judgedAt: null, source: null, note: null },
	...{ summary: null, summaryHref: null, direction: null, directionNote: null },
	...{ directionIllustrative: false, illustrative: false },
});

const standing = (one: PublicJudgment): Round[] => [
	{
		...{ framework: one.framework, version: 1, title: one.framework },
		...{ cycle: one.framework === 'old' ? '2016' : '2020', release: one.release, judgments: [one] },
	},
];

test('a question and what it goes on from share a row, and grades of two scales never without the sentence why not', () => {
	const rowsOf = (own: PublicJudgment[]) =>
		gradeTables(
			own.map(({ force }) => force),
			new Map(own.map((one) => [one.force.id, standing(one)])),
			meanings,
		).flatMap(({ rows }) => rows);
	const apart = rowsOf([judgment('here', 'old'), judgment('there', 'new')]);
	assert.equal(apart.length, 1);
	assert.deepEqual(
		apart[0]?.cells.map((cell) => cell?.framework),
		['old', 'new'],
	);
	assert.deepEqual(apart[0]?.apart, [because]);
	// What is carried over into a new round keeps the scale on which it was given.
	assert.deepEqual(rowsOf([judgment('here', 'new', 'old'), judgment('there', 'new')])[0]?.apart, [because]);
	assert.deepEqual(rowsOf([judgment('here', 'new'), judgment('there', 'new')])[0]?.apart, []);
	const across = acrossForces(
		[judgment('here', 'new', 'old'), judgment('there', 'new'), judgment('elsewhere', 'new')],
		meanings,
	);
	assert.deepEqual(
		across.scales.map(({ count }) => count),
		[2, 1],
	);
	assert.deepEqual(across.apart, [because]);
});

test('how far an order can be relied on is counted from its intervals', () => {
	const figure = (value: string, lower: string | null, upper: string | null) => ({ value, lower, upper });
	const figures = [figure('10', '9', '11'), figure('10.5', '9.5', '11.5'), figure('100', '90', '110')];
	assert.deepEqual(relianceOf(figures, figure('10.2', null, null)), {
		...{ forces: 3, ranged: 3, neighbours: 2, overlapping: 1 },
		beside: { above: 1, below: 0, within: 2 },
	});
	const counted = relianceOf([figure('1', null, null), figure('2', null, null)], figure('2', null, null));
	assert.deepEqual([counted.ranged, counted.neighbours, counted.beside], [0, 0, null]);
});
