import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { similarAreas } from './similar-areas.ts';
import { near, refused } from './testing/near.ts';

const areas = [
	{ id: 'a', values: { density: 1, deprivation: 10 } },
	{ id: 'b', values: { density: 2, deprivation: 10 } },
	{ id: 'c', values: { density: 1, deprivation: 40 } },
	{ id: 'd', values: { density: 9, deprivation: 20 } },
];

test('distances and contributions agree with scale and dist in R', () => {
	const result = similarAreas(areas, 'a', 3);
	assert.deepEqual(
		result.neighbours.map((each) => each.id),
		['b', 'c', 'd'],
	);
	near(result.neighbours[0]?.distance ?? 0, 0.298974037101, 8);
	near(result.neighbours[1]?.distance ?? 0, 2.449489742783, 8);
	near(result.neighbours[2]?.distance ?? 0, 2.527318155225, 8);
	assert.deepEqual(result.neighbours[0]?.contributions, { density: 1, deprivation: 0 });
});

test('contributions add up, nearness is mutual, and units do not matter', () => {
	const value = fc.integer({ min: -1000, max: 1000 });
	fc.assert(
		fc.property(fc.array(fc.tuple(value, value), { minLength: 3, maxLength: 20 }), (rows) => {
			const list = rows.map(([x, y], i) => ({ id: `${i}`, values: { x, y } }));
			fc.pre(new Set(rows.map(([x]) => x)).size > 1);
			const all = similarAreas(list, '0', list.length - 1);
			for (const { contributions, distance, id } of all.neighbours) {
				const total = Object.values(contributions).reduce((a, b) => a + b, 0);
				near(total, distance === 0 ? 0 : 1, 9);
				const back = similarAreas(list, id, list.length - 1).neighbours.find((each) => each.id === '0');
				near(back?.distance ?? -1, distance, 9);
			}
			const scaled = list.map(({ id, values }) => ({ id, values: { x: values.x * 1000 + 7, y: values.y } }));
			const again = similarAreas(scaled, '0', list.length - 1);
			again.neighbours.forEach((each, i) => {
				near(each.distance, all.neighbours[i]?.distance ?? -1, 6);
			});
		}),
	);
});

test('a variable that is the same everywhere is named and left out', () => {
	const flat = areas.map((each) => ({ ...each, values: { ...each.values, same: 3 } }));
	assert.deepEqual(similarAreas(flat, 'a', 2).constant, ['same']);
});

test('bad input is refused', () => {
	refused('missing', () => similarAreas(areas, 'z', 1));
	refused('too-large', () => similarAreas(areas, 'a', 4));
	refused('duplicate', () => similarAreas([...areas, ...areas.slice(0, 1)], 'b', 1));
	refused('missing', () => similarAreas([...areas, { id: 'e', values: { density: 1 } }], 'a', 1));
	refused('undefined', () =>
		similarAreas(
			[
				{ id: 'a', values: { x: 1 } },
				{ id: 'b', values: { x: 1 } },
			],
			'a',
			1,
		),
	);
	refused('empty', () =>
		similarAreas(
			[
				{ id: 'a', values: {} },
				{ id: 'b', values: {} },
			],
			'a',
			1,
		),
	);
	refused('too-few', () => similarAreas([], 'a', 1));
});
