import { sql } from 'kysely';
import { type Actor, approve, type Moved, perform, Refused, type Tx } from '../../foundation/index.ts';
import { fullName, holdersOf } from '../../programmes/index.ts';
import { editedDocument, signedDocument } from './approval.store.ts';
import { checkedOf } from './checked.store.ts';
import { documentById } from './document.store.ts';
import type { DocumentState, WrittenDocument } from './document.ts';
import { type DocumentAction, documentWorkflow, type Signing } from './signing.ts';
import { type Opened, openDocument } from './tree.store.ts';

/** What was on the page when somebody passed or signed is no longer what is there. */
export class Stale extends Refused {
	override name = 'Stale';
	constructor() {
		super('What the document says has changed since you opened the page. Read it again before you go on.');
	}
}

export async function signingOf(tx: Tx, opened: Opened): Promise<Signing> {
	const { document, approvals } = opened;
	const { problems } = await checkedOf(tx, opened);
	return { document, approvals, problems, notTheirs: await notTheirs(tx, document) };
}

/**
 * Why whoever is signed in cannot sign it; null where they can. A letter is signed by its sender, who is known by the
 * e-mail address that the register has of them, or for its sender where it says so.
 */
export async function notTheirs(
	tx: Tx,
	{ sender, forSender, force }: Pick<WrittenDocument, 'sender' | 'forSender' | 'force'>,
): Promise<string | null> {
	if (sender === null || force === null || forSender) return null;
	const holder = (await holdersOf(tx, [force.id])).find(({ id }) => id === sender);
	if (holder === undefined) return null;
	const name = fullName(holder);
	if (holder.email === null)
		return `It goes out in the name of ${name}, of whom the register has no email address, so that nobody can be known to be them. Enter it there, or have the letter say that it is signed for them.`;
	const own = await tx
		.selectFrom('foundation.account')
		.select('email')
		.where('id', '=', sql<string>`app.account()`)
		.executeTakeFirst();
	return own?.email === holder.email.trim().toLowerCase()
		? null
		: `It goes out in the name of ${name}, who signs it. Another HM Inspector can sign where the letter says that it is signed for them.`;
}

type Asked = {
	id: string;
	action: DocumentAction;
	reason?: string | undefined;
	/** How many steps whoever acts knew of. */
	seen?: number;
	/** The hash of what they have read, as it stands on the page; without it, the document is taken as it stands. */
	content?: string;
};

/** Passes a document, signs it, sends it back or opens it again. */
export async function moveDocument(
	tx: Tx,
	actor: Actor,
	{ content, reason, seen, ...asked }: Asked,
): Promise<void> {
	await perform(moves(content), tx, actor, {
		...asked,
		...(reason === undefined ? {} : { reason }),
		...(seen === undefined ? {} : { seen }),
	});
}

function moves(content: string | undefined): Moved<Signing, DocumentState, DocumentAction> {
	let opened: Opened | null = null;
	let before: Signing | null = null;
	return {
		workflow: documentWorkflow,
		async load(tx, id) {
			if (before === null) {
				if ((await documentById(tx, id)) === null) return null;
				opened = await openDocument(tx, id);
				before = await signingOf(tx, opened);
				return before;
			}
			// Afterwards only the state is asked for.
			const now = await documentById(tx, id);
			return now === null ? null : { ...before, document: now };
		},
		async effect(tx, { subject, action, to }) {
			const { id, state } = subject.document;
			if (opened !== null && (action === 'pass' || action === 'sign')) {
				if (content !== undefined && content !== opened.hash.toString('hex')) throw new Stale();
				await approve(tx, action === 'pass' ? editedDocument(id) : signedDocument(id), opened.hash);
			}
			if (to !== state)
				await tx.updateTable('documents.document').set({ state: to }).where('id', '=', id).execute();
		},
	};
}
