import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Asked, loadOf, pictureOf, rowOf, totalsOf } from './board.ts';
import { columnsOf, lastDayOf, touches, type Weeks, weekNumber, weeksFromMonth } from './week.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const today = day('2026-10-14');
/** Monday 28 September to Sunday 1 November 2026. */
const weeks: Weeks = { since: day('2026-09-28'), count: 5 };

let number = 0;
function asked(force: string, programme: string, since: string, until: string): Asked {
	number += 1;
	return {
		id: `inspection ${number}`,
		force: { id: force },
		programme: { id: programme },
		tranche: null,
		fieldworkSince: day(since),
		fieldworkUntil: day(until),
		state: 'planned',
		illustrative: false,
		first: weekNumber(day(since)),
		last: weekNumber(day(until)),
	};
}

/** "2×A A+B! – –": cells with their weeks, programmes and conflicts. */
function drawn(force: string, all: Asked[], span = weeks): string {
	return rowOf({ id: force }, pictureOf(all, span, today))
		.cells.map(({ weeks: count, asked: of, conflict }) => {
			const programmes = of.map(({ programme }) => programme.id).join('+') || '–';
			return `${count > 1 ? `${count}×` : ''}${programmes}${conflict ? '!' : ''}`;
		})
		.join(' ');
}

test('a week is any part of Monday to Sunday, and the weeks of one inspection stand together', () => {
	assert.equal(drawn('N', [asked('N', 'A', '2026-10-11', '2026-10-19')]), '– 3×A –');
	assert.equal(drawn('N', [asked('N', 'A', '2026-10-12', '2026-10-18')]), '– – A – –');
	assert.equal(drawn('S', [asked('N', 'A', '2026-10-12', '2026-10-18')]), '– – – – –');
});

test('what begins before the weeks or ends after them is cut off at their edge', () => {
	assert.equal(drawn('N', [asked('N', 'A', '2026-01-01', '2026-10-04')]), 'A – – – –');
	assert.equal(drawn('N', [asked('N', 'A', '2026-10-26', '2027-10-04')]), '– – – – A');
	assert.equal(drawn('N', [asked('N', 'A', '2026-01-01', '2027-10-04')]), '5×A');
});

test('two programmes in one week are a conflict in that week and in no other', () => {
	const two = [asked('N', 'A', '2026-09-28', '2026-10-14'), asked('N', 'B', '2026-10-15', '2026-10-21')];
	assert.equal(drawn('N', two), '2×A A+B! B –');
	assert.equal(drawn('S', [...two, asked('S', 'B', '2026-10-14', '2026-10-14')]), '– – B – –');
	const one = [asked('N', 'A', '2026-09-28', '2026-10-11'), asked('N', 'B', '2026-10-12', '2026-10-18')];
	assert.equal(drawn('N', one), '2×A B – –');
});

test('a conflict that lies outside the weeks is not told', () => {
	const all = [asked('N', 'A', '2026-10-26', '2026-11-20'), asked('N', 'B', '2026-11-09', '2026-11-20')];
	const { conflicts } = rowOf({ id: 'N' }, pictureOf(all, weeks, today));
	assert.deepEqual(conflicts, []);
	const later = rowOf({ id: 'N' }, pictureOf(all, { since: day('2026-11-02'), count: 5 }, today));
	assert.deepEqual(
		later.conflicts.map(({ since, until }) => `${since} ${until}`),
		['2026-11-09 2026-11-22'],
	);
});

test("a force's load counts inspections, and each of its weeks once", () => {
	const all = [
		asked('N', 'A', '2026-10-05', '2026-10-18'),
		asked('N', 'B', '2026-10-12', '2026-10-25'),
		asked('N', 'C', '2025-10-10', '2025-10-20'),
		asked('N', 'D', '2024-10-05', '2025-10-05'),
	];
	const { load, before } = rowOf({ id: 'N' }, pictureOf(all, weeks, today));
	assert.deepEqual(load, { inspections: 2, weeks: 3 });
	// From the week of 14 October 2025 to this one; the year before that does not count.
	assert.deepEqual(before, { inspections: 3, weeks: 4 });
	assert.deepEqual(loadOf([], { first: 0, last: 10 }), { inspections: 0, weeks: 0 });
});

test('the last rows say week by week how many forces are asked, and how many twice', () => {
	const all = [
		asked('N', 'A', '2026-09-28', '2026-10-11'),
		asked('N', 'B', '2026-10-05', '2026-10-11'),
		asked('S', 'A', '2026-10-05', '2026-10-18'),
		asked('not shown', 'A', '2026-10-05', '2026-10-18'),
	];
	const totals = totalsOf([{ id: 'N' }, { id: 'S' }, { id: 'idle' }], pictureOf(all, weeks, today));
	assert.deepEqual(
		totals.map(({ forces, conflicts }) => `${forces}/${conflicts}`),
		['1/0', '2/1', '1/0', '0/0', '0/0'],
	);
});

test('the board begins with the week of the first of the month, and stands under months and numbered weeks', () => {
	const span = weeksFromMonth(today, 26);
	assert.equal(span.since.toString(), '2026-09-28');
	assert.equal(lastDayOf(span).toString(), '2027-03-28');
	const { weeks: columns, months } = columnsOf(span, today);
	assert.deepEqual(months.slice(0, 2), [
		{ name: 'Sept 2026', weeks: 1 },
		{ name: 'Oct 2026', weeks: 4 },
	]);
	assert.equal(
		months.reduce((sum, month) => sum + month.weeks, 0),
		26,
	);
	assert.deepEqual(
		columns.filter(({ thisWeek }) => thisWeek).map(({ monday }) => monday.toString()),
		['2026-10-12'],
	);
	const january = columns.find(({ monday }) => monday.toString() === '2026-12-28');
	assert.equal(january?.number, 53, 'the week of the new year belongs to the old one');
});

test('weeks touch what shares a week with them', () => {
	const from = (since: string, until: string) => touches(weeks, { from: day(since), until: day(until) });
	assert.equal(from('2026-11-01', '2026-12-01'), true);
	assert.equal(from('2026-11-02', '2026-12-01'), false);
	assert.equal(from('2026-01-01', '2026-09-28'), true);
	assert.equal(from('2026-01-01', '2026-09-27'), false);
});
