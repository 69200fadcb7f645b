import { contentHash, inWordsDate, Missing, type Tx } from '../../foundation/index.ts';
import { fullName, type Holder, holdersOf, nameOn, namesOf, todayIn } from '../../programmes/index.ts';
import type { About } from '../records/about.ts';
import type { Quoted } from '../records/quoted.ts';
import { resolverOf } from '../records/resolver.ts';
import type { Doc, Meta } from '../tree/doc.ts';
import type { Addressee, Letter, Sender } from '../tree/meta.ts';
import { readDocument } from '../tree/read.ts';
import { recording } from '../tree/replay.ts';
import type { Source } from '../tree/source.ts';
import { type Approvals, approvalsOf } from './approval.store.ts';
import { blocksOf } from './block.store.ts';
import { documentById } from './document.store.ts';
import type { WrittenBlock, WrittenDocument } from './document.ts';

/** A document as it comes out now, with what it was made of. */
export type Opened = {
	document: WrittenDocument;
	doc: Doc;
	/** What it is made from: with it, the same document is made again without the records. */
	source(): Source;
	/** Whose records it quotes where its text names none. */
	about: About;
	blocks: readonly WrittenBlock[];
	/** What it asked of the records, and what that came to. */
	quoted: readonly Quoted[];
	/** What it asked and got no answer to. */
	unanswered: readonly Pick<Quoted, 'text' | 'asked'>[];
	/** Whether anything in it is made up for a demonstration. */
	illustrative: boolean;
	/** Of everything that its readers see; an approval is bound to it. */
	hash: Buffer;
	approvals: Approvals;
};

/** Blocks in their order, read with the records behind them. It is marked as a draft until it is signed as it stands. */
export async function treeOf(
	tx: Tx,
	document: string,
	{ reader = null }: { reader?: string | null } = {},
): Promise<Doc> {
	return (await openDocument(tx, document, { reader })).doc;
}

export async function openDocument(
	tx: Tx,
	id: string,
	{ reader = null, texts }: { reader?: string | null; texts?: ReadonlyMap<string, string> } = {},
): Promise<Opened> {
	const document = await documentById(tx, id);
	if (document === null) throw new Missing();
	const blocks = (await blocksOf(tx, id)).map((block) => ({
		...block,
		text: texts?.get(block.id) ?? block.text,
	}));
	const about = await aboutOf(tx, document, blocks);
	const records = resolverOf(tx, about);
	const written = blocks.map((block) => ({ name: block.id, markdown: block.text }));
	const meta = await metaOf(tx, document, about.on);
	const { resolver, answers } = recording(records);
	const unmarked = await readDocument(meta, written, resolver);
	const hash = hashOf(unmarked);
	const approvals = await approvalsOf(tx, document, hash);
	const doc = marked(unmarked, document, approvals, reader);
	return {
		document,
		doc,
		source: () => ({ meta: doc.meta, texts: written, answers: answers() }),
		about,
		blocks,
		quoted: records.quoted(),
		unanswered: records.unanswered(),
		illustrative: document.illustrative || records.illustrative(),
		hash,
		approvals,
	};
}

/** Whose records it quotes where its text names none. */
export async function aboutOf(
	tx: Tx,
	document: WrittenDocument,
	blocks: readonly Pick<WrittenBlock, 'name' | 'text'>[],
): Promise<About> {
	return {
		framework: { framework: document.framework, version: document.version },
		programme: document.programme.id,
		inspection: document.inspection,
		force: document.force?.id ?? null,
		on: document.dated ?? (await todayIn(tx)),
		document: document.id,
		anonymous: document.anonymous,
		texts: new Map(blocks.flatMap(({ name, text }) => (name === null ? [] : [[name, text] as const]))),
	};
}

/** The hash of what readers see, whatever mark it bears and wherever in the texts it was written. */
function hashOf({ problems: _problems, ...doc }: Doc): Buffer {
	return contentHash(shown(doc));
}

/** Lines and columns, and the moment at which a figure was computed, are not on the page. */
const unseen = new Set(['place', 'computed']);

function shown(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(shown);
	if (typeof value !== 'object' || value === null || 'toJSON' in value) return value;
	return Object.fromEntries(
		Object.entries(value).flatMap(([key, inner]) => (unseen.has(key) ? [] : [[key, shown(inner)]])),
	);
}

function marked(doc: Doc, document: WrittenDocument, approvals: Approvals, reader: string | null): Doc {
	const { signed } = approvals;
	if (document.state !== 'signed' || signed?.state !== 'valid') {
		return { ...doc, meta: { ...doc.meta, marks: [{ kind: 'draft', reader }] } };
	}
	const { letter } = doc.meta;
	if (letter === null) return doc;
	const { signature, by } = signed;
	const signedFor = letter.signedFor === null ? null : { by };
	return { ...doc, meta: { ...doc.meta, letter: { ...letter, signature, signedFor } } };
}

async function metaOf(tx: Tx, document: WrittenDocument, on: Temporal.PlainDate): Promise<Meta> {
	const { title, subtitle, layout, language, dated, isbn, copyright, anonymous } = document;
	const { strapline, address, website } = document;
	return {
		...{ title, subtitle, layout, language, isbn, copyright, anonymous },
		subject: document.force === null ? null : await nameThen(tx, document.force, on),
		date: dated,
		publisher: { name: await publisher(tx), strapline, address, website },
		marks: [],
		letter: layout === 'letter' ? await letterOf(tx, document, on) : null,
	};
}

async function nameThen(
	tx: Tx,
	force: { id: string; name: string },
	on: Temporal.PlainDate,
): Promise<string> {
	return nameOn(await namesOf(tx, force.id), on) ?? force.name;
}

async function publisher(tx: Tx): Promise<string> {
	const inspectorate = await tx
		.selectFrom('foundation.organisation')
		.select('name')
		.where('kind', '=', 'inspectorate')
		.executeTakeFirst();
	return inspectorate?.name ?? '';
}

async function letterOf(tx: Tx, document: WrittenDocument, on: Temporal.PlainDate): Promise<Letter> {
	const { force, addressee, sender, reference, salutation, title, copies, region } = document;
	const holders = await holdersOf(tx, force === null ? [] : [force.id]);
	const enclosure = document.enclosure === null ? null : await documentById(tx, document.enclosure);
	const to = holders.find(({ id }) => id === addressee) ?? null;
	const from = holders.find(({ id }) => id === sender) ?? null;
	return {
		reference,
		addressee: to === null || force === null ? null : addresseeOf(to, await nameThen(tx, force, on)),
		salutation,
		subject: title,
		close: 'Yours sincerely',
		sender: from === null ? null : senderOf(from, region),
		signedFor: document.forSender ? { by: null } : null,
		signature: null,
		copies,
		enclosures: enclosure === null ? [] : [enclosed(enclosure)],
	};
}

function addresseeOf(holder: Holder, organisation: string): Addressee {
	return { name: fullName(holder), post: holder.post, organisation, address: [] };
}

function senderOf(holder: Holder, region: string | null): Sender {
	const { title, firstName, surname, honours, post } = holder;
	const name = [title, firstName, surname].filter((part) => part !== null && part !== '').join(' ');
	return { name, honours, post, region };
}

function enclosed({ title, dated }: WrittenDocument): string {
	return dated === null ? title : `${title} (${inWordsDate(dated)})`;
}
