import type { Tx } from '../../foundation/index.ts';

/** A file that a release gathers, as it was uploaded for it. */
export type GatheredFile = {
	id: string;
	sha256: string;
	size: number;
	name: string;
	media_type: string;
	organisation_id: string | null;
	uploaded_by: string | null;
	at: Temporal.Instant;
	withdrawn_at: Temporal.Instant | null;
};

/** Files are kept under the release that they were brought for. */
export const fileSubject = (release: string) => ({ kind: 'release', id: release });

/** The files of a release, in its order. */
export async function filesOf(tx: Tx, release: string): Promise<GatheredFile[]> {
	return tx
		.selectFrom('releases.item as item')
		.innerJoin('foundation.file as file', 'file.id', 'item.file_id')
		.select([
			'file.id',
			'file.sha256',
			'file.size',
			'file.name',
			'file.media_type',
			'file.organisation_id',
			'file.uploaded_by',
			'file.at',
			'file.withdrawn_at',
		])
		.where('item.release_id', '=', release)
		.orderBy('item.position')
		.execute();
}
