import { type Approval, approvalOf, type Tx } from '../../foundation/index.ts';
import type { Signature } from '../tree/meta.ts';
import type { WrittenDocument } from './document.ts';

/** Who passed it and who signed it, and whether it still is what they read. Null where its state has no such approval. */
export type Approvals = {
	passed: Approval | null;
	signed: (Approval & { signature: Signature | null }) | null;
};

export const editedDocument = (id: string) => ({ kind: 'edited document', id });
export const signedDocument = (id: string) => ({ kind: 'signed document', id });

export async function approvalsOf(
	tx: Tx,
	{ id, state }: Pick<WrittenDocument, 'id' | 'state'>,
	hash: Buffer,
): Promise<Approvals> {
	const passed = state === 'writing' ? null : await approvalOf(tx, editedDocument(id), hash);
	const signed = state === 'signed' ? await approvalOf(tx, signedDocument(id), hash) : null;
	return {
		passed,
		signed:
			signed === null
				? null
				: { ...signed, signature: await signatureOf(tx, signed.account, signed.by ?? 'the signatory') },
	};
}

/** The picture of somebody’s signature; null where they have given none, or where it is not the reader’s to see. */
export async function signatureOf(tx: Tx, account: string, name: string): Promise<Signature | null> {
	const row = await tx
		.selectFrom('documents.signature')
		.select(['type', 'picture'])
		.where('account_id', '=', account)
		.executeTakeFirst();
	if (row === undefined) return null;
	return {
		type: row.type === 'jpeg' ? 'jpeg' : 'png',
		base64: row.picture.toString('base64'),
		alt: `Signature of ${name}`,
	};
}
