import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../foundation/index.ts';
import type { HeaderRow, Json, Table } from './edition.ts';

/** The edition of a release that everybody may read now; null where there is none. */
export async function publicEdition(tx: Tx, release: string): Promise<string | null> {
	const found = await tx
		.selectFrom('edition.edition')
		.select('id')
		.where('release_id', '=', release)
		.where(sql<boolean>`edition.is_public(id)`)
		.orderBy('number', 'desc')
		.limit(1)
		.executeTakeFirst();
	return found?.id ?? null;
}

const anyJson: z.ZodType<Json> = z.json();
const differences = z.array(
	z.object({ what: z.string(), was: z.string().nullable(), becomes: z.string().nullable() }),
);

type KeptTable = Exclude<Table, 'copy'>;

/** Exact decimals and instants as the rows of edition.ts have them; ids and bytes left out. */
const asHashed: Readonly<
	Partial<Record<KeptTable, { decimals?: string[]; instants?: string[]; out?: string[] }>>
> = {
	document: { out: ['id'] },
	grade: { decimals: ['rank'], instants: ['judged_at'] },
	figure: { decimals: ['value', 'lower', 'upper', 'numerator', 'denominator'] },
	statement: { instants: ['at'] },
	file: { out: ['id', 'content'] },
};

/** The rows of an edition as they were hashed, in no order. */
export async function rowsOf(
	tx: Tx,
	edition: string,
	table: KeptTable,
): Promise<{ [column: string]: Json }[]> {
	const { decimals = [], instants = [], out = [] } = asHashed[table] ?? {};
	const said = [
		...decimals.map((column) => sql`${sql.lit(column)}::text, row.${sql.ref(column)}::text`),
		...instants.map(
			(column) =>
				sql`${sql.lit(column)}::text, to_char(row.${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
		),
	];
	const left = sql`${['edition_id', ...out]}::text[]`;
	const { rows } = await sql<{ row: { [column: string]: Json } }>`
		select to_jsonb(row) - ${left} || jsonb_build_object(${sql.join(said)}) as row
		from ${sql.table(`edition.${table}`)} row where row.edition_id = ${edition}::uuid`.execute(tx);
	return rows.map(({ row }) =>
		Object.fromEntries(
			Object.entries(row).map(([column, value]) => [
				column,
				instants.includes(column) && typeof value === 'string'
					? Temporal.Instant.from(value).toString()
					: value,
			]),
		),
	);
}

/** The faces of its documents without their bytes, as they were hashed. */
export async function copiesOf(tx: Tx, edition: string): Promise<{ [column: string]: Json }[]> {
	const { rows } = await sql<{ row: { [column: string]: Json } }>`
		select to_jsonb(copy) - '{edition_id,document_id,content}'::text[] || jsonb_build_object('document', document.slug) as row
		from edition.copy copy join edition.document document on document.id = copy.document_id
		where copy.edition_id = ${edition}::uuid`.execute(tx);
	return rows.map(({ row }) => row);
}

/** The header of an edition as it was hashed. */
export async function headerOf(tx: Tx, edition: string): Promise<HeaderRow> {
	const row = await tx
		.selectFrom('edition.edition')
		.select([
			'number',
			'slug',
			'title',
			'summary',
			'kind',
			'programme_slug',
			'programme_name',
			'change_note',
			'recorded_because',
			'illustrative',
			'changes',
			'register',
		])
		.where('id', '=', edition)
		.executeTakeFirstOrThrow();
	return { ...row, changes: differences.parse(row.changes), register: anyJson.parse(row.register) };
}
