import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';

/** What a force has by date, besides its days themselves: it ends with the force. */
const held = [
	'programmes.force_name',
	'programmes.post_holder',
	'programmes.similar_group',
	'programmes.policing_body',
	'programmes.local_authority_force',
	'programmes.other_body_force',
] as const;

/** Ends what these forces still have on their last day. */
export async function endWhatIsHeld(
	tx: Tx,
	forces: readonly string[],
	until: Temporal.PlainDate,
): Promise<void> {
	for (const table of held) {
		await sql`update ${sql.table(table)} set until = ${until}
			where force_id = any (${[...forces]}::uuid[]) and until is null and coalesce(since <= ${until}, true)`.execute(
			tx,
		);
	}
}

/** Goes on with what ended with the force. */
export async function resumeWhatWasHeld(tx: Tx, force: string, until: Temporal.PlainDate): Promise<void> {
	for (const table of held) {
		await sql`update ${sql.table(table)} set until = null where force_id = ${force} and until = ${until}`.execute(
			tx,
		);
	}
}

/** The successor serves what these forces served on their last day, where nobody else was entered for it. */
export async function passOnAuthorities(
	tx: Tx,
	forces: readonly string[],
	successor: string,
	until: Temporal.PlainDate,
): Promise<void> {
	await sql`insert into programmes.local_authority_force (authority, force_id, since)
		select served.authority, ${successor}::uuid, ${until}::date + 1 from programmes.local_authority_force served
		where served.force_id = any (${[...forces]}::uuid[]) and served.until = ${until}
			and not exists (select from programmes.local_authority_force other where other.authority = served.authority
				and coalesce(other.until > ${until}, true))`.execute(tx);
}

export async function takeBackAuthorities(
	tx: Tx,
	force: string,
	successor: string,
	until: Temporal.PlainDate,
): Promise<void> {
	await sql`delete from programmes.local_authority_force passed
		where passed.force_id = ${successor} and passed.since = ${until}::date + 1
			and exists (select from programmes.local_authority_force served where served.authority = passed.authority
				and served.force_id = ${force} and served.until = ${until})`.execute(tx);
}
