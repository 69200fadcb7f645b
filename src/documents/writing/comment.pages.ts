import { z } from 'zod';
import { form, Invalid, Missing, post, type Route, redirect, type Tx } from '../../foundation/index.ts';
import { paragraph } from '../../programmes/index.ts';
import {
	addComment,
	answerComment,
	type Comment,
	commentsOf,
	settleComment,
} from '../drafts/comment.store.ts';
import { typingOf } from '../drafts/hold.store.ts';
import { documentPolicy } from '../drafts/policy.ts';
import { documentLine } from '../drafts/view.ts';
import { holds } from './comment.view.ts';
import { blockAt, blockHref, ofBlock } from './place.ts';

const { write } = documentPolicy.can;

const words = (missing: string) => paragraph(missing, 5000);

const addPage = form({
	url: '/documents/:id/blocks/:block/comments/add',
	opens: 'account',
	permit: write,
	params: ofBlock,
	query: z.object({ quote: z.string().max(2000).catch('') }),
	view: 'writing/comment-add.njk',
	fields: z.object({
		quote: z
			.string()
			.default('')
			.transform((text) => text.trim().replaceAll('\r\n', '\n'))
			.pipe(z.string().max(2000, 'Quote 2,000 characters or fewer')),
		comment: words('Enter what you want to say'),
	}),
	async load({ tx, params, query }) {
		const place = await blockAt(tx, params);
		const back = blockHref(place);
		return {
			document: documentLine(place.document),
			place,
			quote: query.quote,
			back,
			action: blockHref(place, 'comments/add'),
		};
	},
	initial: ({ quote }) => ({ quote }),
	async submit({ tx, values, data: { place, back } }) {
		const { block } = place;
		// Who writes may quote what they have typed and not saved yet.
		const texts = [block.text, (await typingOf(tx, block.id))?.text ?? ''];
		if (!texts.some((text) => holds(text, values.quote)))
			throw new Invalid({ quote: 'These words are not in the text. Copy them as they are written there' });
		await addComment(tx, {
			block: block.id,
			number: block.latest,
			quote: values.quote === '' ? null : values.quote,
			text: values.comment,
		});
		return redirect(`${back}#said_of_it`, 'Your comment stands beside the text.');
	},
});

const one = ofBlock.extend({ comment: z.uuid() });

async function commentAt(tx: Tx, params: { id: string; block: string; comment: string }) {
	const place = await blockAt(tx, params);
	const comment = (await commentsOf(tx, { block: place.block.id })).find(({ id }) => id === params.comment);
	if (comment === undefined) throw new Missing();
	return { place, comment };
}

const answerPage = form({
	url: '/documents/:id/blocks/:block/comments/:comment',
	opens: 'account',
	permit: write,
	params: one,
	view: 'writing/comment.njk',
	fields: z.object({ answer: words('Enter your answer') }),
	async load({ tx, params }) {
		const { place, comment } = await commentAt(tx, params);
		return {
			document: documentLine(place.document),
			comment,
			back: blockHref(place),
			href: blockHref(place, `comments/${comment.id}`),
		};
	},
	async submit({ tx, params, values, data: { back } }) {
		await answerComment(tx, params.comment, values.answer);
		return redirect(`${back}#said_of_it`, 'Your answer is kept.');
	},
});

/** Says that nothing is left to do about a comment, or that there is something again. */
const settling = (url: string, settled: boolean, told: (comment: Comment) => string) =>
	post({
		url,
		opens: 'account',
		permit: write,
		params: one,
		async handle({ tx, params }) {
			const { place, comment } = await commentAt(tx, params);
			await settleComment(tx, comment.id, settled);
			return redirect(`${blockHref(place)}#said_of_it`, told(comment));
		},
	});

export const commentPages: Route[] = [
	...addPage,
	...answerPage,
	settling(
		'/documents/:id/blocks/:block/comments/:comment/settle',
		true,
		({ byName }) => `The comment of ${byName} is settled.`,
	),
	settling(
		'/documents/:id/blocks/:block/comments/:comment/open',
		false,
		({ byName }) => `The comment of ${byName} is open again.`,
	),
];
