import { sql } from 'kysely';
import { asInvalid, Missing, type Tx } from '../../foundation/index.ts';

export const linkKinds = ['repeats', 'related', 'unrelated'] as const;
export type LinkKind = (typeof linkKinds)[number];

export type PromiseLink = {
	id: string;
	kind: LinkKind;
	/** Whether the promise that is looked at is the one that says something again. */
	from: boolean;
	other: { id: string; number: number; text: string; source: string; publishedOn: Temporal.PlainDate };
	because: string | null;
	byName: string;
	at: Temporal.Instant;
};

export async function linksOf(tx: Tx, promise: string): Promise<PromiseLink[]> {
	const { rows } = await sql<
		Omit<PromiseLink, 'other'> & { other: string; number: string } & Omit<
				PromiseLink['other'],
				'id' | 'number'
			>
	>`
		select l.id, l.kind, l.from_id = ${promise} as "from", p.id as other, p.number, coalesce(p.title, p.text) as text,
			p.source, p.published_on as "publishedOn", l.because, l.by_name as "byName", l.at
		from followup.link l join followup.promise p on p.id = case when l.from_id = ${promise} then l.to_id else l.from_id end
		where ${promise}::uuid in (l.from_id, l.to_id)
		order by p.published_on, p.number`.execute(tx);
	return rows.map(({ other, number, text, source, publishedOn, ...link }) => ({
		...link,
		other: { id: other, number: Number(number), text, source, publishedOn },
	}));
}

/** The first says again what the second said, or is about the same, or is not, though the words are alike. */
export async function linkPromised(
	tx: Tx,
	link: { from: string; to: string; kind: LinkKind; because?: string | null },
): Promise<void> {
	const { from, to, kind, because = null } = link;
	await asInvalid(
		{ '23505': { other: 'The two are linked already' }, '23514': { other: 'Enter another promise' } },
		() => tx.insertInto('followup.link').values({ from_id: from, to_id: to, kind, because }).execute(),
	);
}

export async function unlinkPromised(tx: Tx, promise: string, link: string): Promise<void> {
	const { numDeletedRows } = await tx
		.deleteFrom('followup.link')
		.where('id', '=', link)
		.where(({ eb, or }) => or([eb('from_id', '=', promise), eb('to_id', '=', promise)]))
		.executeTakeFirst();
	if (numDeletedRows === 0n) throw new Missing();
}
