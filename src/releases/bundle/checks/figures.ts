import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
	type Duck,
	type EngineSnapshot,
	type Figure,
	figureId,
	figuresFromAggregates,
	inOrder,
} from '../../../figures/index.ts';
import { messageOf } from '../../../foundation/index.ts';
import { names } from '../layout.ts';
import type { Asked, FigureRows, Grounds, StoredFigure } from '../rows.ts';
import type { Unpacking } from '../unpacking.ts';
import { said, type Tell } from './difference.ts';

/** Every figure that came out of the aggregates, by the name by which a document quotes it. */
export type Recomputed = ReadonlyMap<string, { figure: Figure; asked: Asked }>;

/** Computes the figures of an edition from the aggregates in the bundle, and sets the rows beside what comes out. */
export async function checkFigures(
	archive: Unpacking,
	{ duck, grounds, rows, report }: Checking,
	tell: Tell,
): Promise<Recomputed> {
	const snapshots = new Map(
		[...grounds.snapshots].map(([source, all]) => [
			source,
			all.map((one): EngineSnapshot => ({ ...one, path: '', breakdowns: [] })),
		]),
	);
	const recomputed = new Map<string, { figure: Figure; asked: Asked }>();
	for (const [index, asked] of grounds.defined.entries()) {
		const { indicator, ends } = asked;
		report(`Computing ${indicator.title}`);
		const place = names.aggregates(indicator.id, indicator.version);
		const folder = join(duck.folder, `indicator-${index}`);
		await mkdir(folder);
		try {
			for (const name of archive.names)
				if (name.startsWith(place)) await archive.copyTo(name, join(folder, name.slice(place.length)));
			const figures = await figuresFromAggregates(
				duck,
				asked,
				{ register: grounds.register, snapshots },
				{ folder, ends },
			);
			for (const figure of figures) recomputed.set(figureId(figure), { figure, asked });
		} catch (error) {
			tell({
				kind: 'figure',
				place,
				text: `The figures of “${indicator.title}” cannot be computed from their aggregates: ${inOneLine(error)}`,
			});
		}
	}
	for (const row of rows.figure) compare(row, recomputed.get(idOf(row))?.figure, tell);
	const lacking = new Set(rows.figure.map(({ indicator, version }) => `${indicator}@${version}`));
	for (const { indicator, version } of rows.indicator) lacking.delete(`${indicator}@${version}`);
	for (const name of lacking)
		tell({ kind: 'figure', place: names.rows('indicator'), text: `There is no definition of ${name}.` });
	return recomputed;
}

export type Checking = { duck: Duck; grounds: Grounds; rows: FigureRows; report: (doing: string) => void };

const numbers = ['value', 'lower', 'upper', 'numerator', 'denominator'] as const;

function compare(row: StoredFigure, figure: Figure | undefined, tell: Tell): void {
	const place = idOf(row);
	const differs = (what: string, stated: unknown, computed: unknown) =>
		tell({
			kind: 'figure',
			place,
			text: `The ${what} of ${place} (${row.area_name}) is given as ${said(stated)}; computed again it is ${said(computed)}.`,
		});
	if (figure === undefined) {
		tell({ kind: 'figure', place, text: `The figure ${place} does not come out of the aggregates.` });
		return;
	}
	for (const name of numbers) if (!same(row[name], figure[name])) differs(name, row[name], figure[name]);
	const markers = figure.markers.join(', ');
	if (row.markers.join(', ') !== markers) differs('markers', row.markers.join(', '), markers);
	if (row.method !== figure.method) differs('method', row.method, figure.method);
	if (row.illustrative !== figure.illustrative)
		differs('mark as made up', String(row.illustrative), String(figure.illustrative));
	if (row.snapshots.toSorted().join() !== figure.snapshots.toSorted().join())
		differs('data sets', row.snapshots.join(', '), figure.snapshots.join(', '));
	if (row.hash !== `\\x${figure.hash}`) differs('hash', row.hash.slice(2), figure.hash);
}

/** Exact decimals, whatever noughts are written behind them. */
function same(a: string | null, b: string | null): boolean {
	return a === null || b === null ? a === b : inOrder(a, b) === 0;
}

function idOf({ indicator, version, area, period_since, period_until, breakdown }: StoredFigure): string {
	const since = Temporal.PlainDate.from(period_since);
	const until = Temporal.PlainDate.from(period_until);
	return figureId({ indicator, version, area, since, until, breakdown });
}

function inOneLine(error: unknown): string {
	return messageOf(error).split('\n', 1)[0]?.slice(0, 200) ?? '';
}
