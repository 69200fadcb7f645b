import { sql } from 'kysely';
import { type Actor, asInvalid, Missing, type Moved, perform, type Tx } from '../../foundation/index.ts';
import { type Answering, type ResponseAction, responseWorkflow } from './answering.ts';
import { asksOf, commentsOf, draftOf, responseById } from './response.store.ts';
import type { Answer, Draft, ResponseState } from './response.ts';

/** What the inspectorate writes down of a response that was published elsewhere. */
export type Recorded = {
	bodyName: string;
	on: Temporal.PlainDate;
	address: string;
	text: string;
	chiefComments?: string | null;
	/** By the id of the promise. */
	parts?: readonly { promise: string; answer: Answer; words: string }[];
};

const sentences = {
	response_published: { '': 'There is no public report to respond to.' },
	response_whose: { '': 'The policing body of the force publishes its response.' },
	response_whole: {
		'': 'A response has comments on the report, and says something about each recommendation. One of these has changed since you opened the page',
	},
	response_after: { on: 'The response cannot have been published before the report' },
	response_ahead: { on: 'The day must be today or in the past' },
	response_by_body: { '': 'The policing body has published its response here.' },
	response_noted: { note: 'Enter what is corrected, and why' },
} as const;

/** `own`: for somebody of the body, with what it is writing. */
export async function answeringOf(tx: Tx, id: string, own = false): Promise<Answering | null> {
	const response = await responseById(tx, id);
	if (response === null) return null;
	if (!own) return { response, writing: null };
	const draft = await draftOf(tx, id);
	return {
		response,
		writing: { draft, comments: await commentsOf(tx, id), asks: await asksOf(tx, response, draft.also) },
	};
}

/** What each step does; `recorded` is what the inspectorate puts on record. */
export function responseMoves({
	own = false,
	recorded,
}: {
	own?: boolean;
	recorded?: Recorded;
} = {}): Moved<Answering, ResponseState, ResponseAction> {
	return {
		workflow: responseWorkflow,
		load: (tx, id) => answeringOf(tx, id, own),
		async effect(tx, { subject: { response }, action, to, reason }) {
			await begin(tx, response.id);
			await asInvalid(sentences, async () => {
				if (action === 'invite')
					await tx
						.updateTable('followup.response')
						.set({ state: to })
						.where('id', '=', response.id)
						.execute();
				else if (action === 'publish' || action === 'correct')
					await sql`select followup.publish_response(${response.id}, ${reason})`.execute(tx);
				else await record(tx, response.id, reason, recorded);
			});
		},
	};
}

async function record(tx: Tx, id: string, note: string | null, recorded: Recorded | undefined) {
	if (recorded === undefined) throw new Error('there is nothing to put on record');
	const { bodyName, on, address, text, chiefComments = null, parts = [] } = recorded;
	await sql`select followup.record_response(${id}, ${bodyName}, ${on.toString()}::date, ${address}, ${text},
		${chiefComments}, ${JSON.stringify(parts)}::jsonb, ${note})`.execute(tx);
}

/** The row that everything hangs on; there is none before somebody writes. */
async function begin(tx: Tx, id: string): Promise<void> {
	const response = await responseById(tx, id);
	if (response === null) throw new Missing();
	await asInvalid(sentences, () =>
		tx
			.insertInto('followup.response')
			.values({ release_id: response.release, force_id: response.force.id })
			.onConflict((conflict) => conflict.columns(['release_id', 'force_id']).doNothing())
			.execute(),
	);
}

export async function inviteComments(tx: Tx, actor: Actor, id: string): Promise<void> {
	await perform(responseMoves(), tx, actor, { id, action: 'invite' });
}

/** Publishes what the body has written; with a note, as a correction of what is published. */
export async function publishResponse(
	tx: Tx,
	actor: Actor,
	{ id, note }: { id: string; note?: string },
): Promise<void> {
	await perform(responseMoves({ own: true }), tx, actor, {
		id,
		...(note === undefined ? { action: 'publish' } : { action: 'correct', reason: note }),
	});
}

/** Puts on record what was published elsewhere; with a note, corrects what is on record. */
export async function recordResponse(
	tx: Tx,
	actor: Actor,
	{ id, note, ...recorded }: Recorded & { id: string; note?: string },
): Promise<void> {
	await perform(responseMoves({ recorded }), tx, actor, {
		id,
		...(note === undefined ? { action: 'record' } : { action: 'correct the record', reason: note }),
	});
}

export type Written = {
	text: string;
	also: readonly string[];
	/** By the id of the promise. */
	parts: readonly { promise: string; answer: Answer | null; text: string }[];
};

/**
 * Keeps what the body has written, whole or not. `seen` is the version that its writer has read; null when a colleague
 * was quicker, and nothing is kept.
 */
export async function keepDraft(
	tx: Tx,
	id: string,
	{ text, also, parts }: Written,
	seen: number,
): Promise<Draft | null> {
	await begin(tx, id);
	const kept = { text, also: [...also] };
	const { numUpdatedRows: changed } =
		seen === 0
			? { numUpdatedRows: 0n }
			: await tx
					.updateTable('followup.response_draft')
					.set({ ...kept, version: seen + 1 })
					.where('response_id', '=', id)
					.where('version', '=', seen)
					.executeTakeFirst();
	const added =
		seen > 0
			? undefined
			: await tx
					.insertInto('followup.response_draft')
					.values({ response_id: id, ...kept })
					.onConflict((conflict) => conflict.column('response_id').doNothing())
					.returning('response_id')
					.executeTakeFirst();
	if (changed === 0n && added === undefined) return null;
	await tx.deleteFrom('followup.response_part').where('response_id', '=', id).execute();
	const said = parts.filter(({ answer, text: words }) => answer !== null || words.trim() !== '');
	if (said.length > 0)
		await tx
			.insertInto('followup.response_part')
			.values(
				said.map(({ promise, answer, text: words }) => ({
					...{ response_id: id, promise_id: promise },
					...{ answer, text: words },
				})),
			)
			.execute();
	return draftOf(tx, id);
}

/**
 * Adds the chief officer's comments or, for the body, its reply to them: whose they are follows from who writes.
 * `seen` is the number of the newest that the writer has read.
 */
export async function addComment(
	tx: Tx,
	id: string,
	{ text, seen }: { text: string; seen: number },
): Promise<void> {
	await begin(tx, id);
	await asInvalid(
		{
			comment_overtaken: { '': overtaken },
			response_comment_response_id_of_number_key: { '': overtaken },
			comment_reply: { text: 'There are no comments of the chief officer to reply to' },
		},
		() =>
			tx
				.insertInto('followup.response_comment')
				.values({ response_id: id, number: seen + 1, text })
				.execute(),
	);
}

export const overtaken = 'A colleague has written since you opened the page';
