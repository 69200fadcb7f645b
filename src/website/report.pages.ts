import { Readable } from 'node:stream';
import { z } from 'zod';
import {
	type Answer,
	get,
	Missing,
	type Route,
	redirect,
	type Services,
	type Tx,
	view,
} from '../foundation/index.ts';
import { toneTexts } from '../judgments/index.ts';
import { copiesIn, copyIn } from '../releases/index.ts';
import { type At, ofRelease, openAt, type Params } from './at.ts';
import { countsOf } from './findings.store.ts';
import { publicationPolicy } from './policy.ts';
import { documentAt } from './publication.store.ts';
import { addressed, editionHref, faces } from './publication.ts';
import { correctionLines, documentLine, editionLine } from './publication.view.ts';
import { editionsWith, findingsOf, writtenSections } from './report.store.ts';
import { besidesOf, citation, contentsOf } from './report.view.ts';
import {
	type DocumentSection,
	deepestPage,
	formerAnchors,
	pageOf,
	pagesOf,
	sectionHtml,
	sectionsIn,
	withAnchors,
} from './section.ts';
import { type T, wordsIn } from './words/words.ts';

const { read } = publicationPolicy.can;
type Settings = Pick<Services, 'settings'>;

/** A face to take away, the whole document as a page, or what was there in an earlier edition. */
async function document(
	{ settings }: Settings,
	tx: Tx,
	{ t, params }: { t: T; params: Params & { document: string } },
): Promise<Answer> {
	const at = await openAt(tx, t, params);
	const { slug, ending } = addressed(params.document);
	if (ending !== null) {
		const found = await copyIn(tx, at.edition.id, slug, faces[ending]);
		if (found === null) throw new Missing();
		return bytes(found);
	}
	const found = await documentAt(tx, at.edition.id, slug);
	if (found === null) return earlier(tx, at, slug, slug);
	const { html, ...rest } = found;
	const sections = sectionsIn(html);
	const { href } = documentLine(rest, at, { sizes: new Map(), t });
	const [first] = pagesOf(sections);
	return view('website/report.njk', {
		...(await common(tx, t, at, rest)),
		cite: citation(t, settings.current(), { edition: at.edition, document: rest }),
		contents: contentsOf(sections, null, ({ id }) => `#${id}`),
		apart: first === undefined || sections.length < 2 ? null : `${href}/${first.id}`,
		html: withAnchors(html, sections, await former(tx, at, slug)),
	});
}

/** A pillar or a question on a page of its own. Deeper sections lead to the page of their question. */
async function section(
	{ settings }: Settings,
	tx: Tx,
	{
		t,
		params,
		was,
	}: { t: T; params: Params & { document: string; section: string }; was: string | undefined },
): Promise<Answer> {
	const at = await openAt(tx, t, params);
	const found = await documentAt(tx, at.edition.id, params.document);
	if (found === null) return earlier(tx, at, params.document, `${params.document}/${params.section}`);
	const { html, ...rest } = found;
	const { href } = documentLine(rest, at, { sizes: new Map(), t });
	const sections = sectionsIn(html);
	const wanted = sections.find(({ id }) => id === params.section);
	if (wanted === undefined) {
		const now = (await former(tx, at, rest.slug)).get(params.section);
		if (now !== undefined) return redirect(`${href}/${now}?was=${encodeURIComponent(params.section)}`);
		return earlier(tx, at, rest.slug, `${rest.slug}/${params.section}`, params.section);
	}
	if (wanted.level > deepestPage) return redirect(`${href}/${pageOf(sections, wanted).id}#${wanted.id}`);
	const within = sections.filter((one) => one.within === wanted.id);
	const leads = wanted.level < deepestPage && within.length > 0;
	const { previous, next } = besidesOf(sections, wanted);
	const lead = (one: DocumentSection | null) =>
		one === null ? null : { title: one.title, href: `${href}/${one.id}` };
	const moved = was === undefined || (await former(tx, at, rest.slug)).get(was) !== wanted.id ? null : was;
	return view('website/section.njk', {
		...(await common(tx, t, at, rest)),
		cite: citation(t, settings.current(), { edition: at.edition, document: rest, section: wanted }),
		contents: contentsOf(sections, wanted.id, ({ id }) => `${href}/${id}`),
		part: { title: wanted.title, id: wanted.id, above: wanted.path.at(-1) ?? null },
		moved: moved !== null,
		...sectionHtml(html, wanted, { whole: !leads, href }),
		within: leads ? within.map(lead) : [],
		previous: lead(previous),
		next: lead(next),
	});
}

