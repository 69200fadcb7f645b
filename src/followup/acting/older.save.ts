import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { type Actor, installationKind, inWordsDate, Refused, type Tx } from '../../foundation/index.ts';
import { promisedById } from '../register/promise.store.ts';
import { citePromised } from '../register/promise.ts';
import { isOpen } from '../register/state.ts';
import { actOn } from './act.store.ts';
import { type PartAction, partWorkflow } from './acting.ts';
import { linkPromised } from './link.store.ts';
import { type OlderStatus, olderStatuses } from './older.columns.ts';
import type { Compared, Decision, Placed, Proposal } from './older.proposals.ts';
import type { OlderPart } from './older.ts';

export type Taken = { promises: number; parts: number; there: number; left: number };

/**
 * Takes over what was compared, as somebody has decided. What is taken is public from then on, but for comments: these
 * become notes between colleagues.
 */
export async function takeOlder(
	tx: Tx,
	actor: Actor,
	{ there, fresh, proposals }: Compared,
	decided: ReadonlyMap<string, Decision>,
): Promise<Taken> {
	const decisions = proposals.map((proposal) => {
		const decision = decided.get(proposal.older.key);
		if (decision === undefined || !proposal.open.includes(decision))
			throw new Refused('What is alike has to be decided one by one first.');
		return { proposal, decision };
	});
	const taken = [
		...fresh,
		...decisions.filter(({ decision }) => decision !== 'leave').map(({ proposal }) => proposal.older),
	].sort((a, b) => a.line - b.line);
	const ids = new Map(taken.map(({ key }) => [key, randomUUID()]));
	const parts = await addAll(tx, taken, ids);
	const places = placesOf(decisions, ids);
	for (const { proposal, decision } of decisions) await belong(tx, actor, { proposal, decision, places });
	return {
		promises: taken.length,
		parts,
		there: there.length,
		left: decisions.filter(({ decision }) => decision === 'leave').length,
	};
}

/** Where each row of the file went: what was left out is what it is the same as. */
function placesOf(
	decisions: readonly { proposal: Proposal; decision: Decision }[],
	ids: ReadonlyMap<string, string>,
): Map<string, string> {
	const places = new Map(ids);
	for (const { proposal, decision } of decisions) {
		if (decision !== 'leave') continue;
		const { other, older } = proposal;
		const place = other.kind === 'kept' ? other.kept.id : places.get(other.older.key);
		if (place !== undefined) places.set(older.key, place);
	}
	return places;
}

async function belong(
	tx: Tx,
	actor: Actor,
	{
		proposal: { older, other, later },
		decision,
		places,
	}: { proposal: Proposal; decision: Decision; places: ReadonlyMap<string, string> },
): Promise<void> {
	const own = places.get(older.key);
	const beside = other.kind === 'kept' ? other.kept.id : places.get(other.older.key);
	if (own === undefined || beside === undefined || own === beside || decision === 'leave') return;
	const [newer, earlier] = later ? [own, beside] : [beside, own];
	const kinds = { take: 'unrelated', repeats: 'repeats', supersedes: 'repeats' } as const;
	await linkPromised(tx, { from: newer, to: earlier, kind: kinds[decision] });
	if (decision !== 'supersedes') return;
	const [by, of] = [await promisedById(tx, newer), await promisedById(tx, earlier)];
	if (by === null || of === null) return;
	for (const part of of.parts.filter(({ state }) => isOpen(state)))
		await actOn(tx, actor, {
			part: part.id,
			action: 'supersede',
			instead: by.number,
			words: `${citePromised(by)} asks for it again, in “${by.source}”.`,
		});
}

const actions: Readonly<Record<Exclude<OlderStatus, 'awaiting-review'>, PartAction>> = {
	'being-progressed': 'take over as in progress',
	complete: 'take over as closed',
	'no-further-action-needed': 'take over as not applicable',
};

