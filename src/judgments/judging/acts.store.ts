import {
	type Actor,
	historyOf,
	hold,
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
export async function judgedAt(tx: Tx, actor: Actor, { inspection, component }: At): Promise<Judged> {
	return judgedIn(await wholeOf(tx, actor, await found(tx, inspection)), component);
}

/**
 * The same, with a row that steps can be taken on. It is held before it is read, so that it need not be read again: nobody
 * else takes a step on it until this transaction has ended.
 */
async function opened(tx: Tx, actor: Actor, at: At): Promise<Judged> {
	const there = await holdAt(tx, at);
	const judged = await judgedAt(tx, actor, at);
	if (there) return judged;
	const closed = closedBecause(judged);
	if (closed !== null) throw new Refused(closed);
	await addJudgings(tx, judged.inspection, [at.component]);
	await holdAt(tx, at);
	return judgedAt(tx, actor, at);
}

async function holdAt(tx: Tx, { inspection, component }: At): Promise<boolean> {
	const row = await tx
		.selectFrom('judgments.judgment')
		.select('id')
		.where('inspection_id', '=', inspection)
		.where('component', '=', component)
		.executeTakeFirst();
	if (row !== undefined) await hold(tx, judgmentWorkflow.name, row.id);
	return row !== undefined;
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
	judged: Judged,
	words: (judged: Judged) => Words,
): Moved<Judged, JudgingState, JudgingAction> {
	let loaded = false;
	return {
		workflow: judgmentWorkflow,
		async load(tx) {
			if (!loaded) {
				loaded = true;
				return judged;
			}
			// Afterwards only the state is asked for.
			const { state } = await tx
				.selectFrom('judgments.judgment')
				.select('state')
				.where('id', '=', judged.judging.id)
				.executeTakeFirstOrThrow();
			return { ...judged, judging: { ...judged.judging, state: stateNamed(state) } };
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
	{ judged, seen }: { judged: Judged; seen?: number | undefined },
	action: JudgingAction,
	words: (judged: Judged) => Words,
): Promise<void> {
	await perform(moves(actor, judged, words), tx, actor, {
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
export async function propose(
	tx: Tx,
	actor: Actor,
	{ grade, rationale, criteria, ...asked }: Asked & Offer,
): Promise<void> {
	const judged = await opened(tx, actor, asked);
	await offerAs(tx, actor, { judged, seen: asked.seen, grade, rationale, criteria }, 'propose', 'proposed');
}

/** Decides in moderation: the grade that was proposed, or another, with the reasons. What was found met stays. */
export async function moderate(
	tx: Tx,
	actor: Actor,
	asked: Asked & Pick<Offer, 'grade' | 'rationale'>,
): Promise<void> {
	const judged = await opened(tx, actor, asked);
	const { grade, rationale, seen } = asked;
	const criteria = last(judged.judging, 'proposed')?.criteria ?? {};
	await offerAs(tx, actor, { judged, seen, grade, rationale, criteria }, 'moderate', 'moderated');
}

async function offerAs(
	tx: Tx,
	actor: Actor,
	{ judged, seen, grade, rationale, criteria }: { judged: Judged; seen: number | undefined } & Offer,
	action: 'propose' | 'moderate',
	stage: Stage,
): Promise<void> {
	const offer = { grade, rationale: rationale.trim(), criteria };
	const problems = closedBecause(judged) === null ? problemsOfOffer(judged, offer) : {};
	if (Object.keys(problems).length > 0) throw new Invalid(problems);
	await step(tx, actor, { judged: { ...judged, offer }, seen }, action, () => ({ stage, ...offer }));
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
	const judged = await opened(tx, actor, asked);
	await step(tx, actor, { judged, seen: asked.seen }, 'approve', ({ judging }) => {
		const decided = approvable(judging);
		if (decided === null) throw new Missing();
		const now = contentOf(judging, decided);
		const changed = changedParts(asked.content, now.parts);
		if (changed.length > 0) throw new Stale(changed);
		return { stage: 'approved', ...decided, content: now };
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
	const judged = await opened(tx, actor, asked);
	await step(tx, actor, { judged, seen: asked.seen }, action, () => ({
		stage,
		grade: null,
		rationale,
		criteria: {},
	}));
}

/** How many steps it has taken, for a form to say what its reader knew of. */
export async function movesOf(tx: Tx, { judging }: Pick<Judged, 'judging'>): Promise<number> {
	return judging.id === '' ? 0 : (await historyOf(tx, judgmentWorkflow.name, judging.id)).moves;
}
