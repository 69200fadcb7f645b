import { sql } from 'kysely';
import type { Fact, Mailing, Tx } from '../../foundation/index.ts';
import type { Choice } from './choice.ts';
import type { Kept, Link } from './link.ts';

/*
 * The public reaches who follows what by functions of the database only: each is given the hash of a link, and none says
 * whose address it is.
 */

export type Asking = {
	kept: Kept;
	link: Link;
	language: string;
	choice: Choice;
	network: Buffer;
	mail: ReturnType<Mailing['closed']>;
};

/** True unless this network has asked too often. Whether a mail is sent, and whether the address is known, nobody is told. */
export async function ask(tx: Tx, { kept, link, language, choice, network, mail }: Asking): Promise<boolean> {
	const { rows } = await sql<{ answer: string }>`
		select app.ask_to_follow(${kept.hash}, ${kept.closed}, ${link.hash}, ${language}, ${choice.everything},
			${[...choice.forces]}::uuid[], ${[...choice.themes]}::text[], ${network}, ${JSON.stringify(mail)}::jsonb)
			as answer`.execute(tx);
	return rows[0]?.answer === 'asked';
}

/** What a link of a mail would confirm; null when it holds no longer. */
export async function askedBy(tx: Tx, link: Buffer): Promise<Choice | null> {
	const { rows } = await sql<Choice>`select * from app.asked_to_follow(${link})`.execute(tx);
	return rows[0] ?? null;
}

/** The id of who follows from now on, or followed before; null when the link holds no longer. */
export async function confirm(
	tx: Tx,
	link: Buffer,
	fresh: { id: string; link: Link },
): Promise<string | null> {
	const { rows } = await sql<{ id: string | null }>`
		select app.confirm_following(${link}, ${fresh.id}::uuid, ${fresh.link.hash}) as id`.execute(tx);
	return rows[0]?.id ?? null;
}

export async function followedBy(tx: Tx, link: Buffer): Promise<Choice | null> {
	const { rows } = await sql<Choice>`select * from app.followed_by(${link})`.execute(tx);
	return rows[0] ?? null;
}

/** False when nobody follows by this link. */
export async function change(
	tx: Tx,
	link: Buffer,
	{ choice, language }: { choice: Choice; language: string },
): Promise<boolean> {
	const { rows } = await sql<{ changed: boolean }>`
		select app.change_following(${link}, ${choice.everything}, ${[...choice.forces]}::uuid[],
			${[...choice.themes]}::text[], ${language}) as changed`.execute(tx);
	return rows[0]?.changed === true;
}

export async function stop(tx: Tx, link: Buffer): Promise<void> {
	await sql`select app.stop_following(${link})`.execute(tx);
}

/** What is removed by the clock: who has not confirmed in time, and from where mails were asked for. */
export async function forget(tx: Tx): Promise<void> {
	await sql`delete from website.asked where asked_at <= app.now() - interval '48 hours'`.execute(tx);
	await sql`delete from website.asker where at <= app.now() - interval '1 hour'`.execute(tx);
}

/** How many follow: all that anybody is told of them. */
export async function followersFact(tx: Tx): Promise<Fact[]> {
	const { rows } = await sql<{ followers: number; waiting: number }>`
		select followers::int, waiting::int from app.count_followers()`.execute(tx);
	return rows.map(({ followers, waiting }) => ({
		part: 'Alerts',
		name: 'Followers',
		value: `${followers}, and ${waiting} who have not confirmed yet`,
	}));
}
