import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';
import type { CopyRow, DocumentRow, EntryRow, FileRow, HeaderRow, Rows } from './edition.ts';
import { type RecordPart, recordsHash } from './record.ts';

/*
 * Puts an edition down, row by row, in the transaction that freezes it. The header comes first, without its hashes, and
 * is sealed with them at last: a release does not get past its freezing without.
 */

const unsealed = sql<Buffer>`releases.unsealed()`;

export async function beginEdition(
	tx: Tx,
	edition: Omit<HeaderRow, 'changes' | 'illustrative' | 'register'> & {
		release: string;
		releaseAt: Temporal.Instant;
	},
): Promise<string> {
	const { release, releaseAt, ...header } = edition;
	const { id } = await tx
		.insertInto('edition.edition')
		.values({
			...header,
			release_id: release,
			release_at: releaseAt,
			content_hash: unsealed,
			records_hash: unsealed,
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

/** The number of the next edition: one that was made void leaves its number to the next. */
export async function nextNumber(tx: Tx, release: string): Promise<number> {
	const { last } = await tx
		.selectFrom('edition.edition')
		.select(({ fn }) => fn.max('number').as('last'))
		.where('release_id', '=', release)
		.where('void_at', 'is', null)
		.executeTakeFirstOrThrow();
	return (last ?? 0) + 1;
}

export async function addDocument(tx: Tx, edition: string, row: DocumentRow): Promise<string> {
	const { tree, source, ...others } = row;
	const { id } = await tx
		.insertInto('edition.document')
		.values({
			...others,
			edition_id: edition,
			dated: row.dated === null ? null : Temporal.PlainDate.from(row.dated),
			tree: sql`${JSON.stringify(tree)}::jsonb`,
			source: sql`${JSON.stringify(source)}::jsonb`,
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

export async function addCopy(
	tx: Tx,
	edition: string,
	{ id, content, row }: { id: string; content: Buffer; row: CopyRow },
): Promise<void> {
	const { document: _document, ...others } = row;
	await tx
		.insertInto('edition.copy')
		.values({ ...others, edition_id: edition, document_id: id, content })
		.execute();
}

export async function addFile(tx: Tx, edition: string, row: FileRow, content: Buffer): Promise<void> {
	await tx
		.insertInto('edition.file')
		.values({ ...row, edition_id: edition, content })
		.execute();
}

/** How many rows travel in one statement. */
const atOnce = 2_000;

type Kept = Rows & { entry: EntryRow[] };

/** Rows as they are hashed: the database reads the same text, so that exact decimals stay as they are. */
export async function addRows<Name extends keyof Kept>(
	tx: Tx,
	edition: string,
	table: Name,
	rows: Kept[Name],
): Promise<void> {
	const [first] = rows;
	if (first === undefined) return;
	const columns: RawBuilder<unknown> = sql.join(Object.keys(first).map((column) => sql.ref(column)));
	const name = sql.table(`edition.${table}`);
	for (let from = 0; from < rows.length; from += atOnce) {
		const some = JSON.stringify(rows.slice(from, from + atOnce));
		await sql`insert into ${name} (edition_id, ${columns})
			select ${edition}::uuid, ${columns} from jsonb_populate_recordset(null::${name}, ${some}::jsonb)`.execute(
			tx,
		);
	}
}

/** What makes it whole: its hashes, and what they are of. */
export async function sealEdition(
	tx: Tx,
	edition: string,
	sealed: {
		content: Buffer;
		parts: readonly RecordPart[];
		header: Pick<HeaderRow, 'changes' | 'illustrative' | 'register'>;
	},
): Promise<boolean> {
	const {
		content,
		parts,
		header: { changes, illustrative, register },
	} = sealed;
	const { rows } = await sql<{ done: boolean }>`select releases.seal_edition(${edition}::uuid, ${content},
		${recordsHash(parts)}, ${JSON.stringify(parts)}::jsonb, ${JSON.stringify(changes)}::jsonb,
		${register === null ? null : JSON.stringify(register)}::jsonb, ${illustrative}) as done`.execute(tx);
	return rows[0]?.done === true;
}
