import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../database/connection.ts';

export type OwnHappening = {
	at: Temporal.Instant;
	action: string;
	device: string | null;
	method: string | null;
};

const details = z
	.object({ device: z.string().optional(), method: z.string().optional() })
	.nullable()
	.catch(null);

/** What was done lately with somebody's own account, from the record. Plain changes of the row are told by their page. */
export async function ownHappenings(tx: Tx, account: string): Promise<OwnHappening[]> {
	const rows = await tx
		.selectFrom('foundation.audit_entry')
		.select(['at', 'action', 'after'])
		.where('subject_kind', '=', 'account')
		.where('subject_id', '=', account)
		.where(sql<boolean>`action not in ('added', 'changed')`)
		.orderBy('id', 'desc')
		.limit(10)
		.execute();
	return rows.map(({ at, action, after }) => {
		const facts = details.parse(after);
		return { at, action, device: facts?.device ?? null, method: facts?.method ?? null };
	});
}
