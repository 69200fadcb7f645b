import type { Tx } from '../../foundation/index.ts';

/** The questions of the decision that holds, as a force may read it: what, and not who decided or why. */
export async function ownScope(
	tx: Tx,
	inspection: string,
): Promise<{ decidedAt: Temporal.Instant; inspected: ReadonlyMap<string, boolean> } | null> {
	const decision = await tx
		.selectFrom('programmes.scoping')
		.select(['id', 'decided_at'])
		.where('inspection_id', '=', inspection)
		.orderBy('number', 'desc')
		.limit(1)
		.executeTakeFirst();
	if (decision === undefined) return null;
	const rows = await tx
		.selectFrom('programmes.scoping_row')
		.select(['component', 'inspected'])
		.where('scoping_id', '=', decision.id)
		.execute();
	return {
		decidedAt: decision.decided_at,
		inspected: new Map(rows.map((row) => [row.component, row.inspected])),
	};
}
