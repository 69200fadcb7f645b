import { byar, byarMethod, rate } from '../byar.ts';
import { directlyStandardisedRate, dsrMethod } from '../dsr.ts';
import { StatisticsError } from '../errors.ts';
import { finiteProportion, finiteProportionMethod } from '../finite-proportion.ts';
import { impliedBase, impliedBaseMethod } from '../implied-base.ts';
import { mean, meanMethod } from '../mean.ts';
import { poissonExact, poissonExactMethod } from '../poisson-exact.ts';
import { scaledTotal, scaledTotalMethod } from '../scaled-total.ts';
import { wilson, wilsonMethod } from '../wilson.ts';
import { confidenceOf, expectWords, numberOf, numberOption, numbers, shareOf } from './arguments.ts';
import { confidenceOption, defineCommand, type StatCommand, type StatOption } from './command.ts';
import { need, numberIn, readTable } from './table.ts';

const perOption: StatOption = {
	name: 'per',
	value: 'N',
	help: 'per how many: 1000 (when left out), 10000, 100000',
};

export const estimateCommands: readonly StatCommand[] = [
	defineCommand({
		name: 'wilson',
		usage: 'NUMERATOR DENOMINATOR',
		summary: 'a proportion with its interval',
		method: wilsonMethod,
		options: [confidenceOption],
		run(args) {
			const word = numbers(args, 'NUMERATOR', 'DENOMINATOR');
			return wilson(word(0), word(1), confidenceOf(args));
		},
	}),
	defineCommand({
		name: 'finite-proportion',
		usage: 'NUMERATOR SAMPLE POPULATION',
		summary: 'a proportion sampled from a small population',
		method: finiteProportionMethod,
		options: [confidenceOption],
		run(args) {
			const word = numbers(args, 'NUMERATOR', 'SAMPLE', 'POPULATION');
			return finiteProportion(word(0), word(1), word(2), confidenceOf(args));
		},
	}),
	defineCommand({
		name: 'byar',
		usage: 'EVENTS [--population N --per N]',
		summary: 'a count, or with a population a rate, with its interval',
		method: byarMethod,
		options: [
			{ name: 'population', value: 'N', help: 'the denominator of the rate' },
			perOption,
			confidenceOption,
		],
		run(args) {
			const events = numbers(args, 'EVENTS')(0);
			const population = numberOption(args, 'population');
			const per = numberOption(args, 'per');
			if (population !== undefined) return rate(events, population, per ?? 1000, confidenceOf(args));
			if (per !== undefined)
				throw new StatisticsError('usage', 'A rate needs its --population as well as --per.');
			return byar(events, confidenceOf(args));
		},
	}),
	defineCommand({
		name: 'poisson-exact',
		usage: 'EVENTS',
		summary: 'a count with its exact interval',
		method: poissonExactMethod,
		options: [confidenceOption],
		run: (args) => poissonExact(numbers(args, 'EVENTS')(0), confidenceOf(args)),
	}),
	defineCommand({
		name: 'dsr',
		usage: 'FILE.csv [--per N]',
		summary: 'a directly standardised rate; columns events, population, standard',
		method: dsrMethod,
		readsTable: true,
		options: [perOption, confidenceOption],
		run(args, input) {
			const table = readTable(input.table);
			need(table, 'events', 'population', 'standard');
			const strata = table.rows.map((row, i) => ({
				events: numberIn(row, 'events', i + 1),
				population: numberIn(row, 'population', i + 1),
				standard: numberIn(row, 'standard', i + 1),
			}));
			return directlyStandardisedRate(strata, numberOption(args, 'per') ?? 1000, confidenceOf(args));
		},
	}),
	defineCommand({
		name: 'mean',
		usage: 'VALUE VALUE …',
		summary: 'a mean with its interval',
		method: meanMethod,
		options: [confidenceOption],
		run: (args) =>
			mean(
				args.positionals.map((text) => numberOf('VALUE', text)),
				confidenceOf(args),
			),
	}),
	defineCommand({
		name: 'implied-base',
		usage: 'COUNT RATE [--per N]',
		summary: 'the denominator behind a count and its published rate',
		method: impliedBaseMethod,
		options: [perOption],
		run(args) {
			const word = numbers(args, 'COUNT', 'RATE');
			const decimals = args.positionals[1]?.split('.')[1]?.length ?? 0;
			return impliedBase(word(0), word(1), numberOption(args, 'per') ?? 1000, decimals);
		},
	}),
	defineCommand({
		name: 'scaled-total',
		usage: 'TOTAL SHARE MARGIN',
		summary: 'a number estimated from a total and a sampled share; shares as 0.347 or 34.7%',
		method: scaledTotalMethod,
		run(args) {
			expectWords(args, ['TOTAL', 'SHARE', 'MARGIN']);
			const [total = '', part = '', margin = ''] = args.positionals;
			return scaledTotal(numberOf('TOTAL', total), shareOf('SHARE', part), shareOf('MARGIN', margin));
		},
	}),
];
