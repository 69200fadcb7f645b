import type { Indicator } from '../indicators/indicator.ts';
import { otherAreas } from '../sources/source.ts';
import { quotedText, rowsOf } from '../tables/duck.ts';
import type { EngineSnapshot } from './inputs.ts';
import { type Session, snapshotsOf } from './session.ts';
import type { Worth } from './value.ts';
import type { Period } from './window.ts';

export type Deflator = {
	/** By the number of the window; a year without an index is not there. */
	of: ReadonlyMap<number, Worth>;
	snapshots: readonly EngineSnapshot[];
	illustrative: boolean;
};

type Year = {
	since: Temporal.PlainDate;
	until: Temporal.PlainDate;
	index: bigint;
	v: number;
	illustrative: boolean;
};

/** The price index of each window's year against that of the year whose prices the values are in. */
export async function deflatorOf(
	session: Session,
	{ deflate }: Indicator,
	periods: readonly Period[],
): Promise<Deflator | null> {
	if (deflate === undefined) return null;
	const snapshots = snapshotsOf(session, deflate.source);
	const years = await yearsOf(session, deflate.measure, snapshots);
	const base = years.find((one) => isYear(one, deflate.base));
	const of = new Map<number, Worth>();
	const used = new Set<Year>();
	periods.forEach(({ until }, p) => {
		const year = years.find(
			(one) =>
				Temporal.PlainDate.compare(one.since, until) <= 0 &&
				Temporal.PlainDate.compare(until, one.until) <= 0,
		);
		if (year === undefined || base === undefined) return;
		of.set(p, { base: base.index, year: year.index });
		used.add(year).add(base);
	});
	return {
		of,
		snapshots: [...used].flatMap(({ v }) => snapshots[v] ?? []),
		illustrative: [...used].some(({ illustrative }) => illustrative),
	};
}

/** "2018/19", "2018-19" and "the financial year 2018 to 2019" begin in 2018 and end in the next; "2018" is that year. */
function isYear({ since, until }: Year, words: string): boolean {
	const [, first, second] = /(\d{4})(?:\s*(?:[-/–]|to)\s*(?:\d{2})?(\d{2}))?/.exec(words) ?? [];
	if (first === undefined) return false;
	const last = second === undefined ? Number(first) : Number(first) + 1;
	return since.year === Number(first) && until.year === last;
}

async function yearsOf(
	{ duck }: Session,
	measure: string,
	snapshots: readonly EngineSnapshot[],
): Promise<Year[]> {
	if (snapshots.length === 0) return [];
	const branches = snapshots.map(
		({ path }, v) =>
			`select ${v} as v, since, until, value, illustrative
			from read_parquet(${quotedText(path)})
			where measure = ${quotedText(measure)} and area = ${quotedText(otherAreas['England and Wales'])} and value > 0`,
	);
	const rows = await rowsOf(
		duck,
		`select since::varchar as since, until::varchar as until, (value * 10000)::hugeint::varchar as index, v::varchar as v,
			illustrative::varchar as illustrative
		from (${branches.join(' union all ')})
		qualify row_number() over (partition by since, until order by v, value) = 1 order by all`,
	);
	return rows.map((row) => ({
		since: Temporal.PlainDate.from(row.since ?? ''),
		until: Temporal.PlainDate.from(row.until ?? ''),
		index: BigInt(row.index ?? 0),
		v: Number(row.v),
		illustrative: row.illustrative === 'true',
	}));
}
