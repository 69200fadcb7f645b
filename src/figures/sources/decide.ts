import type { DuckDBConnection } from '@duckdb/node-api';
import { countIn, rowsOf } from '../tables/duck.ts';
import type { Decision } from './source.ts';

/** So many rows are shown of each decision. */
const shown = 5;

/** A decision about the rows of a query; none where there are none. The query's columns are what an example shows. */
export async function decide(
	duck: DuckDBConnection,
	kind: Decision['kind'],
	reason: string,
	query: string,
	/** What the query's own rows are ordered by, so that the examples are the same each time. */
	order: string | null = null,
): Promise<Decision[]> {
	const rows = await countIn(duck, `select count(*) from (${query})`);
	if (rows === 0) return [];
	const found = await rowsOf(duck, `${query} ${order === null ? '' : `order by ${order}`} limit ${shown}`);
	return [
		{
			kind,
			reason,
			rows,
			examples: found.map((row) =>
				Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value ?? ''])),
			),
		},
	];
}

/** Faults about the rows of a query, which says `row` and `text` of each; the first few of them, and how many more. */
export async function faultsAbout(
	duck: DuckDBConnection,
	query: string,
	place: (row: number) => { file: string; where: string },
	column = '',
): Promise<{ file: string; where: string; text: string }[]> {
	const found = await rowsOf(duck, `select * from (${query}) order by row limit 20`);
	const faults = found.map(({ row, text }) => {
		const { file, where } = place(Number(row));
		return { file, where: column === '' ? where : `${where}, ${column}`, text: text ?? '' };
	});
	if (found.length < 20) return faults;
	const more = (await countIn(duck, `select count(*) from (${query})`)) - found.length;
	if (more > 0)
		faults.push({ file: faults[0]?.file ?? '', where: column, text: `${more} more rows have this fault.` });
	return faults;
}
