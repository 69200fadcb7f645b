import { rm } from 'node:fs/promises';
import { type Field, jsonOf, parquetTypes } from './field.ts';
import { attributionOf, licence, type Publisher } from './publisher.ts';
import type { Row } from './resource.ts';
import { type Shelf, writeFile } from './shelf.ts';
import type { Batches } from './written.ts';

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
const named = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** The table as Parquet, by way of lines of JSON that DuckDB reads from disk. */
export async function parquetFile(
	batches: Batches,
	fields: readonly Field[],
	{
		shelf,
		path,
		publisher,
		state,
		title,
	}: {
		shelf: Shelf;
		path: string;
		publisher: Publisher;
		state: string;
		title: string;
	},
): Promise<void> {
	const duck = await shelf.duck();
	const lines = `${path}.lines`;
	try {
		await writeFile(lines, linesOf(batches, fields, publisher.origin));
		const columns = fields.map(({ name, kind }) => {
			const read = kind === 'list' ? 'varchar[]' : 'varchar';
			return { name, read, type: parquetTypes[kind] };
		});
		const about = {
			title,
			licence: `${licence.name} (${licence.url})`,
			attribution: attributionOf(publisher),
			state,
		};
		await duck.use((connection) =>
			connection.run(`copy (select ${columns.map(({ name, type }) => `${named(name)}::${type} as ${named(name)}`).join(', ')}
				from read_json(${quoted(lines)}, format = 'newline_delimited', maximum_object_size = 64000000,
					columns = {${columns.map(({ name, read }) => `${quoted(name)}: ${quoted(read)}`).join(', ')}}))
				to ${quoted(path)} (format parquet, compression zstd,
					kv_metadata {${Object.entries(about)
						.map(([name, text]) => `${name}: ${quoted(text)}`)
						.join(', ')}})`),
		);
	} finally {
		await rm(lines, { force: true });
	}
}

/** Every value as text, so that no number passes through a double. */
async function* linesOf(batches: Batches, fields: readonly Field[], origin: string): AsyncGenerator<string> {
	const value = (field: Field, row: Row) => {
		const said = jsonOf(field, row[field.name], origin);
		return said === 'null' || said.startsWith('"') || field.kind === 'list' ? said : JSON.stringify(said);
	};
	for await (const rows of batches)
		yield rows
			.map((row) => `{${fields.map((one) => `${JSON.stringify(one.name)}:${value(one, row)}`).join(',')}}\n`)
			.join('');
}
