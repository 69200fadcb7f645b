import { documentById, openDocument } from '../documents/index.ts';
import {
	type Actor,
	asInvalid,
	Invalid,
	type Moved,
	type Problem,
	perform,
	type Tx,
} from '../foundation/index.ts';
import { inspectionById, todayIn } from '../programmes/index.ts';
import { figuresUsed } from './figures.store.ts';
import { frozenOf } from './frozen.ts';
import { membersOf } from './member.store.ts';
import { keepFrozen } from './passage.store.ts';
import { pointsOf, sendPoints } from './point.store.ts';
import { changeDeadline, roundById } from './round.store.ts';
import { type Round, type RoundState, roundHref } from './round.ts';
import { type RoundAction, type Rounding, roundWorkflow } from './rounding.ts';

/** What the people who are named are written of; never with a word of what was shared. `only` these accounts, or all. */
export type Telling = (
	tx: Tx,
	round: Pick<Round, 'id'>,
	what: 'shared' | 'extended' | 'decided' | 'again',
	only?: readonly string[],
) => Promise<void>;

export const tellNobody: Telling = async () => {};

export async function roundingOf(tx: Tx, id: string): Promise<Rounding | null> {
	const round = await roundById(tx, id);
	if (round === null) return null;
	const today = await todayIn(tx);
	const members = await membersOf(tx, id);
	return {
		round,
		members,
		points: await pointsOf(tx, id),
		today,
		unready: round.state === 'preparing' ? await unreadyIn(tx, { round, members, today }) : [],
	};
}

async function unreadyIn(
	tx: Tx,
	{ round, members, today }: Pick<Rounding, 'round' | 'members' | 'today'>,
): Promise<Problem[]> {
	const named = members.filter(({ removed }) => !removed);
	const people = roundHref(round, 'people');
	const inspection = await inspectionById(tx, round.inspection);
	return [
		...(named.some(({ handsIn }) => handsIn)
			? []
			: [{ text: 'Name at least one person of the force who hands in.', href: people }]),
		...(Temporal.PlainDate.compare(round.deadline, today) < 0
			? [{ text: 'The deadline has passed. Take this round back and prepare another.' }]
			: []),
		...(inspection === null || inspection.state === 'planned' || inspection.state === 'cancelled'
			? [
					{
						text: 'The force has not been told of this inspection.',
						href: `/inspections/${round.inspection}`,
					},
				]
			: []),
		...(round.document === null ? await unreadyFigures(tx, round) : await unreadyDraft(tx, round.document)),
	];
}

async function unreadyDraft(tx: Tx, id: string): Promise<Problem[]> {
	const document = await documentById(tx, id);
	const href = `/documents/${id}`;
	if (document === null) return [{ text: 'There is no such document.' }];
	if (document.state === 'writing')
		return [
			{ text: 'The draft is still being written. An editor passes it before the force reads it.', href },
		];
	const { approvals } = await openDocument(tx, id);
	return approvals.passed?.state === 'valid'
		? []
		: [{ text: 'The draft has changed since an editor passed it. It is passed again first.', href }];
}

async function unreadyFigures(tx: Tx, round: Round): Promise<Problem[]> {
	const { passages } = await figuresUsed(tx, round);
	return passages.length > 0
		? []
		: [
				{
					text: 'No document about this inspection, or about all forces, uses a figure about the force yet.',
					href: `/inspections/${round.inspection}/documents`,
				},
			];
}

async function freeze(tx: Tx, round: Round): Promise<void> {
	if (round.document === null) {
		await keepFrozen(tx, round.id, { tree: null, ...(await figuresUsed(tx, round)) });
		return;
	}
	const { doc, hash } = await openDocument(tx, round.document);
	await keepFrozen(tx, round.id, { hash, ...frozenOf(doc) });
}

const tells: Partial<Record<RoundAction, Parameters<Telling>[2]>> = {
	share: 'shared',
	decide: 'decided',
	'ask again': 'again',
};

/** Steps whose reason those who are named read. */
const toldSteps: readonly RoundAction[] = ['ask again', 'decide again', 'take back'];

/** What each step does. Mail is posted by whoever opens the house; the demonstration sends none. */
export function roundMoves(tell: Telling = async () => {}): Moved<Rounding, RoundState, RoundAction> {
	return {
		workflow: roundWorkflow,
		load: roundingOf,
		async effect(tx, { subject: { round }, action, to, reason }) {
			if (action === 'share') await freeze(tx, round);
			if (action === 'hand in') await sendPoints(tx, round.id);
			if (action === 'extend') return;
			await asInvalid(
				{
					one_at_a_time: { '': 'There is a newer round about this. Close it or take it back first.' },
					deadline_ahead: { '': 'The deadline has passed.' },
				},
				() =>
					tx
						.updateTable('accuracy.round')
						.set({ state: to, ...(toldSteps.includes(action) ? { told: reason } : {}) })
						.where('id', '=', round.id)
						.execute(),
			);
			const what = tells[action];
			if (what !== undefined) await tell(tx, round, what);
		},
	};
}

type Asked = { id: string; seen?: number | undefined };
const seenBy = ({ seen }: Asked) => (seen === undefined ? {} : { seen });

/** Hands in for the force, with what it says besides; every point that is written goes with it. */
export async function handIn(
	tx: Tx,
	actor: Actor,
	{ note, ...asked }: Asked & { note: string | null },
): Promise<void> {
	await tx
		.updateTable('accuracy.round')
		.set({ handed_in_note: note })
		.where('id', '=', asked.id)
		.where('state', '=', 'shared')
		.execute();
	await perform(roundMoves(), tx, actor, { id: asked.id, action: 'hand in', ...seenBy(asked) });
}

/** Gives the force longer, and tells those who are named. */
export async function extendRound(
	tx: Tx,
	actor: Actor,
	{
		until,
		because,
		byName,
		...asked
	}: Asked & {
		until: Temporal.PlainDate;
		because: string;
		byName: string;
	},
	tell: Telling = tellNobody,
): Promise<void> {
	await perform(roundMoves(), tx, actor, {
		id: asked.id,
		action: 'extend',
		reason: because,
		...seenBy(asked),
	});
	const round = await roundById(tx, asked.id);
	if (round === null) return;
	if (Temporal.PlainDate.compare(until, round.deadline) <= 0)
		throw new Invalid({ until: 'The new deadline must be after the one that holds now' });
	await changeDeadline(tx, round.id, { was: round.deadline, until, because, byName });
	await tell(tx, round, 'extended');
}
