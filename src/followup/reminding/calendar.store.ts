import { createHmac, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { hashOf, type Tx } from '../../foundation/index.ts';

/** Of whoever has this id and the installation's secret: nobody else can make it. */
export function tokenOf(secret: string, id: string): string {
	return createHmac('sha256', secret).update(`follow-up calendar ${id}`).digest('base64url');
}

/** The address of whoever asks, if they have one. */
export async function calendarOf(tx: Tx): Promise<{ id: string; madeAt: Temporal.Instant } | null> {
	const row = await tx.selectFrom('followup.calendar').select(['id', 'made_at as madeAt']).executeTakeFirst();
	return row ?? null;
}

/** Makes an address; the one before it leads nowhere from then on. */
export async function makeCalendar(tx: Tx, secret: string): Promise<void> {
	const id = randomUUID();
	const values = { id, token_hash: hashOf(tokenOf(secret, id)), made_at: sql<Temporal.Instant>`app.now()` };
	await tx
		.insertInto('followup.calendar')
		.values(values)
		.onConflict((conflict) => conflict.column('account_id').doUpdateSet(values))
		.execute();
}

export async function endCalendar(tx: Tx): Promise<void> {
	await tx.deleteFrom('followup.calendar').execute();
}

const holder = z.object({
	organisation: z.uuid(),
	organisationKind: z.enum(['inspectorate', 'force', 'policing body']),
});

/** Becomes the holder of the address for the rest of this transaction, to read and nothing else; null: nobody holds it. */
export async function enterCalendar(tx: Tx, token: string): Promise<z.output<typeof holder> | null> {
	const { rows } = await sql<{
		who: unknown;
	}>`select followup.enter_calendar(${hashOf(token)}) as who`.execute(tx);
	const who = rows[0]?.who ?? null;
	return who === null ? null : holder.parse(who);
}
