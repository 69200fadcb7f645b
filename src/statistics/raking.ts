import { codeAt, realAt } from './arrays.ts';
import { notEmpty, positive } from './checks.ts';
import { StatisticsError } from './errors.ts';
import { defineMethod } from './method.ts';
import { effectiveSize } from './weights.ts';

export const rakingMethod = defineMethod(
	'rake',
	1,
	'Raking of survey weights to population margins, with trimming',
	'Deming WE, Stephan FF (1940). On a least squares adjustment of a sampled frequency table when the expected marginal totals are known. Annals of Mathematical Statistics 11: 427–444.',
);

/** What the population looks like on one variable: counts or shares, all above zero. */
export type Margin = { variable: string; targets: Readonly<Record<string, number>> };

export type RakingOptions = {
	/** Weights from the design, equal when left out. */
	start?: readonly number[];
	/** Least and greatest weight, as multiples of the mean. */
	trim?: { least: number; greatest: number };
	/** The largest gap between a weighted and a wanted share that is still called reached. */
	tolerance?: number;
	rounds?: number;
};

export type Raked = {
	/** One for each respondent, in order, with mean 1. */
	weights: number[];
	rounds: number;
	largestError: number;
	trimmed: number;
	effectiveSize: number;
	designEffect: number;
	method: string;
};

/** Respondents as codes, margin by margin, with the share each code should have. */
type Coded = { variable: string; codes: Int32Array; wanted: Float64Array; names: string[] };

export function rake(
	respondents: readonly Readonly<Record<string, string>>[],
	margins: readonly Margin[],
	options: RakingOptions = {},
): Raked {
	const { trim, tolerance = 0.001, rounds = 1000 } = options;
	notEmpty('The list of respondents', respondents);
	notEmpty('The list of margins', margins);
	positive('The tolerance', tolerance);
	if (trim !== undefined && !(trim.least >= 0 && trim.least < 1 && trim.greatest > 1))
		throw new StatisticsError(
			'out-of-range',
			'Trimming needs a least multiple below 1 and a greatest above 1, such as 0.3 and 3.',
		);
	const coded = margins.map((margin) => encode(margin, respondents));
	const weights = startingWeights(options.start, respondents.length);
	for (let round = 1; round <= rounds; round++) {
		for (const margin of coded) adjust(weights, margin);
		if (trim !== undefined) clip(weights, trim);
		const largestError = Math.max(...coded.map((margin) => gap(weights, margin)));
		if (largestError <= tolerance) return raked(weights, round, largestError, trim);
	}
	const worst = coded.toSorted((a, b) => gap(weights, b) - gap(weights, a))[0];
	throw new StatisticsError(
		'not-converged',
		`The margins were not reached in ${rounds} rounds; “${worst?.variable}” is still ${(100 * (worst === undefined ? 0 : gap(weights, worst))).toFixed(2)} points off. Join small categories or trim less.`,
	);
}

function encode(
	{ variable, targets }: Margin,
	respondents: readonly Readonly<Record<string, string>>[],
): Coded {
	const names = Object.keys(targets);
	notEmpty(`The margin “${variable}”`, names);
	let total = 0;
	for (const name of names) {
		total += positive(`The target of “${name}” in “${variable}”`, targets[name] ?? Number.NaN);
	}
	const place = new Map(names.map((name, i) => [name, i]));
	const codes = new Int32Array(respondents.length);
	const seen = new Uint8Array(names.length);
	respondents.forEach((respondent, i) => {
		const answer = respondent[variable];
		const code = answer === undefined ? undefined : place.get(answer);
		if (code === undefined)
			throw new StatisticsError(
				'unreachable',
				`Respondent ${i + 1} has “${answer ?? ''}” for “${variable}”, for which the margin has no target.`,
			);
		codes[i] = code;
		seen[code] = 1;
	});
	const unseen = names.find((_, i) => seen[i] === 0);
	if (unseen !== undefined)
		throw new StatisticsError(
			'unreachable',
			`Nobody in the sample is “${unseen}” on “${variable}”, so its target cannot be reached. Join it with another category.`,
		);
	return { variable, codes, names, wanted: Float64Array.from(names, (name) => (targets[name] ?? 0) / total) };
}

function startingWeights(start: readonly number[] | undefined, n: number): Float64Array {
	if (start === undefined) return new Float64Array(n).fill(1);
	if (start.length !== n)
		throw new StatisticsError('missing', `There are ${start.length} starting weights for ${n} respondents.`);
	for (const weight of start) positive('A starting weight', weight);
	const mean = start.reduce((total, weight) => total + weight, 0) / n;
	return Float64Array.from(start, (weight) => weight / mean);
}

/** Weighted shares of one margin; the weights always sum to the number of respondents. */
function totals(weights: Float64Array, { codes, wanted }: Coded): Float64Array {
	const sums = new Float64Array(wanted.length);
	for (let i = 0; i < weights.length; i++) {
		const code = codeAt(codes, i);
		sums[code] = realAt(sums, code) + realAt(weights, i);
	}
	return sums;
}

function adjust(weights: Float64Array, margin: Coded): void {
	const factors = totals(weights, margin).map(
		(sum, code) => (realAt(margin.wanted, code) * weights.length) / sum,
	);
	for (let i = 0; i < weights.length; i++)
		weights[i] = realAt(weights, i) * realAt(factors, codeAt(margin.codes, i));
}

function clip(weights: Float64Array, { least, greatest }: { least: number; greatest: number }): void {
	for (let i = 0; i < weights.length; i++)
		weights[i] = Math.min(greatest, Math.max(least, realAt(weights, i)));
}

function gap(weights: Float64Array, margin: Coded): number {
	const sums = totals(weights, margin);
	const all = sums.reduce((total, sum) => total + sum, 0);
	let largest = 0;
	for (let code = 0; code < sums.length; code++)
		largest = Math.max(largest, Math.abs(realAt(sums, code) / all - realAt(margin.wanted, code)));
	return largest;
}

function raked(
	weights: Float64Array,
	rounds: number,
	largestError: number,
	trim: { least: number; greatest: number } | undefined,
): Raked {
	const list = Array.from(weights);
	const { value, designEffect } = effectiveSize(list);
	return {
		weights: list,
		rounds,
		largestError,
		trimmed: trim === undefined ? 0 : list.filter((w) => w === trim.least || w === trim.greatest).length,
		effectiveSize: value,
		designEffect,
		method: rakingMethod.label,
	};
}
