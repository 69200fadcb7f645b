import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Services } from '../../foundation/index.ts';
import type { Figure } from '../engine/figure.ts';
import { inWorkFolder } from '../snapshots/shelf.ts';
import { duckOf, quotedName, quotedText } from '../tables/duck.ts';
import type { Column } from './download.rows.ts';

/** The same rows as Parquet: days as days, and numbers with six decimals. */
export async function parquetOf(
	services: Services,
	columns: readonly Column[],
	figures: readonly Figure[],
): Promise<Buffer> {
	const duck = await duckOf(services);
	const kinds = columns.map((column) => [column.name, kindOf(column)] as const);
	const rows = figures.map((figure) =>
		JSON.stringify(Object.fromEntries(columns.map(({ name, of }) => [name, of(figure)]))),
	);
	const read = kinds.map(([column]) => `${quotedName(column)}: 'varchar'`).join(', ');
	const cast = kinds.map(([column, kind]) => `${quotedName(column)}::${kind} as ${quotedName(column)}`);
	return inWorkFolder(services, async (folder) => {
		const [from, to] = [join(folder, 'rows.json'), join(folder, 'rows.parquet')];
		await writeFile(from, rows.join('\n'));
		await duck.use((connection) =>
			connection.run(
				`copy (select ${cast.join(', ')} from read_json(${quotedText(from)}, format = 'newline_delimited', columns = {${read}}))
					to ${quotedText(to)} (format parquet)`,
			),
		);
		return readFile(to);
	});
}

function kindOf({ name, numeric }: Column): string {
	if (numeric) return 'decimal(24, 6)';
	if (name === 'first_day' || name === 'last_day') return 'date';
	return name === 'illustrative' ? 'boolean' : 'varchar';
}
