import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decimal, limit, quotient, units, whole } from './exact.ts';
import { endMeant } from './period-words.ts';
import { type Extent, windowsIn, windowTo } from './window.ts';

const extent = (months: number, until: string): Extent => ({ months, until: Temporal.PlainDate.from(until) });
const ends = (
	extents: Extent[],
	months: number,
	ending: 'month' | 'quarter' | 'march',
	over: 'window' | 'last' = 'window',
) => windowsIn(extents, { months, ending }, over).map(({ until }) => until.toString());

test('a window begins with a month and ends with one, leap year or not', () => {
	const { since, until } = windowTo(Temporal.PlainDate.from('2012-02-10'), 12);
	assert.deepEqual([since.toString(), until.toString()], ['2011-03-01', '2012-02-29']);
	assert.equal(windowTo(Temporal.PlainDate.from('2013-02-28'), 12).since.toString(), '2012-03-01');
});

test('shorter rows fill a window without a gap, and longer ones say nothing of it', () => {
	const quarters = ['2013-09-30', '2013-12-31', '2014-03-31', '2014-06-30'].map((until) => extent(3, until));
	assert.deepEqual(ends(quarters, 12, 'quarter'), ['2014-06-30']);
	assert.deepEqual(ends(quarters, 3, 'quarter').length, 4);
	assert.deepEqual(ends(quarters, 1, 'month'), []);
	assert.deepEqual(ends(quarters.slice(1), 12, 'quarter'), []);
	assert.deepEqual(ends([extent(12, '2014-06-30')], 12, 'quarter'), ['2014-06-30']);
	assert.deepEqual(ends([extent(12, '2014-06-30')], 12, 'march'), []);
	assert.deepEqual(ends([extent(12, '2013-06-30'), extent(12, '2014-06-30')], 24, 'quarter'), ['2014-06-30']);
});

test('a state stands for the windows that it lies in', () => {
	assert.deepEqual(ends([extent(0, '2014-03-31')], 6, 'quarter', 'last'), ['2014-03-31', '2014-06-30']);
	assert.deepEqual(ends([], 6, 'quarter', 'last'), []);
});

test('a quotient is exact to twelve places, half away from zero', () => {
	assert.equal(quotient(508_000_000n, 10_000_000n), '50.8');
	assert.equal(quotient(2n, 3n), '0.666666666667');
	assert.equal(quotient(-2n, 3n), '-0.666666666667');
	assert.equal(quotient(1n, 0n), null);
	assert.equal(decimal(-5n), '-0.0005');
	assert.equal(decimal(120_000n), '12');
	assert.deepEqual([limit(100), limit(0), limit(0.5)], ['100', '0', '0.5']);
	assert.deepEqual([units(1.00005), units(-1.00005), units(3)], [10_001n, -10_001n, 30_000n]);
	assert.deepEqual([whole(30_000n), whole(30_001n)], [3, null]);
});

test('a period is understood as people write it, and nothing is guessed', () => {
	for (const words of [
		'2014-06',
		'2014-06-30',
		'June 2014',
		'Jun 2014',
		'12 months to June 2014',
		'year ending 30 June 2014',
	])
		assert.equal(endMeant(words).toString(), '2014-06-30', words);
	assert.equal(endMeant('2012-02').toString(), '2012-02-29');
	assert.throws(() => endMeant('2014-06-29'), /Write 2014-06-30/);
	for (const words of ['2014', 'Ju 2014', '2014-13', 'last year', ''])
		assert.throws(() => endMeant(words), /is not a period/, words);
});
