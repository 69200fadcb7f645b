import {
	type Actor,
	historyOf,
	Invalid,
	Missing,
	type Moved,
	perform,
	Refused,
	type Tx,
} from '../../foundation/index.ts';
import { type Inspection, inspectionById, isPillar } from '../../programmes/index.ts';
import { judgedIn, wholeOf } from './judged.store.ts';
import { addJudgings, contentOf } from './judging.store.ts';
import { approvable, type JudgingState, last, type Offer, type Parts, type Stage } from './judgment.ts';
import {
	blindText,
	changedParts,
	closedBecause,
	type Judged,
	problemsOfOffer,
	suggestionFor,
} from './rules.ts';
import type { Suggestion } from './suggestion.ts';
import { type JudgingAction, judgmentWorkflow } from './workflow.ts';

export type At = { inspection: string; component: string };

/** Makes a row for each pillar and question in scope, so that it can be told where each stands. */
export async function openJudging(tx: Tx, actor: Actor, id: string): Promise<void> {
	const inspection = await found(tx, id);
	const { judged } = await wholeOf(tx, actor, inspection);
	await addJudgings(
		tx,
		inspection,
		judged
			.filter((one) => one.inspected === true && !(isPillar(one.component) && !one.component.graded))
			.map(({ component }) => component.id),
	);
}

async function found(tx: Tx, id: string): Promise<Inspection> {
	const inspection = await inspectionById(tx, id);
	if (inspection === null) throw new Missing();
	return inspection;
}

/** Everything that is known of one pillar or question; nothing is written. */
export async function judgedAt(
	tx: Tx,
	actor: Actor,
	{ inspection, component }: At,
	offer: Offer | null = null,
): Promise<Judged> {
	const whole = await wholeOf(
		tx,
		actor,
		await found(tx, inspection),
		offer === null ? null : { component, offer },
	);
	return judgedIn(whole, component);
}

/** The same, with a row that steps can be taken on. */
async function opened(tx: Tx, actor: Actor, at: At): Promise<Judged> {
	const judged = await judgedAt(tx, actor, at);
	if (judged.judging.id !== '') return judged;
	const closed = closedBecause(judged);
	if (closed !== null) throw new Refused(closed);
	await addJudgings(tx, judged.inspection, [at.component]);
	return judgedAt(tx, actor, at);
}

type Words = {
	stage: Stage;
	grade: string | null;
	rationale: string;
	criteria: Offer['criteria'];
	rule?: string;
	content?: { parts: Parts; hash: Buffer };
};

async function say(tx: Tx, actor: Actor, judged: Judged, words: Words): Promise<void> {
	await tx
		.insertInto('judgments.opinion')
		.values({
			judgment_id: judged.judging.id,
			stage: words.stage,
			framework: judged.judging.framework,
			version: judged.judging.version,
			grade: words.grade,
			rationale: words.rationale,
			criteria: JSON.stringify(words.criteria),
			rule: words.rule ?? null,
			content_hash: words.content?.hash ?? null,
			content: words.content === undefined ? null : JSON.stringify(words.content.parts),
			by_name: nameOf(actor),
		})
		.execute();
}

function nameOf(actor: Actor): string {
	if (actor.kind === 'account') return actor.name;
	throw new Refused('A grade is the word of somebody who has signed in.');
}

/** One step of the workflow with the words that belong to it. */
function moves(
	actor: Actor,
	at: At,
	offer: Offer | null,
	words: (judged: Judged) => Words,
): Moved<Judged, JudgingState, JudgingAction> {
	let before: Judged | null = null;
	return {
		workflow: judgmentWorkflow,
		async load(tx) {
			if (before === null) {
				before = await judgedAt(tx, actor, at, offer);
				return before;
			}
			// Afterwards only the state is asked for.
			const { state } = await tx
				.selectFrom('judgments.judgment')
				.select('state')
				.where('id', '=', before.judging.id)
				.executeTakeFirstOrThrow();
			const now = state === before.judging.state ? before.judging.state : stateNamed(state);
			return { ...before, judging: { ...before.judging, state: now } };
		},
		async effect(tx, { subject, to }) {
			if (to !== subject.judging.state) {
				await tx
					.updateTable('judgments.judgment')
					.set({ state: to })
					.where('id', '=', subject.judging.id)
					.execute();
			}
			await say(tx, actor, subject, words(subject));
		},
	};
}

function stateNamed(word: string): JudgingState {
	const states: readonly JudgingState[] = ['open', 'proposed', 'moderated', 'approved'];
	const state = states.find((one) => one === word);
	if (state === undefined) throw new Error(`no judgment is "${word}"`);
	return state;
}

