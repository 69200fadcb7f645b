import { randomUUID } from 'node:crypto';
import type { TestService } from './service.ts';

type Owner = Pick<TestService, 'owner'>['owner'];
type Report = {
	/** Null: a national one. */
	force: string | null;
	at: Temporal.Instant;
	title?: string;
	/** Put on record afterwards: it was published before this system was there. */
	past?: boolean;
	/** A correction of an earlier edition of this release. */
	release?: string;
	number?: number;
	recommendations?: readonly string[];
};

/** A report as it is frozen and approved, behind the rules, which have tests of their own; public from its instant on. */
export async function aReport(
	owner: Owner,
	{
		force,
		at,
		title = 'A report',
		past = false,
		release = randomUUID(),
		number = 1,
		recommendations = [],
	}: Report,
): Promise<{ release: string; response: string; promises: { id: string; number: number }[] }> {
	const [edition, slug] = [randomUUID(), `reports-${release}`];
	await owner.query('set session_replication_role = replica');
	await owner.query(
		`insert into releases.release (id, slug, title, kind, state) values ($1, $2, $3, 'reports', 'approved')
		on conflict do nothing`,
		[release, slug, title],
	);
	await owner.query(
		`insert into edition.edition (id, release_id, number, slug, title, kind, release_at, content_hash, records_hash,
			approved_at, recorded_because) values ($1, $2, $3, $4, $5, 'reports', $6, sha256('a'), sha256('a'), $6, $7)`,
		[edition, release, number, slug, title, at.toString(), past ? 'It was published before' : null],
	);
	await owner.query(
		`insert into edition.document (edition_id, position, slug, cited, title, kind, layout, language, force_id, force_slug,
			force_name, tree, source, html, words, illustrative)
		select $1, 0, 'report', 1, $2, case when $3::uuid is null then 'national report' else 'report' end, 'report', 'en', $3,
			(select coalesce(f.slug, f.id::text) from programmes.force f where f.id = $3),
			(select o.name from foundation.organisation o where o.id = $3), '{}', '{}', '', '', false`,
		[edition, title, force],
	);
	await owner.query('reset session_replication_role');
	const promises: { id: string; number: number }[] = [];
	if (force !== null)
		for (const text of recommendations) promises.push(await asked(owner, { release, force, text }));
	const { rows } = await owner.query<{ id: string }>('select followup.response_id($1, $2) as id', [
		release,
		force ?? release,
	]);
	return { release, response: rows[0]?.id ?? '', promises };
}

/** A recommendation in the register, as the job enters it. */
export async function asked(
	owner: Owner,
	{ release, force, text }: { release: string; force: string; text: string },
): Promise<{ id: string; number: number }> {
	await owner.query('set session_replication_role = replica');
	const { rows } = await owner.query<{ id: string; number: string }>(
		`insert into followup.promise (raised_id, raised_number, release_id, force_id, kind, text, source, published_on)
		values (gen_random_uuid(), 1, $1, $2, 'recommendation', $3, 'A report', current_date) returning id, number`,
		[release, force, text],
	);
	const [row] = rows;
	if (row === undefined) throw new Error('nothing was asked');
	await owner.query('insert into followup.part (promise_id, text) values ($1, $2)', [row.id, text]);
	await owner.query('reset session_replication_role');
	return { id: row.id, number: Number(row.number) };
}
