import { sql } from 'kysely';
import { Refused, type Tx, timelineOf } from '../../foundation/index.ts';

export type Question = { inspection: string | null; component: string | null };

/** Why nothing may be written under this question now; null when it may. */
export async function closedBecause(tx: Tx, { inspection, component }: Question): Promise<string | null> {
	if (inspection === null) return null;
	const { open, state } = await tx
		.selectNoFrom([
			sql<boolean>`judgments.may_write(${inspection}::uuid)`.as('open'),
			sql<string | null>`(select state from judgments.judgment
				where inspection_id = ${inspection}::uuid and component = ${component}::text)`.as('state'),
		])
		.executeTakeFirstOrThrow();
	if (!open)
		return 'Findings are written while an inspection is prepared, in fieldwork, judged or reported, and afterwards only of one that was published earlier, by a programme manager.';
	return state === 'approved'
		? 'The judgment of this question is approved. Reopen it before you change what it rests on.'
		: null;
}

export async function demandOpen(tx: Tx, question: Question): Promise<void> {
	const because = await closedBecause(tx, question);
	if (because !== null) throw new Refused(because);
}

/** Who wrote the newest edition of something, as the record has it: whoever comes second is told. */
export async function lastWriter(
	tx: Tx,
	kind: 'finding' | 'raised' | 'advice',
	id: string,
): Promise<string | null> {
	const { entries } = await timelineOf(tx, { kind, id });
	return entries.find(({ changes }) => changes.some(({ name }) => name === 'Edition'))?.who ?? null;
}
