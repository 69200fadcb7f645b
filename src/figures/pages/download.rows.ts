import { shown } from '../comparison/print.ts';
import type { Figure } from '../engine/figure.ts';
import type { Indicator } from '../indicators/indicator.ts';

/** A column of what is downloaded: its heading with the unit, and what it holds of a figure. */
export type Column = {
	/** Its name where a program reads it. */
	name: string;
	/** Its heading where a person reads it. */
	heading: string;
	numeric: boolean;
	of(figure: Figure): string | null;
};

export type Naming = { nameOf(area: string): string };

export function columnsFor(indicator: Indicator, { nameOf }: Naming): Column[] {
	const { unit, kind, numerator, denominator } = indicator;
	const inUnit = (value: string | null) => (value === null ? null : shown({ kind }, value));
	const text = (name: string, heading: string, of: Column['of']): Column => ({
		name,
		heading,
		numeric: false,
		of,
	});
	const number = (name: string, heading: string, of: Column['of']): Column => ({
		name,
		heading,
		numeric: true,
		of,
	});
	const counts = (measure: string | undefined) => (measure ?? 'none').replaceAll('-', ' ');
	return [
		text('area_code', 'Area code', ({ area }) => area),
		text('area', 'Area', ({ area }) => nameOf(area)),
		text('kind_of_area', 'Kind of area', ({ area }) => kindOfArea(area)),
		text('first_day', 'First day', ({ since }) => since.toString()),
		text('last_day', 'Last day', ({ until }) => until.toString()),
		text('part', 'Part', ({ breakdown }) => partOf(breakdown)),
		number('value', `Figure (${unit})`, ({ value }) => inUnit(value)),
		number('lower', `Lower end of the 95% interval (${unit})`, ({ lower }) => inUnit(lower)),
		number('upper', `Upper end of the 95% interval (${unit})`, ({ upper }) => inUnit(upper)),
		number('numerator', `Numerator (${counts(numerator.measure)})`, (figure) => figure.numerator),
		number('denominator', `Denominator (${counts(denominator?.measure)})`, (figure) => figure.denominator),
		text('markers', 'Markers', ({ markers }) => markers.join('; ') || 'none'),
		text('without', 'Without these areas', ({ missing }) => missing.map(nameOf).join('; ') || 'none'),
		text('illustrative', 'Illustrative', ({ illustrative }) => (illustrative ? 'yes' : 'no')),
		text('indicator', 'Indicator', (figure) => `${figure.indicator}@${figure.version}`),
		text('method', 'Method', ({ method }) => method),
		text('snapshots', 'Snapshots', ({ snapshots }) => snapshots.join('; ') || 'none'),
		text('hash', 'Hash of all that it came from', ({ hash }) => hash || 'none'),
	];
}

export function kindOfArea(area: string): string {
	if (area.startsWith('region:')) return 'region';
	if (area.startsWith('group:')) return 'most similar group';
	if (/^[EW]\d{8}$/.test(area) || area === 'BTP') return 'force';
	return 'nation';
}

function partOf(breakdown: Figure['breakdown']): string {
	return (
		Object.entries(breakdown)
			.map(([name, value]) => `${name}: ${value}`)
			.join('; ') || 'the whole'
	);
}
