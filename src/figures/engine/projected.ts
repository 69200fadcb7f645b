import type { DuckDBConnection } from '@duckdb/node-api';
import { project } from '../../statistics/index.ts';
import { quotedName, quotedText, rowsOf } from '../tables/duck.ts';
import { factsOf, projected, rowsIn } from './coverage.ts';
import { decimal, units } from './exact.ts';
import type { EngineSnapshot } from './inputs.ts';
import { counted, type Strand } from './strand.ts';
import { signs } from './summed.ts';

/** The vintages that what was carried on rests on, by force. */
export type Carried = ReadonlyMap<number, readonly number[]>;

/**
 * Makes the table of estimates that are carried on along the trend of the last years, each force and each part for
 * itself; null where none has to be.
 */
export async function carryOn(
	duck: DuckDBConnection,
	strand: Strand,
	coverage: string,
	snapshots: readonly EngineSnapshot[],
): Promise<Carried | null> {
	if (strand.project === null) return null;
	const wanted = await rowsOf(
		duck,
		`select distinct force::varchar as force, tile::varchar as tile from used_${strand.name} where v = ${projected} order by all`,
	);
	if (wanted.length === 0) return null;
	const series = await seriesOf(duck, strand, coverage, snapshots);
	const vintages = new Map<number, readonly number[]>();
	const made: string[] = [];
	for (const { force, tile } of wanted) {
		const until = Temporal.PlainDate.from(tile ?? '');
		const own = series.get(Number(force)) ?? [];
		for (const part of Map.groupBy(own, (one) => JSON.stringify(one.parts)).values()) {
			const [first] = part;
			const line = part.filter((one) => one.until.month === until.month);
			// A line needs all of its points: what has fewer is missing, and stays so.
			if (first === undefined || line.length < strand.project) continue;
			const { value } = project(
				line.map((one) => ({ year: one.until.year, value: one.value })),
				until.year,
				strand.project,
			);
			const used = line.slice(-strand.project);
			const names = strand.breakdowns.map((name) => {
				const text = first.parts[name];
				return `${text == null ? 'null' : quotedText(text)}::varchar`;
			});
			const number = decimal(units(Math.max(0, value)));
			const illustrative = used.some((one) => one.illustrative);
			made.push(
				`(${[projected, quotedText(first.area), 0, `date ${quotedText(until.toString())}`, ...names, `${number}::decimal(38, 4)`, signs.projected, 0, illustrative].join(', ')})`,
			);
			const known = vintages.get(Number(force)) ?? [];
			vintages.set(Number(force), [...new Set([...known, ...used.map(({ v }) => v)])]);
		}
	}
	const columns = [...strand.breakdowns.map(quotedName), 'd', 'd_signs', 'd_lack', 'ill'];
	const values =
		made.length === 0
			? `(${[projected, "''", 0, 'current_date', ...strand.breakdowns.map(() => 'null::varchar'), '0::decimal(38, 4)', 0, 0, false].join(', ')})`
			: made.join(', ');
	await duck.run(
		`create or replace temp table carried_${strand.name} as
		select * from (values ${values}) as carried (v, area, g, tile, ${columns.join(', ')})`,
	);
	return vintages;
}

type Point = {
	area: string;
	until: Temporal.PlainDate;
	v: number;
	value: number;
	illustrative: boolean;
	parts: Readonly<Record<string, string | null>>;
};

/** Every estimate that there is, by force, in the order of time; of each the newest vintage. */
async function seriesOf(
	duck: DuckDBConnection,
	strand: Strand,
	coverage: string,
	snapshots: readonly EngineSnapshot[],
): Promise<Map<number, Point[]>> {
	const all: Strand = { ...strand, name: `${strand.name}_series` };
	await duck.run(`create or replace temp table used_${all.name} as
		select force, until as tile, min(v * 10000 + coalesce(g, 9999)) % 10000 as g,
			min(v * 10000 + coalesce(g, 9999)) // 10000 as v
		from ${coverage} where measure = ${quotedText(strand.measure)} group by force, until`);
	const facts = await factsOf(duck, all, coverage);
	const [only] = strand.parts;
	if (facts === null || only === undefined) return new Map();
	const parts = strand.breakdowns.map(quotedName);
	const rows = await rowsOf(
		duck,
		`select used.force::varchar as force, had.area, used.tile::varchar as until, used.v::varchar as v, sum(value)::varchar as value,
			bool_or(illustrative)::varchar as illustrative${parts.map((name) => `, had.${name}`).join('')}
		from used_${all.name} as used join force on force.i = used.force
		join (${rowsIn(all, snapshots, facts)}) as had on had.area = force.code and had.tile = used.tile and had.v = used.v and had.g = used.g
		where ${counted(only.part)}
		group by all having count(*) = count(value) order by all`,
	);
	const points = rows.map(({ force, area, until, v, value, illustrative, ...names }) => ({
		force: Number(force),
		area: area ?? '',
		until: Temporal.PlainDate.from(until ?? ''),
		v: Number(v),
		value: Number(value),
		illustrative: illustrative === 'true',
		parts: names,
	}));
	points.sort((a, b) => Temporal.PlainDate.compare(a.until, b.until));
	return Map.groupBy(points, ({ force }) => force);
}
