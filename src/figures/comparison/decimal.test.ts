import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { inOrder, minus, over, plus, rounded, sumOf, times } from './decimal.ts';

const decimals = fc
	.tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.nat({ max: 12 }))
	.map(([digits, places]) => {
		const all = String(digits < 0n ? -digits : digits).padStart(places + 1, '0');
		const cut = all.length - places;
		return `${digits < 0n ? '-' : ''}${all.slice(0, cut)}${places === 0 ? '' : `.${all.slice(cut)}`}`;
	});

test('tenths add up as they do on paper', () => {
	assert.equal(plus('0.1', '0.2'), '0.3');
	assert.equal(sumOf(['2.93', '2.59']), '5.52');
	assert.equal(minus('3.3', '2.4'), '0.9');
	assert.equal(times('61227', '0.12'), '7347.24');
});

test('a half is rounded away from zero, and what is not quite a half is not', () => {
	assert.equal(rounded('0.5', 0), '1');
	assert.equal(rounded('-0.5', 0), '-1');
	assert.equal(rounded('45.45', 1), '45.5');
	assert.equal(rounded('45.449999999999999999', 1), '45.4');
	assert.equal(rounded('-0.04', 1), '0.0');
	assert.equal(rounded('7', 2), '7.00');
});

test('a division is kept to twenty places, and none is made by zero', () => {
	assert.equal(over('2', '3'), '0.66666666666666666667');
	assert.equal(over('-1', '8'), '-0.125');
	assert.equal(over('1', '0'), null);
});

test('what is no decimal is refused', () => {
	for (const text of ['', '1e5', 'NaN', '1,000', '--1']) assert.throws(() => plus(text, '1'), RangeError);
});

test('adding and taking away again gives what there was, in whatever order', () => {
	fc.assert(
		fc.property(decimals, decimals, decimals, (a, b, c) => {
			assert.equal(inOrder(minus(plus(a, b), b), a), 0);
			assert.equal(plus(plus(a, b), c), plus(a, plus(b, c)));
			assert.equal(times(a, plus(b, c)), plus(times(a, b), times(a, c)));
			assert.equal(inOrder(a, b), -inOrder(b, a) + 0);
		}),
	);
});

test('rounding moves by half of the last place at most', () => {
	fc.assert(
		fc.property(decimals, fc.nat({ max: 6 }), (a, places) => {
			const off = minus(rounded(a, places), a).replace('-', '');
			assert.ok(inOrder(times(off, `1${'0'.repeat(places)}`), '0.5') <= 0);
		}),
	);
});
