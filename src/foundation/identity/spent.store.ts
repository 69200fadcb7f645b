import type { Tx } from '../database/connection.ts';
import type { Returned } from './challenge.ts';

/** True the first time; whoever comes second with the same waits for the first, and is told that it is gone. */
export async function spend(tx: Tx, { hash, until }: Returned): Promise<boolean> {
	const spent = await tx
		.insertInto('authentication.spent')
		// A day longer than it is good for: the database's clock need not be this process's.
		.values({ hash, until: until.add({ hours: 24 }) })
		.onConflict((conflict) => conflict.doNothing())
		.returning('hash')
		.execute();
	return spent.length === 1;
}
