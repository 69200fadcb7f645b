import type { Files, Tx } from '../../foundation/index.ts';
import type { FileRow } from './edition.ts';

/** As the file store knows it. */
export type StoredFile = Parameters<Files['download']>[1];
export type FrozenFile = { file: StoredFile; row: FileRow };

export async function findFileOf(tx: Tx, id: string): Promise<StoredFile | undefined> {
	return tx
		.selectFrom('foundation.file')
		.select([
			'id',
			'sha256',
			'size',
			'name',
			'media_type',
			'organisation_id',
			'uploaded_by',
			'at',
			'withdrawn_at',
		])
		.where('id', '=', id)
		.where('withdrawn_at', 'is', null)
		.executeTakeFirst();
}
