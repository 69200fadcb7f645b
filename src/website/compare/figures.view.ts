import { growsWithArea, printed, spanInWords } from '../../figures/index.ts';
import type { PublicFigure, PublicForce, PublicIndicator } from '../record/index.ts';
import type { T } from '../words/words.ts';
import { addressWith } from './choice.ts';
import type { FigureRow } from './figures.ts';

/** A figure as it is printed, with everything that has to be said right beside it. */
export function figureCell(
	{ definition }: Pick<PublicIndicator, 'definition'>,
	one: PublicFigure | null,
	t: T,
) {
	if (one === null) return null;
	const { value, lower, upper, markers, illustrative } = one;
	return {
		value: value === null ? null : printed(definition, value),
		interval:
			lower === null || upper === null
				? null
				: t('compare.figures.interval', {
						lower: printed(definition, lower),
						upper: printed(definition, upper),
					}),
		markers: value === null && markers.length === 0 ? [t('compare.figures.none')] : markers,
		illustrative,
	};
}

/** By theme, as they are listed. */
export function figureTables(rows: readonly FigureRow[], forces: readonly PublicForce[], t: T) {
	return [...Map.groupBy(rows, ({ indicator }) => indicator.definition.theme)].map(([theme, own]) => ({
		theme,
		nation: own.find(({ nation }) => nation !== null)?.nation?.areaName ?? null,
		rows: own.map(({ indicator, window, cells, nation }) => ({
			title: indicator.title,
			unit: indicator.definition.unit,
			period: spanInWords(window),
			href: figureHref(indicator, forces, { until: window.until.toString() }),
			/** What grows with the size of a force says nothing beside another force, or beside all of them. */
			grows: growsWithArea(indicator.definition),
			cells: cells.map((cell) => figureCell(indicator, cell, t)),
			nation: growsWithArea(indicator.definition) ? null : figureCell(indicator, nation, t),
		})),
	}));
}

export function figureHref(
	{ id }: Pick<PublicIndicator, 'id'>,
	forces: readonly Pick<PublicForce, 'slug'>[] = [],
	more: Readonly<Record<string, string>> = {},
): string {
	return `/compare/figures/${id}${addressWith(forces, more)}`;
}
