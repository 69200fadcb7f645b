import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';
import { changesSaid } from '../publication.store.ts';
import type { Change } from '../publication.ts';

/** What was put right, or taken back: an edition that corrects another, or a release that was withdrawn. */
export type Correction = {
	slug: string;
	title: string;
	number: number;
	at: Temporal.Instant;
	note: string | null;
	changes: readonly Change[];
	withdrawn: boolean;
	illustrative: boolean;
};

type Row = Omit<Correction, 'changes'> & { changes: unknown; total: string };

/** The newest first. A release is withdrawn whole, and told of once. */
export async function correctionsNow(
	tx: Tx,
	{ most, skip }: { most: number; skip: number },
): Promise<{ corrections: Correction[]; total: number }> {
	const { rows } = await sql<Row>`
		select *, count(*) over () as total from (
			select e.slug, e.title, e.number, e.release_at as at, e.change_note as note, e.changes, false as withdrawn,
				e.illustrative
			from edition.edition e where e.number > 1 and e.withdrawn_at is null
			union all
			select w.slug, w.title, w.number, w.withdrawn_at, w.withdrawn_because, '[]', true, w.illustrative from (
				select distinct on (release_id) slug, title, number, withdrawn_at, withdrawn_because, illustrative
				from edition.edition where withdrawn_at is not null
				order by release_id, number desc
			) w
		) all_of_them order by at desc, slug limit ${most} offset ${skip}`.execute(tx);
	return {
		corrections: rows.map(({ total: _, ...row }) => ({ ...row, changes: changesSaid.parse(row.changes) })),
		total: Number(rows[0]?.total ?? 0),
	};
}
