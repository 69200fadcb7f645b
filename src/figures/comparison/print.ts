import type { Indicator } from '../indicators/indicator.ts';
import { inOrder, rounded, times } from './decimal.ts';

/** A number as it is printed: "46,766", "−0.4". */
export function printedNumber(value: string, decimals: number): string {
	const text = rounded(value, decimals);
	const negative = text.startsWith('-');
	const [whole = '', part] = text.replace('-', '').split('.');
	const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
	return `${negative ? '−' : ''}${grouped}${part === undefined ? '' : `.${part}`}`;
}

/** A figure's value as it is printed: "45.5", "27%". A share is kept between 0 and 1, and printed as a percentage. */
export function printed(indicator: Pick<Indicator, 'kind' | 'decimals'>, value: string): string {
	return `${printedNumber(shown(indicator, value), indicator.decimals)}${indicator.kind === 'proportion' ? '%' : ''}`;
}

/** The exact value in the unit in which it is printed. */
export function shown({ kind }: Pick<Indicator, 'kind'>, value: string): string {
	return kind === 'proportion' ? times(value, '100') : value;
}

/** "+2", "−21", "0": with its sign, as changes are printed. */
export function signed(value: string, decimals: number): string {
	const text = printedNumber(value, decimals);
	return inOrder(rounded(value, decimals), '0') > 0 ? `+${text}` : text;
}

/** "Kent", "Kent and Essex", "Kent, Essex and Wiltshire". */
export function listed(words: readonly string[]): string {
	return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** With a capital at its beginning: names such as “its most similar group” have none. */
export function sentence(text: string): string {
	return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
