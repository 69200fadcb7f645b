import { fileColumns, type KeptFile, type Tx } from '../../foundation/index.ts';

/** Files are kept under the release that they were brought for. */
export const fileSubject = (release: string) => ({ kind: 'release', id: release });

/** The files of a release, in its order. */
export async function filesOf(tx: Tx, release: string): Promise<KeptFile[]> {
	return tx
		.selectFrom('releases.item as item')
		.innerJoin('foundation.file as file', 'file.id', 'item.file_id')
		.select(fileColumns)
		.where('item.release_id', '=', release)
		.orderBy('item.position')
		.execute();
}
