import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../foundation/index.ts';
import type { Passage, PassageKind } from './passage.ts';

const rests = z.array(
	z.object({
		kind: z.string(),
		id: z.string(),
		title: z.string(),
		value: z.string().nullable(),
		area: z.string().nullable(),
		period: z.string().nullable(),
		source: z.string().nullable(),
	}),
);

const kinds: Readonly<Record<PassageKind, true>> = {
	document: true,
	heading: true,
	sentence: true,
	figure: true,
	table: true,
	chart: true,
	grade: true,
	box: true,
	other: true,
};
const kindNamed = (name: string): PassageKind =>
	Object.hasOwn(kinds, name) ? (name as PassageKind) : 'other'; // hasOwn does not tell the compiler.

/** How many rows go into one statement: a statement takes so many values and no more. */
const atOnce = 1000;

export async function keepFrozen(
	tx: Tx,
	round: string,
	{ tree, hash, passages }: { tree: string | null; hash: Buffer; passages: readonly Passage[] },
): Promise<void> {
	await tx.insertInto('accuracy.frozen').values({ round_id: round, tree, content_hash: hash }).execute();
	for (let at = 0; at < passages.length; at += atOnce) {
		await tx
			.insertInto('accuracy.passage')
			.values(
				passages.slice(at, at + atOnce).map(({ number, kind, within, section, words, block, restsOn }) => ({
					...{ number, kind, within, section, words },
					round_id: round,
					block_id: block,
					rests_on: JSON.stringify(restsOn),
				})),
			)
			.execute();
	}
}

export type Frozen = { tree: string | null; hash: Buffer; at: Temporal.Instant };

/** What was shared; null before that, and for whom it was taken back from. */
export async function frozenOfRound(tx: Tx, round: string): Promise<Frozen | null> {
	const row = await tx
		.selectFrom('accuracy.frozen')
		.select(['tree', 'content_hash as hash', 'at'])
		.where('round_id', '=', round)
		.executeTakeFirst();
	return row ?? null;
}

/** In the order of reading; those with these numbers, or all. */
export async function passagesOf(tx: Tx, round: string, numbers?: readonly number[]): Promise<Passage[]> {
	const rows = await tx
		.selectFrom('accuracy.passage')
		.select(['number', 'kind', 'within', 'section', 'words', 'block_id as block', 'rests_on as restsOn'])
		.where('round_id', '=', round)
		.$if(numbers !== undefined, (query) =>
			query.where(sql<boolean>`number = any(${[...(numbers ?? [])]}::integer[])`),
		)
		.orderBy('number')
		.execute();
	return rows.map((row) => ({ ...row, kind: kindNamed(row.kind), restsOn: rests.parse(row.restsOn) }));
}
