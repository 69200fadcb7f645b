import { sql } from 'kysely';
import { asInvalid, perPage, type Tx } from '../foundation/index.ts';
import { nameMembers } from './member.store.ts';
import {
	type Round,
	type RoundKind,
	type RoundResponse,
	type RoundState,
	roundKinds,
	roundStates,
} from './round.ts';

function rounds(tx: Tx) {
	return tx
		.selectFrom('accuracy.round as round')
		.innerJoin('foundation.organisation as organisation', 'organisation.id', 'round.force_id')
		.leftJoin('programmes.force as force', 'force.id', 'round.force_id')
		.selectAll('round')
		.select([
			sql<string>`coalesce(force.slug, round.force_id::text)`.as('forceSlug'),
			'organisation.name as forceName',
		]);
}

type Row = Awaited<ReturnType<ReturnType<typeof rounds>['executeTakeFirstOrThrow']>>;

function known<Word extends string>(words: Readonly<Record<Word, unknown>>, word: string): Word {
	if (Object.hasOwn(words, word)) return word as Word; // hasOwn does not tell the compiler.
	throw new Error(`no round is "${word}"`);
}

const responses: Readonly<Record<RoundResponse, true>> = { points: true, nil: true, none: true };

function roundOf(row: Row): Round {
	const { id, title, programme, message, deadline, late, told, illustrative } = row;
	return {
		...{ id, title, programme, message, deadline, late, told, illustrative },
		number: Number(row.number),
		kind: known(roundKinds, row.kind),
		force: { id: row.force_id, slug: row.forceSlug, name: row.forceName },
		inspection: row.inspection_id,
		document: row.document_id,
		state: known(roundStates, row.state),
		sharedAt: row.shared_at,
		submittedAt: row.submitted_at,
		submittedBy: row.submitted_by_name,
		response: row.response === null ? null : known(responses, row.response),
		note: row.handed_in_note,
		decidedAt: row.decided_at,
		closedAt: row.closed_at,
		addedBy: row.added_by,
	};
}

/** As far as whoever asks may see it: for a force, one that it was shared and they are named in. */
export async function roundById(tx: Tx, id: string): Promise<Round | null> {
	const row = await rounds(tx).where('round.id', '=', id).executeTakeFirst();
	return row === undefined ? null : roundOf(row);
}

export type RoundFilter = {
	inspection?: string;
	document?: string;
	states?: readonly RoundState[];
	kind?: RoundKind | undefined;
	/** By its address. */
	force?: string;
	/** Past its deadline, and still with the force. */
	overdue?: boolean;
	/** Without it, all of them. */
	page?: number;
};

/** What goes on first, by its deadline; then what is over, the newest first. */
export async function roundsOf(
	tx: Tx,
	{ inspection, document, states, kind, force = '', overdue = false, page }: RoundFilter = {},
): Promise<{ rounds: Round[]; total: number }> {
	const matching = rounds(tx)
		.$if(inspection !== undefined, (query) => query.where('round.inspection_id', '=', inspection ?? ''))
		.$if(document !== undefined, (query) => query.where('round.document_id', '=', document ?? ''))
		.$if(states !== undefined, (query) => query.where('round.state', 'in', [...(states ?? [])]))
		.$if(kind !== undefined, (query) => query.where('round.kind', '=', kind ?? ''))
		.$if(force !== '', (query) => query.where('force.slug', '=', force))
		.$if(overdue, (query) =>
			query
				.where('round.state', '=', 'shared')
				.where(sql<boolean>`round.deadline < (app.now() at time zone 'Europe/London')::date`),
		);
	const ordered = matching
		.orderBy(sql`round.state in ('closed', 'taken back')`)
		.orderBy(sql`case when round.state not in ('closed', 'taken back') then round.deadline end`)
		.orderBy('round.number', 'desc');
	if (page === undefined) {
		const rows = await ordered.execute();
		return { rounds: rows.map(roundOf), total: rows.length };
	}
	const { total } = await matching
		.clearSelect()
		.select(({ fn }) => fn.countAll<number>().as('total'))
		.executeTakeFirstOrThrow();
	const rows = await ordered
		.limit(perPage)
		.offset((page - 1) * perPage)
		.execute();
	return { rounds: rows.map(roundOf), total };
}

export type NewRound = {
	kind: RoundKind;
	force: string;
	inspection: string;
	document: string | null;
	title: string;
	programme: string;
	message: string | null;
	deadline: Temporal.PlainDate;
	illustrative?: boolean;
	/** Accounts at the force; at least one of them hands in. */
	members: readonly { account: string; handsIn: boolean }[];
};

/** Prepares a round. Nothing is frozen and nobody is told of it before it is shared. */
export async function addRound(tx: Tx, added: NewRound): Promise<{ id: string; number: number }> {
	const {
		kind,
		force,
		inspection,
		document,
		title,
		programme,
		message,
		deadline,
		illustrative = false,
	} = added;
	const { id, number } = await asInvalid(
		{ one_at_a_time: { '': 'There is a round about this already. Take it back or close it first.' } },
		() =>
			tx
				.insertInto('accuracy.round')
				.values({
					...{ kind, title: title.trim(), programme, message, deadline, illustrative },
					force_id: force,
					inspection_id: inspection,
					document_id: document,
				})
				.returning(['id', 'number'])
				.executeTakeFirstOrThrow(),
	);
	await nameMembers(tx, id, added.members);
	return { id, number: Number(number) };
}

export async function changeDeadline(
	tx: Tx,
	id: string,
	{ was, until, because, byName }: Extension & { byName: string },
): Promise<void> {
	await tx
		.insertInto('accuracy.extension')
		.values({ round_id: id, was, until, because, by_name: byName })
		.execute();
	await tx.updateTable('accuracy.round').set({ deadline: until }).where('id', '=', id).execute();
}

export type Extension = { was: Temporal.PlainDate; until: Temporal.PlainDate; because: string };

export async function extensionsOf(
	tx: Tx,
	rounds: readonly string[],
): Promise<(Extension & { round: string; byName: string; at: Temporal.Instant })[]> {
	if (rounds.length === 0) return [];
	return tx
		.selectFrom('accuracy.extension')
		.select(['round_id as round', 'was', 'until', 'because', 'by_name as byName', 'at'])
		.where(sql<boolean>`round_id = any(${[...rounds]}::uuid[])`)
		.orderBy('at')
		.execute();
}

/** The number of points that are written at the force and not handed in, for the inspectorate to know that there are any. */
export async function preparedAt(tx: Tx, id: string): Promise<number> {
	const { rows } = await sql<{ count: number }>`select accuracy.prepared(${id}) as count`.execute(tx);
	return rows[0]?.count ?? 0;
}
