import { realAt } from './arrays.ts';
import { StatisticsError } from './errors.ts';
import { tOf } from './mean.ts';
import { defineMethod } from './method.ts';
import { zOf } from './normal.ts';
import { type Weighting, weightsOf } from './rating-weights.ts';
import type { Ratings } from './ratings.ts';
import { wilsonLimits } from './wilson.ts';

export const rawAgreementMethod = defineMethod(
	'raw-agreement',
	1,
	'Raw agreement between reviewers',
	'Gwet KL (2014). Handbook of inter-rater reliability, 4th edition; for two reviewers of every record, Wilson (1927).',
);
export const fleissMethod = defineMethod(
	'fleiss-kappa',
	1,
	'Fleiss’ kappa',
	'Fleiss JL (1971). Measuring nominal scale agreement among many raters. Psychological Bulletin 76: 378–382; missing ratings and variance as in Gwet KL (2014).',
);
export const gwetMethod = defineMethod(
	'gwet-ac',
	1,
	'Gwet’s AC1, and AC2 for an ordered scale',
	'Gwet KL (2008). Computing inter-rater reliability and its variance in the presence of high agreement. British Journal of Mathematical and Statistical Psychology 61: 29–48.',
);

export type Agreement = {
	value: number;
	/** Null where these ratings cannot tell how far chance may have moved the value; the note says why. */
	lower: number | null;
	upper: number | null;
	/** Null for two reviewers' raw agreement too, whose score interval rests on none. */
	standardError: number | null;
	confidence: number;
	/** Agreement observed, and agreement expected by chance (null for raw agreement). */
	observed: number;
	expected: number | null;
	weighting: string;
	categories: readonly string[];
	/** Records with at least two ratings, out of those rated at all. */
	paired: number;
	records: number;
	missing: number;
	note: string | null;
	method: string;
};

type IntervalFacts = Pick<Agreement, 'lower' | 'upper' | 'standardError' | 'note'>;

/** Records one by one: how far their own pairs of ratings agree. */
type PairAgreement = { each: Float64Array; mean: number };

export function rawAgreement(ratings: Ratings, confidence = 0.95): Agreement {
	const { each, mean } = pairAgreement(ratings, weightsOf('identity', ratings.categories.length));
	const scale = ratings.records / ratings.paired;
	const interval =
		ratings.raters === 2
			? agreedRecords(mean, ratings.paired, confidence)
			: intervalFrom(
					mean,
					each.map((agreed) => agreed * scale),
					confidence,
				);
	return {
		value: mean,
		...interval,
		observed: mean,
		expected: null,
		weighting: 'identity',
		...described(ratings, confidence, rawAgreementMethod.label),
	};
}

/** Two reviewers agree on a record or not, so their agreement is a plain proportion of records. */
function agreedRecords(share: number, records: number, confidence: number): IntervalFacts {
	const limits = wilsonLimits(Math.round(share * records), records, zOf(confidence));
	return { ...limits, standardError: null, note: null };
}

export function fleissKappa(
	ratings: Ratings,
	weighting: Weighting = 'identity',
	confidence = 0.95,
): Agreement {
	const size = ratings.categories.length;
	const weights = weightsOf(weighting, size);
	const shares = categoryShares(ratings);
	// How well a rating in each category would agree with one drawn from everybody's ratings.
	const typical = shares.map((_, k) => {
		let total = 0;
		for (let l = 0; l < size; l++) total += realAt(weights, k * size + l) * realAt(shares, l);
		return total;
	});
	return chanceCorrected(ratings, weights, shares, typical, {
		weighting,
		confidence,
		method: fleissMethod.label,
	});
}

export function gwetAc(ratings: Ratings, weighting: Weighting = 'identity', confidence = 0.95): Agreement {
	const size = ratings.categories.length;
	if (size < 2)
		throw new StatisticsError(
			'undefined',
			'Only one category is known. List all categories that could have been given, so that chance can be reckoned.',
		);
	const weights = weightsOf(weighting, size);
	const shares = categoryShares(ratings);
	const scale = weights.reduce((total, weight) => total + weight, 0) / (size * (size - 1));
	const typical = shares.map((share) => scale * (1 - share));
	return chanceCorrected(ratings, weights, shares, typical, {
		weighting,
		confidence,
		method: gwetMethod.label,
	});
}

