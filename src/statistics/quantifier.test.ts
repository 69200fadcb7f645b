import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fractionWords, quantifier, quantifierFits } from './quantifier.ts';
import { refused } from './testing/near.ts';

test('words follow the counts', () => {
	for (const [part, whole, word] of [
		[60, 60, 'all'],
		[55, 60, 'nearly all'],
		[44, 60, 'most'],
		[31, 60, 'more than half'],
		[30, 60, 'half'],
		[27, 60, 'fewer than half'],
		[10, 60, 'some'],
		[3, 60, 'a few'],
		[0, 60, 'none'],
		[999_999_999, 1_000_000_000, 'nearly all'],
	] as const)
		assert.equal(quantifier(part, whole).word, word);
});

test('“nearly one third” does not fit 28 per cent, and fits 32', () => {
	assert.equal(quantifierFits('nearly one third', 280, 1000), false);
	assert.equal(fractionWords(0.28), 'just over a quarter');
	assert.equal(quantifierFits('nearly one third', 320, 1000), true);
	assert.equal(quantifierFits('Most', 44, 60), true);
	assert.equal(quantifierFits('virtually all', 60, 60), false);
	assert.equal(fractionWords(0.42), null);
});

test('of a handful the numbers are given', () => {
	refused('too-few', () => quantifier(7, 7));
	refused('numerator-above-denominator', () => quantifier(61, 60));
});

test('more of the whole never gives a lesser word', () => {
	const order = [
		'none',
		'a few',
		'some',
		'fewer than half',
		'half',
		'more than half',
		'most',
		'nearly all',
		'all',
	];
	fc.assert(
		fc.property(fc.integer({ min: 10, max: 5000 }), fc.nat(), (whole, seed) => {
			const part = seed % whole;
			const less = order.indexOf(quantifier(part, whole).word);
			const more = order.indexOf(quantifier(part + 1, whole).word);
			assert.ok(less >= 0 && more >= less);
		}),
	);
});
