import { sql } from 'kysely';
import { asInvalid, Missing, type Tx } from '../../foundation/index.ts';

/* What is kept about a promise beside its acts: the days of its parts, notes, and what is needed to close it. */

const sentences = {
	deadline_over: { due: 'It is over: nothing is due any more' },
	deadline_whose: { due: 'Whoever set this deadline moves it' },
	deadline_published: { due: 'The deadline must not be before the day of publication' },
} as const;

/** Sets or moves the day of a part: by whom, and why, stays on record. */
export async function setDeadline(
	tx: Tx,
	deadline: {
		part: string;
		on: Temporal.PlainDate;
		because: string;
		setBy: 'inspectorate' | 'force' | 'policing body' | 'other';
		setByName?: string | null;
	},
): Promise<void> {
	await asInvalid(sentences, () =>
		tx
			.insertInto('followup.deadline')
			.values({
				part_id: deadline.part,
				becomes: deadline.on,
				because: deadline.because,
				set_by: deadline.setBy,
				set_by_name: deadline.setByName ?? null,
			})
			.execute(),
	);
}

export type Deadline = {
	part: string;
	was: Temporal.PlainDate | null;
	becomes: Temporal.PlainDate;
	setBy: string;
	because: string;
	byName: string;
	at: Temporal.Instant;
};

export async function deadlinesOf(tx: Tx, parts: readonly string[]): Promise<Deadline[]> {
	if (parts.length === 0) return [];
	return tx
		.selectFrom('followup.deadline')
		.select([
			'part_id as part',
			'was',
			'becomes',
			sql<string>`coalesce(set_by_name, set_by)`.as('setBy'),
			'because',
			'by_name as byName',
			'at',
		])
		.where('part_id', 'in', [...parts])
		.orderBy('at')
		.execute();
}

/** Between colleagues: it never leaves the inspectorate. */
export async function addNote(tx: Tx, promise: string, text: string): Promise<void> {
	await tx.insertInto('followup.note').values({ promise_id: promise, text }).execute();
}

export type Note = { id: string; text: string; byName: string; at: Temporal.Instant };

export async function notesOf(tx: Tx, promise: string): Promise<Note[]> {
	return tx
		.selectFrom('followup.note')
		.select(['id', 'text', 'by_name as byName', 'at'])
		.where('promise_id', '=', promise)
		.orderBy('at')
		.execute();
}

/** What has to be seen before it is closed. */
export async function setNeeded(tx: Tx, promise: string, needed: string | null): Promise<void> {
	const { numUpdatedRows } = await tx
		.updateTable('followup.promise')
		.set({ needed })
		.where('id', '=', promise)
		.executeTakeFirst();
	if (numUpdatedRows === 0n) throw new Missing();
}
