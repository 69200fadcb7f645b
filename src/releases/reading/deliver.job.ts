import { sql } from 'kysely';
import { z } from 'zod';
import { type AnyJob, defineJob, type Mailer, type Services, type Tx } from '../../foundation/index.ts';
import { postDelivered } from './mails.ts';

/**
 * Every minute: releases whose delivery is due are given to chief officers, who are told of it. A chief officer whose
 * account is made between the delivery and the instant is given it then.
 */
export function deliverJob(services: Services, mailer: Mailer): AnyJob {
	return defineJob({
		name: 'deliver releases to chief officers',
		payload: z.object({}),
		async run({ asWorker }) {
			for (const release of await asWorker(due))
				await asWorker((tx) => deliver(services, mailer, tx, release));
		},
	});
}

async function due(tx: Tx): Promise<string[]> {
	const rows = await tx
		.selectFrom('releases.release')
		.select('id')
		.where('state', '=', 'approved')
		.where(sql<boolean>`deliver_at <= app.now() and release_at > app.now()`)
		.execute();
	return rows.map(({ id }) => id);
}

/** Who becomes a reader and the mail to them are one transaction: done twice, nobody is told twice. */
async function deliver(services: Services, mailer: Mailer, tx: Tx, release: string): Promise<void> {
	const { rows } = await sql<{ name: string; email: string }>`
		select a.name, a.email from releases.deliver(${release}) given join foundation.account a on a.id = given
	`.execute(tx);
	for (const person of rows) await postDelivered(services, mailer, tx, person);
}
