import { sql } from 'kysely';
import type { Tx } from '../database/connection.ts';
import type { FileOrder, KeptFile, Purpose } from './file.ts';
import type { Spooled } from './spool.ts';

const columns = [
	'id',
	'sha256',
	'size',
	'name',
	'media_type',
	'organisation_id',
	'uploaded_by',
	'at',
	'withdrawn_at',
] as const;

/** The same for whoever finds files by what they belong to, and joins `foundation.file as file`. */
export const fileColumns = columns.map((column) => `file.${column}` as const);

export async function addFile(
	tx: Tx,
	spooled: Pick<Spooled, 'sha256' | 'size' | 'name' | 'mediaType'>,
	purpose: Purpose,
): Promise<KeptFile> {
	const { sha256, size, name, mediaType } = spooled;
	return tx
		.insertInto('foundation.file')
		.values({
			sha256,
			size,
			name,
			media_type: mediaType,
			organisation_id: purpose.organisation,
			subject_kind: purpose.subject?.kind ?? null,
			subject_id: purpose.subject?.id ?? null,
		})
		.returning(columns)
		.executeTakeFirstOrThrow();
}

/**
 * A file of the general exchange, or one that belongs to a thing: whoever asks for it says which, because who may have
 * it is decided by what it belongs to. Undefined where it is not there, not the actor's to see, or withdrawn.
 */
export async function findFile(
	tx: Tx,
	id: string,
	subject: { kind: string; id: string } | null = null,
): Promise<KeptFile | undefined> {
	return tx
		.selectFrom('foundation.file')
		.select(columns)
		.where('id', '=', id)
		.where('subject_kind', 'is not distinct from', subject?.kind ?? null)
		.where('subject_id', 'is not distinct from', subject?.id ?? null)
		.where('withdrawn_at', 'is', null)
		.executeTakeFirst();
}

/** For whoever has found out already that the asker may have it. Undefined where it is not there, or withdrawn. */
export async function fileById(tx: Tx, id: string): Promise<KeptFile | undefined> {
	return tx
		.selectFrom('foundation.file')
		.select(columns)
		.where('id', '=', id)
		.where('withdrawn_at', 'is', null)
		.executeTakeFirst();
}

export async function recordDownload(tx: Tx, file: KeptFile): Promise<void> {
	await sql`select app.record('file', ${file.id}, 'downloaded', null, ${JSON.stringify({ name: file.name })}::jsonb,
		null, ${file.organisation_id}::uuid)`.execute(tx);
}

/** False when it is not there, not the actor's to withdraw, or withdrawn already. */
export async function withdrawFile(tx: Tx, id: string): Promise<boolean> {
	const result = await tx
		.updateTable('foundation.file')
		.set({ withdrawn_at: sql<Temporal.Instant>`app.now()` })
		.where('id', '=', id)
		.where('withdrawn_at', 'is', null)
		.executeTakeFirst();
	return result.numUpdatedRows > 0n;
}

export type ListedFile = KeptFile & { organisation: string | null; uploader: string | null };

/** The general exchange of files, as far as the actor may see it. */
export async function listFiles(
	tx: Tx,
	options: {
		search: string;
		organisation: string | null;
		order: FileOrder;
		descending: boolean;
		most: number;
		skip: number;
	},
): Promise<{ files: ListedFile[]; total: number }> {
	let found = tx
		.selectFrom('foundation.file as file')
		.leftJoin('foundation.organisation as organisation', 'organisation.id', 'file.organisation_id')
		.leftJoin('foundation.account as account', 'account.id', 'file.uploaded_by')
		.where('file.subject_kind', 'is', null)
		.where('file.withdrawn_at', 'is', null);
	if (options.search !== '')
		found = found.where(sql<boolean>`strpos(lower(file.name), lower(${options.search})) > 0`);
	if (options.organisation !== null) found = found.where('file.organisation_id', '=', options.organisation);
	const { total } = await found
		.select((count) => count.fn.countAll<number>().as('total'))
		.executeTakeFirstOrThrow();
	const files = await found
		.select(fileColumns)
		.select(['organisation.name as organisation', 'account.name as uploader'])
		.orderBy(
			options.order === 'name' ? sql`lower(file.name)` : `file.${options.order}`,
			options.descending ? 'desc' : 'asc',
		)
		.orderBy('file.id')
		.limit(options.most)
		.offset(options.skip)
		.execute();
	return { files, total };
}

/** Those whose people a file can be shared with. */
export async function sharingOrganisations(tx: Tx): Promise<{ id: string; name: string }[]> {
	return tx
		.selectFrom('foundation.organisation')
		.select(['id', 'name'])
		.where('kind', 'in', ['force', 'policing body'])
		.orderBy('name')
		.execute();
}

/** Written down before the content is kept, so that what a crash leaves behind can be found. */
export async function announceContent(tx: Tx, sha256: string): Promise<void> {
	await tx
		.insertInto('foundation.file_content')
		.values({ sha256 })
		.onConflict((conflict) => conflict.column('sha256').doUpdateSet({ kept_at: sql`now()` }))
		.execute();
}

/** Content that no file has named for a day: left by a crash, or by a file that was withdrawn. */
export async function unnamedContents(tx: Tx, most: number): Promise<string[]> {
	const rows = await unnamed(tx).limit(most).execute();
	return rows.map((row) => row.sha256);
}

/**
 * Forgets such content if it is still so. Until the transaction ends, whoever brings the same content again waits, and
 * then keeps it anew.
 */
export async function forgetContent(tx: Tx, sha256: string): Promise<boolean> {
	const result = await tx
		.deleteFrom('foundation.file_content')
		.where('sha256', 'in', unnamed(tx).where('sha256', '=', sha256))
		.executeTakeFirst();
	return result.numDeletedRows > 0n;
}

function unnamed(tx: Tx) {
	return tx
		.selectFrom('foundation.file_content as content')
		.select('content.sha256')
		.where('content.kept_at', '<', sql<Temporal.Instant>`now() - interval '1 day'`)
		.where((where) =>
			where.not(
				where.exists(
					where
						.selectFrom('foundation.file')
						.whereRef('foundation.file.sha256', '=', 'content.sha256')
						.where('foundation.file.withdrawn_at', 'is', null),
				),
			),
		);
}
