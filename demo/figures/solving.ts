/**
 * From a printed figure back to whole numbers: a count that, set against its denominator, prints exactly so, and counts of
 * all forces that add up to the nation's. Every result is checked before it is returned.
 */

/** One thing over another, as it is printed: per 1,000 with one decimal place, say. */
export type Print = { per: number; decimals: number };

export const percent: Print = { per: 100, decimals: 0 };
export const perThousand: Print = { per: 1000, decimals: 1 };
export const perTenThousand: Print = { per: 10_000, decimals: 0 };

/** In units of the last printed place, half away from zero. Everything is a whole number, so nothing is lost. */
function unitsOf(count: number, denominator: number, { per, decimals }: Print): number {
	const above = 2 * Math.abs(count) * per * 10 ** decimals + denominator;
	if (!Number.isSafeInteger(above))
		throw new RangeError(`${count} of ${denominator} is too large to be exact`);
	return Math.sign(count) * Math.floor(above / (2 * denominator));
}

export function printed(count: number, denominator: number, print: Print): string {
	return (unitsOf(count, denominator, print) / 10 ** print.decimals).toFixed(print.decimals);
}

/** By how many percent the second is more than the first, printed whole. */
export function printedChange(was: number, is: number): string {
	return printed(is - was, was, percent);
}

/** The whole number of so many that prints as it should, as near to the middle as there is one. */
export function countFor(figure: number, denominator: number, print: Print): number {
	const count = Math.round((figure * denominator) / print.per);
	const found = printed(count, denominator, print);
	if (found !== figure.toFixed(print.decimals))
		throw new RangeError(`${count} of ${denominator} prints ${found}, not ${figure}`);
	return count;
}

/** What it was, if it has changed by so many percent since. */
export function beforeChange(is: number, change: number): number {
	const was = Math.round(is / (1 + change / 100));
	if (printedChange(was, is) !== change.toFixed(0))
		throw new RangeError(`No whole number becomes ${is} by a change of ${change} percent`);
	return was;
}

/** Shares a whole number out by weights, the largest remainders rounded up: the parts add up to it. */
export function shareOut(total: number, weights: readonly number[]): number[] {
	const all = weights.reduce((sum, weight) => sum + weight, 0);
	if (!(all > 0) || weights.some((weight) => weight < 0))
		throw new RangeError('There is nobody to share with');
	const exact = weights.map((weight) => (total * weight) / all);
	const parts = exact.map(Math.floor);
	const left = total - sumOf(parts);
	const byRemainder = exact
		.map((value, index) => ({ index, remainder: value - Math.floor(value) }))
		.toSorted((a, b) => b.remainder - a.remainder || a.index - b.index);
	for (const { index } of byRemainder.slice(0, left)) parts[index] = (parts[index] ?? 0) + 1;
	if (sumOf(parts) !== total) throw new RangeError(`${total} could not be shared out`);
	return parts;
}

export function sumOf(values: Iterable<number>): number {
	let sum = 0;
	for (const value of values) sum += value;
	return sum;
}
