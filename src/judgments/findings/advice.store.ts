import { sql } from 'kysely';
import { Missing, type Tx } from '../../foundation/index.ts';
import { inspectionById } from '../../programmes/index.ts';
import { type Advice, Overtaken } from './finding.ts';
import { demandOpen } from './open.store.ts';

export type NewAdvice = {
	inspection: string;
	component: string;
	finding?: string | null;
	text: string;
	illustrative?: boolean;
};

/** What an inspection only advises, under one question or all, in the order in which it was written. */
export async function adviceOf(
	tx: Tx,
	wanted: { inspection: string; component?: string } | { id: string },
): Promise<Advice[]> {
	return tx
		.selectFrom('judgments.advice')
		.select([
			'id',
			'inspection_id as inspection',
			'component',
			'finding_id as finding',
			'text',
			'edition',
			'illustrative',
			'at',
		])
		.$if('id' in wanted, (query) => query.where('id', '=', 'id' in wanted ? wanted.id : ''))
		.$if('inspection' in wanted, (query) =>
			query.where('inspection_id', '=', 'inspection' in wanted ? wanted.inspection : ''),
		)
		.$if('inspection' in wanted && wanted.component !== undefined, (query) =>
			query.where('component', '=', 'inspection' in wanted ? (wanted.component ?? '') : ''),
		)
		.orderBy('at')
		.orderBy('id')
		.execute();
}

export async function adviceById(tx: Tx, id: string): Promise<Advice | null> {
	return (await adviceOf(tx, { id }))[0] ?? null;
}

/** Keeps a remark that only advises. It has no deadline, no addressee and no progress, and can be given none. */
export async function addAdvice(tx: Tx, advice: NewAdvice): Promise<string> {
	const inspection = await inspectionById(tx, advice.inspection);
	if (inspection === null) throw new Missing();
	await demandOpen(tx, advice);
	const { id } = await tx
		.insertInto('judgments.advice')
		.values({
			inspection_id: inspection.id,
			framework: inspection.framework,
			version: inspection.version,
			component: advice.component,
			finding_id: advice.finding ?? null,
			text: advice.text,
			illustrative: advice.illustrative ?? inspection.illustrative,
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

export async function changeAdvice(
	tx: Tx,
	id: string,
	{ seen, text, finding }: { seen: number; text: string; finding: string | null },
): Promise<void> {
	const advice = await adviceById(tx, id);
	if (advice === null) throw new Missing();
	await demandOpen(tx, advice);
	const { numUpdatedRows } = await tx
		.updateTable('judgments.advice')
		.set({ text, finding_id: finding, edition: sql<number>`edition + 1` })
		.where('id', '=', id)
		.where('edition', '=', seen)
		.executeTakeFirst();
	if (numUpdatedRows === 0n) throw new Overtaken(advice.text, text);
}

export async function removeAdvice(tx: Tx, id: string): Promise<void> {
	const advice = await adviceById(tx, id);
	if (advice === null) throw new Missing();
	await demandOpen(tx, advice);
	await tx.deleteFrom('judgments.advice').where('id', '=', id).execute();
}
