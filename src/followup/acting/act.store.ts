import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import {
	type Actor,
	asInvalid,
	fileColumns,
	Invalid,
	type Moved,
	perform,
	type Tx,
} from '../../foundation/index.ts';
import { promisedById, promisedByNumber } from '../register/promise.store.ts';
import { type PartState, partStateOf } from '../register/state.ts';
import { type Acting, type PartAction, partWorkflow, takenOver } from './acting.ts';

/** Something to look at before a part is closed: at least one of these. */
export type NewProof = {
	text?: string | null;
	file?: string | null;
	evidence?: string | null;
	progress?: string | null;
};

export type NewAct = {
	part: string;
	action: PartAction;
	/** For everybody to read. */
	words?: string | null;
	proofs?: readonly NewProof[];
	/** The number of what takes its place. */
	instead?: number | null;
	/** Done together with others, for one reason. */
	bulk?: string | null;
	/** Whom the inspectorate writes it down for, where it was told. */
	of?: 'inspectorate' | 'force' | 'policing body';
	seen?: number;
};

const sentences = {
	act_two_people: {
		'': 'Somebody else has to close this: you sent the evidence, or wrote it.',
	},
	act_proof: { proof: 'Say what shows that it is done, or add a file' },
	act_reason: { reason: 'Enter a reason' },
	act_overtaken: { '': 'It stands elsewhere by now. Look at it again before you go on.' },
	act_instead: { instead: 'What takes its place must be another promise of the same force' },
	act_taken_over: { '': 'Only what an older register says is taken over, and only once.' },
} as const;

async function actingOf(tx: Tx, part: string): Promise<Acting | null> {
	const found = await tx
		.selectFrom('followup.part')
		.select('promise_id')
		.where('id', '=', part)
		.executeTakeFirst();
	const promised = found === undefined ? null : await promisedById(tx, found.promise_id);
	const there = promised?.parts.find(({ id }) => id === part);
	return promised === null || there === undefined ? null : { promised, part: there };
}

/** What an act brings besides its action; the state of the part follows from its row. */
function partMoves(act: Omit<NewAct, 'part' | 'action' | 'seen'> = {}): Moved<Acting, PartState, PartAction> {
	return {
		workflow: partWorkflow,
		load: actingOf,
		async effect(tx, { subject: { part }, action, to, reason, actor }) {
			const { proofs = [], instead = null, bulk = null, of = 'inspectorate' } = act;
			const id = randomUUID();
			const words = reason ?? act.words?.trim() ?? '';
			const common = { id, part_id: part.id, becomes: to, words: words === '' ? null : words, bulk_id: bulk };
			await asInvalid(sentences, async () => {
				if (isOfInspectorate(actor))
					await tx
						.insertInto('followup.act')
						.values({
							...common,
							instead_id: instead === null ? null : await idOf(tx, instead),
							taken_over: takenOver.includes(action),
							of: actor.kind === 'worker' ? 'system' : of,
						})
						.execute();
				else await tx.insertInto('followup.act').values(common).execute();
				for (const proof of proofs) await addProof(tx, id, proof, isOfInspectorate(actor));
				// Looked at now, so that whoever asked is told, and not when all is over.
				await sql`set constraints followup.with_proof immediate`.execute(tx);
				await sql`set constraints followup.with_proof deferred`.execute(tx);
			});
		},
	};
}

function isOfInspectorate(actor: Actor): boolean {
	return actor.kind !== 'account' || actor.organisation?.kind === 'inspectorate';
}

async function addProof(tx: Tx, act: string, proof: NewProof, staff: boolean): Promise<void> {
	const { text = null, file = null, evidence = null, progress = null } = proof;
	await tx
		.insertInto('followup.proof')
		.values({
			act_id: act,
			text,
			file_id: file,
			...(staff ? { evidence_id: evidence, progress_id: progress } : {}),
		})
		.execute();
}

async function idOf(tx: Tx, number: number): Promise<string> {
	const promised = await promisedByNumber(tx, number);
	if (promised === null) throw new Invalid({ instead: `There is no FU-${number}` });
	return promised.id;
}

/** One step of one part, by whoever asks. */
export async function actOn(tx: Tx, actor: Actor, { part, action, seen, ...act }: NewAct): Promise<void> {
	const reason = partWorkflow.actions[action];
	await perform(partMoves(act), tx, actor, {
		id: part,
		action,
		...('reason' in reason && act.words != null ? { reason: act.words } : {}),
		...(seen === undefined ? {} : { seen }),
	});
}

