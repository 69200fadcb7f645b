import { quotedText } from '../tables/duck.ts';
import type { Marker } from './source.ts';

/*
 * Numbers as published, in SQL: with thousands separators, padded, with a marker in their place or behind them. What is
 * neither a number nor a known marker is for the source to refuse: nothing is guessed.
 */

/** What stands in place of a number. A dash is not here, because publications mean different things by it. */
const inPlace: Readonly<Record<string, Marker>> = {
	na: 'not available',
	'n/a': 'not available',
	'..': 'not available',
	':': 'not available',
	'[x]': 'not available',
	'[z]': 'not available',
	'*': 'suppressed',
	'[c]': 'suppressed',
	'[u]': 'small base',
};

/** What stands behind a number. */
const behind: Readonly<Record<string, Marker>> = {
	'[p]': 'provisional',
	'(p)': 'provisional',
	'[r]': 'revised',
	'(r)': 'revised',
	'[u]': 'small base',
};

const trailing = String.raw`\s*[\[(][pru][\])]$`;

/** Without its marker and its thousands separators, which stand where thousands are separated or nowhere. */
function plain(column: string): string {
	const bare = `regexp_replace(lower(${column}), ${quotedText(trailing)}, '')`;
	const grouped = String.raw`^[-+]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?$`;
	return `case when ${column} not similar to '.*[,\\[(].*' then ${column}
		when regexp_matches(${bare}, ${quotedText(grouped)}) then replace(${bare}, ',', '') else ${bare} end`;
}

/** The exact number, to four decimal places; null where there is none. */
export function numberIn(column: string): string {
	return `try_cast(${plain(column)} as decimal(18, 4))`;
}

/** Whether it is published to more than four decimal places. */
export function finerThanKept(column: string): string {
	return `coalesce(try_cast(${plain(column)} as decimal(38, 18)) <> ${numberIn(column)}, false)`;
}

/** The marker that stands in place of a number or behind it; null where it stands for itself. */
export function markerIn(column: string): string {
	const cases = Object.entries(inPlace).map(
		([sign, marker]) => `when ${quotedText(sign)} then ${quotedText(marker)}`,
	);
	const ends = Object.entries(behind).map(
		([sign, marker]) => `when ends_with(lower(${column}), ${quotedText(sign)}) then ${quotedText(marker)}`,
	);
	return `case lower(${column}) ${cases.join(' ')} else case ${ends.join(' ')} end end`;
}
