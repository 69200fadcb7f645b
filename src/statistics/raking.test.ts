import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { rake } from './raking.ts';
import { near, refused } from './testing/near.ts';

const people = Array.from({ length: 400 }, (_, i) => ({
	age: i % 5 === 0 ? 'under 25' : i % 5 < 3 ? '25 to 54' : '55 and over',
	sex: (i * 7) % 10 < 6 ? 'female' : 'male',
}));
const margins = [
	{ variable: 'age', targets: { 'under 25': 0.3, '25 to 54': 0.45, '55 and over': 0.25 } },
	{ variable: 'sex', targets: { female: 51, male: 49 } },
];
const shareOf = (weights: number[], test_: (i: number) => boolean) =>
	weights.filter((_, i) => test_(i)).reduce((a, b) => a + b, 0) / weights.reduce((a, b) => a + b, 0);

test('the margins are reached, to a tenth of a point', () => {
	const { weights, largestError } = rake(people, margins);
	assert.ok(largestError <= 0.001);
	near(
		shareOf(weights, (i) => people[i]?.sex === 'female'),
		0.51,
		3,
	);
	assert.ok(Math.abs(shareOf(weights, (i) => people[i]?.age === 'under 25') - 0.3) <= 0.001);
	near(weights.reduce((a, b) => a + b, 0) / 400, 1, 9);
});

test('weights agree with rake of R’s survey package', () => {
	const { weights } = rake(people, margins, { tolerance: 1e-12 });
	near(weights[0] ?? 0, 1.499999999661, 8);
	near(weights[1] ?? 0, 1.575, 8);
	near(weights[3] ?? 0, 0.375000000121, 8);
});

test('trimming holds weights within bounds while the margins are still reached', () => {
	const start = people.map((_, i) => 1 + (i % 17) / 4);
	const free = rake(people, margins, { start });
	const trimmed = rake(people, margins, { start, trim: { least: 0.25, greatest: 2.2 } });
	assert.ok(Math.max(...free.weights) > 2.4);
	assert.ok(Math.max(...trimmed.weights) <= 2.2 && Math.min(...trimmed.weights) >= 0.25);
	assert.ok(trimmed.largestError <= 0.001 && trimmed.trimmed > 0);
});

test('margins that trimming forbids, or nobody could reach, are errors', () => {
	refused('not-converged', () => rake(people, margins, { trim: { least: 0.9, greatest: 1.1 } }));
	refused('unreachable', () =>
		rake(people, [{ variable: 'sex', targets: { female: 0.5, male: 0.4, other: 0.1 } }]),
	);
	refused('unreachable', () => rake(people, [{ variable: 'sex', targets: { female: 1 } }]));
	refused('unreachable', () => rake(people, [{ variable: 'region', targets: { north: 1 } }]));
	// The two variables say opposite things about the same people.
	const twins = people.map(({ sex }) => ({ a: sex, b: sex }));
	refused('not-converged', () =>
		rake(twins, [
			{ variable: 'a', targets: { female: 0.5, male: 0.5 } },
			{ variable: 'b', targets: { female: 0.6, male: 0.4 } },
		]),
	);
});

test('bad input is refused', () => {
	refused('empty', () => rake([], margins));
	refused('empty', () => rake(people, []));
	refused('empty', () => rake(people, [{ variable: 'sex', targets: {} }]));
	refused('out-of-range', () => rake(people, [{ variable: 'sex', targets: { female: 1, male: 0 } }]));
	refused('negative', () => rake(people, [{ variable: 'sex', targets: { female: 1, male: -1 } }]));
	refused('missing', () => rake(people, margins, { start: [1] }));
	refused('out-of-range', () => rake(people, margins, { trim: { least: 2, greatest: 3 } }));
});

test('starting weights that already fit stay as they are', () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), (a, b) => {
			const two = [{ x: 'p' }, { x: 'q' }];
			const { weights, rounds } = rake(two, [{ variable: 'x', targets: { p: a, q: b } }], { start: [a, b] });
			near((weights[0] ?? 0) / (weights[1] ?? 1), a / b, 9);
			assert.equal(rounds, 1);
		}),
	);
});