/** Everything in few statements, because registers are long. */
async function addAll(tx: Tx, taken: readonly Placed[], ids: ReadonlyMap<string, string>): Promise<number> {
	const rows = taken.map((older) => ({ older, promise: ids.get(older.key) ?? '' }));
	// What is taken over in a demonstration is made up.
	const illustrative = (await installationKind(tx)) === 'demonstration';
	const parts = rows.flatMap(({ older, promise }) =>
		older.parts.map((part) => ({ older, promise, part, id: randomUUID() })),
	);
	for (const some of chunks(rows))
		await tx
			.insertInto('followup.promise')
			.values(
				some.map(({ older, promise }) => ({
					id: promise,
					older_id: older.id,
					force_id: older.force.id,
					whose: older.whose,
					addressee: older.addressee,
					kind: older.kind,
					text: older.text,
					theme: older.theme,
					source: older.source,
					source_address: older.sourceAddress,
					published_on: older.publishedOn,
					illustrative,
				})),
			)
			.execute();
	for (const some of chunks(parts))
		await tx
			.insertInto('followup.part')
			.values(
				some.map(({ promise, part, id }) => ({
					id,
					promise_id: promise,
					letter: part.letter,
					text: part.text,
					due_on: part.due?.on ?? null,
					due_basis: part.due === null ? null : 'As an older register has it',
					due_set_by: part.due?.setBy ?? null,
					due_set_by_name: part.due?.setByName ?? null,
				})),
			)
			.execute();
	await takeStates(tx, parts);
	await keepComments(tx, rows, parts);
	return parts.length;
}

type NewPart = { older: Placed; promise: string; part: OlderPart; id: string };

/** A step of the workflow for each, and the act that says that nobody here has looked. */
async function takeStates(tx: Tx, parts: readonly NewPart[]): Promise<void> {
	const moving = parts.flatMap(({ older, part, id }) =>
		part.status === 'awaiting-review'
			? []
			: [{ id, force: older.force.id, part, action: actions[part.status], to: olderStatuses[part.status] }],
	);
	for (const some of chunks(moving)) {
		await tx
			.insertInto('foundation.transition')
			.values(
				some.map(({ id, force, action, to }) => ({
					workflow: partWorkflow.name,
					subject_kind: partWorkflow.kind,
					subject_id: id,
					action,
					done: partWorkflow.actions[action].done,
					from_state: partWorkflow.start,
					to_state: to,
					reason: null,
					organisation_id: force,
					shared: false,
				})),
			)
			.execute();
		await tx
			.insertInto('followup.act')
			.values(
				some.map(({ id, part, to }) => ({
					part_id: id,
					becomes: to,
					taken_over: true,
					words: takenOverWords(part),
				})),
			)
			.execute();
	}
}

function takenOverWords({ status, statusOn }: Pick<OlderPart, 'status' | 'statusOn'>): string {
	const since = statusOn === null ? '' : ` since ${inWordsDate(statusOn)}`;
	return `An older register had it as “${status}”${since}. It was taken over as it stood: nobody has looked at it here.`;
}

async function keepComments(
	tx: Tx,
	rows: readonly { older: Placed; promise: string }[],
	parts: readonly NewPart[],
): Promise<void> {
	const said = (older: Placed, letter: string | null) =>
		`Comment in the older register, ${older.id}${letter === null ? '' : ` (${letter})`}:`;
	const notes = [
		...rows.flatMap(({ older, promise }) =>
			older.comment === null || older.parts.some(({ letter }) => letter === null)
				? []
				: [{ promise_id: promise, text: `${said(older, null)}\n${older.comment}` }],
		),
		...parts.flatMap(({ older, promise, part }) =>
			part.comment === null
				? []
				: [{ promise_id: promise, text: `${said(older, part.letter)}\n${part.comment}` }],
		),
	];
	for (const some of chunks(notes)) await tx.insertInto('followup.note').values(some).execute();
}

/** A statement holds at most so many values. */
function chunks<T>(all: readonly T[]): T[][] {
	const size = 500;
	return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
		all.slice(index * size, (index + 1) * size),
	);
}

/** Two files are compared with the register one after the other. */
export async function holdRegister(tx: Tx): Promise<void> {
	await sql`select pg_advisory_xact_lock(hashtextextended('followup older register', 0))`.execute(tx);
}

export function takenInWords({ promises, parts, there, left }: Taken): string {
	const count = (number: number, one: string) =>
		`${number.toLocaleString('en-GB')} ${number === 1 ? one : `${one}s`}`;
	const more = [
		...(there === 0
			? []
			: [`${there.toLocaleString('en-GB')} ${there === 1 ? 'was' : 'were'} there already`]),
		...(left === 0
			? []
			: [`${left.toLocaleString('en-GB')} ${left === 1 ? 'was' : 'were'} left out as decided`]),
	];
	const end = more.length === 0 ? '' : `; ${more.join(', and ')}`;
	return `Taken over: ${count(promises, 'promise')} with ${count(parts, 'part')}${end}.`;
}
