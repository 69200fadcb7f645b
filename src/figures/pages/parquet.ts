import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryName } from '../../foundation/index.ts';
import type { Figure } from '../engine/figure.ts';
import { type Duck, quotedName, quotedText } from '../tables/duck.ts';
import type { Column } from './download.rows.ts';

/** The same rows as Parquet: days as days, and numbers with six decimals. */
export async function parquetOf(
	duck: Duck,
	columns: readonly Column[],
	figures: readonly Figure[],
): Promise<Buffer> {
	const folder = join(duck.folder, 'downloads');
	const name = join(folder, temporaryName());
	const [from, to] = [`${name}.json`, `${name}.parquet`];
	const kinds = columns.map((column) => [column.name, kindOf(column)] as const);
	await mkdir(folder, { recursive: true, mode: 0o700 });
	try {
		await writeFile(
			from,
			figures
				.map((figure) =>
					JSON.stringify(Object.fromEntries(columns.map(({ name, of }) => [name, of(figure)]))),
				)
				.join('\n'),
		);
		const read = kinds.map(([column]) => `${quotedName(column)}: 'varchar'`).join(', ');
		const cast = kinds.map(([column, kind]) => `${quotedName(column)}::${kind} as ${quotedName(column)}`);
		await duck.use((connection) =>
			connection.run(
				`copy (select ${cast.join(', ')} from read_json(${quotedText(from)}, format = 'newline_delimited', columns = {${read}}))
					to ${quotedText(to)} (format parquet)`,
			),
		);
		return await readFile(to);
	} finally {
		await rm(from, { force: true });
		await rm(to, { force: true });
	}
}

function kindOf({ name, numeric }: Column): string {
	if (numeric) return 'decimal(24, 6)';
	if (name === 'first_day' || name === 'last_day') return 'date';
	return name === 'illustrative' ? 'boolean' : 'varchar';
}