/** What stands on every page of a document. */
async function common(
	tx: Tx,
	t: T,
	at: At,
	document: Parameters<typeof documentLine>[0] & { dated: Temporal.PlainDate | null },
) {
	const [newest] = at.editions;
	const gone =
		newest !== undefined &&
		at.edition.id !== newest.id &&
		newest.withdrawnAt === null &&
		!(await editionsWith(tx, [newest.id], document.slug)).has(newest.id)
			? { number: newest.number, note: newest.changeNote }
			: null;
	return {
		edition: editionLine(at, t),
		document: {
			...documentLine(document, at, { sizes: await copiesIn(tx, at.edition.id), t }),
			dated: document.dated === null ? null : t.date(document.dated),
		},
		counts: await countsOf(tx, at.edition.id),
		editions: correctionLines(at, t).map((one) => ({
			...one,
			href: `${one.href}/${document.slug}`,
		})),
		gone,
	};
}

/** The anchors that a document had in earlier editions; it has all it ever had where it was never corrected. */
async function former(tx: Tx, { edition, editions }: At, slug: string): Promise<Map<string, string>> {
	const older = editions.filter((one) => one.number < edition.number && one.withdrawnAt === null);
	if (older.length === 0) return new Map();
	const written = await writtenSections(tx, [edition.id, ...older.map(({ id }) => id)], slug);
	return formerAnchors(
		written.get(edition.id) ?? [],
		older.flatMap(({ id }) => {
			const sections = written.get(id);
			return sections === undefined ? [] : [sections];
		}),
	);
}

/** What the newest edition does not have any more leads to the last edition that has it, which says so. */
async function earlier(
	tx: Tx,
	{ edition, editions, newest }: At,
	slug: string,
	tail: string,
	part?: string,
): Promise<Answer> {
	const older = editions.filter((one) => one.number < edition.number && one.withdrawnAt === null);
	const ids = older.map(({ id }) => id);
	const had =
		part === undefined
			? await editionsWith(tx, ids, slug)
			: new Set(
					[...(await writtenSections(tx, ids, slug))].flatMap(([id, sections]) =>
						sections.some((one) => one.id === part) ? [id] : [],
					),
				);
	const last = older.find(({ id }) => had.has(id));
	if (last === undefined) throw new Missing();
	return redirect(`${editionHref(last, newest.number)}/${tail}`);
}

const force = z.object({ force: z.string().max(200).optional() });

/** What the documents of an edition found, each at an address of its own. */
async function findings(tx: Tx, t: T, params: Params, asked: string | undefined): Promise<Answer> {
	const at = await openAt(tx, t, params);
	const all = await findingsOf(tx, at.edition.id);
	const items = [...new Map(all.map(({ forceSlug, forceName }) => [forceSlug, forceName]))].flatMap(
		([value, text]) => (value === null || text === null ? [] : [{ value, text }]),
	);
	const chosen = items.find(({ value }) => value === asked) ?? null;
	const shown = all.filter(({ forceSlug }) => chosen === null || forceSlug === chosen.value);
	return view('website/findings.njk', {
		edition: editionLine(at, t),
		look: { values: { force: chosen?.value ?? '' }, errors: {} },
		forceItems: items,
		applied: chosen === null ? [] : [{ name: t('publications.force'), text: chosen.text, href: '?' }],
		forces: [...Map.groupBy(shown, ({ forceName }) => forceName)].map(([name, own]) => ({
			name,
			findings: own.map((one) => ({ ...one, ...toneOf(one.tone, t) })),
		})),
	});
}

function toneOf(tone: string, t: T): { kind: string; colour: string } {
	const known = Object.entries(toneTexts).find(([name]) => name === tone)?.[1];
	return known === undefined
		? { kind: tone, colour: 'grey' }
		: { kind: t(`publications.tone.${tone}`), colour: known.colour };
}

/** A file, byte for byte as it was approved. */
export function bytes({ name, type, content }: { name: string; type: string; content: Buffer }): Answer {
	return { kind: 'file', name, type, size: content.length, open: async () => Readable.from([content]) };
}

/** The pages of documents, at the address of their release and at that of each edition. */
export function reportPagesAt<P extends z.ZodType<Params>>(
	services: Settings,
	url: string,
	params: P,
): Route[] {
	const common = { opens: 'public', permit: read, keep: ofRelease } as const;
	const name = z.string().max(300);
	const ofDocument = z.intersection(params, z.object({ document: name }));
	const ofSection = z.intersection(params, z.object({ document: name, section: name }));
	return [
		get({
			...common,
			url: `${url}/findings`,
			params,
			query: force,
			handle: ({ tx, params: at, query, request }) =>
				findings(tx, wordsIn(request.language), at, query.force),
		}),
		get({
			...common,
			url: `${url}/:document`,
			params: ofDocument,
			handle: ({ tx, params: at, request }) =>
				document(services, tx, { t: wordsIn(request.language), params: at }),
		}),
		get({
			...common,
			url: `${url}/:document/:section`,
			params: ofSection,
			query: z.object({ was: z.string().max(300).optional().catch(undefined) }),
			handle: ({ tx, params: at, query, request }) =>
				section(services, tx, { t: wordsIn(request.language), params: at, was: query.was }),
		}),
	];
}
