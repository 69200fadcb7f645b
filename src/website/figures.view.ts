import { type Indicator, indicatorText, printed, shown, sourceTitle } from '../figures/index.ts';
import type { PublicFigure, PublicIndicator, PublicSnapshot } from './figures.store.ts';
import { sentence } from './findings.view.ts';
import type { PublicEdition } from './publication.ts';
import { type Table, yes } from './table.ts';
import type { T } from './words/words.ts';

export function indicatorLine(one: PublicIndicator, { home, t }: { home: string; t: T }) {
	const { title, definition, figures, periods, since, until, illustrative } = one;
	return {
		title,
		unit: sentence(definition.unit),
		meaning: definition.meaning,
		caveats: definition.caveats.map(({ text }) => text),
		figures,
		period:
			periods === 1
				? t.span({ since, until })
				: t('publications.figures.periods', {
						count: periods,
						since: t.date(since),
						until: t.date(until),
					}),
		illustrative,
		href: `${home}/figures/${nameOf(one)}`,
	};
}

/** "recorded-crime@1": as its address and its files name an indicator. */
export function nameOf({ indicator, version }: { indicator: string; version: number }): string {
	return indicatorText({ id: indicator, version });
}

export function figureLine(figure: PublicFigure, { definition }: PublicIndicator, t: T) {
	const { value, lower, upper, markers, breakdown } = figure;
	return {
		area: figure.areaName,
		part: partOf(breakdown),
		period: t.span(figure),
		value: value === null ? null : printed(definition, value),
		interval: intervalOf(definition, { lower, upper }, t),
		notes: markers.join(', '),
		illustrative: figure.illustrative,
	};
}

/** "60.4 to 61.4": to as many places as the figure that it stands beside. */
export function intervalOf(
	indicator: Pick<Indicator, 'kind' | 'decimals'>,
	{ lower, upper }: Pick<PublicFigure, 'lower' | 'upper'>,
	t: T,
): string | null {
	if (lower === null || upper === null) return null;
	return t('words.interval', { lower: printed(indicator, lower), upper: printed(indicator, upper) });
}

function partOf(breakdown: PublicFigure['breakdown']): string | null {
	const parts = Object.entries(breakdown).map(([name, value]) => `${name}: ${value}`);
	return parts.length === 0 ? null : parts.join('; ');
}

export function snapshotLine({ source, release, publishedOn, licence, illustrative }: PublicSnapshot, t: T) {
	return {
		source: sourceTitle(source),
		release,
		published: publishedOn === null ? null : t.date(publishedOn),
		licence,
		illustrative,
	};
}

export function figureCsv(
	figures: readonly PublicFigure[],
	indicators: readonly PublicIndicator[],
	{ number }: PublicEdition,
): Table {
	const known = new Map(indicators.map((one) => [nameOf(one), one.definition]));
	return {
		header: [
			'edition',
			'indicator',
			'title',
			'unit',
			'area code',
			'area',
			'part',
			'first day',
			'last day',
			'value',
			'lower',
			'upper',
			'numerator',
			'denominator',
			'markers',
			'method',
			'hash',
			'illustrative',
		],
		rows: figures.map((one) => {
			const definition = known.get(nameOf(one));
			const inUnit = (value: string | null) =>
				value === null || definition === undefined ? value : shown(definition, value);
			return [
				number,
				nameOf(one),
				definition?.title ?? null,
				definition?.unit ?? null,
				one.area,
				one.areaName,
				partOf(one.breakdown),
				one.since.toString(),
				one.until.toString(),
				inUnit(one.value),
				inUnit(one.lower),
				inUnit(one.upper),
				one.numerator,
				one.denominator,
				one.markers.join('; '),
				one.method,
				one.hash,
				yes(one.illustrative),
			];
		}),
	};
}