/**
 * (observed − expected) / (1 − expected), where what is expected by chance is linear in each record's own
 * ratings; its variance by linearisation over records (Gwet).
 */
function chanceCorrected(
	ratings: Ratings,
	weights: Float64Array,
	shares: Float64Array,
	typical: Float64Array,
	call: { weighting: Weighting; confidence: number; method: string },
): Agreement {
	const size = ratings.categories.length;
	const { each, mean } = pairAgreement(ratings, weights);
	let expected = 0;
	for (let k = 0; k < size; k++) expected += realAt(shares, k) * realAt(typical, k);
	const room = roomAbove(expected);
	const value = (mean - expected) / room;
	const scale = ratings.records / ratings.paired;
	const influence = new Float64Array(ratings.records);
	for (let i = 0; i < ratings.records; i++) {
		const total = realAt(ratings.totals, i);
		let own = 0;
		for (let k = 0; k < size; k++) own += realAt(ratings.counts, i * size + k) * realAt(typical, k);
		const agreed = total >= 2 ? (scale * (realAt(each, i) - expected)) / room : 0;
		influence[i] = agreed - (2 * (1 - value) * (own / total - expected)) / room;
	}
	return {
		value,
		...intervalFrom(value, influence, call.confidence),
		observed: mean,
		expected,
		weighting: call.weighting,
		...described(ratings, call.confidence, call.method),
	};
}

export function pairAgreement(ratings: Ratings, weights: Float64Array): PairAgreement {
	const { records, counts, totals, paired } = ratings;
	const size = ratings.categories.length;
	const each = new Float64Array(records);
	let sum = 0;
	for (let i = 0; i < records; i++) {
		const total = realAt(totals, i);
		if (total < 2) continue;
		let agreed = 0;
		for (let k = 0; k < size; k++) {
			const given = realAt(counts, i * size + k);
			if (given === 0) continue;
			let alike = -1;
			for (let l = 0; l < size; l++) alike += realAt(weights, k * size + l) * realAt(counts, i * size + l);
			agreed += given * alike;
		}
		const share = agreed / (total * (total - 1));
		each[i] = share;
		sum += share;
	}
	return { each, mean: sum / paired };
}

/** The mean over records of the share of a record's ratings in each category. */
function categoryShares({ categories, records, counts, totals }: Ratings): Float64Array {
	const size = categories.length;
	const shares = new Float64Array(size);
	for (let i = 0; i < records; i++) {
		const worth = 1 / (realAt(totals, i) * records);
		for (let k = 0; k < size; k++) shares[k] = realAt(shares, k) + realAt(counts, i * size + k) * worth;
	}
	return shares;
}

export function roomAbove(expected: number): number {
	const room = 1 - expected;
	if (room < 1e-12)
		throw new StatisticsError(
			'undefined',
			'Every rating is in one category, so chance alone explains the agreement and this coefficient is 0 ÷ 0. Report the raw agreement.',
		);
	return room;
}

export function described(
	ratings: Ratings,
	confidence: number,
	method: string,
): Pick<Agreement, 'confidence' | 'categories' | 'paired' | 'records' | 'missing' | 'method'> {
	const { categories, paired, records, missing } = ratings;
	return { confidence, categories, paired, records, missing, method };
}

/** From how much each record contributes; the limits never pass −1 and 1. */
export function intervalFrom(
	value: number,
	influence: Float64Array,
	confidence: number,
	/** Gwet divides by n − 1; Fleiss, Cohen and Everitt by n. */
	freedom = influence.length - 1,
): IntervalFacts {
	const n = influence.length;
	const unknown = (note: string) => ({ lower: null, upper: null, standardError: null, note });
	if (n < 2) return unknown('One record cannot show how far chance may have moved the value.');
	const squares = influence.reduce((total, each) => total + (each - value) ** 2, 0);
	const standardError = Math.sqrt(squares / (n * freedom));
	if (standardError < 1e-12)
		return unknown(
			'All records contribute the same, so these ratings give no interval; it is not certainty.',
		);
	const reach = tOf(confidence, n - 1) * standardError;
	return {
		lower: Math.max(-1, value - reach),
		upper: Math.min(1, value + reach),
		standardError,
		note: null,
	};
}
