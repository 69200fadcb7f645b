import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { marginOf, sampleSize } from './sample-size.ts';
import { near, refused } from './testing/near.ts';

test('sizes for five points meet the published table', () => {
	for (const [population, size] of [
		[200, 132],
		[500, 218],
		[1000, 278],
		[2000, 323],
		[10_000, 370],
		[null, 385],
	] as const)
		assert.equal(sampleSize(0.05, 0.5, population).value, size);
});

test('margins of the sizes in use meet the published table', () => {
	for (const [size, expected, margin] of [
		[60, 0.5, 12.7],
		[60, 0.8, 10.1],
		[60, 0.9, 7.6],
		[90, 0.5, 10.3],
		[322, 0.5, 5.5],
		[322, 0.83, 4.1],
		[400, 0.5, 4.9],
	] as const)
		near(marginOf(size, expected).margin * 100, margin, 1);
});

test('the size reaches its margin, and one less does not', () => {
	fc.assert(
		fc.property(
			fc.double({ min: 0.005, max: 0.3, noNaN: true }),
			fc.double({ min: 0.05, max: 0.95, noNaN: true }),
			(margin, expected) => {
				const { value } = sampleSize(margin, expected);
				assert.ok(marginOf(value, expected).margin <= margin * (1 + 1e-12));
				if (value > 1) assert.ok(marginOf(value - 1, expected).margin > margin * (1 - 1e-12));
			},
		),
	);
});

test('a population never asks for more than itself, and everyone leaves no margin', () => {
	for (const population of [1, 2, 7, 1000, 1_000_000_000])
		assert.ok(sampleSize(0.001, 0.5, population).value <= population);
	assert.equal(marginOf(7, 0.5, 7).margin, 0);
});

test('bad input is refused', () => {
	refused('out-of-range', () => sampleSize(0));
	refused('out-of-range', () => sampleSize(5));
	refused('out-of-range', () => sampleSize(0.05, 1));
	refused('too-few', () => sampleSize(0.05, 0.5, 0));
	refused('too-large', () => marginOf(11, 0.5, 10));
	refused('too-large', () => sampleSize(1e-12));
});
