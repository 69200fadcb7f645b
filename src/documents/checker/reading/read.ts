import { readComparisons } from './comparisons.ts';
import { dayMonths, readDates, readWindows } from './dates.ts';
import { readAcronyms, readAddresses, readNames, readRelativeTimes } from './names.ts';
import { readNumbers, readShares } from './numbers.ts';
import { readQuantifiers } from './quantifiers.ts';
import type { LinkToken, Token } from './token.ts';

/** Everything that the readers find in a sentence, in its order; places are offsets in the text given. */
export function readTokens(text: string): Token[] {
	const links: LinkToken[] = readAddresses(text);
	// An address is full of things that look like numbers, dates and letters.
	const prose = links.reduce(
		(rest, { at, end }) => rest.slice(0, at) + ' '.repeat(end - at) + rest.slice(end),
		text,
	);
	const dates = readDates(prose);
	const windows = readWindows(prose, dates);
	const numbers = readNumbers(prose, [...dates, ...windows, ...dayMonths(prose)]);
	const tokens: Token[] = [
		...links,
		...dates,
		...windows,
		...numbers,
		...readShares(prose, numbers),
		...readQuantifiers(prose),
		...readComparisons(prose),
		...readAcronyms(prose),
		...readNames(prose),
		...readRelativeTimes(prose),
	];
	return tokens.sort((a, b) => a.at - b.at || b.end - a.end);
}

/** The same token, further on: sentences are read alone and placed in their block afterwards. */
export function moved<One extends Token>(token: One, by: number): One {
	return { ...token, at: token.at + by, end: token.end + by };
}
