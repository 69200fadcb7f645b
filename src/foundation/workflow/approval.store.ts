import type { Thing } from '../audit/audit.store.ts';
import type { Tx } from '../database/connection.ts';

/** An approval as a reader sees it: void as soon as the content is no longer what was approved. */
export type Approval = {
	state: 'valid' | 'void';
	/** Null when the reader may not see the account. */
	by: string | null;
	account: string;
	at: Temporal.Instant;
};

/** The signed-in account approves the content with this hash (see contentHash). */
export async function approve(
	tx: Tx,
	subject: Thing & { organisation?: string | null },
	hash: Buffer,
): Promise<void> {
	await tx
		.insertInto('foundation.approval')
		.values({
			subject_kind: subject.kind,
			subject_id: subject.id,
			content_hash: hash,
			organisation_id: subject.organisation ?? null,
		})
		.execute();
}

/** The newest approval of a thing, judged by what its content is now; null when nobody ever approved it. */
export async function approvalOf(tx: Tx, subject: Thing, currentHash: Buffer): Promise<Approval | null> {
	const found = await tx
		.selectFrom('foundation.approval as approval')
		.leftJoin('foundation.account as account', 'account.id', 'approval.account')
		.select(['approval.content_hash', 'approval.account', 'approval.at', 'account.name'])
		.where('approval.subject_kind', '=', subject.kind)
		.where('approval.subject_id', '=', subject.id)
		.orderBy('approval.id', 'desc')
		.limit(1)
		.executeTakeFirst();
	if (found === undefined) return null;
	return {
		state: found.content_hash.equals(currentHash) ? 'valid' : 'void',
		by: found.name,
		account: found.account,
		at: found.at,
	};
}
