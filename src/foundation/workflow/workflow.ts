import type { Actor } from '../database/actor.ts';
import { definePolicy, type Grants, may, type Policy, type Subject } from '../policy/policy.ts';
import { type Problem, problemsIn } from './readiness.ts';

/** What a workflow must know of a thing: which one it is, where it stands, and whose it is. */
export type Standing<State extends string> = Subject & { id: string; state: State };

export type ActionOf<S, Name extends string> = {
	/** On the button: "Submit for approval". */
	label: string;
	/** How it is told afterwards, after the name of the kind: "submitted". */
	done: string;
	style?: 'secondary' | 'warning';
	/** A reason has to be given; `missing` is the sentence when it is not. */
	reason?: { label: string; hint?: string; missing: string };
	/** Asked on a page of its own before it is done: "Are you sure that …?" */
	confirm?: string;
	/** A sentence when it is not open for this thing now, and null when it is. */
	guard?(subject: S): string | null;
	/** Yields everything that still has to be put right first. */
	readiness?(subject: S): Iterable<Problem>;
	/** Two people: whoever did one of these to the thing cannot do this. The migration adds the same rules for the database. */
	notWhoDid?: readonly NoInfer<Name>[];
	/** The organisation whose matter it is sees in its history that this was done, and the reason. */
	shared?: boolean;
};

/** One row of the table: in this state, these may do this, and then it stands there. */
export type Step<State extends string, Name extends string> = {
	from: State;
	action: Name;
	to: State;
	by: Grants;
};

export type WorkflowDefinition<S, State extends string, Name extends string> = {
	/** Such as "letter approval". */
	name: string;
	/** The kind of thing, as policies and the record call it: "letter". */
	kind: string;
	/** What sentences call it, where that is not the kind. */
	noun?: string;
	about(subject: S): Standing<NoInfer<State>>;
	/** Each state, and what readers call it. */
	states: Record<State, string>;
	start: NoInfer<State>;
	actions: Record<Name, ActionOf<S, Name>>;
	steps: readonly Step<NoInfer<State>, NoInfer<Name>>[];
};

export type Workflow<S, State extends string, Name extends string> = WorkflowDefinition<S, State, Name> & {
	/** Who may do what, for the routes and the matrix. */
	policy: Policy<Name>;
};

/** What was done to the thing so far, as far as the reader may see it. */
export type Deed = {
	action: string;
	account: string | null;
	at: Temporal.Instant;
	reason: string | null;
};

/** `moves` counts every step that anyone ever took, also those that the reader may not see. */
export type History = { moves: number; deeds: readonly Deed[] };

/**
 * A workflow as one typed table. Permission, buttons, validation, the two-person rule, the timeline and the record all
 * follow from it; the room adds what a step does to its own tables.
 */
export function defineWorkflow<S, const State extends string, const Name extends string>(
	definition: WorkflowDefinition<S, State, Name>,
): Workflow<S, State, Name> {
	refuseMistakes(definition);
	const grants = Object.fromEntries(
		namesIn(definition.actions).map((action) => [
			action,
			Object.assign({}, ...definition.steps.filter((step) => step.action === action).map((step) => step.by)),
		]),
	) as Record<Name, Grants>; // Object.fromEntries forgets the keys that it was given.
	return { ...definition, policy: definePolicy(definition.kind, grants) };
}

/** A table that contradicts itself must not start. */
function refuseMistakes<S, State extends string, Name extends string>(
	definition: WorkflowDefinition<S, State, Name>,
): void {
	const { name, steps, states, start, actions } = definition;
	const mistake = (text: string) => new Error(`The workflow “${name}”: ${text}`);
	const seen = new Set<string>();
	const reach = new Map<string, string>();
	for (const step of steps) {
		const key = `${step.from} → ${step.action}`;
		if (seen.has(key)) throw mistake(`${key} stands in the table twice.`);
		seen.add(key);
		for (const [role, how] of Object.entries(step.by)) {
			// The matrix has one answer for a role and an action.
			const before = reach.get(`${step.action} ${role}`);
			if (before !== undefined && before !== how) {
				throw mistake(`${role} may “${step.action}” ${before} in one state and ${how} in another.`);
			}
			reach.set(`${step.action} ${role}`, how);
		}
	}
	for (const action of namesIn(actions)) {
		if (!steps.some((step) => step.action === action)) throw mistake(`no state opens “${action}”.`);
	}
	for (const state of namesIn(states)) {
		if (state !== start && !steps.some((step) => step.to === state && step.from !== state)) {
			throw mistake(`nothing leads to “${state}”.`);
		}
	}
}

export function namesIn<Name extends string>(table: Record<Name, unknown>): Name[] {
	// Object.keys forgets which keys these are.
	return Object.keys(table) as Name[];
}

/** What stands between a person and an action on a thing. */
export type Verdict<State extends string, Name extends string> =
	| { kind: 'open'; step: Step<State, Name>; problems: Problem[] }
	/** Theirs to do in this state, but not now, or not by this person. */
	| { kind: 'closed'; text: string }
	/** Theirs to do, but in another state. */
	| { kind: 'elsewhere'; text: string }
	/** Not theirs at all: for them it does not exist. */
	| { kind: 'hidden' };

export function judge<S, State extends string, Name extends string>(
	workflow: Workflow<S, State, Name>,
	asked: { actor: Actor; subject: S; action: Name; history: History },
): Verdict<State, Name> {
	const { actor, subject, action, history } = asked;
	const standing = workflow.about(subject);
	const theirs = workflow.steps.filter(
		(step) =>
			step.action === action && may(actor, { resource: workflow.kind, action, grants: step.by }, standing),
	);
	if (theirs.length === 0) return { kind: 'hidden' };
	const step = theirs.find((each) => each.from === standing.state);
	if (step === undefined) {
		const text = `This ${workflow.noun ?? workflow.kind} is “${workflow.states[standing.state]}” now, and “${workflow.actions[action].label}” is not possible then.`;
		return { kind: 'elsewhere', text };
	}
	const definition = workflow.actions[action];
	const closed = twoPeople(workflow, actor, action, history) ?? definition.guard?.(subject) ?? null;
	if (closed !== null) return { kind: 'closed', text: closed };
	return { kind: 'open', step, problems: problemsIn(definition.readiness?.(subject) ?? []) };
}

function twoPeople<S, State extends string, Name extends string>(
	workflow: Workflow<S, State, Name>,
	actor: Actor,
	action: Name,
	history: History,
): string | null {
	const rules = workflow.actions[action].notWhoDid ?? [];
	if (rules.length === 0) return null;
	if (actor.kind !== 'account') return 'This takes two people, so it has to be done by one who is signed in.';
	const other = rules.find((rule) =>
		history.deeds.some((deed) => deed.action === rule && deed.account === actor.account),
	);
	return other === undefined
		? null
		: `Somebody else has to do this, because you did “${workflow.actions[other].label}”.`;
}

/** Everything that the person may do with the thing in its present state, open or not, in the order of the table. */
export function openActions<S, State extends string, Name extends string>(
	workflow: Workflow<S, State, Name>,
	asked: { actor: Actor; subject: S; history: History },
): { action: Name; verdict: Extract<Verdict<State, Name>, { kind: 'open' | 'closed' }> }[] {
	return namesIn(workflow.actions).flatMap((action) => {
		const verdict = judge(workflow, { ...asked, action });
		return verdict.kind === 'open' || verdict.kind === 'closed' ? [{ action, verdict }] : [];
	});
}
