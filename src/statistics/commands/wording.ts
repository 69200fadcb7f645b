import { compareChanges, describeChange } from '../change-wording.ts';
import { StatisticsError } from '../errors.ts';
import { quantifier, quantifierFits, quantifierMethod } from '../quantifier.ts';
import { roundingWord, roundingWordMethod } from '../rounding-word.ts';
import { compare, type FigureKind, type QuotedFigure, type Unit, wordingMethod } from '../wording.ts';
import { standardWording, type WordingRules } from '../wording-rules.ts';
import { choice, numbers, option, requiredOption, switched } from './arguments.ts';
import {
	defineCommand,
	type StatArguments,
	type StatCommand,
	type StatInput,
	type StatOption,
} from './command.ts';
import { containmentOf, containmentOptions } from './differences.ts';
import { quotedFigure } from './quoted-figure.ts';
import { readRules } from './rules-file.ts';

const rulesOption: StatOption = {
	name: 'rules',
	value: 'FILE',
	help: 'thresholds of a framework version, as JSON',
};

const kindOption: StatOption = {
	name: 'kind',
	value: 'KIND',
	help: 'sample (an estimate) or count (a full count)',
};

const unitOption: StatOption = {
	name: 'unit',
	value: 'UNIT',
	help: 'percent (when left out), rate or number',
};

function figureOptions(one: string, other: string): StatOption[] {
	return [one, other].flatMap((name) => [
		{ name, value: 'FIGURE', help: 'such as 27, 88.0±1.4 or 44/60' },
		{ name: `${name}-window`, value: 'TEXT', help: 'the period it is for' },
		{ name: `${name}-definition`, value: 'TEXT', help: 'what exactly it measures' },
	]);
}

export const wordingCommands: readonly StatCommand[] = [
	defineCommand({
		name: 'wording',
		usage: '--a FIGURE --b FIGURE --kind sample|count',
		summary: 'the comparison word that two figures allow, with its rule and sentence',
		method: wordingMethod,
		fileOptions: ['rules'],
		options: [
			...figureOptions('a', 'b'),
			kindOption,
			unitOption,
			...containmentOptions,
			{ name: 'outlier', help: 'the first lies outside the 99.8% limits of its funnel' },
			rulesOption,
		],
		run(args, input) {
			const [a, b, assumed] = twoFigures(args, 'a', 'b', 'the same window');
			return {
				...compare(
					{
						kind: kindOf(args),
						unit: unitOf(args),
						a,
						b,
						containment: containmentOf(args),
						outlier: switched(args, 'outlier'),
					},
					rulesOf(args, input),
				),
				assumed,
			};
		},
	}),
	defineCommand({
		name: 'wording-change',
		usage: '--before FIGURE --after FIGURE --kind sample|count',
		summary: 'whether a figure rose, fell or was unchanged',
		method: wordingMethod,
		fileOptions: ['rules'],
		options: [...figureOptions('before', 'after'), kindOption, unitOption, rulesOption],
		run(args, input) {
			const [before, after, assumed] = twoFigures(args, 'before', 'after', null);
			return {
				...describeChange({ kind: kindOf(args), unit: unitOf(args), before, after }, rulesOf(args, input)),
				assumed,
			};
		},
	}),
	defineCommand({
		name: 'wording-changes',
		usage: '--a PERCENT --b PERCENT --kind sample|count',
		summary: 'words for two percentage changes: a bigger fall than',
		method: wordingMethod,
		fileOptions: ['rules'],
		options: [...figureOptions('a', 'b'), kindOption, ...containmentOptions, rulesOption],
		run(args, input) {
			const [a, b, assumed] = twoFigures(args, 'a', 'b', 'the same window');
			const pair = { kind: kindOf(args), a, b, containment: containmentOf(args) };
			return { ...compareChanges(pair, rulesOf(args, input)), assumed };
		},
	}),
	defineCommand({
		name: 'quantifier',
		usage: 'PART WHOLE [--word WORD]',
		summary: 'most, nearly all, a few: the word for a part of a whole, or whether a word fits',
		method: quantifierMethod,
		fileOptions: ['rules'],
		options: [{ name: 'word', value: 'WORD', help: 'a word from a draft, to be checked' }, rulesOption],
		run(args, input) {
			const word = numbers(args, 'PART', 'WHOLE');
			const drafted = option(args, 'word');
			const rules = rulesOf(args, input);
			const result = quantifier(word(0), word(1), rules);
			if (drafted === undefined) return result;
			return { ...result, drafted, fits: quantifierFits(drafted, word(0), word(1), rules) };
		},
	}),
	defineCommand({
		name: 'rounding-word',
		usage: 'EXACT STATED',
		summary: 'just under, around, more than: the word before a rounded number',
		method: roundingWordMethod,
		fileOptions: ['rules'],
		options: [rulesOption],
		run(args, input) {
			const word = numbers(args, 'EXACT', 'STATED');
			return roundingWord(word(0), word(1), rulesOf(args, input));
		},
	}),
];

/**
 * At the command line whoever types two figures side by side vouches for what they leave out, and the result
 * says so. Nothing is assumed once a window or a definition of either was given.
 */
function twoFigures(
	args: StatArguments,
	one: string,
	other: string,
	window: string | null,
): [QuotedFigure, QuotedFigure, string[]] {
	const first = figureOf(args, one);
	const second = figureOf(args, other);
	const assumed: string[] = [];
	if (first.window === undefined && second.window === undefined) {
		first.window = window ?? 'the window before';
		second.window = window ?? 'the window after';
		assumed.push(window === null ? 'two windows, one after the other' : 'one window for both');
	}
	if (first.definition === undefined && second.definition === undefined) {
		first.definition = 'one definition';
		second.definition = 'one definition';
		assumed.push('one definition for both');
	}
	return [first, second, assumed];
}

function figureOf(args: StatArguments, name: string): QuotedFigure {
	const text = option(args, name);
	return {
		...(text === undefined ? {} : quotedFigure(text)),
		window: option(args, `${name}-window`),
		definition: option(args, `${name}-definition`),
	};
}

function kindOf(args: StatArguments): FigureKind {
	requiredOption(args, 'kind');
	return choice(args, 'kind', ['sample', 'count'], 'count');
}

function unitOf(args: StatArguments): Unit {
	return choice(args, 'unit', ['percent', 'rate', 'number'], 'percent');
}

function rulesOf(args: StatArguments, input: StatInput): WordingRules {
	if (option(args, 'rules') === undefined) return standardWording;
	const text = input.files.rules;
	if (text === undefined) throw new StatisticsError('missing', 'The file of wording rules was not read.');
	return readRules(text);
}
