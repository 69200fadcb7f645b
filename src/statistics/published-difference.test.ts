import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { publishedDifference } from './published-difference.ts';
import { near, refused } from './testing/near.ts';

test('victim satisfaction differs from England and Wales, and not from the year before', () => {
	const national = publishedDifference({ value: 88, margin: 1.4 }, { value: 85, margin: 0.2 });
	near(national.value, 3, 10);
	near(national.lower, 1.59, 2);
	near(national.upper, 4.41, 2);
	near(national.z, 4.16, 2);
	assert.equal(national.significant, true);
	const before = publishedDifference({ value: 88, margin: 1.4 }, { value: 86.7, margin: 1.4 });
	near(before.value, 1.3, 10);
	near(before.lower, -0.68, 2);
	near(before.upper, 3.28, 2);
	near(before.z, 1.29, 2);
	assert.equal(before.significant, false);
});

test('intervals may overlap though the difference is significant', () => {
	const result = publishedDifference({ value: 52.5, margin: 1.5 }, { value: 50, margin: 1.5 });
	assert.ok(52.5 - 1.5 < 50 + 1.5);
	assert.equal(result.significant, true);
});

test('a total that contains the force is allowed for by its share, or said', () => {
	const a = { value: 60, margin: 3 };
	const b = { value: 55, margin: 1 };
	assert.equal(publishedDifference(a, b).note, null);
	assert.match(publishedDifference(a, b, 'contained').note ?? '', /contains the first/);
	// 60 ± 3 is a tenth of the total; its rest has the error that makes up the total's.
	const known = publishedDifference(a, b, { share: 0.1 });
	assert.ok(known.standardError < publishedDifference(a, b).standardError);
	near((known.standardError * 1.959963984540054) ** 2, 1 + 0.8 * 9, 9);
});

test('the difference turns round with its two sides', () => {
	const published = fc.record({
		value: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
		margin: fc.double({ min: 0.001, max: 1e4, noNaN: true }),
	});
	fc.assert(
		fc.property(published, published, (a, b) => {
			const one = publishedDifference(a, b);
			const other = publishedDifference(b, a);
			assert.equal(one.value + other.value, 0);
			near(one.lower + other.upper, 0, 9);
			assert.ok(one.p >= 0 && one.p <= 1);
			assert.equal(one.significant, one.lower > 0 || one.upper < 0);
		}),
	);
});

test('a missing margin is refused', () => {
	refused('out-of-range', () => publishedDifference({ value: 1, margin: 0 }, { value: 1, margin: 1 }));
	refused('not-finite', () => publishedDifference({ value: Number.NaN, margin: 1 }, { value: 1, margin: 1 }));
	refused('negative', () => publishedDifference({ value: 1, margin: 1 }, { value: 1, margin: -1 }));
	refused('out-of-range', () =>
		publishedDifference({ value: 1, margin: 1 }, { value: 1, margin: 1 }, { share: 2 }),
	);
	refused('negative', () =>
		publishedDifference({ value: 1, margin: 9 }, { value: 1, margin: 1 }, { share: 0.9 }),
	);
});
