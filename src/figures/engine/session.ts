import type { DuckDBConnection } from '@duckdb/node-api';
import { type Indicator, nations } from '../indicators/indicator.ts';
import { type Belonging, belongings, belongingTable, forceTable } from './areas.ts';
import { coverageOf, extentsOf, factsOf, nothingUsedBy, periodTable, usedBy } from './coverage.ts';
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
	/** Areas by their numbers, and who belongs to them. */
	areas: readonly string[];
	belongings: readonly Belonging[];
	/** The windows that the table of them has at the moment. */
	periods: string;
	/** What was found out about strands: several indicators divide by the same people. */
	known: Map<string, Omit<Known, 'strand'> & { name: string }>;
};

export async function openSession(duck: DuckDBConnection, inputs: Inputs): Promise<Session> {
	const all = belongings(inputs, nations);
	const areas = [...new Set(all.map(({ area }) => area))];
	if (inputs.forces.length > 0) {
		await duck.run(forceTable(inputs.forces));
		await duck.run(belongingTable(all, inputs.forces, areas));
	}
	return { duck, inputs, coverage: new Map(), areas, belongings: all, periods: '', known: new Map() };
}

/** Makes the table of windows, unless it has just these. */
export async function setPeriods(session: Session, periods: readonly Period[]): Promise<string> {
	const key = periods.map(({ since, until }) => `${since} ${until}`).join();
	if (key !== session.periods) await session.duck.run(periodTable(periods));
	session.periods = key;
	return key;
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
	const { duck } = session;
	if (periods.length === 0) return null;
	const windows = await setPeriods(session, periods);
	const known: Known[] = [];
	const carried = new Map<string, Carried>();
	for (const strand of strandsOf(indicator)) {
		const one = await know(session, strand, indicator.window.months, windows);
		known.push(one);
		const coverage = session.coverage.get(strand.source);
		if (coverage === undefined) continue;
		const on = await carryOn(duck, one.strand, coverage, one.snapshots);
		if (on !== null) carried.set(one.strand.name, on);
	}
	const other = nations.filter((nation) => !indicator.totals.includes(nation));
	const sql = summedOf(known, indicator.breakdowns, {
		ofAll: indicator.denominator?.of === 'all',
		carried: new Set(carried.keys()),
		without: other.map((nation) => session.areas.indexOf(nation)).filter((area) => area >= 0),
	});
	return { periods, known, carried, sql };
}

async function know(session: Session, strand: Strand, months: number, windows: string): Promise<Known> {
	const { duck } = session;
	const { source, measure, over, project } = strand;
	const counting = strand.parts.some(({ role }) => role !== 'denominator');
	const key = JSON.stringify([source, measure, over, months, project, counting, windows]);
	const before = session.known.get(key);
	if (before !== undefined) return { ...before, strand: { ...strand, name: before.name } };
	const named = { ...strand, name: `strand_${session.known.size}` };
	const snapshots = snapshotsOf(session, source);
	let facts: Known['facts'] = null;
	if (snapshots.length === 0) await duck.run(nothingUsedBy(named));
	else {
		const coverage = await coverageIn(session, source);
		await duck.run(usedBy(named, coverage, months));
		facts = await factsOf(duck, named, coverage);
	}
	session.known.set(key, { name: named.name, snapshots, facts });
	return { strand: named, snapshots, facts };
}
