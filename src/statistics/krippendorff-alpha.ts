import { type Agreement, described, intervalFrom, pairAgreement, roomAbove } from './agreement.ts';
import { realAt } from './arrays.ts';
import { defineMethod } from './method.ts';
import { weightsOf } from './rating-weights.ts';
import type { Ratings } from './ratings.ts';

export const krippendorffMethod = defineMethod(
	'krippendorff-alpha',
	1,
	'Krippendorff’s alpha, nominal or ordinal',
	'Krippendorff K (2011). Computing Krippendorff’s alpha-reliability. University of Pennsylvania; variance by linearisation over records as in Gwet KL (2014), the distances taken as known.',
);

export type AlphaScale = 'nominal' | 'ordinal';

export function krippendorffAlpha(
	ratings: Ratings,
	scale: AlphaScale = 'nominal',
	confidence = 0.95,
): Agreement {
	const size = ratings.categories.length;
	const shares = pairableShares(ratings);
	const weights = scale === 'nominal' ? weightsOf('identity', size) : ordinalWeights(shares);
	const typical = new Float64Array(size);
	let expected = 0;
	for (let k = 0; k < size; k++) {
		let total = 0;
		for (let l = 0; l < size; l++) total += realAt(weights, k * size + l) * realAt(shares, l);
		typical[k] = total;
		expected += total * realAt(shares, k);
	}
	const room = roomAbove(expected);
	const { each } = pairAgreement(ratings, weights);
	let pairable = 0;
	for (let i = 0; i < ratings.records; i++) {
		if (realAt(ratings.totals, i) >= 2) pairable += realAt(ratings.totals, i);
	}
	const average = pairable / ratings.paired;
	// A record counts by how many ratings it has, and the finite number of ratings is corrected for.
	let weighted = 0;
	for (let i = 0; i < ratings.records; i++)
		weighted += (realAt(each, i) * realAt(ratings.totals, i)) / pairable;
	const observed = (1 - 1 / pairable) * weighted + 1 / pairable;
	const value = (observed - expected) / room;
	const uncorrected = (weighted - expected) / room;
	const influence = new Float64Array(ratings.paired);
	let place = 0;
	for (let i = 0; i < ratings.records; i++) {
		const total = realAt(ratings.totals, i);
		if (total < 2) continue;
		let own = 0;
		for (let k = 0; k < size; k++) own += realAt(ratings.counts, i * size + k) * realAt(typical, k);
		const surplus = (total - average) / average;
		const agreed = (realAt(each, i) * total) / average - weighted * surplus;
		const byChance = own / average - expected * surplus;
		influence[place++] = (agreed - expected) / room - (2 * (1 - uncorrected) * (byChance - expected)) / room;
	}
	const interval = intervalFrom(uncorrected, influence, confidence);
	// The spread belongs to the uncorrected value, which differs by less than one part in the number of ratings.
	const shift = value - uncorrected;
	return {
		value,
		...interval,
		lower: interval.lower === null ? null : Math.max(-1, interval.lower + shift),
		upper: interval.upper === null ? null : Math.min(1, interval.upper + shift),
		observed,
		expected,
		weighting: scale,
		...described(ratings, confidence, krippendorffMethod.label),
	};
}

/** Only ratings that can be paired with another of the same record count. */
function pairableShares({ categories, records, counts, totals }: Ratings): Float64Array {
	const size = categories.length;
	const shares = new Float64Array(size);
	let all = 0;
	for (let i = 0; i < records; i++) {
		if (realAt(totals, i) < 2) continue;
		all += realAt(totals, i);
		for (let k = 0; k < size; k++) shares[k] = realAt(shares, k) + realAt(counts, i * size + k);
	}
	return shares.map((share) => share / all);
}

/** Two grades are as far apart as the ratings that lie between them, counting the ends by half. */
function ordinalWeights(shares: Float64Array): Float64Array {
	const size = shares.length;
	const distances = new Float64Array(size * size);
	let furthest = 0;
	for (let k = 0; k < size; k++) {
		let between = realAt(shares, k) / 2;
		for (let l = k + 1; l < size; l++) {
			between += realAt(shares, l);
			const distance = (between - realAt(shares, l) / 2) ** 2;
			distances[k * size + l] = distance;
			distances[l * size + k] = distance;
			furthest = Math.max(furthest, distance);
		}
	}
	return furthest === 0 ? weightsOf('identity', size) : distances.map((distance) => 1 - distance / furthest);
}
