import { asInvalid, type Tx } from '../../foundation/index.ts';

/** A view of the register that somebody comes back to. */
export type Saved = { id: string; name: string; query: string };

/** As many as one person keeps. */
export const mostSaved = 50;

/** Of whoever asks: nobody is handed another's. */
export async function savedOf(tx: Tx): Promise<Saved[]> {
	return tx.selectFrom('followup.saved').select(['id', 'name', 'query']).orderBy('name').execute();
}

const taken = { saved_name: { name: 'You have a list of this name already. Choose another one' } };

export async function saveList(tx: Tx, { name, query }: Omit<Saved, 'id'>): Promise<void> {
	await asInvalid(taken, () => tx.insertInto('followup.saved').values({ name, query }).execute());
}

export async function renameList(tx: Tx, id: string, name: string): Promise<void> {
	await asInvalid(taken, () => tx.updateTable('followup.saved').set({ name }).where('id', '=', id).execute());
}

export async function deleteList(tx: Tx, id: string): Promise<boolean> {
	const { numDeletedRows } = await tx
		.deleteFrom('followup.saved')
		.where('id', '=', id)
		.executeTakeFirstOrThrow();
	return numDeletedRows > 0n;
}
