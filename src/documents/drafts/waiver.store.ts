import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';
import type { Remark } from '../checker/remark.ts';
import { demandWriting } from './document.store.ts';
import type { Waiver } from './document.ts';

export async function waiversOf(tx: Tx, document: string): Promise<Waiver[]> {
	return tx
		.selectFrom('documents.waiver')
		.select(['id', 'rule', 'quote', 'because', 'by_name as byName', 'at'])
		.where('document_id', '=', document)
		.orderBy('at')
		.execute();
}

/** Lets a remark stand, for the words that it is about and for a reason; said again, the reason is changed. */
export async function waive(
	tx: Tx,
	document: string,
	{ rule, quote, because }: Pick<Waiver, 'rule' | 'quote' | 'because'>,
): Promise<void> {
	await demandWriting(tx, document);
	const said = {
		because: because.trim(),
		by: sql<string>`app.account()`,
		by_name: sql<string>`coalesce((select name from foundation.account where id = app.account()), 'Command line')`,
		at: sql<Temporal.Instant>`app.now()`,
	};
	await tx
		.insertInto('documents.waiver')
		.values({ document_id: document, rule, quote, ...said })
		.onConflict((conflict) => conflict.columns(['document_id', 'rule', 'quote']).doUpdateSet(said))
		.execute();
}

/** Takes a waiver back: the remark is told again. */
export async function unwaive(tx: Tx, document: string, id: string): Promise<void> {
	await demandWriting(tx, document);
	await tx.deleteFrom('documents.waiver').where('document_id', '=', document).where('id', '=', id).execute();
}

/** Which of these remarks nobody has let stand. */
export function unwaived(remarks: readonly Remark[], waivers: readonly Waiver[]): Remark[] {
	const stand = new Set(waivers.map(({ rule, quote }) => JSON.stringify([rule, quote])));
	return remarks.filter(({ rule, quote }) => !stand.has(JSON.stringify([rule, quote])));
}
