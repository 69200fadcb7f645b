import { change, changeMethod } from '../change.ts';
import { StatisticsError } from '../errors.ts';
import { fisher, fisherMethod } from '../fisher.ts';
import { newcombe, newcombeMethod } from '../newcombe.ts';
import { partOfTotal, partOfTotalMethod } from '../part-of-total.ts';
import { type Containment, publishedDifference, publishedDifferenceMethod } from '../published-difference.ts';
import { rateRatio, rateRatioMethod } from '../rate-ratio.ts';
import {
	confidenceOf,
	expectWords,
	numberOption,
	numbers,
	option,
	pairsOf,
	shareOption,
	switched,
} from './arguments.ts';
import {
	confidenceOption,
	defineCommand,
	type StatArguments,
	type StatCommand,
	type StatOption,
} from './command.ts';
import { quotedFigure } from './quoted-figure.ts';

export const containmentOptions: readonly StatOption[] = [
	{ name: 'contains', help: 'the second is a total that contains the first' },
	{ name: 'share', value: 'SHARE', help: 'the share of the total that the first makes up, where known' },
];

export function containmentOf(args: StatArguments): Containment {
	const share = shareOption(args, 'share');
	if (share !== undefined) return { share };
	return switched(args, 'contains') ? 'contained' : 'apart';
}

const twoProportions = 'NUMERATOR1 DENOMINATOR1 NUMERATOR2 DENOMINATOR2';

export const differenceCommands: readonly StatCommand[] = [
	defineCommand({
		name: 'newcombe',
		usage: twoProportions,
		summary: 'the difference between two proportions, the first less the second',
		method: newcombeMethod,
		options: [confidenceOption],
		run(args) {
			const word = numbers(args, ...twoProportions.split(' '));
			return newcombe(word(0), word(1), word(2), word(3), confidenceOf(args));
		},
	}),
	defineCommand({
		name: 'fisher',
		usage: twoProportions,
		summary: 'the exact test of two proportions',
		method: fisherMethod,
		run(args) {
			const word = numbers(args, ...twoProportions.split(' '));
			return fisher(word(0), word(1), word(2), word(3));
		},
	}),
	defineCommand({
		name: 'published-difference',
		usage: 'VALUE±MARGIN VALUE±MARGIN',
		summary: 'the difference between two published estimates',
		method: publishedDifferenceMethod,
		options: [...containmentOptions, confidenceOption],
		run(args) {
			expectWords(args, ['VALUE±MARGIN', 'VALUE±MARGIN']);
			const [first = '', second = ''] = args.positionals;
			return publishedDifference(
				published(first),
				published(second),
				containmentOf(args),
				confidenceOf(args),
			);
		},
	}),
	defineCommand({
		name: 'part-of-total',
		usage: 'NUMERATOR DENOMINATOR TOTAL_NUMERATOR TOTAL_DENOMINATOR',
		summary: 'a force against a total that contains it',
		method: partOfTotalMethod,
		options: [confidenceOption],
		run(args) {
			const word = numbers(args, 'NUMERATOR', 'DENOMINATOR', 'TOTAL_NUMERATOR', 'TOTAL_DENOMINATOR');
			return partOfTotal(word(0), word(1), word(2), word(3), confidenceOf(args));
		},
	}),
	defineCommand({
		name: 'change',
		usage: 'BEFORE AFTER [--before-population N --after-population N]',
		summary: 'the percentage change of a count or a rate',
		method: changeMethod,
		options: [
			{ name: 'before-population', value: 'N', help: 'makes it a change of rates, with --after-population' },
			{ name: 'after-population', value: 'N', help: 'makes it a change of rates, with --before-population' },
			confidenceOption,
		],
		run(args) {
			const word = numbers(args, 'BEFORE', 'AFTER');
			return change(
				withPopulation(word(0), numberOption(args, 'before-population')),
				withPopulation(word(1), numberOption(args, 'after-population')),
				confidenceOf(args),
			);
		},
	}),
	defineCommand({
		name: 'rate-ratio',
		usage: 'EVENTS POPULATION REFERENCE_EVENTS REFERENCE_POPULATION',
		summary: 'the rate of a group as a multiple of another’s (disparity)',
		method: rateRatioMethod,
		options: [
			{ name: 'per', value: 'N', help: 'per how many the two rates are shown: 1000 when left out' },
			{ name: 'excluded', value: 'REASON=N,…', help: 'records left out, by reason' },
			confidenceOption,
		],
		run(args) {
			const word = numbers(args, 'EVENTS', 'POPULATION', 'REFERENCE_EVENTS', 'REFERENCE_POPULATION');
			const excluded = option(args, 'excluded');
			return rateRatio(
				{ events: word(0), population: word(1) },
				{ events: word(2), population: word(3) },
				numberOption(args, 'per'),
				excluded === undefined ? {} : pairsOf('--excluded', excluded),
				confidenceOf(args),
			);
		},
	}),
];

function withPopulation(events: number, population: number | undefined) {
	return population === undefined ? { events } : { events, population };
}

function published(text: string): { value: number; margin: number } {
	const { value, margin } = quotedFigure(text);
	if (value === undefined || margin === undefined)
		throw new StatisticsError('usage', `“${text}” must be a value with its margin, such as 88.0±1.4.`);
	return { value, margin };
}
