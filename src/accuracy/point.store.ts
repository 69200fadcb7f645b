import { sql } from 'kysely';
import { asInvalid, fileColumns, type Tx } from '../foundation/index.ts';
import { byPoint } from './by-point.ts';
import { changesOf, decisionsOf } from './decision.store.ts';
import { passagesOf } from './passage.store.ts';
import { type Passage, passageNames } from './passage.ts';
import type { Attachment, Point, PointArgument, Support } from './point.ts';

/** The points of a round in their order, each with all that was said to it, as far as whoever asks may see it. */
export async function pointsOf(tx: Tx, round: string): Promise<Point[]> {
	const rows = await tx
		.selectFrom('accuracy.point')
		.selectAll()
		.where('round_id', '=', round)
		.orderBy('number')
		.execute();
	if (rows.length === 0) return [];
	const ids = rows.map(({ id }) => id);
	const passages = new Map(
		(
			await passagesOf(
				tx,
				round,
				rows.map(({ passage }) => passage),
			)
		).map((passage) => [passage.number, passage]),
	);
	const support = byPoint(await supportOf(tx, ids));
	const attachments = byPoint(await attachmentsOf(tx, ids));
	const decisions = byPoint(await decisionsOf(tx, ids));
	const changes = byPoint(await changesOf(tx, ids));
	return rows.map((row) => ({
		id: row.id,
		round,
		number: row.number,
		passage: passages.get(row.passage) ?? unknownPassage(row.passage),
		argument: row.argument === 'judgment' ? 'judgment' : 'fact',
		wrong: row.wrong,
		proposed: row.proposed,
		late: row.late,
		by: row.by,
		byName: row.by_name,
		at: row.at,
		sentAt: row.sent_at,
		withdrawn:
			row.withdrawn_at === null
				? null
				: { byName: row.withdrawn_by_name ?? row.by_name, at: row.withdrawn_at },
		support: support(row.id),
		attachments: attachments(row.id),
		decisions: decisions(row.id),
		changes: changes(row.id),
	}));
}

function unknownPassage(number: number): Passage {
	return {
		number,
		kind: 'other',
		within: null,
		section: '',
		words: passageNames.other,
		block: null,
		restsOn: [],
	};
}

async function supportOf(tx: Tx, points: readonly string[]): Promise<(Support & { point: string })[]> {
	return tx
		.selectFrom('accuracy.support')
		.select(['point_id as point', 'account_id as account', 'account_name as name', 'note', 'at'])
		.where(sql<boolean>`point_id = any(${[...points]}::uuid[])`)
		.orderBy('at')
		.execute();
}

async function attachmentsOf(tx: Tx, points: readonly string[]): Promise<(Attachment & { point: string })[]> {
	return tx
		.selectFrom('accuracy.attachment as attachment')
		.innerJoin('foundation.file as file', 'file.id', 'attachment.file_id')
		.select([
			'attachment.id',
			'attachment.point_id as point',
			'file.id as file',
			'file.name',
			'file.size',
			'attachment.by',
		])
		.where(sql<boolean>`attachment.point_id = any(${[...points]}::uuid[])`)
		.where('file.withdrawn_at', 'is', null)
		.orderBy('attachment.at')
		.orderBy('file.name')
		.execute();
}

/** The file of an attachment, for whoever may see its point. */
export async function attachedFile(tx: Tx, id: string) {
	return tx
		.selectFrom('accuracy.attachment as attachment')
		.innerJoin('accuracy.point as point', 'point.id', 'attachment.point_id')
		.innerJoin('foundation.file as file', 'file.id', 'attachment.file_id')
		.select(fileColumns)
		.select('point.round_id as round')
		.where('attachment.id', '=', id)
		.where('file.withdrawn_at', 'is', null)
		.executeTakeFirst();
}

export type NewPoint = {
	passage: number;
	argument: PointArgument;
	wrong: string;
	proposed: string | null;
};

/** The sentence where a round no longer takes what is said to it. */
export const noMore = 'This round is not with your force any more, so nothing can be added to it.';
const closed = {
	round_open: { '': noMore },
	point_round_id_passage_fkey: { passage: 'Choose a part of this draft' },
};

export async function addPoint(
	tx: Tx,
	round: string,
	{ passage, argument, wrong, proposed }: NewPoint,
): Promise<{ id: string; number: number }> {
	return asInvalid(closed, () =>
		tx
			.insertInto('accuracy.point')
			.values({ round_id: round, passage, argument, wrong, proposed })
			.returning(['id', 'number'])
			.executeTakeFirstOrThrow(),
	);
}

/** Joining twice is joining once. */
export async function joinPoint(tx: Tx, point: string, note: string | null): Promise<void> {
	await asInvalid({ ...closed, 23505: { '': 'You have joined this point already.' } }, () =>
		tx.insertInto('accuracy.support').values({ point_id: point, note }).execute(),
	);
}

export async function attach(tx: Tx, point: string, file: string): Promise<string> {
	const { id } = await asInvalid(closed, () =>
		tx
			.insertInto('accuracy.attachment')
			.values({ point_id: point, file_id: file })
			.returning('id')
			.executeTakeFirstOrThrow(),
	);
	return id;
}

/** False where it is not there, not theirs, or withdrawn already. */
export async function withdrawPoint(tx: Tx, round: string, id: string): Promise<boolean> {
	const { numUpdatedRows } = await asInvalid({ round_open: { '': 'It has been decided, and stays.' } }, () =>
		tx
			.updateTable('accuracy.point')
			.set({ withdrawn_at: sql<Temporal.Instant>`app.now()` })
			.where('id', '=', id)
			.where('round_id', '=', round)
			.where('withdrawn_at', 'is', null)
			.executeTakeFirst(),
	);
	return numUpdatedRows > 0n;
}

/** Hands in whatever is written and not withdrawn. */
export async function sendPoints(tx: Tx, round: string): Promise<number> {
	const { numUpdatedRows } = await tx
		.updateTable('accuracy.point')
		.set({ sent_at: sql<Temporal.Instant>`app.now()` })
		.where('round_id', '=', round)
		.where('sent_at', 'is', null)
		.where('withdrawn_at', 'is', null)
		.executeTakeFirst();
	return Number(numUpdatedRows);
}
