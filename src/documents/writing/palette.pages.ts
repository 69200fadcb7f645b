import { z } from 'zod';
import { get, post, type Route, redirect, view } from '../../foundation/index.ts';
import { blocksOf } from '../drafts/block.store.ts';
import { holdBlock, keepTyping, typingOf } from '../drafts/hold.store.ts';
import { documentPolicy } from '../drafts/policy.ts';
import { documentLine } from '../drafts/view.ts';
import { glossaryOf } from '../records/glossary.store.ts';
import { clean } from '../tree/clean.ts';
import { openAt } from './block.pages.ts';
import { searchPalette } from './palette.store.ts';
import { atEnd, isPaletteKind, paletteKinds } from './palette.ts';
import { blockHref, ofBlock } from './place.ts';

const { write } = documentPolicy.can;

/** Puts something at the end of what is typed: nothing is saved by it, and nothing that was typed is lost. */
const putIn = post({
	url: '/documents/:id/blocks/:block/palette',
	opens: 'account',
	permit: write,
	params: ofBlock,
	fields: z.object({
		directive: z.string('Choose what to put in').min(1, 'Choose what to put in').max(2000).transform(clean),
		alone: z.literal('yes').optional(),
	}),
	async handle({ tx, params, values }) {
		const place = await openAt(tx, params);
		const { block } = place;
		const typed = (await typingOf(tx, block.id)) ?? { seen: block.latest, text: block.text };
		const text = atEnd(typed.text, {
			directive: values.directive,
			block: values.alone === 'yes',
		});
		await keepTyping(tx, block.id, { seen: typed.seen, text });
		await holdBlock(tx, block.id);
		return redirect(blockHref(place), 'It stands at the end of the text, which is not saved yet.');
	},
});

/** What can be put into a text: searched, shown with what it comes to, and put at the end or copied. */
export const palettePages: Route[] = [
	get({
		url: '/documents/:id/blocks/:block/palette',
		opens: 'account',
		permit: write,
		params: ofBlock,
		query: z.object({ q: z.string().max(200).catch(''), kind: z.string().optional() }),
		async handle({ tx, params, query: { q, kind: asked } }) {
			const place = await openAt(tx, params);
			const kind = isPaletteKind(asked) ? asked : null;
			const blocks = await blocksOf(tx, place.document.id);
			const searched = { document: place.document, blocks, glossary: await glossaryOf(tx) };
			const { entries, more } = await searchPalette(tx, searched, { typed: q, kind });
			const href = blockHref(place, 'palette');
			return view('writing/palette.njk', {
				document: documentLine(place.document),
				back: blockHref(place),
				href,
				look: { values: { q, kind: kind ?? '' } },
				kindItems: Object.entries(paletteKinds).map(([value, text]) => ({ value, text })),
				groups: [...Map.groupBy(entries, (entry) => entry.kind)].map(([of, found]) => ({
					title: paletteKinds[of],
					entries: found,
					more: more.get(of) ?? 0,
					moreHref: kind === null ? `${href}?${new URLSearchParams({ q, kind: of })}` : null,
				})),
			});
		},
	}),
	putIn,
];
