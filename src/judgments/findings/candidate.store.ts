import { sql } from 'kysely';
import { type Evidence, evidenceByIds } from '../../evidence/index.ts';
import type { Tx } from '../../foundation/index.ts';
import type { Finding } from './finding.ts';

/** Where evidence for a finding is looked for, from near to far. */
export const wheres = ['question', 'inspection', 'force', 'all'] as const;
export type Where = (typeof wheres)[number];

export const whereTexts: Record<Where, string> = {
	question: 'What bears on this question',
	inspection: 'Everything of this inspection',
	force: 'Everything about this force',
	all: 'All evidence',
};

const most = 50;

/** Evidence that a finding does not cite yet, the newest first: what bears on its question, or what holds these words. */
export async function candidatesFor(
	tx: Tx,
	finding: Pick<Finding, 'id' | 'inspection' | 'programme' | 'force' | 'framework' | 'version' | 'component'>,
	{ where, text }: { where: Where; text: string },
): Promise<{ evidence: Evidence[]; more: boolean }> {
	const inspections =
		finding.inspection === null
			? sql`(select i.id from programmes.inspection i where i.programme_id = ${finding.programme.id}::uuid)`
			: sql`(select ${finding.inspection}::uuid)`;
	const here = sql`(item.inspection_id in ${inspections} or exists (select from evidence.reuse r
		where r.item_id = item.id and r.inspection_id in ${inspections}))`;
	const bears = sql`exists (select from evidence.bears_on b where b.item_id = item.id
		and b.framework = ${finding.framework} and b.version = ${finding.version}
		and (b.component = ${finding.component} or exists (select from programmes.framework_component c
			where c.framework = b.framework and c.version = b.version and c.component = b.component
				and c.kind = 'part' and c.parent = ${finding.component})))`;
	const scope = {
		question: sql`${here} and ${bears}`,
		inspection: here,
		force: finding.force === null ? sql`true` : sql`item.force_id = ${finding.force.id}::uuid`,
		all: sql`true`,
	}[where];
	const number = /^e-?(\d{1,15})$/i.exec(text.trim())?.[1];
	const matches =
		text.trim() === ''
			? sql`true`
			: number !== undefined
				? sql`item.number = ${Number(number)}`
				: sql`exists (select from evidence.version v where v.item_id = item.id and v.number = item.latest
					and v.words @@ websearch_to_tsquery('english', ${text}))`;
	const { rows } = await sql<{ id: string }>`
		select item.id from evidence.item item
		where item.withdrawn_at is null and ${scope} and ${matches}
			and not exists (select from judgments.citation c where c.finding_id = ${finding.id}::uuid and c.item_id = item.id)
		order by item.number desc limit ${most + 1}`.execute(tx);
	const evidence = await evidenceByIds(
		tx,
		rows.slice(0, most).map(({ id }) => id),
	);
	return { evidence: evidence.toReversed(), more: rows.length > most };
}
