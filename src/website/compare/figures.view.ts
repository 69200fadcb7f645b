import { growsWithArea, printed } from '../../figures/index.ts';
import { intervalOf } from '../figures.view.ts';
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
		interval: intervalOf(definition, { lower, upper }, t),
		markers: value === null && markers.length === 0 ? [t('compare.figures.none')] : markers,
		illustrative,
	};
}

/** Null where none of these forces has any of them. */
export function figureTable(
	rows: readonly FigureRow[],
	{ forces, title, t }: { forces: readonly PublicForce[]; title: string; t: T },
) {
	if (rows.length === 0) return null;
	return {
		title,
		nation: rows.find(({ nation }) => nation !== null)?.nation?.areaName ?? null,
		rows: rows.map(({ indicator, window, cells, nation }) => {
			/** What grows with the size of a force says nothing beside another force, or beside all of them. */
			const grows = growsWithArea(indicator.definition);
			return {
				title: indicator.title,
				unit: indicator.definition.unit,
				period: t.span(window),
				href: figureHref(indicator, forces, { until: window.until.toString() }),
				grows,
				cells: cells.map((cell) => figureCell(indicator, cell, t)),
				nation: grows ? null : figureCell(indicator, nation, t),
			};
		}),
	};
}

export function figureHref(
	{ id }: Pick<PublicIndicator, 'id'>,
	forces: readonly Pick<PublicForce, 'slug'>[] = [],
	more: Readonly<Record<string, string>> = {},
): string {
	return `/compare/figures/${id}${addressWith(forces, more)}`;
}
