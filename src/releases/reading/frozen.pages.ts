import { Readable } from 'node:stream';
import { z } from 'zod';
import { docFrom, htmlOf } from '../../documents/index.ts';
import { get, Missing, type Route, type Tx, view } from '../../foundation/index.ts';
import { editionsOf } from '../gathering/edition.store.ts';
import { releaseAt } from '../gathering/fields.ts';
import { instantInWords } from '../gathering/london.ts';
import { releasePolicy } from '../gathering/policy.ts';
import { citeRelease, type EditionHead, type Release, releaseHref } from '../gathering/release.ts';
import { documentIn, documentsIn, filesIn, gradesIn } from './embargoed.store.ts';
import { copiesIn, copyIn, raisedIn } from './frozen.store.ts';

const { read } = releasePolicy.can;

const at = z.object({ id: z.uuid(), edition: z.uuid() });
const ofDocument = at.extend({ slug: z.string().max(250) });

type Place = { release: Release; edition: EditionHead };

async function editionAt(tx: Tx, { id, edition }: z.output<typeof at>): Promise<Place> {
	const release = await releaseAt(tx, { id });
	const found = (await editionsOf(tx, id)).find((one) => one.id === edition);
	if (found === undefined) throw new Missing();
	return { release, edition: found };
}

function headOf({ release, edition }: Place) {
	return {
		release: { cited: citeRelease(release), title: release.title, href: releaseHref(release) },
		edition: {
			title: `Edition ${edition.number}`,
			href: releaseHref(release, `editions/${edition.id}`),
			instant: instantInWords(edition.releaseAt),
			frozenAt: edition.frozenAt,
			hash: edition.contentHash.toString('hex'),
			void: edition.voidBecause,
			illustrative: edition.illustrative,
		},
	};
}

const endings = { pdf: 'pdf', odt: 'odt', txt: 'text' } as const;

/**
 * What was frozen, for whoever approves it and their colleagues: the very rows and bytes that are public from the instant
 * on, and not the documents as they stand now.
 */
export const frozenPages: Route[] = [
	get({
		url: '/releases/:id/editions/:edition',
		opens: 'account',
		permit: read,
		params: at,
		async handle({ tx, params }) {
			const place = await editionAt(tx, params);
			const head = headOf(place);
			const copies = await copiesIn(tx, params.edition);
			return view('reading/edition.njk', {
				...head,
				documents: (await documentsIn(tx, params.edition)).map((one) => {
					const href = `${head.edition.href}/documents/${one.slug}`;
					const name = one.forceName === null ? one.title : `${one.title}: ${one.forceName}`;
					const own = Object.entries(endings).flatMap(([ending, face]) => {
						const size = copies.get(`${one.id} ${face}`);
						return size === undefined ? [] : [{ href: `${href}.${ending}`, face, size }];
					});
					return { ...one, name, href, copies: own };
				}),
				files: await filesIn(tx, params.edition),
				grades: await gradesIn(tx, params.edition),
				raised: await raisedIn(tx, params.edition),
			});
		},
	}),
	get({
		url: '/releases/:id/editions/:edition/documents/:slug',
		opens: 'account',
		permit: read,
		params: ofDocument,
		async handle({ tx, params }) {
			const place = await editionAt(tx, params);
			const [, slug = '', ending] = /^(.*?)(?:\.(pdf|odt|txt))?$/s.exec(params.slug) ?? [];
			if (ending === 'pdf' || ending === 'odt' || ending === 'txt') {
				const copy = await copyIn(tx, params.edition, slug, endings[ending]);
				if (copy === null) throw new Missing();
				const { name, type, content } = copy;
				return {
					kind: 'file',
					name,
					type,
					size: content.length,
					open: async () => Readable.from([content]),
				};
			}
			const found = await documentIn(tx, params.edition, slug);
			if (found === null) throw new Missing();
			return view('reading/frozen-document.njk', {
				...headOf(place),
				document: { title: found.title, forceName: found.forceName },
				html: htmlOf(docFrom(found.tree)),
			});
		},
	}),
];
