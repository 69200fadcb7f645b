import type { Indicator } from '../indicators/indicator.ts';
import { type Duck, quotedName, quotedText, type Row, rowsOf } from '../tables/duck.ts';
import { rowsIn } from './coverage.ts';
import type { Inputs } from './inputs.ts';
import { publishedQuery, standsAsPublished } from './published.ts';
import { openSession, periodsIn, prepare, type Session, setPeriods, snapshotsOf } from './session.ts';
import { columnsOf, counted, leftOut } from './strand.ts';
import type { Known } from './summed.ts';

export type Explained = {
	/** The one query that computes it, and every other result of the same period. */
	sql: string;
	/** The rows of the snapshots that it was added up from, by what they were read for. */
	used: { part: string; source: string; rows: readonly Row[]; count: number }[];
};

/** At most so many rows are shown. */
const most = 50;

/** How a figure was computed: the query, and the rows of the snapshots that it rests on. */
export async function explain(
	duck: Duck,
	indicator: Indicator,
	inputs: Inputs,
	{ area, until }: { area: string; until: Temporal.PlainDate },
): Promise<Explained> {
	return duck.use(async (connection) => {
		const session = await openSession(connection, inputs);
		const periods = await periodsIn(session, indicator, (end) => end.equals(until));
		if (standsAsPublished(indicator)) return asPublished(session, indicator, area, periods);
		const prepared = await prepare(session, indicator, periods);
		if (prepared === null) return { sql: '', used: [] };
		const used: Explained['used'] = [];
		for (const known of prepared.known)
			used.push(...(await usedIn(session, known, session.areas.indexOf(area))));
		return { sql: prepared.sql, used };
	});
}

async function asPublished(
	session: Session,
	indicator: Indicator,
	area: string,
	periods: Awaited<ReturnType<typeof periodsIn>>,
): Promise<Explained> {
	const { duck } = session;
	const [period] = periods;
	if (period === undefined) return { sql: '', used: [] };
	await setPeriods(session, [period]);
	const used: Explained['used'] = [];
	const sqls: string[] = [];
	for (const [part, of] of [
		['numerator', indicator.numerator],
		['margin', indicator.margin],
	] as const) {
		if (of === undefined) continue;
		const sql = publishedQuery(of, snapshotsOf(session, of.source), indicator.breakdowns);
		const rows = await rowsOf(duck, `select * from (${sql}) where area = ${quotedText(area)}`);
		sqls.push(sql);
		used.push({ part, source: of.source, rows: rows.slice(0, most), count: rows.length });
	}
	return { sql: sqls.join(';\n'), used };
}

async function usedIn(
	{ duck }: Session,
	{ strand, snapshots, facts }: Known,
	area: number,
): Promise<Explained['used']> {
	if (facts === null) return [];
	const names = columnsOf(strand).map((name) => `had.${quotedName(name)}`);
	const used: Explained['used'] = [];
	for (const { role, part } of strand.parts) {
		const from = `from (select distinct used.force, used.v, used.g, used.tile from used_${strand.name} as used
				join period on period.i = used.p
				join belonging on belonging.force = used.force and belonging.area = ${area}
					and (belonging.since is null or belonging.since <= period.until)
					and (belonging.until is null or belonging.until >= period.until)) as used
			join force on force.i = used.force
			join (${rowsIn(strand, snapshots, facts, ['area_published', 'since', 'until'])}) as had
				on had.area = force.code and had.tile = used.tile and had.v = used.v and had.g = used.g
			where ${counted(part)}`;
		const [all] = await rowsOf(duck, `select count(*)::varchar as count ${from}`);
		const rows = await rowsOf(
			duck,
			`select had.v::varchar as snapshot, had.area, had.area_published, had.since::varchar as since, had.until::varchar as until,
				had.value::varchar as value, had.marker, had.illustrative::varchar as illustrative
				${names.map((name) => `, ${name}`).join('')}
			${from} order by all limit ${most}`,
		);
		used.push({
			part: leftOut(part).length === 0 ? role : `${role}, without what is left out`,
			source: strand.source,
			rows: rows.map(({ snapshot, ...row }) => ({ snapshot: snapshots[Number(snapshot)]?.id ?? '', ...row })),
			count: Number(all?.count ?? 0),
		});
	}
	return used;
}
