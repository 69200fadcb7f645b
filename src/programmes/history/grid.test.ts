import assert from 'node:assert/strict';
import { test } from 'node:test';
import { five, frameworks, judged, r2016, r2017, r2018, round } from '../../../test/judgments.ts';
import type { Framework } from '../frameworks/framework.ts';
import { gridOf } from './grid.ts';
import type { Judgment } from './judgment.ts';

function linesOf(judgments: readonly Judgment[], known: readonly Framework[] = frameworks) {
	const { cycles, groups } = gridOf({ judgments, frameworks: known, forceName: 'F' });
	const lines = groups.flatMap(({ title, rows }) =>
		rows.map(({ title: row, cells, last, direction }) => ({
			row: `${title}: ${row}`,
			cells: cycles.map((cycle) => (cells.get(cycle) ?? []).map((one) => one.title).join(' and ')),
			last: last.map(({ judgment }) => judgment.framework),
			direction: 'word' in direction ? direction.word : direction.none,
		})),
	);
	return { cycles, lines };
}

test('a question stands on one line through all its rounds, under the name of the newest', () => {
	const then = round('r-2016', '2016', { offences: [] });
	const next = round('r-2017', '2017', { crime: ['r-2016/offences'] });
	const { cycles, lines } = linesOf(
		[judged('r-2017', 'crime', 'good'), judged('r-2016', 'offences', 'weak')],
		[next, then],
	);
	assert.deepEqual(cycles, ['2017', '2016']);
	assert.deepEqual(lines, [
		{ row: 'The whole: Crime', cells: ['Good', 'Weak'], last: ['r-2017'], direction: 'improved' },
	]);
});

test('a question that was not looked at this time shows the judgment that still stands', () => {
	const { lines } = linesOf([judged('r-2018', 'new', 'good'), judged('r-2017', 'crime', 'weak')]);
	assert.partialDeepStrictEqual(
		lines.find(({ row }) => row === 'The whole: Crime'),
		{ cells: ['', 'Weak'], last: ['r-2017'], direction: 'No earlier judgment of it is on record.' },
	);
});

test('a question that goes on from two shows both, and that there is no single judgment', () => {
	const { lines } = linesOf([
		judged('r-2018', 'new', 'good'),
		judged('r-2017', 'crime', 'weak'),
		judged('r-2017', 'fraud', 'good'),
	]);
	assert.partialDeepStrictEqual(
		lines.find(({ row }) => row === 'The whole: All'),
		{ cells: ['', 'Weak and Good'], last: ['r-2017', 'r-2017'] },
	);
});

test('a question that nothing goes on from keeps its line, below those of the newest round', () => {
	const gone = round('r-2016', '2016', { crime: [], gone: [] });
	const { lines } = linesOf(
		[judged('r-2016', 'gone', 'good'), judged('r-2017', 'crime', 'good')],
		[gone, round('r-2017', '2017', { crime: ['r-2016/crime'] }, { pillars })],
	);
	assert.deepEqual(
		lines.map(({ row }) => row),
		['All of it: Crime', 'All of it: Gone'],
	);
});
const pillars = [{ id: 'whole', title: 'All of it', graded: true, continues: ['r-2016/whole'] }];

test('across families a line shows both grades and no direction', () => {
	const { lines } = linesOf(
		[judged('r-2023', 'crime', 'good'), judged('r-2018', 'crime', 'good')],
		[five, r2018],
	);
	assert.deepEqual(
		lines.map(({ cells, direction }) => ({ cells, direction })),
		[
			{
				cells: ['Good', 'Good'],
				direction:
					'The earlier judgment, “good” in the 2018/19 visit, is on another scale, so the two are not compared.',
			},
		],
	);
});

test('no judgment is lost or shown twice, where questions neither split nor merge', () => {
	const all = [r2016, r2017].flatMap((framework) =>
		['crime', 'fraud', 'armed', 'whole'].map((component) =>
			judged(framework.id, component, component === 'armed' ? null : 'good'),
		),
	);
	const { lines } = linesOf(all, [r2016, r2017]);
	assert.equal(lines.flatMap(({ cells }) => cells).filter((cell) => cell !== '').length, all.length);
});

test('a force without judgments has an empty grid', () => {
	assert.deepEqual(linesOf([]), { cycles: [], lines: [] });
});
