import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type FunnelPoint, funnel, funnelLimits } from './funnel.ts';
import { near, refused } from './testing/near.ts';

const areas: FunnelPoint[] = [
	[44, 60],
	[55, 60],
	[47, 60],
	[50, 90],
	[266, 322],
	[30, 60],
	[52, 60],
	[400, 494],
	[63, 138],
	[90, 97],
].map(([numerator = 0, denominator = 0], i) => ({ id: `area ${i + 1}`, numerator, denominator }));

test('proportions agree with the same method computed in R', () => {
	const result = funnel('proportion', areas);
	near(result.target, 0.761276891048, 9);
	near(result.dispersion, 10.018396936927, 8);
	near(result.between, 0.019620635528, 10);
	near(result.points[8]?.z ?? null, -2.175275987855, 8);
	near(result.points[0]?.limits95.lower ?? null, 0.472647553086, 8);
	near(result.points[0]?.limits998.upper ?? null, 0.998853546224, 8);
});

test('rates and ratios agree with the same method computed in R', () => {
	const rates = funnel('rate', areas);
	near(rates.between, 0.005297111008, 8);
	near(rates.points[8]?.z ?? null, -2.57495507695, 8);
	const ratios = funnel('ratio', areas);
	near(ratios.between, 0.012513831319, 8);
	near(ratios.points[8]?.z ?? null, -2.697650480402, 8);
	near(ratios.points[8]?.limits998.lower ?? null, 0.425869087318, 8);
});

test('without over-dispersion, counts in tens of thousands flag nearly everyone; with it, few', () => {
	const forces = Array.from({ length: 43 }, (_, i) => ({
		id: `force ${i}`,
		numerator: 20_000 + 997 * ((i * 17) % 43),
		denominator: 500_000 + 3000 * i,
	}));
	const plain = funnel('rate', forces, 'none');
	const adjusted = funnel('rate', forces);
	assert.ok(plain.points.filter((p) => p.place !== 'within').length > 35);
	assert.ok(adjusted.points.filter((p) => p.place !== 'within').length <= 3);
	assert.ok(adjusted.dispersion > 100);
});

test('where only chance is at work nothing is added', () => {
	const same = Array.from({ length: 20 }, (_, i) => ({
		id: `${i}`,
		numerator: 50 + i,
		denominator: 100 + 2 * i,
	}));
	const result = funnel('proportion', same);
	assert.equal(result.between, 0);
	assert.ok(result.points.every((p) => p.place === 'within'));
});

test('the lines drawn at a size are the limits of a point of that size', () => {
	const result = funnel('proportion', areas);
	assert.deepEqual(funnelLimits(result, 60).limits95, {
		lower: result.points[0]?.limits95.lower,
		upper: result.points[0]?.limits95.upper,
	});
});

test('a point is outside its limits exactly when its place says so', () => {
	const point = fc
		.integer({ min: 5, max: 1_000_000 })
		.chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
	fc.assert(
		fc.property(
			fc.array(point, { minLength: 3, maxLength: 50 }).filter((all) => all.some(([x]) => x > 0)),
			fc.constantFrom('proportion' as const, 'rate' as const),
			(pairs, kind) => {
				const result = funnel(
					kind,
					pairs.map(([numerator, denominator], i) => ({ id: `${i}`, numerator, denominator })),
				);
				for (const each of result.points) {
					const { limits95: inner, limits998: outer } = each;
					assert.ok(outer.lower <= inner.lower && inner.upper <= outer.upper);
					if (each.place === 'within')
						assert.ok(inner.lower - 1e-9 <= each.value && each.value <= inner.upper * (1 + 1e-9) + 1e-9);
					if (each.place.startsWith('above')) assert.ok(each.value >= inner.upper - 1e-9);
				}
			},
		),
	);
});

test('all, none and enormous hold', () => {
	const result = funnel('proportion', [
		{ id: 'a', numerator: 7, denominator: 7 },
		{ id: 'b', numerator: 0, denominator: 7 },
		{ id: 'c', numerator: 999_999_999, denominator: 1_000_000_000 },
	]);
	assert.ok(result.points.every((p) => Number.isFinite(p.z)));
	const full = funnel('proportion', [{ id: 'a', numerator: 7, denominator: 7 }], 'none');
	assert.equal(full.points[0]?.place, 'within');
});

test('bad input is refused', () => {
	const one = { id: 'a', numerator: 1, denominator: 2 };
	refused('too-few', () => funnel('rate', []));
	refused('too-few', () => funnel('rate', [one, one]));
	refused('numerator-above-denominator', () =>
		funnel('proportion', [one, one, { id: 'b', numerator: 3, denominator: 2 }]),
	);
	refused('out-of-range', () => funnel('rate', [one, one, { id: 'b', numerator: 0, denominator: 0 }]));
	refused('negative', () => funnel('rate', [one, one, { id: 'b', numerator: -1, denominator: 1 }]));
	const none = { id: 'n', numerator: 0, denominator: 2 };
	refused('undefined', () => funnel('ratio', [none, none, none]));
});
