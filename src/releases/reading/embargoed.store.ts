import { sql } from 'kysely';
import type { AccountActor, Tx } from '../../foundation/index.ts';
import type { EarlyDocument, EarlyFile, EarlyGrade, Embargoed } from './embargoed.ts';

/*
 * Read as whoever asks. What the database's policies do not open to them is not there: before their time, after it, when
 * they were revoked, when the edition is void or withdrawn, and for what is about another force.
 */

/** What is open to whoever asks, what is public first at the top; at an address, that one alone. */
export async function openToMe(tx: Tx, slug?: string): Promise<Embargoed[]> {
	const { rows } = await sql<Embargoed>`
		select e.id, e.release_id as release, e.slug, e.title, e.summary, e.release_at as "releaseAt", e.illustrative,
			r.purpose, r.closes_at as "closesAt"
		from releases.reader r join edition.edition e on e.release_id = r.release_id
		where r.account_id = app.account() and r.revoked_at is null and r.opens_at <= app.now() and app.now() < r.closes_at
			and e.release_at > app.now() and (${slug ?? null}::text is null or e.slug = ${slug ?? null})
		order by e.release_at, e.title
	`.execute(tx);
	return rows;
}

/** Whether everybody may read it by now. */
export async function isPublicNow(tx: Tx, slug: string): Promise<boolean> {
	const row = await tx
		.selectFrom('edition.edition')
		.select('id')
		.where('slug', '=', slug)
		.where(sql<boolean>`release_at <= app.now()`)
		.executeTakeFirst();
	return row !== undefined;
}

/** Its documents that are the asker's, in their order. */
export async function documentsIn(tx: Tx, edition: string): Promise<EarlyDocument[]> {
	return tx
		.selectFrom('edition.document')
		.select(['id', 'slug', 'title', 'subtitle', 'kind', 'force_name as forceName', 'illustrative'])
		.where('edition_id', '=', edition)
		.orderBy('position')
		.execute();
}

export async function documentIn(
	tx: Tx,
	edition: string,
	slug: string,
): Promise<(EarlyDocument & { tree: string }) | null> {
	const row = await tx
		.selectFrom('edition.document')
		.select(['id', 'slug', 'title', 'subtitle', 'kind', 'force_name as forceName', 'illustrative'])
		.select(sql<string>`tree::text`.as('tree'))
		.where('edition_id', '=', edition)
		.where('slug', '=', slug)
		.executeTakeFirst();
	return row ?? null;
}

export async function filesIn(tx: Tx, edition: string): Promise<EarlyFile[]> {
	const rows = await tx
		.selectFrom('edition.file')
		.select(['name', 'title', 'type', 'size'])
		.where('edition_id', '=', edition)
		.orderBy('position')
		.execute();
	return rows.map((row) => ({ ...row, size: Number(row.size) }));
}

export async function fileIn(
	tx: Tx,
	edition: string,
	name: string,
): Promise<{ name: string; title: string; type: string; content: Buffer } | null> {
	const row = await tx
		.selectFrom('edition.file')
		.select(['name', 'title', 'type', 'content'])
		.where('edition_id', '=', edition)
		.where('name', '=', name)
		.executeTakeFirst();
	return row ?? null;
}

export async function gradesIn(tx: Tx, edition: string): Promise<EarlyGrade[]> {
	return tx
		.selectFrom('edition.grade')
		.select([
			'force_name as forceName',
			'title',
			'grade_title as grade',
			'last_inspected as lastInspected',
			'illustrative',
		])
		.where('edition_id', '=', edition)
		.orderBy('force_name')
		.orderBy('position')
		.execute();
}

/** Writes down that somebody looked: in the transaction of the look, so that there is none without it. */
export async function rememberLook(
	tx: Tx,
	actor: AccountActor,
	look: { release: string; address: string; what: string },
): Promise<void> {
	await tx
		.insertInto('releases.access')
		.values({
			release_id: look.release,
			account_name: actor.name,
			address: look.address,
			what: look.what,
		})
		.execute();
}
