import { sql } from 'kysely';
import type { Moved, Tx } from '../foundation/index.ts';
import { todayIn } from '../programmes/index.ts';
import { sendAnswers, takeAnswers } from './answer.store.ts';
import { type Asking, type RequestAction, requestWorkflow } from './asking.ts';
import { requestById } from './request.store.ts';
import type { RequestState } from './request.ts';

export async function askingOf(tx: Tx, id: string): Promise<Asking | null> {
	const request = await requestById(tx, id);
	if (request === null) return null;
	const today = await todayIn(tx);
	// A draft is seen by the inspectorate alone, and only a draft is asked for what was held.
	const held =
		request.state === 'draft'
			? await tx
					.selectFrom('returns.request')
					.select(['held_shown as shown', 'held_because as because'])
					.where('id', '=', id)
					.executeTakeFirstOrThrow()
			: null;
	const { prepared } = await tx
		.selectFrom('returns.answer')
		.select(({ fn }) => fn.countAll<number>().as('prepared'))
		.where('request_id', '=', id)
		.where('sent_at', 'is', null)
		.executeTakeFirstOrThrow();
	return {
		request,
		today,
		held,
		prepared,
		told: request.inspection === null || request.inspection.told,
	};
}

/** What each step does to the tables of this room. */
export const requestMoves: Moved<Asking, RequestState, RequestAction> = {
	workflow: requestWorkflow,
	load: askingOf,
	async effect(tx, { subject: { request }, action, to }) {
		if (action === 'answer') await sendAnswers(tx, request);
		if (action === 'accept') await takeAnswers(tx, request);
		await tx
			.updateTable('returns.request')
			.set({
				state: to,
				...(action === 'send' ? { sent_at: sql<Temporal.Instant>`app.now()` } : {}),
				...(action === 'answer' ? { answered_at: sql<Temporal.Instant>`app.now()` } : {}),
			})
			.where('id', '=', request.id)
			.execute();
	},
};
