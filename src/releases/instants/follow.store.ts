import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';

/** An edition that everybody may read, and of which nobody has been told yet. */
export type Followed = {
	id: string;
	release: string;
	number: number;
	slug: string;
	title: string;
	releaseAt: Temporal.Instant;
	changeNote: string | null;
};

/** What was published before this system was there, nothing follows any more. */
export async function toFollow(tx: Tx): Promise<Followed[]> {
	return tx
		.selectFrom('edition.edition as e')
		.select([
			'e.id',
			'e.release_id as release',
			'e.number',
			'e.slug',
			'e.title',
			'e.release_at as releaseAt',
			'e.change_note as changeNote',
		])
		.where('e.recorded_because', 'is', null)
		.where(sql<boolean>`e.release_at <= app.now() and e.approved_at is not null and e.void_at is null
			and e.withdrawn_at is null and not exists (select from releases.followed f where f.edition_id = e.id)`)
		.orderBy('e.release_at')
		.orderBy('e.number')
		.execute();
}

export async function follow(tx: Tx, edition: string): Promise<void> {
	await tx
		.insertInto('releases.followed')
		.values({ edition_id: edition })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}

/** Its inspections that are at reporting, by themselves or by their documents. */
export async function inspectionsReporting(tx: Tx, release: string): Promise<string[]> {
	const { rows } = await sql<{ id: string }>`
		select n.id from programmes.inspection n
		where n.state = 'reporting' and exists (select from releases.item i
			left join documents.document d on d.id = i.document_id
			where i.release_id = ${release} and n.id in (i.inspection_id, d.inspection_id))
		order by n.id`.execute(tx);
	return rows.map(({ id }) => id);
}

export type Graded = {
	force: string;
	framework: string;
	version: number;
	component: string;
	grade: string | null;
	note: string | null;
	illustrative: boolean;
};

/** The judgments that it publishes; those of earlier rounds that it only repeats stand in the history already. */
export async function gradesPublished(tx: Tx, edition: string): Promise<Graded[]> {
	return tx
		.selectFrom('edition.grade')
		.select(['force_id as force', 'framework', 'version', 'component', 'grade', 'note', 'illustrative'])
		.where('edition_id', '=', edition)
		.where('carried_over', '=', false)
		.orderBy('force_id')
		.orderBy('position')
		.execute();
}

/** Liaison officers of its forces and whoever was its reader, without those who have been told; now they have. */
export async function tellEverybody(
	tx: Tx,
	edition: Pick<Followed, 'id' | 'release'>,
): Promise<{ name: string; email: string }[]> {
	const { rows } = await sql<{ name: string; email: string }>`
		with told as (
			insert into releases.told (edition_id, account_id)
			select ${edition.id}::uuid, a.id from foundation.account a
			where a.state = 'active' and (
				'force liaison officer' = any (a.roles) and exists (
					select from edition.document d where d.edition_id = ${edition.id} and d.force_id = a.organisation_id
					union all
					select from edition.grade g where g.edition_id = ${edition.id} and g.force_id = a.organisation_id)
				or exists (select from releases.reader r
					where r.release_id = ${edition.release} and r.account_id = a.id and r.revoked_at is null))
			on conflict do nothing returning account_id
		)
		select a.name, a.email from told join foundation.account a on a.id = told.account_id order by a.email`.execute(
		tx,
	);
	return rows;
}
