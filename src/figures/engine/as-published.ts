import type { Marker } from '../sources/source.ts';
import { publishedTotals } from './areas.ts';
import { basisHash, idsOf } from './basis.ts';
import type { Defined } from './defined.ts';
import { decimal } from './exact.ts';
import { type Figure, gravity } from './figure.ts';
import { type EngineForce, type EngineSnapshot, transportPolice } from './inputs.ts';
import { type Published, publishedOf } from './published.ts';
import { type Session, setPeriods, snapshotsOf } from './session.ts';
import { methodOf } from './value.ts';
import type { Period } from './window.ts';

/** Figures that are taken as they were published: for each force, and for the totals that were published beside them. */
export async function figuresAsPublished(
	session: Session,
	defined: Defined,
	periods: readonly Period[],
): Promise<Figure[]> {
	if (periods.length === 0) return [];
	const { indicator } = defined;
	const { numerator, margin, breakdowns } = indicator;
	await setPeriods(session, periods);
	const snapshots = snapshotsOf(session, numerator.source);
	const values = await publishedOf(session.duck, numerator, snapshots, breakdowns);
	const marginSnapshots = margin === undefined ? [] : snapshotsOf(session, margin.source);
	const margins = new Map(
		margin === undefined
			? []
			: (await publishedOf(session.duck, margin, marginSnapshots, breakdowns)).map((one) => [
					keyOf(one),
					one,
				]),
	);
	const byKey = new Map(values.map((one) => [keyOf(one), one]));
	const codes = new Set(session.inputs.forces.map(({ code }) => code));
	return periods.flatMap((period, p) => {
		const now = values.filter((one) => one.p === p);
		const wholes = now.filter(({ parts }) => breakdowns.every((name) => parts[name] == null));
		const kinds = [
			...(wholes.length > 0 ? [{}] : []),
			...breakdowns.flatMap((name) =>
				[...new Set(now.flatMap(({ parts }) => parts[name] ?? []))].map((part) => ({ [name]: part })),
			),
		];
		const totals = [...new Set(now.map(({ area }) => area))].filter(
			(area) => area !== transportPolice && (publishedTotals.includes(area) || area.startsWith('region:')),
		);
		const forces = session.inputs.forces.filter((force) => isThere(force, period)).map(({ code }) => code);
		return kinds.flatMap((breakdown) => {
			const parts = Object.fromEntries(breakdowns.map((name) => [name, breakdown[name] ?? null]));
			return [...forces, ...totals].flatMap((area) => {
				const key = keyOf({ p, area, parts });
				const found = byKey.get(key);
				if (found === undefined && !codes.has(area)) return [];
				return figureOf(defined, { period, area, breakdown, found, margin: margins.get(key) }, [
					snapshots,
					marginSnapshots,
				]);
			});
		});
	});
}

function keyOf({ p, area, parts }: Pick<Published, 'p' | 'area' | 'parts'>): string {
	return JSON.stringify([p, area, Object.entries(parts).toSorted()]);
}

function isThere({ code, since, until }: EngineForce, period: Period): boolean {
	return (
		code !== transportPolice &&
		(since === null || Temporal.PlainDate.compare(since, period.until) <= 0) &&
		(until === null || Temporal.PlainDate.compare(until, period.until) >= 0)
	);
}

type Found = {
	period: Period;
	area: string;
	breakdown: Record<string, string>;
	found: Published | undefined;
	margin: Published | undefined;
};

function figureOf(
	{ indicator, hash }: Defined,
	{ period, area, breakdown, found, margin }: Found,
	[snapshots, marginSnapshots]: readonly [readonly EngineSnapshot[], readonly EngineSnapshot[]],
): Figure {
	const value = found?.value ?? null;
	const reach = margin?.value ?? null;
	const said = new Set<Marker>();
	if (found?.marker != null) said.add(found.marker);
	if (value === null && !said.has('suppressed') && !said.has('incomplete')) said.add('not available');
	const markers = gravity.filter((one) => said.has(one));
	const own = found === undefined ? snapshots.slice(0, 1) : snapshots.slice(found.v, found.v + 1);
	const all = [...own, ...(margin === undefined ? [] : marginSnapshots.slice(margin.v, margin.v + 1))];
	const kept = markers.includes('suppressed') || markers.includes('not available') ? null : value;
	return {
		indicator: indicator.id,
		version: indicator.version,
		...period,
		area,
		breakdown,
		value: kept === null ? null : decimal(kept),
		lower: kept === null || reach === null ? null : decimal(kept - reach),
		upper: kept === null || reach === null ? null : decimal(kept + reach),
		numerator: null,
		denominator: null,
		undecided: null,
		published: null,
		marker: markers[0] ?? null,
		markers,
		missing: [],
		leftOut: {},
		method: methodOf(indicator, { pooled: false, markers }),
		snapshots: idsOf(all),
		numeratorSnapshots: idsOf(own),
		denominatorSnapshots: [],
		illustrative: found?.illustrative === true || margin?.illustrative === true,
		hash: basisHash(hash, all, [area]),
	};
}
