import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { detectableChange, powerOf, sizeForChange } from './detectable-change.ts';
import { near, refused } from './testing/near.ts';

test('power agrees with R’s power.prop.test', () => {
	near(powerOf(0.92, 0.76, 60).power, 0.6704385, 7);
	near(powerOf(0.92, 0.72, 60).power, 0.8220452, 7);
});

test('60 against 60 from 92 per cent shows a fall of about 20 points, and not one of 16', () => {
	const result = detectableChange(0.92, 60, 'fall');
	near(result.change, -0.1931222, 4);
	near(result.power, 0.8, 9);
	assert.ok(powerOf(0.92, 0.92 - 0.16, 60).power < 0.68);
});

test('the size for a change is the first that reaches the power', () => {
	const result = sizeForChange(0.92, 0.76);
	assert.equal(result.size, 82);
	fc.assert(
		fc.property(
			fc.double({ min: 0.05, max: 0.95, noNaN: true }),
			fc.double({ min: 0.05, max: 0.95, noNaN: true }),
			(from, to) => {
				fc.pre(Math.abs(from - to) > 0.01);
				const { size } = sizeForChange(from, to);
				assert.ok(powerOf(from, to, size).power >= 0.8);
				if (size > 1) assert.ok(powerOf(from, to, size - 1).power < 0.8);
			},
		),
	);
});

test('what cannot be shown is refused', () => {
	refused('unreachable', () => detectableChange(0.92, 3, 'rise'));
	refused('undefined', () => sizeForChange(0.5, 0.5));
	refused('out-of-range', () => sizeForChange(0.5, 0.6, 0.01));
	refused('too-few', () => powerOf(0.5, 0.6, 0));
	refused('too-large', () => sizeForChange(0.5, 0.5 + 1e-9));
});
