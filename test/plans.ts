import { randomUUID } from 'node:crypto';
import type pg from 'pg';

/** A programme that is about these forces, behind the rules. */
export async function aProgramme(owner: pg.Client, forces: readonly string[], name: string): Promise<string> {
	const id = randomUUID();
	await owner.query('set session_replication_role = replica');
	await owner.query(
		`insert into programmes.programme (id, slug, name, purpose, fieldwork_since, fieldwork_until)
		values ($1::uuid, $1::text, $2, 'To see', '2020-01-01', '2030-01-01')`,
		[id, name],
	);
	for (const force of forces)
		await owner.query('insert into programmes.programme_force (programme_id, force_id) values ($1, $2)', [
			id,
			force,
		]);
	await owner.query('reset session_replication_role');
	return id;
}

/** Something that a programme asked of a force, public and open. */
export async function aPromise(
	owner: pg.Client,
	{
		force,
		programme,
		text,
		kind = 'recommendation',
	}: { force: string; programme: string; text: string; kind?: string },
): Promise<{ id: string; number: number; part: string }> {
	const [raised, id, part] = [randomUUID(), randomUUID(), randomUUID()];
	await owner.query('set session_replication_role = replica');
	await owner.query(
		`insert into judgments.raised (id, kind, programme_id, force_id, text) values ($1, $2, $3, $4, $5)`,
		[raised, kind, programme, force, text],
	);
	const { rows } = await owner.query<{ number: string }>(
		`insert into followup.promise (id, raised_id, raised_number, release_id, force_id, kind, text, source, published_on)
		values ($1, $2, 1, gen_random_uuid(), $3, $4, $5, 'A report', '2020-01-01') returning number`,
		[id, raised, force, kind, text],
	);
	await owner.query('insert into followup.part (id, promise_id, text) values ($1, $2, $3)', [part, id, text]);
	await owner.query('reset session_replication_role');
	return { id, number: Number(rows[0]?.number), part };
}

/** A force with an address of its own and its people, and the body that answers for it. */
export async function aForceOf(
	{
		owner,
		organisation,
	}: { owner: pg.Client; organisation: (kind: 'force' | 'policing body', name: string) => Promise<string> },
	name: string,
): Promise<{ force: string; body: string }> {
	const force = await organisation('force', `${name} Police`);
	const body = await organisation('policing body', `Commissioner for ${name}`);
	await owner.query("insert into programmes.force (id, slug, region) values ($1, $2, 'East')", [
		force,
		name.toLowerCase(),
	]);
	await owner.query('update foundation.organisation set force_id = $1 where id = $2', [force, body]);
	return { force, body };
}
