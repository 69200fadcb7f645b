import {
	type ComparisonWord,
	type Containment,
	compare,
	type FigureKind,
	type QuotedFigure,
	StatisticsError,
	type Unit,
	type Wording,
	type WordingRules,
} from '../../statistics/index.ts';
import type { Figure } from '../engine/figure.ts';
import type { Indicator } from '../indicators/indicator.ts';
import type { Marker } from '../sources/source.ts';
import { minus, over, rounded } from './decimal.ts';
import { inWords } from './period.ts';
import { listed, sentence, shown } from './print.ts';

/** A figure with what it is of, and the name of its area as sentences use it. */
export type Measured = { indicator: Indicator; figure: Figure; name: string };

/** A word with its printed rule, or why there is none. */
export type Worded<Word extends string> =
	| { word: Word; rule: string; sentence: string; notes: readonly string[] }
	| { word: null; because: string };

/** A sample has chance in it; a full count has none, only the doubt how it was counted. */
export function kindOf({ sample, method }: Pick<Indicator, 'sample' | 'method'>): FigureKind {
	return sample || method === 'published margin' ? 'sample' : 'count';
}

export function unitOf({ kind }: Pick<Indicator, 'kind'>): Unit {
	return kind === 'proportion' ? 'percent' : kind === 'rate' ? 'rate' : 'number';
}

/** Whether it grows with its area, so that a force's value means nothing beside that of the nation. */
export function growsWithArea({ kind, denominator }: Pick<Indicator, 'kind' | 'denominator'>): boolean {
	return kind === 'count' || (kind === 'amount' && denominator === undefined);
}

/**
 * The figure as a sentence quotes it: as it is printed, so that whoever has only the print comes to the same word. What is
 * measured differently, if only by its version, has another definition.
 */
export function quotedOf({ indicator, figure }: Pick<Measured, 'indicator' | 'figure'>): QuotedFigure {
	const { value, lower, upper, numerator, denominator } = figure;
	const common = { window: inWords(figure), definition: definitionOf({ indicator, figure }) };
	if (value === null) return common;
	const quoted = { ...common, value: Number(rounded(shown(indicator, value), indicator.decimals)) };
	if (kindOf(indicator) === 'count') return quoted;
	const counts = countsOf(numerator, denominator);
	if (indicator.method !== 'published margin' && indicator.kind === 'proportion' && counts !== null)
		return { ...common, of: counts };
	if (lower === null || upper === null) return quoted;
	const width = shown(indicator, minus(upper, lower));
	const margin = over(width, '2') ?? width;
	const printed = Number(rounded(margin, Math.max(1, indicator.decimals)));
	return { ...quoted, margin: printed === 0 ? Number(margin) : printed };
}

function definitionOf({ indicator, figure }: Pick<Measured, 'indicator' | 'figure'>): string {
	const part = Object.entries(figure.breakdown).map(([name, value]) => `${name} ${value}`);
	const { title, unit, version } = indicator;
	return [`${title} (${unit}), version ${version}`, ...part].join(', ');
}

export function countsOf(
	numerator: string | null,
	denominator: string | null,
): { numerator: number; denominator: number } | null {
	if (numerator === null || denominator === null) return null;
	const counts = { numerator: Number(numerator), denominator: Number(denominator) };
	const whole = Object.values(counts).every((count) => Number.isSafeInteger(count) && count >= 0);
	return whole && counts.denominator > 0 ? counts : null;
}

const unfit: Readonly<Partial<Record<Marker, string>>> = {
	'not available': 'is not available',
	suppressed: 'is suppressed, because it is of too few people',
	incomplete: 'is incomplete',
	'small base': 'rests on too small a base for a word',
};

type Marked = Pick<Figure, 'value' | 'markers' | 'missing'>;

/** Whether words, ranks and limits may rest on a figure. */
export function isFit<F extends Marked>(figure: F | null | undefined): figure is F & { value: string } {
	return figure?.value != null && !figure.markers.some((marker) => unfit[marker] !== undefined);
}

/** Why no word may rest on a figure; null where one may. */
export function unfitFor(
	figure: Marked | null,
	name: string,
	nameOf: (area: string) => string,
): string | null {
	if (isFit(figure)) return null;
	const why = figure?.markers.map((marker) => unfit[marker]).find((text) => text !== undefined);
	if (why === undefined) return `There is no figure for ${name}.`;
	const lacking = figure?.missing.map(nameOf) ?? [];
	return `The figure for ${name} ${why}${lacking.length === 0 ? '' : `: it is without ${listed(lacking)}`}.`;
}

const remarks: Readonly<Partial<Record<Marker, string>>> = {
	provisional: 'is provisional',
	revised: 'has been revised',
	projected: 'is projected',
};

/** What has to be said beside a word that rests on a figure with a marker. */
export function remarkOn({ markers }: Figure, name: string): string[] {
	return markers.flatMap((marker) => {
		const remark = remarks[marker];
		return remark === undefined ? [] : [`The figure for ${name} ${remark}.`];
	});
}

/** The thresholds of words, and how sentences name areas. */
export type Setting = { rules: WordingRules; nameOf(area: string): string };

/**
 * The word for one figure beside another, of whichever indicators they are: two that are measured differently, or of which
 * one is missing, get none.
 */
export function besideWord(
	one: Measured,
	other: Measured,
	{ rules, nameOf }: Setting,
	{ containment = 'apart', outlier = false }: { containment?: Containment; outlier?: boolean } = {},
): Worded<ComparisonWord> {
	for (const { figure, name } of [one, other]) {
		const because = unfitFor(figure, name, nameOf);
		if (because !== null) return { word: null, because };
	}
	const { indicator } = one;
	const contained = containment !== 'apart';
	if (contained && growsWithArea(indicator))
		return {
			word: null,
			because: `“${indicator.title}” grows with the area, so ${one.name} is not set beside ${other.name}, which contains it. Use a rate.`,
		};
	const kind = kindOf(indicator);
	return attempted(
		() =>
			compare(
				{ kind, unit: unitOf(indicator), a: quotedOf(one), b: quotedOf(other), containment, outlier },
				rules,
			),
		[
			...(kind === 'count' && contained ? [containing(one, other, containment)] : []),
			...remarkOn(one.figure, one.name),
			...remarkOn(other.figure, other.name),
		],
	);
}

function containing(one: Measured, other: Measured, containment: Containment): string {
	const part =
		typeof containment === 'object'
			? `, which is ${(containment.share * 100).toFixed(1)}% of its denominator`
			: '';
	return sentence(`${other.name} contains ${one.name}${part}.`);
}

/** What statistics refuses, with the sentence that it gives. */
export function attempted<Word extends string>(
	work: () => Wording<Word>,
	notes: readonly string[] = [],
): Worded<Word> {
	try {
		const { word, rule, rules, sentence } = work();
		return { word, rule: `${rule}, ${rules}`, sentence, notes };
	} catch (error) {
		if (!(error instanceof StatisticsError)) throw error;
		return { word: null, because: error.message };
	}
}

/** How much of the other's denominator the first is; where that is not known, only that it is contained. */
export function containmentIn(one: Figure, other: Figure): Containment {
	const [part, whole] = [Number(one.denominator ?? Number.NaN), Number(other.denominator ?? Number.NaN)];
	return part > 0 && whole > part ? { share: part / whole } : 'contained';
}
