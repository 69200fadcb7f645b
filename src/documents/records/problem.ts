import { nearestNames } from '../tree/nearest.ts';
import type { Answer } from '../tree/resolver.ts';

/** An answer that finds nothing. */
export type Problem = Exclude<Answer<never>, { found: unknown }>;

export function unknownName(what: string, name: string, known: readonly string[]): Problem {
	return { unknown: what, nearest: nearestNames(name, known) };
}

export function refused(text: string, mend: string): Problem {
	return { refused: text, mend };
}

export function isProblem<T extends object>(value: T | Problem): value is Problem {
	return 'unknown' in value || 'refused' in value;
}

/** One of several words that `show` may say; the first where it says none. */
export function shownAs<Word extends string>(
	show: string | undefined,
	words: readonly [Word, ...Word[]],
): Word | Problem {
	if (show === undefined) return words[0];
	const found = words.find((word) => word === show);
	if (found !== undefined) return found;
	return refused(
		`“show=${show}” says nothing here.`,
		`Write one of these: ${words.map((word) => `show=${word}`).join(', ')}.`,
	);
}

/** A day as it is written in braces; undefined where none is. */
export function dayIn(name: string, written: string | undefined): Temporal.PlainDate | undefined | Problem {
	if (written === undefined) return undefined;
	try {
		return Temporal.PlainDate.from(written);
	} catch {
		return refused(`“${written}” is not a day.`, `Write it as in ${name}=2014-06-30.`);
	}
}

/** What stands in none of the problems. */
export function without<T extends object>(all: readonly (T | Problem)[]): T[] {
	return all.flatMap((one) => (isProblem(one) ? [] : [one]));
}
