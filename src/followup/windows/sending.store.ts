import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { addEvidence } from '../../evidence/index.ts';
import {
	type AccountActor,
	asInvalid,
	Failure,
	type Files,
	Invalid,
	type Tx,
} from '../../foundation/index.ts';
import { inspectionsOf, todayIn } from '../../programmes/index.ts';
import type { SentUpdate, UpdateWindow } from './window.ts';

export type NewSent = {
	/** Of what it tells, with how that is cited: "FU-4 (b)"; null: of the whole. */
	part: { id: string; cited: string } | null;
	/** Since when it is so. */
	since: Temporal.PlainDate;
	text: string;
};

/** An inspection that takes no more evidence is over. */
const over = new Set(['published', 'closed', 'cancelled']);

/**
 * The inspection that considers what is sent: the window's programme, at this force, as soon as the force was told of it.
 * Before that, and where there is none, the update stands with the force: an inspection that is only planned is not to be
 * known from what a force sees of its own evidence.
 */
async function laterInspection(tx: Tx, window: UpdateWindow, force: string): Promise<string | null> {
	const inspections = await inspectionsOf(tx, { force, programme: window.programme.id });
	return inspections.find(({ state }) => !over.has(state))?.id ?? null;
}

/** Sends an update for the force of whoever acts: from then on it is evidence, as the force reports it. */
export async function sendUpdate(
	tx: Tx,
	actor: AccountActor,
	{ window, part, since, text }: NewSent & { window: UpdateWindow },
	brought: { files: Files; spooled: readonly Parameters<Files['keep']>[1][] } | null = null,
): Promise<{ evidence: string; number: number; late: boolean }> {
	const force = actor.organisation;
	if (force === null) throw new Error('Somebody of a force sends an update.');
	if (Temporal.PlainDate.compare(since, await todayIn(tx)) > 0)
		throw new Invalid({ since: 'The day must be today or earlier' });
	const id = randomUUID();
	const files: string[] = [];
	for (const file of brought?.spooled ?? []) {
		try {
			const kept = await brought?.files.keep(tx, file, {
				organisation: force.id,
				subject: { kind: 'evidence', id },
			});
			if (kept !== undefined) files.push(kept.id);
		} catch (error) {
			if (error instanceof Failure) throw new Invalid({ files: error.message });
			throw error;
		}
	}
	const { number } = await addEvidence(tx, {
		id,
		kind: 'force update',
		force: force.id,
		inspection: await laterInspection(tx, window, force.id),
		suppliedBy: force.id,
		source: { name: force.name },
		title: `${part === null ? 'Update' : `Update on ${part.cited}`}: ${window.title}`,
		text,
		happenedOn: since,
		gatheredBy: actor.account,
		gatheredByName: actor.name,
		reliability: 'force-reported',
		illustrative: window.illustrative,
		files,
	});
	const { late } = await asInvalid(
		{
			window_open: { '': 'This window is not open yet' },
			'23503': { '': 'Your force was not asked in this window' },
		},
		() =>
			tx
				.insertInto('followup.window_update')
				.values({ window_id: window.id, part_id: part?.id ?? null, evidence_id: id })
				.returning('late')
				.executeTakeFirstOrThrow(),
	);
	return { evidence: id, number, late };
}

/** The newest first; without a force, of all that whoever asks may see. */
export async function sentIn(
	tx: Tx,
	{ window, force, part }: { window?: string; force?: string; part?: string },
): Promise<SentUpdate[]> {
	const { rows } = await sql<{
		id: string;
		window: string;
		force_id: string;
		slug: string;
		name: string;
		part_id: string | null;
		promise: string | null;
		letter: string | null;
		evidence_id: string;
		number: string;
		late: boolean;
		byName: string;
		at: Temporal.Instant;
	}>`
		select u.id, u.window_id as window, u.force_id, coalesce(f.slug, f.id::text) as slug, o.name, u.part_id,
			p.number as promise, t.letter, u.evidence_id, e.number, u.late, u.by_name as "byName", u.at
		from followup.window_update u
			join programmes.force f on f.id = u.force_id join foundation.organisation o on o.id = u.force_id
			join evidence.item e on e.id = u.evidence_id
			left join followup.part t on t.id = u.part_id left join followup.promise p on p.id = t.promise_id
		where (${window ?? null}::uuid is null or u.window_id = ${window ?? null}::uuid)
			and (${force ?? null}::uuid is null or u.force_id = ${force ?? null}::uuid)
			and (${part ?? null}::uuid is null or u.part_id = ${part ?? null}::uuid)
		order by u.at desc`.execute(tx);
	return rows.map(({ id, window: of, force_id, slug, name, part_id, promise, letter, ...row }) => ({
		id,
		window: of,
		force: { id: force_id, slug, name },
		part: part_id === null ? null : { id: part_id, promise: Number(promise), letter },
		evidence: { id: row.evidence_id, number: Number(row.number) },
		late: row.late,
		byName: row.byName,
		at: row.at,
	}));
}
