import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type SpcPoint, spc, xmrLimits } from './spc.ts';
import { near, refused } from './testing/near.ts';

const series = (values: readonly number[]): SpcPoint[] =>
	values.map((value, i) => ({ period: `month ${i + 1}`, value }));

const calm = [10, 12, 11, 13, 12, 10, 11, 13, 12, 11, 10, 12];

test('the limits meet the published vector', () => {
	const limits = xmrLimits([10, 12, 11, 13, 12, 14, 11]);
	near(limits.mean, 11.857, 3);
	near(limits.movingRange, 1.8333, 4);
	near(limits.lower, 6.98, 3);
	near(limits.upper, 16.734, 3);
});

test('too few points say so and are not judged', () => {
	const chart = spc(series([10, 12, 11, 13, 12, 14, 11]));
	assert.equal(chart.baselines[0]?.limits, null);
	assert.match(chart.baselines[0]?.note ?? '', /7 points; limits need at least 12/);
	assert.ok(chart.points.every((point) => point.meaning === 'not judged'));
});

const rulesOf = (values: readonly number[], index: number) => spc(series(values)).points[index]?.rules;

test('each rule is found where it holds, and a calm series has none', () => {
	assert.ok(spc(series(calm)).points.every((point) => point.rules.length === 0));
	assert.deepEqual(rulesOf([...calm, 30], 12), ['outside limits']);
	const shifted = [...calm, 10, 10, 10, 10, 10, 10, 10];
	assert.ok(rulesOf(shifted, 18)?.includes('seven on one side'));
	const trend = [12, 10, 13, 11, 12, 10, 10.1, 10.2, 10.3, 10.4, 10.5, 10.6, 13];
	assert.ok(rulesOf(trend, 11)?.includes('seven-point trend'));
	assert.ok(!rulesOf(trend.with(8, 10.15), 8)?.includes('seven-point trend'));
	const close = [...calm, 15, 15, 11];
	const chart = spc(series(close));
	assert.deepEqual(chart.points[12]?.rules, ['two of three near a limit']);
	assert.deepEqual(chart.points[13]?.rules, ['two of three near a limit']);
});

test('a value on the mean breaks a run', () => {
	const values = [1, -1, 1, -1, 1, -1, 2, 2, 2, 0, 2, 2, 2, -4, -4, -4];
	assert.equal(xmrLimits(values).mean, 0);
	assert.ok(spc(series(values)).points.every((p) => !p.rules.includes('seven on one side')));
});

test('a stated method change starts the limits afresh: a step is then no signal', () => {
	const before = series(calm);
	const after = calm.map((value, i) => ({ period: `later ${i}`, value: value * 1.33 }));
	const plain = spc([...before, ...after]);
	assert.ok(plain.points.some((point) => point.rules.length > 0));
	const [first, ...rest] = after;
	assert.ok(first);
	const rebased = spc([...before, { ...first, methodChange: 'New recording policy' }, ...rest]);
	assert.equal(rebased.baselines.length, 2);
	assert.equal(rebased.baselines[1]?.startedBy, 'New recording policy');
	assert.ok(rebased.points.every((point) => point.rules.length === 0));
	refused('missing', () => spc([...before, { ...first, methodChange: ' ' }]));
});

test('the direction of improvement decides what a signal means', () => {
	const spike = series([...calm, 30]);
	assert.equal(spc(spike).points[12]?.meaning, 'special cause');
	assert.equal(spc(spike, { improvement: 'up' }).points[12]?.meaning, 'improvement');
	assert.equal(spc(spike, { improvement: 'down' }).points[12]?.meaning, 'concern');
	assert.equal(spc(spike).points[0]?.meaning, 'common cause');
});

test('screening leaves out an exceptional moving range', () => {
	const values = [...calm, 60];
	assert.ok(xmrLimits(values, true).movingRange < xmrLimits(values).movingRange);
	assert.equal(xmrLimits(calm, true).movingRange, xmrLimits(calm).movingRange);
});

test('limits move and scale with the series', () => {
	fc.assert(
		fc.property(
			fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 60 }),
			fc.integer({ min: 1, max: 50 }),
			fc.integer({ min: -500, max: 500 }),
			(values, factor, offset) => {
				const one = xmrLimits(values);
				const other = xmrLimits(values.map((value) => value * factor + offset));
				near(other.upper, one.upper * factor + offset, 6);
				near(other.lower, one.lower * factor + offset, 6);
			},
		),
	);
});

test('bad input is refused', () => {
	refused('empty', () => spc([]));
	refused('not-finite', () => spc(series([1, Number.NaN])));
	refused('too-few', () => xmrLimits([1]));
});
