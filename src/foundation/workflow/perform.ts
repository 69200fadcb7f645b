import type { Actor } from '../database/actor.ts';
import type { Tx } from '../database/connection.ts';
import { Missing, Refused } from '../kernel/failures.ts';
import type { Problem } from './readiness.ts';
import { addTransition, historyOf, hold } from './transition.store.ts';
import { judge, type Workflow } from './workflow.ts';

/** What a room adds to its table: how the thing is found, and what a step does to it. */
export type Moved<S, State extends string, Name extends string> = {
	workflow: Workflow<S, State, Name>;
	/** The thing, as far as the actor of this transaction may see it; null when there is none. */
	load(tx: Tx, id: string): Promise<S | null>;
	/** Changes the room's own rows, the state among them, in the same transaction. */
	effect(
		tx: Tx,
		move: { subject: S; action: Name; to: State; reason: string | null; actor: Actor },
	): Promise<void>;
};

/** Something else happened to the thing since the person looked at it. */
export class Overtaken extends Refused {
	override name = 'Overtaken';
}

export class ReasonMissing extends Refused {
	override name = 'ReasonMissing';
}

export class NotReady extends Refused {
	override name = 'NotReady';
	readonly problems: readonly Problem[];
	constructor(problems: readonly Problem[]) {
		super(`This is not ready yet. ${problems.map(({ text }) => text).join(' ')}`);
		this.problems = problems;
	}
}

/**
 * Does one step, whoever asks: a page, a command, a job, the demonstration. The same table decides for all of them.
 * `seen` is the number of moves that the person knew of; without it, the thing is taken as it stands.
 */
export async function perform<S, State extends string, Name extends string>(
	moved: Moved<S, State, Name>,
	tx: Tx,
	actor: Actor,
	asked: { id: string; action: Name; reason?: string | undefined; seen?: number },
): Promise<void> {
	const { workflow } = moved;
	const { id, action } = asked;
	await hold(tx, workflow.name, id);
	const subject = await moved.load(tx, id);
	if (subject === null) throw new Missing();
	const history = await historyOf(tx, workflow.name, id);
	const verdict = judge(workflow, { actor, subject, action, history });
	const standing = workflow.about(subject);
	if (verdict.kind === 'hidden') throw new Missing();
	if (verdict.kind !== 'open') throw new Refused(verdict.text);
	if (asked.seen !== undefined && asked.seen !== history.moves) {
		throw new Overtaken(
			`This ${workflow.noun ?? workflow.kind} has changed since you opened the page. It is “${workflow.states[standing.state]}” now. Check it before you go on.`,
		);
	}
	const definition = workflow.actions[action];
	const reason = asked.reason?.trim() ?? '';
	if (definition.reason !== undefined && reason === '') throw new ReasonMissing(definition.reason.missing);
	if (verdict.problems.length > 0) throw new NotReady(verdict.problems);

	const { from, to } = verdict.step;
	await addTransition(tx, {
		workflow: workflow.name,
		kind: workflow.kind,
		subject: standing.id,
		action,
		done: definition.done,
		from,
		to,
		reason: reason === '' ? null : reason,
		organisation: standing.organisation ?? null,
		shared: definition.shared ?? false,
	});
	await moved.effect(tx, { subject, action, to, reason: reason === '' ? null : reason, actor });
	const after = await moved.load(tx, id);
	if (after !== null && workflow.about(after).state !== to) {
		throw new Error(`The workflow “${workflow.name}”: the effect of “${action}” did not lead to “${to}”.`);
	}
}
