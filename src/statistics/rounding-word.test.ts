import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { roundingWord, roundTo } from './rounding-word.ts';
import { refused } from './testing/near.ts';

test('the words of the reports fit numbers that are near', () => {
	assert.equal(roundingWord(7950, 8000).word, 'just under');
	assert.equal(roundingWord(30_340, 30_300).word, 'just over');
	assert.ok(roundingWord(30_340, 30_300).allowed.includes('more than'));
	assert.ok(roundingWord(52.6, 53).allowed.includes('around'));
	assert.ok(roundingWord(43, 40).allowed.includes('more than'));
	assert.deepEqual(roundingWord(28, 28).word, '');
	assert.ok(roundingWord(28, 28).allowed.includes('up to'));
});

test('12 per cent of 61,227 is not “just under 8,000”, and 28 per cent is not nearly a third', () => {
	assert.ok(!roundingWord(7347, 8000).allowed.includes('just under'));
	refused('out-of-range', () => roundingWord(28, 33.3));
	refused('undefined', () => roundingWord(1, 0));
	refused('not-finite', () => roundingWord(Infinity, 5));
});

test('a word never points the wrong way', () => {
	fc.assert(
		fc.property(fc.integer({ min: 900, max: 1100 }), (exact) => {
			const { allowed } = roundingWord(exact, 1000);
			if (exact > 1000) assert.ok(!allowed.includes('just under') && !allowed.includes('up to'));
			if (exact < 1000) assert.ok(!allowed.includes('more than') && !allowed.includes('just over'));
		}),
	);
});

test('266, 267 and 268 of 322 all print as 83 per cent, 269 as 84', () => {
	for (const [x, printed] of [
		[266, 83],
		[267, 83],
		[268, 83],
		[269, 84],
	] as const)
		assert.equal(roundTo((100 * x) / 322, 0), printed);
});

test('halves go away from nought, as written', () => {
	assert.equal(roundTo(1.005, 2), 1.01);
	assert.equal(roundTo(-2.5, 0), -3);
	assert.equal(roundTo(0.5, 0), 1);
	assert.equal(roundTo(-0.2, 0), 0);
	assert.equal(roundTo(1e9 + 0.25, 1), 1_000_000_000.3);
	refused('out-of-range', () => roundTo(1, -1));
});
