import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../database/connection.ts';
import type { History } from './workflow.ts';

/** Makes whoever else acts on this thing wait until this transaction has ended. */
export async function hold(tx: Tx, workflow: string, subject: string): Promise<void> {
	await sql`select app.hold(${workflow}, ${subject})`.execute(tx);
}

export async function historyOf(tx: Tx, workflow: string, subject: string): Promise<History> {
	const deeds = await tx
		.selectFrom('foundation.transition')
		.select(['action', 'account', 'at', 'reason'])
		.where('workflow', '=', workflow)
		.where('subject_id', '=', subject)
		.orderBy('step')
		.execute();
	const counted = await sql`select app.moves_of(${workflow}, ${subject}) as moves`.execute(tx);
	return { moves: z.object({ moves: z.number() }).parse(counted.rows[0]).moves, deeds };
}

export type Transition = {
	workflow: string;
	kind: string;
	subject: string;
	action: string;
	done: string;
	from: string;
	to: string;
	reason: string | null;
	organisation: string | null;
	shared: boolean;
};

/** The step itself. Triggers count it, hold it to the two-person rules and write it into the record. */
export async function addTransition(tx: Tx, transition: Transition): Promise<void> {
	await tx
		.insertInto('foundation.transition')
		.values({
			workflow: transition.workflow,
			subject_kind: transition.kind,
			subject_id: transition.subject,
			action: transition.action,
			done: transition.done,
			from_state: transition.from,
			to_state: transition.to,
			reason: transition.reason,
			organisation_id: transition.organisation,
			shared: transition.shared,
		})
		.execute();
}

export type TwoPersonRule = { workflow: string; action: string; not_who_did: string };

export function twoPersonRules(tx: Tx): Promise<TwoPersonRule[]> {
	return tx.selectFrom('foundation.two_person_rule').selectAll().execute();
}
