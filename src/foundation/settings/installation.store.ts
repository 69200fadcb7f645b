import type { Tx } from '../database/connection.ts';
import { Refused } from '../kernel/failures.ts';

export type InstallationKind = 'new' | 'demonstration' | 'live' | 'test';

/** Says what an empty installation is to be, once and for ever. */
export async function markInstallation(tx: Tx, kind: 'demonstration' | 'live'): Promise<void> {
	const { numUpdatedRows } = await tx
		.updateTable('app.installation')
		.set({ kind })
		.where('kind', '=', 'new')
		.executeTakeFirst();
	if (numUpdatedRows === 0n) {
		throw new Refused('This installation is not empty: what it is has been settled, and cannot be changed.');
	}
}

export async function installationKind(tx: Tx): Promise<InstallationKind> {
	const { kind } = await tx.selectFrom('app.installation').select('kind').executeTakeFirstOrThrow();
	if (kind === 'new' || kind === 'demonstration' || kind === 'live' || kind === 'test') return kind;
	throw new Error(`an installation cannot be ${kind}`);
}
