import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clashInWords, compareDated, overlap, spanInWords } from './dated.ts';

const day = (text: string) => (text === '' ? null : Temporal.PlainDate.from(text));
const row = (key: string, since: string, until: string, what = '', line = 0) => ({
	key,
	since: day(since),
	until: day(until),
	what,
	line,
});
const kept = (key: string, since: string, until: string, what = '') => ({
	...row(key, since, until, what),
	id: what,
});
const same = (a: { what: string }, b: { what: string }) => a.what === b.what;

test('two rows overlap on a shared day, and not where one begins on the day after', () => {
	const a = row('', '2014-01-01', '2014-12-31');
	assert.ok(overlap(a, row('', '2014-12-31', '')));
	assert.ok(overlap(a, row('', '', '2014-01-01')));
	assert.ok(!overlap(a, row('', '2015-01-01', '')));
	assert.ok(overlap(row('', '', ''), row('', '', '')));
});

test('a row is new, changed or as it was by its key and its first day', () => {
	const there = [
		kept('a', '', '2013-12-31', 'one'),
		kept('a', '2014-01-01', '', 'two'),
		kept('b', '', '', 'b'),
	];
	const { added, changed, unchanged, clashes } = compareDated(
		[
			row('a', '2014-01-01', '2015-12-31', 'two'),
			row('a', '', '2013-12-31', 'one'),
			row('a', '2016-01-01', '', 'three'),
			row('c', '', '', 'c'),
			row('b', '', '', 'other words'),
		],
		there,
		same,
	);
	assert.deepEqual(clashes, []);
	assert.equal(unchanged, 1);
	assert.deepEqual(
		added.map(({ what }) => what),
		['three', 'c'],
	);
	assert.deepEqual(
		changed.map(({ from, to }) => `${from.what} > ${to.what}`),
		['two > two', 'b > other words'],
	);
});

test('what becomes shorter is changed before what becomes longer', () => {
	const there = [kept('a', '2014-01-01', '2014-12-31', 'grows'), kept('b', '2014-01-01', '', 'shrinks')];
	const { changed } = compareDated(
		[row('a', '2014-01-01', '', 'grows'), row('b', '2014-01-01', '2014-06-30', 'shrinks')],
		there,
		same,
	);
	assert.deepEqual(
		changed.map(({ to }) => to.what),
		['shrinks', 'grows'],
	);
});

test('overlaps with the register, overlaps within the file and rows that are there twice are told apart', () => {
	const { clashes } = compareDated(
		[
			row('a', '2015-01-01', '', '', 2),
			row('b', '2015-01-01', '', '', 3),
			row('b', '2016-01-01', '', '', 4),
			row('c', '2015-01-01', '', '', 5),
			row('c', '2015-01-01', '', '', 6),
		],
		[kept('a', '2014-01-01', '')].map(({ line: _, ...one }) => one),
		() => true,
	);
	assert.deepEqual(
		clashes.map((clash) => [clash.row.line, clashInWords(clash, String).problem]),
		[
			[2, 'The row overlaps in time with what is there from 2014-01-01 with no last day'],
			[4, 'The row overlaps in time with line 3'],
			[6, 'Line 5 is about the same and begins on the same day'],
		],
	);
});

test('a time is said in words', () => {
	assert.equal(spanInWords(row('', '', ''), String), 'without dates');
	assert.equal(spanInWords(row('', '', '2014-01-01'), String), 'until 2014-01-01');
	assert.equal(spanInWords(row('', '2013-01-01', '2014-01-01'), String), 'from 2013-01-01 until 2014-01-01');
});
