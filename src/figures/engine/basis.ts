import { createHash } from 'node:crypto';
import { rowsOf } from '../tables/duck.ts';
import { projected } from './coverage.ts';
import type { Defined } from './defined.ts';
import { type EngineSnapshot, engineVersion } from './inputs.ts';
import type { Prepared, Session } from './session.ts';
import type { Role } from './strand.ts';
import { type Known, vintagesOf } from './summed.ts';

/** What the results of one area and window rest on. */
export type Basis = {
	snapshots: readonly string[];
	numeratorSnapshots: readonly string[];
	denominatorSnapshots: readonly string[];
	hash: string;
};

export type BasisOf = (p: number, area: number) => Basis;

/** The snapshots under each area and window, and the hash over them, the definition, the engine and who was added up. */
export async function basisOf(
	session: Session,
	{ hash }: Defined,
	prepared: Prepared,
	also: readonly EngineSnapshot[],
): Promise<BasisOf> {
	const under = new Map<string, (p: number, area: number) => readonly EngineSnapshot[]>();
	for (const known of prepared.known)
		under.set(known.strand.name, await snapshotsUnder(session, prepared, known));
	const members = membersOf(session, prepared);
	const made: Basis[] = [];
	const role = (wanted: Role) =>
		prepared.known.find(({ strand }) => strand.parts.some((one) => one.role === wanted))?.strand.name ?? '';
	const [counting, dividing] = [role('numerator'), role('denominator')];
	return (p, area) => {
		const place = p * session.areas.length + area;
		const known = made[place];
		if (known !== undefined) return known;
		const of = (name: string) => under.get(name)?.(p, area) ?? [];
		const all = [...prepared.known.flatMap(({ strand }) => of(strand.name)), ...also];
		const basis = {
			snapshots: idsOf(all),
			numeratorSnapshots: idsOf(of(counting)),
			denominatorSnapshots: idsOf(of(dividing)),
			hash: basisHash(hash, all, members(p, area)),
		};
		made[place] = basis;
		return basis;
	};
}

export function basisHash(
	definition: string,
	snapshots: readonly EngineSnapshot[],
	members: readonly string[],
): string {
	const content = [...new Set(snapshots.map(({ parquet }) => parquet))].toSorted();
	return createHash('sha256')
		.update(JSON.stringify([engineVersion, definition, content, members]))
		.digest('hex');
}

export function idsOf(snapshots: readonly EngineSnapshot[]): string[] {
	return [...new Set(snapshots.map(({ id }) => id))].toSorted();
}

async function snapshotsUnder(
	{ duck, belongings, areas }: Session,
	{ carried }: Prepared,
	known: Known,
): Promise<(p: number, area: number) => readonly EngineSnapshot[]> {
	const pick = (vintages: readonly number[]) => vintages.flatMap((v) => known.snapshots[v] ?? []);
	const on = carried.get(known.strand.name);
	if (known.facts === null && on === undefined) return () => [];
	const alone = known.facts?.vintages ?? [];
	if (alone.length === 1 && on === undefined) {
		const one = pick(alone);
		return () => one;
	}
	const rows = await rowsOf(duck, vintagesOf(known));
	const found = new Map(
		rows.map(({ p, area, vintages }) => [`${p} ${area}`, (vintages ?? '').split(',').map(Number)] as const),
	);
	if (on === undefined) return (p, area) => pick(found.get(`${p} ${area}`) ?? []);
	// What was carried on rests on the vintages of its line, whichever force of the area it was carried on for.
	const byArea = Map.groupBy(belongings, ({ area }) => area);
	const lines = areas.map((area) => (byArea.get(area) ?? []).map(({ force }) => force));
	const codes = await rowsOf(duck, 'select i::varchar as i, code from force');
	const byCode = new Map(codes.map(({ i, code }) => [code ?? '', on.get(Number(i)) ?? []] as const));
	const carriedIn = new Set(
		(
			await rowsOf(
				duck,
				`select distinct p::varchar as p from used_${known.strand.name} where v = ${projected}`,
			)
		).map(({ p }) => Number(p)),
	);
	return (p, area) => {
		const line = carriedIn.has(p) ? (lines[area] ?? []).flatMap((code) => byCode.get(code) ?? []) : [];
		return pick([...new Set([...(found.get(`${p} ${area}`) ?? []), ...line])]);
	};
}

function membersOf(
	{ belongings, areas }: Session,
	{ periods }: Prepared,
): (p: number, area: number) => readonly string[] {
	const byArea = Map.groupBy(belongings, ({ area }) => area);
	return (p, area) => {
		const until = periods[p]?.until;
		const all = byArea.get(areas[area] ?? '') ?? [];
		if (until === undefined) return [];
		return all
			.filter(
				(one) =>
					(one.since === null || Temporal.PlainDate.compare(one.since, until) <= 0) &&
					(one.until === null || Temporal.PlainDate.compare(one.until, until) >= 0),
			)
			.map(({ force }) => force)
			.toSorted();
	};
}
