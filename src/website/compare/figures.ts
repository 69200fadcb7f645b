import type { Tx } from '../../foundation/index.ts';
import {
	figuresNow,
	nationOf,
	newestWindow,
	type PublicFigure,
	type PublicForce,
	type PublicIndicator,
} from '../record/index.ts';

/** One indicator in several forces and the nation, all of one window: the newest that any of the forces has. */
export type FigureRow = {
	indicator: PublicIndicator;
	window: { since: Temporal.PlainDate; until: Temporal.PlainDate };
	/** In the order of the forces; null where a force has none. */
	cells: readonly (PublicFigure | null)[];
	nation: PublicFigure | null;
};

/** Those of which all areas are published, and which no newer version has taken the place of. */
export function comparable(indicators: readonly PublicIndicator[]): PublicIndicator[] {
	return indicators.filter(({ whole, definition }) => whole && definition.supersededBy === undefined);
}

/** The newest window may be years old; further back nobody looks side by side. */
const yearsBack = 6;

export async function figureRows(
	tx: Tx,
	{ forces, indicators }: { forces: readonly PublicForce[]; indicators: readonly PublicIndicator[] },
): Promise<FigureRow[]> {
	const codes = forces.flatMap(({ code }) => code ?? []);
	if (codes.length === 0 || indicators.length === 0) return [];
	const nations = [...new Set(indicators.map(nationOf))];
	const earliest = indicators
		.map(({ release }) => release.publishedAt.toZonedDateTimeISO('Europe/London').toPlainDate())
		.toSorted(Temporal.PlainDate.compare)[0];
	const figures = await figuresNow(tx, {
		indicators,
		areas: [...codes, ...nations],
		...(earliest === undefined ? {} : { from: earliest.subtract({ years: yearsBack }) }),
	});
	const byIndicator = Map.groupBy(figures, ({ indicator }) => indicator);
	return indicators.flatMap((indicator) => {
		const own = byIndicator.get(indicator.id) ?? [];
		const window = newestOf(own, codes);
		if (window === null) return [];
		const at = (area: string | null) =>
			own.find(
				(one) => one.area === area && one.until.equals(window.until) && one.since.equals(window.since),
			) ?? null;
		return [
			{ indicator, window, cells: forces.map(({ code }) => at(code)), nation: at(nationOf(indicator)) },
		];
	});
}

function newestOf(figures: readonly PublicFigure[], codes: readonly string[]) {
	return (
		codes
			.flatMap((code) => newestWindow(figures, code) ?? [])
			.toSorted((a, b) => Temporal.PlainDate.compare(b.until, a.until))[0] ?? null
	);
}
