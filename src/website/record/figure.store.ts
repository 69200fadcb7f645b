import { sql } from 'kysely';
import { indicatorShape } from '../../figures/index.ts';
import type { Tx } from '../../foundation/index.ts';
import type { PublicFigure, PublicIndicator } from './figure.ts';
import { fullestFirst, isNewest, publishedAt } from './newest.ts';

type IndicatorRow = Omit<PublicIndicator, 'definition' | 'release'> & {
	content: unknown;
	release: string;
	release_title: string;
	edition: number;
	published_at: Temporal.Instant;
};

/** Every indicator that is public, or those asked for, each as it was last published; by theme and title. */
export async function indicatorsNow(tx: Tx, ids?: readonly string[]): Promise<PublicIndicator[]> {
	const named = ids === undefined ? sql`true` : sql`i.indicator = any (${[...ids]}::text[])`;
	const { rows } = await sql<IndicatorRow>`
		select i.indicator as id, i.version, i.title, i.content, i.gathered as whole, i.edition_id as "editionId",
			latest.release, latest.release_title, latest.edition, latest.published_at
		from (
			select distinct on (i.indicator) i.indicator, i.version, i.edition_id, e.slug as release,
				e.title as release_title, e.number as edition, ${publishedAt} as published_at
			from edition.indicator i join edition.edition e on e.id = i.edition_id
			where ${named} and ${isNewest}
			order by i.indicator, ${fullestFirst}, published_at desc, i.version desc
		) latest join edition.indicator i using (edition_id, indicator, version)`.execute(tx);
	return rows
		.map(
			({ content, release, release_title, edition, published_at, ...row }): PublicIndicator => ({
				...row,
				definition: indicatorShape.parse(content),
				release: { slug: release, title: release_title, edition, publishedAt: published_at },
			}),
		)
		.toSorted(
			(a, b) =>
				a.definition.theme.localeCompare(b.definition.theme, 'en-GB') ||
				a.title.localeCompare(b.title, 'en-GB'),
		);
}

export type WantedFigures = {
	indicators: readonly PublicIndicator[];
	/** Codes of areas; all of them where it is left out. */
	areas?: readonly string[];
	/** Windows that end on these days, or from that day on. */
	until?: readonly Temporal.PlainDate[];
	from?: Temporal.PlainDate;
	/** Also those of parts, such as kinds of crime. */
	breakdown?: boolean;
};

/** Figures of indicators, each from the edition that publishes it now; by indicator, area and window. */
export async function figuresNow(tx: Tx, wanted: WantedFigures): Promise<PublicFigure[]> {
	const { indicators, areas, until, from, breakdown = false } = wanted;
	if (indicators.length === 0) return [];
	const where = [
		...(areas === undefined ? [] : [sql`f.area = any (${[...areas]}::text[])`]),
		...(until === undefined ? [] : [sql`f.period_until = any (${until.map(String)}::date[])`]),
		...(from === undefined ? [] : [sql`f.period_until >= ${from.toString()}::date`]),
		...(breakdown ? [] : [sql`f.breakdown = '{}'::jsonb`]),
		sql`true`,
	];
	const { rows } = await sql<PublicFigure>`
		select f.indicator, f.version, f.area, f.area_name as "areaName", f.period_since as since,
			f.period_until as until, f.breakdown, f.value, f.lower, f.upper, f.numerator, f.denominator, f.markers,
			f.method, f.illustrative
		from unnest(${indicators.map(({ editionId }) => editionId)}::uuid[], ${indicators.map(({ id }) => id)}::text[],
			${indicators.map(({ version }) => version)}::int[]) as wanted (edition_id, indicator, version)
		join edition.figure f using (edition_id, indicator, version)
		where ${sql.join(where, sql` and `)}
		order by f.indicator, f.area, f.period_until, f.period_since, f.breakdown::text`.execute(tx);
	return rows;
}

/** The days on which the windows of an indicator end, the newest first. */
export async function periodsNow(
	tx: Tx,
	{ id, version, editionId }: Pick<PublicIndicator, 'id' | 'version' | 'editionId'>,
): Promise<{ since: Temporal.PlainDate; until: Temporal.PlainDate }[]> {
	const { rows } = await sql<{ since: Temporal.PlainDate; until: Temporal.PlainDate }>`
		select distinct period_since as since, period_until as until from edition.figure
		where edition_id = ${editionId}::uuid and indicator = ${id} and version = ${version}
		order by until desc, since`.execute(tx);
	return rows;
}

export type PublicSnapshot = {
	source: string;
	release: string;
	publishedOn: Temporal.PlainDate | null;
	since: Temporal.PlainDate;
	until: Temporal.PlainDate;
	licence: string;
	illustrative: boolean;
};

/** The vintages that the figures of an edition were computed from. */
export async function snapshotsIn(tx: Tx, edition: string): Promise<PublicSnapshot[]> {
	const { rows } = await sql<PublicSnapshot>`
		select source, release, published_on as "publishedOn", period_since as since, period_until as until, licence,
			illustrative
		from edition.snapshot where edition_id = ${edition}::uuid order by source, position`.execute(tx);
	return rows;
}
