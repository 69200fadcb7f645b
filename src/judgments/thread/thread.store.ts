import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';

/** A pillar or question of one inspection. */
export type At = { inspection: string; component: string };

/**
 * The numbers of the evidence that bears on a question and that no standing finding under it cites: of the inspection,
 * used again in it, or gathered about its force between inspections.
 */
export async function uncitedItems(
	tx: Tx,
	question: At & { force: string; framework: string; version: number; parts: readonly string[] },
): Promise<string[]> {
	const { inspection, component, force, framework, version, parts } = question;
	const rows = await tx
		.selectFrom('evidence.bears_on as bears')
		.innerJoin('evidence.item as item', 'item.id', 'bears.item_id')
		.select('item.id')
		.distinct()
		.where('bears.framework', '=', framework)
		.where('bears.version', '=', version)
		.where(sql<boolean>`bears.component = any(${[component, ...parts]}::text[])`)
		.where(
			sql<boolean>`(item.inspection_id = ${inspection}::uuid
				or item.inspection_id is null and item.force_id = ${force}::uuid
				or item.id in (select r.item_id from evidence.reuse r where r.inspection_id = ${inspection}::uuid))`,
		)
		.where(
			sql<boolean>`not exists (select from judgments.citation c join judgments.finding f on f.id = c.finding_id
				where c.item_id = item.id and f.inspection_id = ${inspection}::uuid and f.component = ${component}
					and f.withdrawn_at is null)`,
		)
		.execute();
	return rows.map(({ id }) => id);
}

/** The numbers of the judgments of these pillars and questions, as far as anybody has begun one. */
export async function judgmentsAt(tx: Tx, places: readonly At[]): Promise<string[]> {
	if (places.length === 0) return [];
	const rows = await tx
		.selectFrom('judgments.judgment')
		.select('id')
		.where(
			sql<boolean>`(inspection_id, component) in (select * from unnest(
				${places.map(({ inspection }) => inspection)}::uuid[], ${places.map(({ component }) => component)}::text[]))`,
		)
		.execute();
	return rows.map(({ id }) => id);
}

/** What was raised on these findings. */
export async function raisedOnFindings(tx: Tx, findings: readonly string[]): Promise<string[]> {
	if (findings.length === 0) return [];
	const rows = await tx
		.selectFrom('judgments.raised_finding')
		.select('raised_id')
		.distinct()
		.where(sql<boolean>`finding_id = any(${[...findings]}::uuid[])`)
		.execute();
	return rows.map(({ raised_id }) => raised_id);
}

/** Other items that come from the same source: with this one they are one. */
export async function sameSource(tx: Tx, { id, source }: { id: string; source: string }): Promise<string[]> {
	const rows = await tx
		.selectFrom('evidence.item')
		.select('id')
		.where('source_id', '=', source)
		.where('id', '<>', id)
		.orderBy('number')
		.execute();
	return rows.map((row) => row.id);
}

/** What accounts are called, in one query. */
export async function accountNames(tx: Tx, ids: readonly (string | null)[]): Promise<Map<string, string>> {
	const known = [...new Set(ids.filter((id) => id !== null))];
	if (known.length === 0) return new Map();
	const rows = await tx
		.selectFrom('foundation.account')
		.select(['id', 'name'])
		.where(sql<boolean>`id = any(${known}::uuid[])`)
		.execute();
	return new Map(rows.map(({ id, name }) => [id, name]));
}
