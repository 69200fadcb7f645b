import type { DuckDBConnection } from '@duckdb/node-api';
import { type Read, tidyColumns, Unreadable } from '../sources/source.ts';
import { quotedName, quotedText, rowsOf } from '../tables/duck.ts';

export type TidyFacts = {
	rows: number;
	since: Temporal.PlainDate;
	until: Temporal.PlainDate;
	illustrative: boolean;
};

/** Holds a reader to what every tidy table is, before anything of it is kept, and says what it is about. */
export async function tidyFacts(
	duck: DuckDBConnection,
	{ table }: Pick<Read, 'table'>,
	breakdowns: readonly string[],
): Promise<TidyFacts> {
	const columns = await rowsOf(duck, `describe select * from ${table}`);
	const there = new Set(columns.map(({ column_name }) => column_name));
	const lacking = [...tidyColumns, ...breakdowns].filter((name) => !there.has(name));
	if (lacking.length > 0) throw new Error(`the tidy table lacks ${lacking.join(', ')}`);
	const [facts] = await rowsOf(
		duck,
		`select count(*) as rows, min(since) as since, max(until) as until, coalesce(bool_or(illustrative), false) as illustrative,
			count(*) filter (area is null or measure is null or since is null or until is null or since > until) as broken,
			count(*) filter (value is null and marker is null) as silent,
			count(*) filter (value is not null and coalesce(marker, '') in ('not available', 'suppressed')) as doubled
		from ${table}`,
	);
	const count = (name: string) => Number(facts?.[name] ?? 0);
	if (count('rows') === 0)
		throw new Unreadable([
			{ file: '', where: '', text: 'There is nothing in the files that could be kept.' },
		]);
	for (const name of ['broken', 'silent', 'doubled'])
		if (count(name) > 0) throw new Error(`${count(name)} rows of the tidy table are ${name}`);
	return {
		rows: count('rows'),
		since: Temporal.PlainDate.from(facts?.since ?? ''),
		until: Temporal.PlainDate.from(facts?.until ?? ''),
		illustrative: facts?.illustrative === 'true',
	};
}

/** Writes the tidy table as Parquet, with what it is told inside the file too. */
export async function writeParquet(
	duck: DuckDBConnection,
	options: {
		table: string;
		breakdowns: readonly string[];
		path: string;
		about: Readonly<Record<string, string>>;
	},
): Promise<void> {
	const { table, breakdowns, path, about } = options;
	const kept = [
		'area',
		'area_published',
		'since::date as since',
		'until::date as until',
		'measure',
		'value::decimal(18, 4) as value',
		'marker',
		'illustrative',
		...breakdowns.map(quotedName),
	];
	const told = Object.entries(about).map(([name, text]) => `${name}: ${quotedText(text)}`);
	await duck.run(
		`copy (select ${kept.join(', ')} from ${table}) to ${quotedText(path)}
		 (format parquet, compression zstd, kv_metadata {${told.join(', ')}})`,
	);
}
