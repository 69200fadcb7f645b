import { sql } from 'kysely';
import type { Tx } from '../foundation/index.ts';
import { frameworksOf } from '../programmes/index.ts';

export type HeldItem = { id: string; number: number; kind: string; title: string | null };

/** Items of evidence by their numbers, as far as the reader may read their words. */
export async function itemsByIds(tx: Tx, ids: readonly string[]): Promise<HeldItem[]> {
	if (ids.length === 0) return [];
	const rows = await tx
		.selectFrom('evidence.item as item')
		.leftJoin('evidence.version as version', (join) =>
			join.onRef('version.item_id', '=', 'item.id').onRef('version.number', '=', 'item.latest'),
		)
		.select(['item.id', 'item.number', 'item.kind', 'version.title'])
		.where(sql<boolean>`item.id = any(${[...ids]}::uuid[])`)
		.orderBy('item.number')
		.execute();
	return rows.map((row) => ({ ...row, number: Number(row.number) }));
}

/** What one item that a force sent was used for: the inspections, and the questions that it bears on. */
export type Use = {
	item: string;
	number: number;
	title: string | null;
	inspections: string[];
	questions: string[];
};

/** What a force reads of that: never findings, and no inspection that it was not told of. A fixed number of queries. */
export async function usesOf(tx: Tx, ids: readonly string[]): Promise<Use[]> {
	if (ids.length === 0) return [];
	const items = await itemsByIds(tx, ids);
	const inspections = await tx
		.selectFrom('evidence.item as item')
		.innerJoin('programmes.inspection as inspection', (join) =>
			join.on(
				sql<boolean>`inspection.id = item.inspection_id or exists (select from evidence.reuse r
					where r.item_id = item.id and r.inspection_id = inspection.id)`,
			),
		)
		.innerJoin('programmes.programme as programme', 'programme.id', 'inspection.programme_id')
		.select(['item.id', 'programme.name', sql<boolean>`inspection.id = item.inspection_id`.as('first')])
		.where(sql<boolean>`item.id = any(${[...ids]}::uuid[])`)
		.orderBy(sql`inspection.id = item.inspection_id`, 'desc')
		.orderBy('programme.name')
		.execute();
	const bearings = await tx
		.selectFrom('evidence.bears_on')
		.select(['item_id', 'framework', 'version', 'component'])
		.where(sql<boolean>`item_id = any(${[...ids]}::uuid[])`)
		.execute();
	const frameworks = await frameworksOf(tx, bearings);
	const titleOf = ({ framework, version, component }: (typeof bearings)[number]) =>
		frameworks
			.find((one) => one.id === framework && one.version === version)
			?.questions.find(({ id }) => id === component)?.title ?? component;
	return items.map(({ id, number, title }) => ({
		item: id,
		number,
		title,
		inspections: inspections.filter((row) => row.id === id).map(({ name }) => name),
		questions: [...new Set(bearings.filter(({ item_id }) => item_id === id).map(titleOf))],
	}));
}
