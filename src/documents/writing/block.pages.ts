import { z } from 'zod';
import {
	type AccountActor,
	get,
	mayTry,
	post,
	Refused,
	type Route,
	redirect,
	type Tx,
	Unacceptable,
	view,
} from '../../foundation/index.ts';
import { blockById, versionsOf } from '../drafts/block.store.ts';
import { closedText } from '../drafts/document.store.ts';
import { Overtaken } from '../drafts/document.ts';
import { dropTyping, holdBlock, holdOf, keepTyping, letGo, typingOf } from '../drafts/hold.store.ts';
import { documentPolicy } from '../drafts/policy.ts';
import { saveBlock } from '../drafts/save.store.ts';
import { clean } from '../tree/clean.ts';
import { type EditingData, editingOf } from './editing.ts';
import { type BlockPlace, blockAt, blockHref, ofBlock } from './place.ts';

const { read, write } = documentPolicy.can;

const plainEnglish = z.object({ style: z.literal('yes').optional().catch(undefined) });

/** One block: its text, what becomes of it, and what is to be said of it. What somebody typed and did not save comes back. */
const blockPage = get({
	url: '/documents/:id/blocks/:block',
	opens: 'account',
	permit: read,
	params: ofBlock,
	query: plainEnglish,
	async handle({ tx, actor, params, query }) {
		const place = await blockAt(tx, params);
		const { document, block } = place;
		const typed = mayTry(actor, write) ? await typingOf(tx, block.id) : null;
		const mine = typed === null || typed.text === block.text ? null : typed;
		const style = query.style === 'yes';
		if (document.state !== 'writing')
			return page(await editingOf(tx, actor, place, { text: block.text, style, unsaved: mine?.text }), block);
		if (mine === null) return page(await editingOf(tx, actor, place, { text: block.text, style }), block);
		const theirs = mine.seen === block.latest ? null : ((await versionsOf(tx, block.id))[0] ?? null);
		const data = await editingOf(tx, actor, place, { text: mine.text, style, kept: mine.at, theirs });
		return page(data, { text: mine.text, latest: block.latest });
	},
});

const longest = 300_000;

const fields = z.object({
	block_text: z
		.string()
		.default('')
		.transform(clean)
		.pipe(
			z.string().max(longest, `Use ${longest.toLocaleString('en-GB')} characters or fewer, or add a block`),
		),
	seen: z.coerce.number().int().min(0).catch(-1),
	do: z.enum(['save', 'preview', 'live', 'find']).catch('preview'),
	/** Saves although somebody else is writing it. */
	over: z.literal('yes').optional().catch(undefined),
	style: z.literal('yes').optional().catch(undefined),
});

type Values = z.output<typeof fields>;

const saveText = post({
	url: '/documents/:id/blocks/:block',
	opens: 'account',
	permit: write,
	params: ofBlock,
	fields,
	async handle({ tx, actor, params, values }) {
		const place = await blockAt(tx, params);
		if (place.document.state !== 'writing') return keepForLater(tx, actor, place, values);
		if (values.do === 'save') return save(tx, actor, place, values);
		return keep(tx, actor, place, values);
	},
});

/** The document was passed while somebody wrote: what they typed stays theirs, until it is open again. */
async function keepForLater(tx: Tx, actor: AccountActor, place: BlockPlace, values: Values) {
	const { block, document } = place;
	const { block_text: text, seen } = values;
	if (text === block.text) return redirect(blockHref(place));
	await keepTyping(tx, block.id, { seen, text });
	if (values.do === 'find') return redirect(blockHref(place));
	const data = await editingOf(tx, actor, place, { text: block.text, unsaved: text });
	const errors = document.state === 'writing' ? {} : { '': closedText(document.state) };
	const form = { values: { block_text: block.text, seen: String(block.latest) }, errors };
	return view('writing/block.njk', { ...data, form }, values.do === 'save' ? 409 : 200);
}

