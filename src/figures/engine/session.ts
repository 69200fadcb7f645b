import type { DuckDBConnection } from '@duckdb/node-api';
import type { Indicator } from '../indicators/indicator.ts';
import { type Belonging, belongings, belongingTable, forceTable } from './areas.ts';
import { coverageOf, extentsOf, factsOf, periodTable, usedBy } from './coverage.ts';
import type { EngineSnapshot, Inputs } from './inputs.ts';
import { type Carried, carryOn } from './projected.ts';
import { publishedWindows, standsAsPublished } from './published.ts';
import { type Strand, strandsOf } from './strand.ts';
import { type Known, summedOf } from './summed.ts';
import { type Period, windowsIn } from './window.ts';

/** One piece of work on a connection of its own: what it has found out about a source it asks only once. */
export type Session = {
	duck: DuckDBConnection;
	inputs: Inputs;
	/** The table of what each source has, by its name. */
	coverage: Map<string, string>;
};

export async function openSession(duck: DuckDBConnection, inputs: Inputs): Promise<Session> {
	if (inputs.forces.length > 0) await duck.run(forceTable(inputs.forces));
	return { duck, inputs, coverage: new Map() };
}

export function snapshotsOf({ inputs }: Session, source: string): readonly EngineSnapshot[] {
	return inputs.snapshots.get(source) ?? [];
}

async function coverageIn(session: Session, source: string): Promise<string> {
	const known = session.coverage.get(source);
	if (known !== undefined) return known;
	const table = `coverage_${session.coverage.size}`;
	await session.duck.run(coverageOf(table, snapshotsOf(session, source)));
	session.coverage.set(source, table);
	return table;
}

/** Only windows that end on such a day. */
export type Ends = (until: Temporal.PlainDate) => boolean;

export async function periodsIn(session: Session, indicator: Indicator, ends?: Ends): Promise<Period[]> {
	const { numerator, window } = indicator;
	const snapshots = snapshotsOf(session, numerator.source);
	if (snapshots.length === 0 || session.inputs.forces.length === 0) return [];
	const periods = standsAsPublished(indicator)
		? (await publishedWindows(session.duck, numerator, snapshots)).map((until) => ({
				months: window.months,
				until,
			}))
		: await extentsOf(session.duck, await coverageIn(session, numerator.source), numerator.measure);
	return windowsIn(periods, window, numerator.over).filter(({ until }) => ends?.(until) ?? true);
}

/** What is ready for the one query. */
export type Prepared = {
	periods: readonly Period[];
	/** Areas by their numbers. */
	areas: readonly string[];
	/** The forces that make up each of them. */
	belongings: readonly Belonging[];
	known: readonly Known[];
	carried: ReadonlyMap<string, Carried>;
	sql: string;
};

/** Makes the tables that the one query of an indicator stands on, and the query; null where there is nothing. */
export async function prepare(
	session: Session,
	indicator: Indicator,
	periods: readonly Period[],
): Promise<Prepared | null> {
	const { duck, inputs } = session;
	if (periods.length === 0) return null;
	await duck.run(periodTable(periods));
	const all = belongings(inputs, indicator.totals);
	const areas = [...new Set(all.map(({ area }) => area))];
	await duck.run(belongingTable(all, inputs.forces, areas));
	const known: Known[] = [];
	const carried = new Map<string, Carried>();
	for (const strand of strandsOf(indicator)) {
		const one = await know(session, strand, indicator.window.months);
		known.push(one);
		const coverage = session.coverage.get(strand.source);
		if (coverage === undefined) continue;
		const on = await carryOn(duck, strand, coverage, one.snapshots);
		if (on !== null) carried.set(strand.name, on);
	}
	const sql = summedOf(known, indicator.breakdowns, {
		ofAll: indicator.denominator?.of === 'all',
		carried: new Set(carried.keys()),
	});
	return { periods, areas, belongings: all, known, carried, sql };
}

async function know(session: Session, strand: Strand, months: number): Promise<Known> {
	const { duck } = session;
	const snapshots = snapshotsOf(session, strand.source);
	if (snapshots.length === 0) {
		await duck.run(
			`create or replace temp table used_${strand.name} (p integer, force integer, g integer, tile date, v integer, whole boolean)`,
		);
		return { strand, snapshots, facts: null };
	}
	const coverage = await coverageIn(session, strand.source);
	await duck.run(usedBy(strand, coverage, months));
	return { strand, snapshots, facts: await factsOf(duck, strand, coverage) };
}
