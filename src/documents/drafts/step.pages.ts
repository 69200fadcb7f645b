import { z } from 'zod';
import {
	form,
	historyOf,
	Invalid,
	judge,
	Missing,
	NotReady,
	namesIn,
	Overtaken,
	Refused,
	type Route,
	redirect,
} from '../../foundation/index.ts';
import { documentStates } from './document.ts';
import { content, documentAt, one, seen } from './fields.ts';
import type { DraftPorts } from './ports.ts';
import { moveDocument, Stale, signingOf } from './signing.store.ts';
import { type DocumentAction, documentWorkflow } from './signing.ts';
import { openDocument } from './tree.store.ts';
import { documentHref, documentLine, voidText } from './view.ts';

const longest = 5000;
const done: Record<DocumentAction, string> = {
	pass: 'The document is passed.',
	sign: 'The document is signed.',
	'send back': 'The document is sent back to its writers.',
	'open again': 'The document is open again, and its signature no longer counts.',
};

const fields = z.object({
	seen,
	content,
	reason: z
		.string()
		.default('')
		.transform((text) => text.replaceAll('\0', '').replaceAll('\r\n', '\n').trim())
		.pipe(z.string().max(longest, `Use ${longest.toLocaleString('en-GB')} characters or fewer`)),
});

/** A page for each step, which holds what its reader has seen: the hash of the text travels with the form. */
export function stepPages({ faces }: DraftPorts): Route[] {
	return namesIn(documentWorkflow.actions).flatMap((action) =>
		form({
			url: `/documents/:id/${action.replaceAll(' ', '-')}`,
			opens: 'account',
			permit: documentWorkflow.policy.can[action],
			params: one,
			view: 'drafts/step.njk',
			fields,
			async load({ tx, actor, params }) {
				await documentAt(tx, params);
				const opened = await openDocument(tx, params.id);
				const signing = await signingOf(tx, opened);
				const history = await historyOf(tx, documentWorkflow.name, params.id);
				const verdict = judge(documentWorkflow, { actor, subject: signing, action, history });
				if (verdict.kind === 'hidden') throw new Missing();
				if (verdict.kind !== 'open') throw new Refused(verdict.text);
				const { label, style, reason } = documentWorkflow.actions[action];
				const { document, approvals } = opened;
				return {
					document: documentLine(document),
					at: documentHref(document),
					action: documentHref(document, action.replaceAll(' ', '-')),
					binds: action === 'pass' || action === 'sign',
					signs: action === 'sign' && document.layout === 'letter',
					sender: opened.doc.meta.letter?.sender?.name ?? null,
					forSender: document.forSender,
					becomes: documentStates[verdict.step.to],
					isVoid: voidText(approvals),
					faces: faces?.(document) ?? [],
					problems: verdict.problems,
					moves: history.moves,
					content: opened.hash.toString('hex'),
					label,
					style: style ?? '',
					reason: reason ?? null,
					limit: longest,
				};
			},
			async submit({ tx, actor, params, values, data }) {
				if (data.reason !== null && values.reason === '') throw new Invalid({ reason: data.reason.missing });
				try {
					await moveDocument(tx, actor, {
						id: params.id,
						action,
						seen: values.seen,
						content: values.content,
						reason: values.reason,
					});
				} catch (error) {
					// The page lists what is in the way itself.
					if (error instanceof NotReady && data.problems.length > 0) throw new Invalid({});
					if (error instanceof NotReady || error instanceof Overtaken || error instanceof Stale)
						throw new Invalid({ '': error.message });
					throw error;
				}
				return redirect(data.at, done[action]);
			},
		}),
	);
}