/** Keeps what is typed for its writer alone, and shows what becomes of it. */
async function keep(tx: Tx, actor: AccountActor, place: BlockPlace, values: Values) {
	const { block } = place;
	const { block_text: text, seen } = values;
	if (text === block.text) await dropTyping(tx, block.id);
	else {
		await keepTyping(tx, block.id, { seen, text });
		await holdBlock(tx, block.id);
	}
	if (values.do === 'find') return redirect(blockHref(place, 'palette'));
	const kept = text === block.text ? null : ((await typingOf(tx, block.id))?.at ?? null);
	const style = values.style === 'yes';
	const check = values.do !== 'live';
	return page(await editingOf(tx, actor, place, { text, kept, style, check, seen }), { text, latest: seen });
}

async function save(tx: Tx, actor: AccountActor, place: BlockPlace, values: Values) {
	const { block } = place;
	const { block_text: text, seen, over } = values;
	const hold = await holdOf(tx, block.id);
	const style = values.style === 'yes';
	if (hold !== null && hold.account !== actor.account && over !== 'yes') {
		throw again(
			await editingOf(tx, actor, place, { text, style, held: true }),
			{ text, latest: seen },
			{
				'': `${hold.name} is writing this text now. Nothing of yours is lost: speak to each other, or save all the same`,
			},
		);
	}
	try {
		const number = await saveBlock(tx, block.id, { seen, text });
		await letGo(tx, block.id);
		return redirect(
			blockHref(place) + (style ? '?style=yes' : ''),
			number === block.latest ? 'The text is as it was saved before.' : `Version ${number} is saved.`,
		);
	} catch (error) {
		if (!(error instanceof Overtaken)) throw error;
		// Whoever saves next has seen their text: it is on this page.
		const { theirs } = error;
		const fresh = { ...place, block: (await blockById(tx, block.id)) ?? block };
		throw again(
			await editingOf(tx, actor, fresh, { text, style, theirs }),
			{ text, latest: theirs.number },
			{
				'': `${theirs.byName} has saved this text since you opened it. Nothing is lost: both texts are below, and what you save next stands`,
			},
		);
	}
}

function page(data: EditingData, { text, latest }: { text: string; latest: number }) {
	return view('writing/block.njk', {
		...data,
		form: { values: { block_text: text, seen: String(latest) }, errors: {} },
	});
}

function again(
	data: EditingData,
	{ text, latest }: { text: string; latest: number },
	errors: Record<string, string>,
): Unacceptable {
	const form = { values: { block_text: text, seen: String(latest) }, errors };
	return new Unacceptable(view('writing/block.njk', { ...data, form }, 409));
}

/** The block, when it may be written in now. */
export async function openAt(tx: Tx, params: { id: string; block: string }): Promise<BlockPlace> {
	const place = await blockAt(tx, params);
	if (place.document.state !== 'writing') throw new Refused(closedText(place.document.state));
	return place;
}

/** Takes a text over from somebody who is writing it, knowingly: what they have typed stays theirs. */
const takeOver = post({
	url: '/documents/:id/blocks/:block/hold',
	opens: 'account',
	permit: write,
	params: ofBlock,
	async handle({ tx, params }) {
		const place = await openAt(tx, params);
		const before = await holdOf(tx, place.block.id);
		await holdBlock(tx, place.block.id, { takeOver: true });
		return redirect(
			blockHref(place),
			before === null
				? 'You are writing this text now.'
				: `You are writing this text now. ${before.name} is told so, and keeps what they have typed.`,
		);
	},
});

/** Throws away what the reader has typed and not saved. */
const drop = post({
	url: '/documents/:id/blocks/:block/drop',
	opens: 'account',
	permit: write,
	params: ofBlock,
	async handle({ tx, params }) {
		const place = await blockAt(tx, params);
		await dropTyping(tx, place.block.id);
		await letGo(tx, place.block.id);
		return redirect(blockHref(place), 'What you had typed is dropped. This is the text as it was saved.');
	},
});

export const blockPages: Route[] = [blockPage, saveText, takeOver, drop];