/** `seen` is the number of steps that whoever acts knew of. */
type Asked = At & { seen?: number };

async function step(
	tx: Tx,
	actor: Actor,
	{ seen, ...at }: Asked,
	action: JudgingAction,
	{ offer = null, words }: { offer?: Offer | null; words: (judged: Judged) => Words },
): Promise<void> {
	const judged = await opened(tx, actor, at);
	await perform(moves(actor, at, offer, words), tx, actor, {
		id: judged.judging.id,
		action,
		...(seen === undefined ? {} : { seen }),
	});
}

/** The suggestion and its rule, kept on the record under the name of whoever asked for it. It decides nothing. */
export async function suggest(tx: Tx, actor: Actor, at: At): Promise<Suggestion> {
	const judged = await opened(tx, actor, at);
	if (judged.judging.blind) throw new Refused(blindText);
	const closed = closedBecause(judged);
	if (closed !== null) throw new Refused(closed);
	const suggestion = suggestionFor(judged);
	if (typeof suggestion === 'string') throw new Refused(suggestion);
	await say(tx, actor, judged, {
		stage: 'suggested',
		grade: suggestion.grade.id,
		rationale: suggestion.because,
		criteria: {},
		rule: suggestion.rule,
	});
	return suggestion;
}

/** Says a grade, or that it was inspected and is not graded, with the reasons. */
export async function propose(tx: Tx, actor: Actor, asked: Asked & Offer): Promise<void> {
	await offerAs(tx, actor, asked, 'propose', 'proposed');
}

/** Decides in moderation: the grade that was proposed, or another, with the reasons. What was found met stays. */
export async function moderate(
	tx: Tx,
	actor: Actor,
	asked: Asked & Pick<Offer, 'grade' | 'rationale'>,
): Promise<void> {
	const { judging } = await judgedAt(tx, actor, asked);
	const criteria = last(judging, 'proposed')?.criteria ?? {};
	await offerAs(tx, actor, { ...asked, criteria }, 'moderate', 'moderated');
}

async function offerAs(
	tx: Tx,
	actor: Actor,
	{ grade, rationale, criteria, ...asked }: Asked & Offer,
	action: 'propose' | 'moderate',
	stage: Stage,
): Promise<void> {
	const offer = { grade, rationale: rationale.trim(), criteria };
	const judged = await judgedAt(tx, actor, asked);
	const problems = closedBecause(judged) === null ? problemsOfOffer(judged, offer) : {};
	if (Object.keys(problems).length > 0) throw new Invalid(problems);
	await step(tx, actor, asked, action, { offer, words: () => ({ stage, ...offer }) });
}

/** What was on the page when somebody approved is no longer what is there. */
export class Stale extends Refused {
	override name = 'Stale';
	readonly changed: readonly string[];
	constructor(changed: readonly string[]) {
		super(
			`This has changed since you opened the page, so it was not approved. ${changed.map((one) => `${one}.`).join(' ')} Read it again before you approve it.`,
		);
		this.changed = changed;
	}
}

/** The grade that stands, with everything under it as `content` says that it was read. */
export async function approve(tx: Tx, actor: Actor, asked: Asked & { content: Parts }): Promise<void> {
	const { content, ...at } = asked;
	await step(tx, actor, at, 'approve', {
		words: (judged) => {
			const decided = approvable(judged.judging);
			if (decided === null) throw new Missing();
			const now = contentOf(judged.judging, decided);
			const changed = changedParts(content, now.parts);
			if (changed.length > 0) throw new Stale(changed);
			return { stage: 'approved', ...decided, content: now };
		},
	});
}

export async function sendBack(tx: Tx, actor: Actor, asked: Asked & { because: string }): Promise<void> {
	await withReason(tx, actor, asked, 'send back', 'sent back', 'Enter what has to change');
}

export async function reopen(tx: Tx, actor: Actor, asked: Asked & { because: string }): Promise<void> {
	await withReason(tx, actor, asked, 'reopen', 'reopened', 'Enter the reason why it is reopened');
}

async function withReason(
	tx: Tx,
	actor: Actor,
	{ because, ...asked }: Asked & { because: string },
	action: JudgingAction,
	stage: Stage,
	missing: string,
): Promise<void> {
	const rationale = because.trim();
	if (rationale === '') throw new Invalid({ because: missing });
	await step(tx, actor, asked, action, {
		words: () => ({ stage, grade: null, rationale, criteria: {} }),
	});
}

/** How many steps it has taken, for a form to say what its reader knew of. */
export async function movesOf(tx: Tx, { judging }: Pick<Judged, 'judging'>): Promise<number> {
	return judging.id === '' ? 0 : (await historyOf(tx, judgmentWorkflow.name, judging.id)).moves;
}
