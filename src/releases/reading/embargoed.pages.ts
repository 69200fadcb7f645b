import { Readable } from 'node:stream';
import { z } from 'zod';
import { htmlOf, pressOf, toText, Unprintable } from '../../documents/index.ts';
import {
	type AccountActor,
	type Answer,
	get,
	Missing,
	type Route,
	redirect,
	type Services,
	type Tx,
	Unacceptable,
	view,
} from '../../foundation/index.ts';
import { instantInWords } from '../gathering/london.ts';
import {
	documentIn,
	documentsIn,
	fileIn,
	filesIn,
	gradesIn,
	isPublicNow,
	openToMe,
	rememberLook,
} from './embargoed.store.ts';
import { copyFor, type Embargoed, earlyName, markWords } from './embargoed.ts';
import { embargoedPolicy } from './policy.ts';

const { read, 'take files': take } = embargoedPolicy.can;

const at = z.object({ release: z.string().max(200) });
const document = at.extend({ slug: z.string().max(250) });
const file = at.extend({ name: z.string().max(300) });

/** What a named person reads before the instant. Nothing of it is kept for anybody else, or looked up before it is allowed. */
export function embargoedPages(services: Services): Route[] {
	/** What is open at this address now; the public page from the instant on; and for everybody else nothing. */
	async function opened(tx: Tx, slug: string): Promise<Embargoed | null> {
		const [found] = await openToMe(tx, slug);
		if (found !== undefined) return found;
		if (await isPublicNow(tx, slug)) return null;
		throw new Missing();
	}

	const toPublic = (slug: string) => redirect(`/publications/${slug}`);

	const facts = (release: Embargoed, actor: AccountActor) => ({
		release: {
			title: release.title,
			summary: release.summary,
			purpose: release.purpose,
			illustrative: release.illustrative,
			href: `/embargoed/${release.slug}`,
			until: instantInWords(release.releaseAt),
			closes: instantInWords(release.closesAt),
			earlier: Temporal.Instant.compare(release.closesAt, release.releaseAt) < 0,
		},
		mark: markWords(release.releaseAt, actor.name),
	});

	return [
		get({
			url: '/embargoed',
			opens: 'account',
			permit: read,
			async handle({ tx, actor }) {
				const open = await openToMe(tx);
				for (const release of open)
					await rememberLook(tx, actor, {
						release: release.release,
						address: '/embargoed',
						what: 'That it is open to them',
					});
				return view('reading/embargoed.njk', {
					releases: open.map((release) => facts(release, actor).release),
				});
			},
		}),
		get({
			url: '/embargoed/:release',
			opens: 'account',
			permit: read,
			params: at,
			async handle({ tx, actor, params, demand }) {
				const release = await opened(tx, params.release);
				if (release === null) return toPublic(params.release);
				demand({ readers: [actor.account] });
				const { href } = facts(release, actor).release;
				const documents = await documentsIn(tx, release.id);
				const files = await filesIn(tx, release.id);
				const grades = await gradesIn(tx, release.id);
				await rememberLook(tx, actor, { release: release.release, address: href, what: 'What it holds' });
				return view('reading/release.njk', {
					...facts(release, actor),
					documents: documents.map((one) => ({ ...one, href: `${href}/documents/${one.slug}` })),
					files: files.map((one) => ({ ...one, href: `${href}/files/${encodeURIComponent(one.name)}` })),
					grades,
				});
			},
		}),
		get({
			url: '/embargoed/:release/documents/:slug',
			opens: 'account',
			permit: read,
			params: document,
			async handle({ tx, actor, params, demand }) {
				const release = await opened(tx, params.release);
				if (release === null) return toPublic(params.release);
				demand({ readers: [actor.account] });
				const [, slug = '', ending = 'html'] = /^(.*?)(?:\.(pdf|txt))?$/s.exec(params.slug) ?? [];
				const found = await documentIn(tx, release.id, slug);
				if (found === null) throw new Missing();
				const href = `/embargoed/${release.slug}/documents/${found.slug}`;
				await rememberLook(tx, actor, {
					release: release.release,
					address: ending === 'html' ? href : `${href}.${ending}`,
					what: `${found.title}${found.forceName === null ? '' : `, ${found.forceName}`}${ending === 'html' ? '' : ending === 'pdf' ? ' (PDF)' : ' (plain text)'}`,
				});
				const mark = { until: release.releaseAt, reader: actor.name };
				const doc = copyFor(found.tree, mark);
				if (ending === 'html') {
					return view('reading/document.njk', {
						...facts(release, actor),
						document: { title: found.title, forceName: found.forceName },
						html: htmlOf(doc),
						pdfHref: `${href}.pdf`,
						textHref: `${href}.txt`,
					});
				}
				if (ending === 'txt') {
					const text = `${toText(doc)}\n${markWords(release.releaseAt, actor.name)}\n`;
					return bytes(earlyName(`${found.slug}.txt`), 'text/plain; charset=utf-8', Buffer.from(text));
				}
				return {
					kind: 'file',
					name: earlyName(`${found.slug}.pdf`),
					type: 'application/pdf',
					size: null,
					// Made for this reader and kept nowhere; after the transaction, so that nothing waits for it.
					async open() {
						try {
							return Readable.from([(await pressOf(services).pdf(doc)).pdf]);
						} catch (error) {
							if (!(error instanceof Unprintable)) throw error;
							throw new Unacceptable(
								view(
									'reading/unprintable.njk',
									{ ...facts(release, actor), document: { title: found.title }, href },
									409,
								),
							);
						}
					},
				};
			},
		}),
		get({
			url: '/embargoed/:release/files/:name',
			opens: 'account',
			permit: take,
			params: file,
			async handle({ tx, actor, params, demand }) {
				const release = await opened(tx, params.release);
				if (release === null) return toPublic(params.release);
				demand({ readers: [actor.account] });
				const found = await fileIn(tx, release.id, params.name);
				if (found === null) throw new Missing();
				await rememberLook(tx, actor, {
					release: release.release,
					address: `/embargoed/${release.slug}/files/${found.name}`,
					what: `The file “${found.title}”`,
				});
				return bytes(earlyName(found.name), found.type, found.content);
			},
		}),
	];
}

function bytes(name: string, type: string, content: Buffer): Answer {
	return { kind: 'file', name, type, size: content.length, open: async () => Readable.from([content]) };
}
