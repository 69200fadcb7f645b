import { z } from 'zod';
import { get, Missing, mayTry, post, Refused, type Route, redirect, view } from '../../foundation/index.ts';
import { versionsOf } from '../drafts/block.store.ts';
import { type BlockVersion, Overtaken } from '../drafts/document.ts';
import { documentPolicy } from '../drafts/policy.ts';
import { saveBlock } from '../drafts/save.store.ts';
import { documentLine } from '../drafts/view.ts';
import { openAt } from './block.pages.ts';
import { compareWords } from './differences.ts';
import { blockAt, blockHref, ofBlock } from './place.ts';

const { read, write } = documentPolicy.can;

const number = z.coerce.number().int().positive();

/** Every version of a text, and two of them compared word by word: the newest with the one before, unless others are chosen. */
const versionsPage = get({
	url: '/documents/:id/blocks/:block/versions',
	opens: 'account',
	permit: read,
	params: ofBlock,
	query: z.object({ from: number.optional().catch(undefined), to: number.optional().catch(undefined) }),
	async handle({ tx, actor, params, query }) {
		const place = await blockAt(tx, params);
		const versions = await versionsOf(tx, place.block.id);
		const to = versionIn(versions, query.to) ?? versions[0];
		const from = versionIn(versions, query.from) ?? versionIn(versions, (to?.number ?? 1) - 1) ?? to;
		return view('writing/versions.njk', {
			document: documentLine(place.document),
			block: place.block,
			back: blockHref(place),
			href: blockHref(place, 'versions'),
			versions,
			items: versions.map(({ number: value, byName }) => ({ value, text: `Version ${value}, ${byName}` })),
			look: { values: { from: from?.number, to: to?.number } },
			from,
			to,
			pieces: from === undefined || to === undefined ? [] : compareWords(from.text, to.text),
			mayWrite: mayTry(actor, write) && place.document.state === 'writing',
		});
	},
});

function versionIn(versions: readonly BlockVersion[], wanted: number | undefined): BlockVersion | undefined {
	return versions.find((version) => version.number === wanted);
}

/** Brings an earlier version back as the newest one; those between stay on record. */
const bringBack = post({
	url: '/documents/:id/blocks/:block/versions/:number/bring-back',
	opens: 'account',
	permit: write,
	params: ofBlock.extend({ number }),
	fields: z.object({ seen: z.coerce.number().int().min(0).catch(-1) }),
	async handle({ tx, params, values }) {
		const place = await openAt(tx, params);
		const version = versionIn(await versionsOf(tx, place.block.id), params.number);
		if (version === undefined) throw new Missing();
		try {
			await saveBlock(tx, place.block.id, { seen: values.seen, text: version.text });
		} catch (error) {
			if (!(error instanceof Overtaken)) throw error;
			throw new Refused(`${error.message} Look at the versions again before you bring one back.`);
		}
		return redirect(blockHref(place), `Version ${version.number} is brought back.`);
	},
});

export const versionPages: Route[] = [versionsPage, bringBack];
