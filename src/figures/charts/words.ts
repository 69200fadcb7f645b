import { inWordsDate } from '../../foundation/index.ts';
import { isDecimal } from '../comparison/decimal.ts';
import { listed, printed, printedNumber, shown } from '../comparison/print.ts';
import type { Marker } from '../sources/source.ts';
import type { ChartFigure, Measure } from './chart.ts';

/** In a picture there is room for a code only: those of the government's statisticians, where they have one. */
export const codes: Readonly<Record<Marker, string>> = {
	'not available': '[x]',
	suppressed: '[c]',
	'small base': '[u]',
	provisional: '[p]',
	revised: '[r]',
	projected: '[e]',
	incomplete: '[part]',
};

/** The value where the picture puts it, in the unit that is printed; null where there is none to be drawn. */
export function placed(measure: Measure, value: string | null | undefined): number | null {
	if (value === null || value === undefined || !isDecimal(value)) return null;
	const number = Number(shown(measure, value));
	return Number.isFinite(number) ? number : null;
}

/** "45.5", or the marker that stands in its place. */
export function printedFigure(measure: Measure, { value, marker }: ChartFigure): string {
	if (value === null || !isDecimal(value)) return marker ?? 'not available';
	return printed(measure, value);
}

/** "45.5 (provisional)" as it stands in a table; where all figures are made up, that is said above them. */
export function inTable(measure: Measure, figure: ChartFigure, illustrative: Illustrative): string {
	const number = printedFigure(measure, figure);
	const said = [
		...(figure.marker && figure.marker !== number ? [figure.marker] : []),
		...(figure.illustrative === true && figure.value !== null && illustrative === 'some'
			? ['illustrative']
			: []),
	];
	return said.length === 0 ? number : `${number} (${said.join(', ')})`;
}

/** "43.1 to 45.9"; a dash where there is no interval. */
export function intervalInTable(measure: Measure, { lower, upper }: ChartFigure): string {
	if (!lower || !upper || !isDecimal(lower) || !isDecimal(upper)) return '–';
	return `${printed(measure, lower)} to ${printed(measure, upper)}`;
}

export function interval(measure: Measure, figure: ChartFigure): { lower: number; upper: number } | null {
	const [lower, upper] = [placed(measure, figure.lower), placed(measure, figure.upper)];
	return lower === null || upper === null ? null : { lower, upper };
}

/** A number that was computed for the picture, printed as its figures are. */
export function printedAs(measure: Measure, place: number): string {
	const text = Math.abs(place) < 1e15 ? place.toFixed(10) : BigInt(Math.round(place)).toString();
	return `${printedNumber(text, measure.decimals)}${measure.kind === 'proportion' ? '%' : ''}`;
}

/** "June 2014" where the period ends with a month. */
export function endInWords(until: Temporal.PlainDate): string {
	const words = inWordsDate(until);
	return until.day === until.daysInMonth ? words.slice(words.indexOf(' ') + 1) : words;
}

export type Illustrative = 'all' | 'some' | 'none';

export function illustrativeOf(figures: readonly boolean[]): Illustrative {
	if (!figures.includes(true)) return 'none';
	return figures.includes(false) ? 'some' : 'all';
}

/** What the markers in a picture stand for, as its key says it: "[p] provisional". */
export function markersIn(figures: readonly ChartFigure[]): Marker[] {
	return [...new Set(figures.flatMap(({ marker }) => (marker ? [marker] : [])))];
}

const explained: Readonly<Record<Marker, string>> = {
	'not available': 'no figure was published or sent',
	suppressed: 'the figure is not shown, because people could be known by it',
	'small base': 'the figure rests on few cases, and should be read with care',
	provisional: 'the figure may still change',
	revised: 'the figure has changed since it was first published',
	projected: 'the figure rests on a trend that was carried on',
	incomplete: 'a part of the figure is missing',
};

export function markerNotes(figures: readonly ChartFigure[]): string[] {
	return markersIn(figures).map((marker) => `${codes[marker]} ${marker}: ${explained[marker]}.`);
}

/** Why there is nothing to draw. */
export function nothingBut(figures: readonly ChartFigure[]): string {
	if (figures.length === 0) return 'There is nothing to draw: there are no figures.';
	const markers = markersIn(figures);
	const why = markers.length === 0 ? 'not available' : listed(markers);
	return `There is nothing to draw: no figure has a value (${why}).`;
}

/** The place counted from the highest: equal values share it. */
export const ordinal = (place: number): string => {
	const tens = place % 100;
	const end = tens > 10 && tens < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][place % 10] ?? 'th');
	return `${place}${end}`;
};

export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
