import { sql } from 'kysely';
import { z } from 'zod';
import { codeOf, enqueue, type JobKind, type Tx } from '../../foundation/index.ts';

/** Results follow what they come from: whoever changes that asks for this job. What has not changed is not computed. */
export const recomputing = {
	name: 'recompute figures',
	payload: z.object({ because: z.string().default('What they come from changed') }),
} satisfies JobKind<{ because: string }>;

const noSuchJob = '42704';

/**
 * Asks for it in the transaction that changes something; asked twice before it begins, it is done once. An installation
 * whose service has never run has nobody to do it yet: its first start asks by itself.
 */
export async function askToRecompute(tx: Tx, because: string): Promise<void> {
	await sql`savepoint asked`.execute(tx);
	try {
		await enqueue(tx, recomputing, { because }, { key: 'all' });
	} catch (error) {
		if (codeOf(error) !== noSuchJob) throw error;
		await sql`rollback to savepoint asked`.execute(tx);
	}
	await sql`release savepoint asked`.execute(tx);
}
