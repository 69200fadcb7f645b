import { impliedBase, StatisticsError, standardWording, type WordingRules } from '../../statistics/index.ts';
import { inOrder, minus, over, plus, sumOf, times } from './decimal.ts';
import { listed, printedNumber } from './print.ts';

/** Whether printed numbers bear each other out, within what rounding allows, and the sentence that says it. */
export type Check = { fits: boolean; sentence: string };

/** How many decimals a printed number shows: they say how far it may be from the exact one. */
const decimalsOf = (value: string) => value.split('.')[1]?.length ?? 0;
/** Half of the last place that is shown: 0.5 of 22, 0.05 of 45.5. */
const halfOf = (value: string) => `0.${'0'.repeat(decimalsOf(value))}5`;
const shownAs = (value: string) => printedNumber(value, decimalsOf(value));

/** Parts as printed against their whole: 9 and 9 make 18, and not 22. Parts may be fewer than there are, if that is said. */
export function partsOfWhole(given: {
	whole: string;
	parts: readonly string[];
	/** Whether nothing else belongs to the whole. */
	complete?: boolean;
	unit?: string;
}): Check & { sum: string; apart: string } {
	const { whole, parts, complete = true, unit = '' } = given;
	const sum = sumOf(parts);
	const apart = minus(whole, sum);
	const slack = sumOf([whole, ...parts].map(halfOf));
	const above = inOrder(times(apart, '-1'), slack) > 0;
	const below = complete && inOrder(apart, slack) > 0;
	const list = listed(parts.map((part) => `${shownAs(part)}${unit}`));
	const made = `${list} ${parts.length === 1 ? 'is' : 'make'} ${shownAs(sum)}${unit}`;
	const stated = `${shownAs(whole)}${unit}`;
	const allowed = `rounding allows ${printedNumber(slack, decimalsOf(slack))}`;
	const sentence =
		!above && !below
			? `${made}, which ${inOrder(apart, '0') === 0 ? `is the whole` : `bears out the whole of ${stated}: ${allowed}`}.`
			: `${made}, and not ${stated}: they are ${shownAs(apart.replace('-', ''))} apart, and ${allowed}.`;
	return { fits: !above && !below, sum, apart, sentence };
}

/**
 * A count that is stated with its percentage, against the base that the percentage is of: “just under 8,000, or 12 percent”
 * of 61,227 does not hold. Different releases are the usual reason, so both are named.
 */
export function percentOfBase(given: {
	percent: string;
	base: string;
	count: string;
	/** "just under", where the count was rounded with a word. */
	word?: string;
	/** Which release each of the two is from. */
	vintages?: { base: string; count: string };
	rules?: WordingRules;
}): Check & { product: string; share: string | null; impliedBase: number | null } {
	const { percent, base, count, word, vintages, rules = standardWording } = given;
	const part = (value: string) => over(times(value, base), '100') ?? '0';
	const [product, low, high] = [percent, minus(percent, halfOf(percent)), plus(percent, halfOf(percent))].map(
		part,
	);
	const [from, to] = rangeOf(count, word, rules);
	const fits =
		product !== undefined &&
		low !== undefined &&
		high !== undefined &&
		inOrder(low, to) <= 0 &&
		inOrder(from, high) <= 0;
	const ratio = over(times(count, '100'), base);
	const implied = impliedFor(percent, count);
	const named = `${word === undefined ? '' : `${word} `}${shownAs(count)}`;
	const sentence = [
		`${percent}% of ${shownAs(base)} is ${printedNumber(product ?? '0', 0)} (${printedNumber(low ?? '0', 0)} to ${printedNumber(high ?? '0', 0)}, as the percentage was rounded)`,
		fits ? `, which bears out “${named}”.` : `, which does not bear out “${named}”.`,
		fits || ratio === null ? '' : ` ${shownAs(count)} is ${printedNumber(ratio, 1)}% of it`,
		fits || implied === null
			? ''
			: `, and ${percent}% of about ${printedNumber(String(Math.round(implied)), 0)}.`,
		fits || vintages === undefined
			? ''
			: ` The base is from ${vintages.base}, the count from ${vintages.count}.`,
	].join('');
	return { fits, product: product ?? '0', share: ratio, impliedBase: implied, sentence };
}

/** The exact numbers that may stand behind a count as it is stated. */
function rangeOf(count: string, word: string | undefined, { roundings }: WordingRules): [string, string] {
	const band = roundings.find((one) => one.word === word?.trim().toLowerCase());
	if (band === undefined) return [minus(count, '0.5'), plus(count, '0.5')];
	return [times(count, String(1 + band.from)), times(count, String(1 + band.to))];
}

function impliedFor(percent: string, count: string): number | null {
	try {
		return impliedBase(Number(count), Number(percent), 100, decimalsOf(percent)).value;
	} catch (error) {
		if (error instanceof StatisticsError) return null;
		throw error;
	}
}
