import { type Agreement, described, intervalFrom, roomAbove } from './agreement.ts';
import { codeAt, realAt } from './arrays.ts';
import { StatisticsError } from './errors.ts';
import { defineMethod } from './method.ts';
import { type Weighting, weightsOf } from './rating-weights.ts';
import type { Ratings } from './ratings.ts';

export const cohenMethod = defineMethod(
	'cohen-kappa',
	1,
	'Cohen’s kappa for two reviewers, weighted for an ordered scale',
	'Cohen J (1960), Educational and Psychological Measurement 20: 37–46; (1968), Psychological Bulletin 70: 213–220; variance: Fleiss JL, Cohen J, Everitt BS (1969), Psychological Bulletin 72: 323–327.',
);

/** Records that only one of the two rated are left out, and counted as missing. */
export function cohenKappa(
	ratings: Ratings,
	weighting: Weighting = 'identity',
	confidence = 0.95,
): Agreement {
	if (ratings.raters !== 2)
		throw new StatisticsError(
			'out-of-range',
			`Cohen’s kappa compares two reviewers; there are ${ratings.raters}. Use Fleiss’ kappa, Gwet’s AC or Krippendorff’s alpha.`,
		);
	const size = ratings.categories.length;
	const weights = weightsOf(weighting, size);
	const pairs = pairsOf(ratings);
	const n = pairs.length;
	const rows = new Float64Array(size);
	const columns = new Float64Array(size);
	for (const [k, l] of pairs) {
		rows[k] = realAt(rows, k) + 1 / n;
		columns[l] = realAt(columns, l) + 1 / n;
	}
	const observed = pairs.reduce((total, [k, l]) => total + realAt(weights, k * size + l), 0) / n;
	let expected = 0;
	const rowTypical = new Float64Array(size);
	const columnTypical = new Float64Array(size);
	for (let k = 0; k < size; k++) {
		for (let l = 0; l < size; l++) {
			const weight = realAt(weights, k * size + l);
			expected += weight * realAt(rows, k) * realAt(columns, l);
			rowTypical[k] = realAt(rowTypical, k) + weight * realAt(columns, l);
			columnTypical[l] = realAt(columnTypical, l) + weight * realAt(rows, k);
		}
	}
	const room = roomAbove(expected);
	const value = (observed - expected) / room;
	// Each pair's part in the delta-method variance; they average to the coefficient itself.
	const influence = Float64Array.from(pairs, ([k, l]) => {
		const byChance = realAt(rowTypical, k) + realAt(columnTypical, l);
		return (realAt(weights, k * size + l) - expected - (1 - value) * (byChance - 2 * expected)) / room;
	});
	return {
		value,
		...intervalFrom(value, influence, confidence, n),
		observed,
		expected,
		weighting,
		...described(ratings, confidence, cohenMethod.label),
	};
}

function pairsOf(ratings: Ratings): [number, number][] {
	const pairs: [number, number][] = [];
	for (let i = 0; i < ratings.records; i++) {
		const first = codeAt(ratings.codes, 2 * i);
		const second = codeAt(ratings.codes, 2 * i + 1);
		if (first >= 0 && second >= 0) pairs.push([first, second]);
	}
	return pairs;
}
