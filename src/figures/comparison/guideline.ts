import { compare } from '../../statistics/index.ts';
import { over } from './decimal.ts';
import {
	attempted,
	isFit,
	kindOf,
	type Measured,
	quotedOf,
	type Setting,
	unfitFor,
	unitOf,
	type Worded,
} from './measured.ts';
import { printed } from './print.ts';

/** A figure beside the number that somebody with a standing has set for it. */
export type Guided = {
	value: number;
	source: string;
	means: string;
	word: Worded<string>;
	/** "29, fewer than the guideline of 40" */
	sentence: string;
};

/** Events are fewer or more, everything else is lower or higher. */
const ofEvents: Readonly<Record<string, string>> = {
	'lower than': 'fewer than',
	'higher than': 'more than',
	'slightly lower than': 'slightly fewer than',
	'slightly higher than': 'slightly more than',
	'notably lower than': 'far fewer than',
	'notably higher than': 'far more than',
};

/** A guideline is a number and no estimate, so its word rests on the tolerance, or on whether an interval leaves it out. */
export function besideGuideline(measured: Measured, { rules, nameOf }: Setting): Guided | null {
	const { indicator, figure, name } = measured;
	const { guideline } = indicator;
	if (guideline === undefined) return null;
	const text = printed(indicator, shareOf(indicator.kind, guideline.value));
	const refused = (because: string): Guided => ({
		...guideline,
		word: { word: null, because },
		sentence: because,
	});
	if (!isFit(figure)) return refused(unfitFor(figure, name, nameOf) ?? `There is no figure for ${name}.`);
	const quoted = quotedOf(measured);
	const word = attempted(
		() => {
			const found = compare(
				{
					kind: 'count',
					unit: unitOf(indicator),
					a: { ...quoted, of: undefined, margin: undefined, value: quotedValue(quoted) },
					b: { value: guideline.value, window: quoted.window, definition: quoted.definition },
				},
				rules,
			);
			const events = indicator.kind === 'rate' || indicator.kind === 'count';
			return { ...found, word: (events ? ofEvents[found.word] : undefined) ?? found.word };
		},
		chance(measured, guideline.value),
	);
	if (word.word === null) return refused(word.because);
	return {
		...guideline,
		word,
		sentence: `${printed(indicator, figure.value)}, ${word.word} the guideline of ${text} (${guideline.source}).`,
	};
}

function quotedValue({ value, of }: ReturnType<typeof quotedOf>): number | undefined {
	return of === undefined ? value : (of.numerator / of.denominator) * 100;
}

/** Figures of a proportion are kept as shares; its guideline is written as it is printed. */
function shareOf(kind: string, value: number): string {
	return (kind === 'proportion' ? over(String(value), '100') : null) ?? String(value);
}

function chance({ indicator, figure }: Measured, guideline: number): string[] {
	if (kindOf(indicator) === 'count' || figure.lower === null || figure.upper === null) return [];
	const [lower, upper] = [figure.lower, figure.upper].map(Number);
	const value = Number(shareOf(indicator.kind, guideline));
	if (lower === undefined || upper === undefined) return [];
	return lower <= value && value <= upper
		? ['The figure is of a sample, and its interval takes the guideline in: the difference may be chance.']
		: ['The figure is of a sample, and its interval leaves the guideline out.'];
}
