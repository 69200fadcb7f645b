import {
	allIndicators,
	areaNames,
	definitionTexts,
	type Figure,
	figureId,
	figuresOf,
	type Indicator,
	type IndicatorKey,
	indicatorText,
	keptRegisterNow,
	listIndicators,
	listSnapshots,
	type Snapshot,
} from '../../figures/index.ts';
import { contentHash, Failure, Refused, type Tx } from '../../foundation/index.ts';
import type { FigureRow, IndicatorRow, Json, SnapshotRow } from './edition.ts';
import { figurePlace } from './gleaned.ts';
import type { Plan } from './plan.store.ts';
import { partOf, type RecordPart } from './record.ts';

type Figures = {
	figures: FigureRow[];
	indicators: IndicatorRow[];
	snapshots: SnapshotRow[];
	/** As the figures were added up; null where there are none. */
	register: Json;
	parts: RecordPart[];
};

/**
 * The figures that the documents of a release quote, and of the indicators that it gathers those of all areas and periods;
 * with the definitions and the vintages that they were computed from.
 */
export async function figureRows(tx: Tx, plan: Plan, quoted: ReadonlySet<string>): Promise<Figures> {
	const gathered = await gatheredIndicators(tx, plan.indicators);
	const found = new Map<string, Figure>();
	const put = (figures: readonly Figure[]) => {
		for (const figure of figures) found.set(figureId(figure), figure);
	};
	put(await figuresOf(tx, { indicators: gathered.map(keyOf), breakdown: 'all' }));
	put(await quotedFigures(tx, quoted));
	const figures = [...found.entries()]
		.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
		.map(([, figure]) => figure);
	const used = new Set([...gathered.map(indicatorText), ...figures.map(textOf)]);
	const indicators = (await allIndicators(tx)).filter((one) => used.has(indicatorText(one)));
	const vintages = new Set(figures.flatMap(({ snapshots }) => snapshots));
	const snapshots = (await listSnapshots(tx)).filter(({ id }) => vintages.has(id));
	const nameOf = areaNames([...plan.forces.values()]);
	const texts = await definitionTexts(tx, indicators.map(keyOf));
	const whole = new Set(gathered.map(indicatorText));
	const rows = indicators.map((one) => indicatorRow(one, texts, whole.has(indicatorText(one))));
	return {
		figures: figures.map((figure) => figureRow(figure, nameOf)),
		indicators: rows,
		snapshots: [...Map.groupBy(snapshots, ({ source }) => source).values()].flatMap((own) =>
			own.map(snapshotRow),
		),
		register: figures.length === 0 ? null : await keptRegisterNow(tx),
		parts: partsOf(rows, figures),
	};
}

/** The newest version of each; of a forecast every version, since all of them were made. */
async function gatheredIndicators(tx: Tx, wanted: readonly string[]): Promise<Indicator[]> {
	const listed = await listIndicators(tx);
	const missing = wanted.find((id) => !listed.some((one) => one.id === id));
	if (missing !== undefined) throw new Refused(`The indicator “${missing}” is not there any more.`);
	return listed.filter(({ id }) => wanted.includes(id));
}

async function quotedFigures(tx: Tx, quoted: ReadonlySet<string>): Promise<Figure[]> {
	const places = [...quoted].flatMap((id) => figurePlace(id) ?? []);
	const at = new Map(places.map((place) => [`${place.indicator}@${place.version}/${place.until}`, place]));
	const figures = await figuresOf(tx, {
		at: [...at.values()],
		areas: [...new Set(places.map(({ area }) => area))],
		breakdown: 'all',
	});
	return figures.filter((figure) => quoted.has(figureId(figure)));
}

const keyOf = ({ id, version }: Indicator): IndicatorKey => ({ indicator: id, version });
const textOf = ({ indicator, version }: Figure) => indicatorText({ id: indicator, version });

function figureRow(figure: Figure, nameOf: (area: string) => string): FigureRow {
	const { indicator, version, area, breakdown, value, lower, upper, numerator, denominator } = figure;
	const { markers, method, snapshots, illustrative } = figure;
	return {
		...{ indicator, version, area, area_name: nameOf(area) },
		period_since: figure.since.toString(),
		period_until: figure.until.toString(),
		...{ breakdown, value, lower, upper, numerator, denominator },
		...{ markers, method, snapshots: snapshots.toSorted(), hash: `\\x${figure.hash}`, illustrative },
	};
}

type Text = Awaited<ReturnType<typeof definitionTexts>>[number];

function indicatorRow(indicator: Indicator, texts: readonly Text[], gathered: boolean): IndicatorRow {
	const { id, version, title } = indicator;
	const written = texts.find((one) => one.indicator === id && one.version === version);
	if (written === undefined) throw new Failure(`The file of “${title}” is not kept.`);
	// Days become text, as they are kept.
	const content: Json = JSON.parse(JSON.stringify(indicator));
	return { indicator: id, version, title, content, text: written.text, hash: `\\x${written.hash}`, gathered };
}

/** The newest of its source comes first. */
function snapshotRow(one: Snapshot, index: number): SnapshotRow {
	return {
		snapshot_id: one.id,
		source: one.source,
		position: index + 1,
		release: one.release,
		published_on: one.publishedOn?.toString() ?? null,
		period_since: one.since.toString(),
		period_until: one.until.toString(),
		files: one.files.map(({ name, sha256, bytes }) => ({ name, sha256, bytes })),
		parquet: one.parquet,
		licence: one.licence,
		illustrative: one.illustrative,
	};
}

/** One part for each indicator: of tens of thousands of figures nobody reads a list. */
function partsOf(indicators: readonly IndicatorRow[], figures: readonly Figure[]): RecordPart[] {
	const own = Map.groupBy(figures, textOf);
	return indicators.map(({ indicator, version, title, content }) => {
		const name = indicatorText({ id: indicator, version });
		const hashes = own.get(name)?.map((figure) => [figureId(figure), figure.hash]) ?? [];
		return partOf(`figures ${name}`, `the figures of “${title}”`, {
			content: contentHash(content).toString('hex'),
			hashes,
		});
	});
}
