import { StatisticsError } from '../errors.ts';
import type { StatArguments } from './command.ts';

/** Exactly these words, in this order; a missing or surplus one is wrong usage. */
export function expectWords({ positionals }: StatArguments, names: readonly string[]): void {
	if (positionals.length < names.length)
		throw new StatisticsError('usage', `Missing: ${names.slice(positionals.length).join(' ')}.`);
	if (positionals.length > names.length)
		throw new StatisticsError('usage', `Too many words: ${positionals.slice(names.length).join(' ')}.`);
}

/** The words as numbers, after their count has been checked. */
export function numbers(args: StatArguments, ...names: string[]): (place: number) => number {
	expectWords(args, names);
	const values = names.map((name, i) => numberOf(name, args.positionals[i] ?? ''));
	return (place) => {
		const value = values[place];
		if (value === undefined) throw new RangeError(`no word ${place}`);
		return value;
	};
}

const grouped = /^\d{1,3}(,\d{3})+(\.\d+)?$/;
const plain = /^(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/** Takes 46,766 and the true minus sign, as people copy them from reports. */
export function numberOf(what: string, text: string): number {
	const trimmed = text.trim();
	const sign = /^[-−]/.test(trimmed) ? -1 : 1;
	const digits = trimmed.replace(/^[-−+]/, '');
	if (!grouped.test(digits) && !plain.test(digits))
		throw new StatisticsError('not-a-number', `“${text}” is not a number (${what}).`);
	return sign * Number(digits.replaceAll(',', ''));
}

/** A share as 0.347 or as 34.7%. */
export function shareOf(what: string, text: string): number {
	const trimmed = text.trim();
	return trimmed.endsWith('%') ? hundredth(numberOf(what, trimmed.slice(0, -1))) : numberOf(what, trimmed);
}

/** 34.7 ÷ 100 is 0.347, not the 0.34700000000000003 of the doubles: what was typed is what counts. */
function hundredth(value: number): number {
	return Number((value / 100).toPrecision(15));
}

export function option({ options }: StatArguments, name: string): string | undefined {
	const value = options[name];
	return typeof value === 'string' ? value : undefined;
}

export function requiredOption(args: StatArguments, name: string): string {
	const value = option(args, name);
	if (value === undefined) throw new StatisticsError('usage', `Missing: --${name}.`);
	return value;
}

export function numberOption(args: StatArguments, name: string): number | undefined {
	const value = option(args, name);
	return value === undefined ? undefined : numberOf(`--${name}`, value);
}

export function shareOption(args: StatArguments, name: string): number | undefined {
	const value = option(args, name);
	return value === undefined ? undefined : shareOf(`--${name}`, value);
}

export function choice<Choice extends string>(
	args: StatArguments,
	name: string,
	choices: readonly Choice[],
	otherwise: Choice,
): Choice {
	const value = option(args, name);
	if (value === undefined) return otherwise;
	const found = choices.find((each) => each === value);
	if (found === undefined)
		throw new StatisticsError('usage', `“${value}” is not a --${name}; use ${choices.join(', ')}.`);
	return found;
}

export function switched({ options }: StatArguments, name: string): boolean {
	return options[name] === true;
}

/** 95, 99.8, 99.8% or 0.95. */
export function confidenceOf(args: StatArguments): number {
	const text = option(args, 'confidence');
	if (text === undefined) return 0.95;
	const value = shareOf('--confidence', text);
	return value > 1 ? hundredth(value) : value;
}

/** "burglary=10,robbery=5". */
export function pairsOf(what: string, text: string): Record<string, number> {
	return Object.fromEntries(
		text.split(',').map((pair) => {
			const cut = pair.lastIndexOf('=');
			if (cut < 1) throw new StatisticsError('usage', `“${pair}” is not of the form NAME=NUMBER (${what}).`);
			return [pair.slice(0, cut).trim(), numberOf(what, pair.slice(cut + 1))];
		}),
	);
}