/** The same step of several parts for one reason, all or none. */
export async function actOnAll(
	tx: Tx,
	actor: Actor,
	{ parts, ...act }: Omit<NewAct, 'part' | 'bulk' | 'seen'> & { parts: readonly string[]; words: string },
): Promise<void> {
	if (act.words.trim() === '') throw new Invalid({ reason: 'Enter one reason for all of them' });
	const bulk = parts.length > 1 ? randomUUID() : null;
	for (const part of parts) await actOn(tx, actor, { ...act, part, bulk });
}

export type Proof = {
	id: string;
	text: string | null;
	file: { id: string; name: string } | null;
	evidence: { id: string; number: number } | null;
	progress: string | null;
};

export type Act = {
	id: string;
	part: string;
	number: number;
	was: PartState;
	becomes: PartState;
	words: string | null;
	instead: number | null;
	bulk: boolean;
	takenOver: boolean;
	of: string;
	by: string | null;
	byName: string;
	at: Temporal.Instant;
	proofs: Proof[];
};

/** What was done about these parts, the oldest first, with the evidence that the reader may see. */
export async function actsOf(tx: Tx, parts: readonly string[]): Promise<Act[]> {
	const { rows } = await sql<Omit<Act, 'proofs' | 'was' | 'becomes'> & { was: string; becomes: string }>`
		select a.id, a.part_id as part, a.number, a.was, a.becomes, a.words, i.number::integer as instead,
			a.bulk_id is not null as bulk, a.taken_over as "takenOver", a.of, a.by, a.by_name as "byName", a.at
		from followup.act a left join followup.promise i on i.id = a.instead_id
		where a.part_id = any (${[...parts]}::uuid[]) order by a.at, a.number`.execute(tx);
	const proofs = await proofsOf(
		tx,
		rows.map(({ id }) => id),
	);
	return rows.map((row) => ({
		...row,
		was: partStateOf(row.was),
		becomes: partStateOf(row.becomes),
		proofs: proofs.get(row.id) ?? [],
	}));
}

async function proofsOf(tx: Tx, acts: readonly string[]): Promise<Map<string, Proof[]>> {
	const { rows } = await sql<Omit<Proof, 'evidence'> & { act: string; evidence: string | null }>`
		select p.act_id as act, p.id, p.text, p.progress_id as progress, p.evidence_id as evidence,
			case when f.id is not null then jsonb_build_object('id', f.id, 'name', f.name) end as file
		from followup.proof p left join foundation.file f on f.id = p.file_id
		where p.act_id = any (${[...acts]}::uuid[]) order by p.at, p.id`.execute(tx);
	const items = await itemsOf(
		tx,
		rows.flatMap(({ evidence }) => evidence ?? []),
	);
	const all = new Map<string, Proof[]>();
	for (const { act, evidence, ...proof } of rows)
		all.set(act, [
			...(all.get(act) ?? []),
			{ ...proof, evidence: items.find(({ id }) => id === evidence) ?? null },
		]);
	return all;
}

/** A policing body is shown no item, and its role does not reach them: where there is none, none is asked for. */
async function itemsOf(tx: Tx, ids: readonly string[]): Promise<{ id: string; number: number }[]> {
	if (ids.length === 0) return [];
	const { rows } = await sql<{ id: string; number: string }>`
		select e.id, e.number from evidence.item e where e.id = any (${[...ids]}::uuid[])`.execute(tx);
	return rows.map(({ id, number }) => ({ id, number: Number(number) }));
}

/** The file of a proof, for whoever may see it: those who sent it, and the inspectorate. */
export async function proofFile(tx: Tx, proof: string) {
	const found = await tx
		.selectFrom('followup.proof as proof')
		.innerJoin('followup.act as act', 'act.id', 'proof.act_id')
		.innerJoin('followup.part as part', 'part.id', 'act.part_id')
		.innerJoin('followup.promise as promise', 'promise.id', 'part.promise_id')
		.innerJoin('foundation.file as file', 'file.id', 'proof.file_id')
		.select(fileColumns)
		.select('promise.force_id as force')
		.where('proof.id', '=', proof)
		.where('file.withdrawn_at', 'is', null)
		.executeTakeFirst();
	return found ?? null;
}
