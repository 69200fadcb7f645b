import { sql } from 'kysely';
import { type Indicator, indicatorShape } from '../figures/index.ts';
import type { Tx } from '../foundation/index.ts';
import type { PublicFigure as Figure, PublicSnapshot as Snapshot } from './record/index.ts';

/** An indicator as it was published, with what there is of it. */
export type PublicIndicator = {
	indicator: string;
	version: number;
	title: string;
	definition: Indicator;
	figures: number;
	periods: number;
	since: Temporal.PlainDate;
	until: Temporal.PlainDate;
	illustrative: boolean;
};

/** A figure as it stands in an edition, with the hash by which it is known. */
export type PublicFigure = Figure & { hash: string };

/** What the figures of an edition were computed from. */
export type PublicSnapshot = Omit<Snapshot, 'since' | 'until'>;

/** Those of an edition; or the one of this name and version. */
export async function indicatorsOf(
	tx: Tx,
	edition: string,
	one?: { indicator: string; version: number },
): Promise<PublicIndicator[]> {
	const { rows } = await sql<Omit<PublicIndicator, 'definition'> & { content: unknown }>`
		select i.indicator, i.version, i.title, i.content, count(f.*)::int as figures,
			count(distinct (f.period_since, f.period_until))::int as periods, min(f.period_since) as since,
			max(f.period_until) as until, bool_or(f.illustrative) as illustrative
		from edition.indicator i join edition.figure f
			on f.edition_id = i.edition_id and f.indicator = i.indicator and f.version = i.version
		where i.edition_id = ${edition} and (${one?.indicator ?? null}::text is null
			or i.indicator = ${one?.indicator ?? null} and i.version = ${one?.version ?? null}::int)
		group by i.edition_id, i.indicator, i.version order by i.title, i.version`.execute(tx);
	return rows.map(({ content, ...row }) => ({ ...row, definition: indicatorShape.parse(content) }));
}

export type WantedFigures = { indicator: string; version: number; area?: string; until?: string };

/** The newest first, and of a period by area, each before its parts. Without an indicator, all of the edition. */
export async function figuresIn(
	tx: Tx,
	edition: string,
	wanted: WantedFigures | null,
	{ most = null, skip = 0 }: { most?: number | null; skip?: number } = {},
): Promise<{ figures: PublicFigure[]; total: number }> {
	const { rows } = await sql<PublicFigure & { total: string }>`
		select indicator, version, area, area_name as "areaName", period_since as since, period_until as until, breakdown,
			value::text, lower::text, upper::text, numerator::text, denominator::text, markers, method,
			encode(hash, 'hex') as hash, illustrative, count(*) over () as total
		from edition.figure where edition_id = ${edition}
			and (${wanted?.indicator ?? null}::text is null
				or indicator = ${wanted?.indicator ?? null} and version = ${wanted?.version ?? null}::int)
			and (${wanted?.area ?? null}::text is null or area = ${wanted?.area ?? null})
			and (${wanted?.until ?? null}::date is null or period_until = ${wanted?.until ?? null}::date)
		order by indicator, version, period_until desc, breakdown <> '{}', area_name, area, period_since, breakdown::text
		limit ${most} offset ${skip}`.execute(tx);
	return {
		figures: rows.map(({ total: _, ...figure }) => figure),
		total: Number(rows[0]?.total ?? 0),
	};
}

/** The areas and the periods of an indicator, for choosing among them. */
export async function placesOf(
	tx: Tx,
	edition: string,
	{ indicator, version }: { indicator: string; version: number },
): Promise<{
	areas: { code: string; name: string }[];
	periods: { since: Temporal.PlainDate; until: Temporal.PlainDate }[];
}> {
	const of = sql`from edition.figure
		where edition_id = ${edition} and indicator = ${indicator} and version = ${version}`;
	const areas = await sql<{ code: string; name: string }>`
		select distinct area as code, area_name as name ${of} order by name, code`.execute(tx);
	const periods = await sql<{ since: Temporal.PlainDate; until: Temporal.PlainDate }>`
		select period_until as until, min(period_since) as since ${of} group by period_until order by until desc`.execute(
		tx,
	);
	return { areas: areas.rows, periods: periods.rows };
}

export async function snapshotsOf(
	tx: Tx,
	edition: string,
	{ indicator, version }: { indicator: string; version: number },
): Promise<PublicSnapshot[]> {
	const { rows } = await sql<PublicSnapshot>`
		select s.source, s.release, s.published_on as "publishedOn", s.licence, s.illustrative from edition.snapshot s
		where s.edition_id = ${edition} and s.snapshot_id in (
			select unnest(f.snapshots) from edition.figure f
			where f.edition_id = ${edition} and f.indicator = ${indicator} and f.version = ${version})
		order by s.source, s.position`.execute(tx);
	return rows;
}
