import { sql } from 'kysely';
import { Overtaken as Late, Missing, Refused, type Tx } from '../../foundation/index.ts';
import { inspectionById } from '../../programmes/index.ts';
import { layouts } from '../tree/doc.ts';
import {
	type DocumentKind,
	type DocumentState,
	documentKinds,
	documentStates,
	type NewDocument,
	type Particulars,
	type WrittenDocument,
} from './document.ts';

export type Documents =
	| { inspection: string }
	| { programme: string }
	| { force: string }
	| { ids: readonly string[] }
	| { state?: DocumentState; kind?: DocumentKind; most?: number; skip?: number };

function documents(tx: Tx) {
	return tx
		.selectFrom('documents.document as document')
		.innerJoin('programmes.programme as programme', 'programme.id', 'document.programme_id')
		.leftJoin('programmes.force as force', 'force.id', 'document.force_id')
		.leftJoin('foundation.organisation as organisation', 'organisation.id', 'document.force_id')
		.selectAll('document')
		.select([
			'programme.slug as programmeSlug',
			'programme.name as programmeName',
			'force.slug as forceSlug',
			'organisation.name as forceName',
		]);
}

/** The newest first; one query. */
export async function documentsOf(tx: Tx, wanted: Documents = {}): Promise<WrittenDocument[]> {
	let found = documents(tx).orderBy('document.number', 'desc');
	if ('ids' in wanted) found = found.where(sql<boolean>`document.id = any(${[...wanted.ids]}::uuid[])`);
	else if ('inspection' in wanted) found = found.where('document.inspection_id', '=', wanted.inspection);
	else if ('programme' in wanted) found = found.where('document.programme_id', '=', wanted.programme);
	else if ('force' in wanted) found = found.where('document.force_id', '=', wanted.force);
	else {
		if (wanted.state !== undefined) found = found.where('document.state', '=', wanted.state);
		if (wanted.kind !== undefined) found = found.where('document.kind', '=', wanted.kind);
		if (wanted.most !== undefined) found = found.limit(wanted.most).offset(wanted.skip ?? 0);
	}
	return (await found.execute()).map(documentOf);
}

export async function countDocuments(
	tx: Tx,
	{ state, kind }: { state?: DocumentState; kind?: DocumentKind },
): Promise<number> {
	const { total } = await tx
		.selectFrom('documents.document')
		.select(({ fn }) => fn.countAll<string>().as('total'))
		.$if(state !== undefined, (query) => query.where('state', '=', state ?? ''))
		.$if(kind !== undefined, (query) => query.where('kind', '=', kind ?? ''))
		.executeTakeFirstOrThrow();
	return Number(total);
}

export async function documentById(tx: Tx, id: string): Promise<WrittenDocument | null> {
	return (await documentsOf(tx, { ids: [id] }))[0] ?? null;
}

/** By the number that it is cited by: 12 for D-12. */
export async function documentByNumber(tx: Tx, number: number): Promise<WrittenDocument | null> {
	if (!Number.isSafeInteger(number)) return null;
	const row = await documents(tx).where('document.number', '=', number).executeTakeFirst();
	return row === undefined ? null : documentOf(row);
}

type Row = Awaited<ReturnType<ReturnType<typeof documents>['execute']>>[number];

function documentOf(row: Row): WrittenDocument {
	const { id, framework, version, outline, title, subtitle, language, dated, isbn, copyright } = row;
	const { anonymous, strapline, address, website, region, salutation, copies, reference } = row;
	return {
		...{ id, framework, version, outline, title, subtitle, language, dated, isbn, copyright },
		...{ anonymous, strapline, address, website, region, salutation, copies, reference },
		number: Number(row.number),
		kind: known(documentKinds, row.kind),
		layout: layouts.find((one) => one === row.layout) ?? 'report',
		programme: { id: row.programme_id, slug: row.programmeSlug, name: row.programmeName },
		inspection: row.inspection_id,
		force:
			row.force_id === null
				? null
				: { id: row.force_id, slug: row.forceSlug ?? row.force_id, name: row.forceName ?? row.force_id },
		addressee: row.addressee_id,
		sender: row.sender_id,
		forSender: row.for_sender,
		enclosure: row.enclosure_id,
		state: known(documentStates, row.state),
		illustrative: row.illustrative,
		differs: row.differs,
		addedAt: row.added_at,
		edition: row.edition,
	};
}

function known<Word extends string>(words: Readonly<Record<Word, string>>, word: string): Word {
	if (Object.hasOwn(words, word)) return word as Word; // hasOwn does not tell the compiler.
	throw new Error(`no document is "${word}"`);
}

/** Begins a document; its blocks are added after it. */
export async function addDocument(tx: Tx, added: NewDocument): Promise<{ id: string; number: number }> {
	const { of, framework, version, outline, kind, layout, illustrative, ...particulars } = added;
	const about = await aboutOf(tx, of);
	demandNational(about, particulars);
	const { id, number } = await tx
		.insertInto('documents.document')
		.values({
			...{ framework, version, outline, kind, layout },
			...columnsOf(particulars),
			title: added.title.trim(),
			programme_id: about.programme,
			inspection_id: about.inspection,
			force_id: about.force,
			illustrative: illustrative ?? about.illustrative,
		})
		.returning(['id', 'number'])
		.executeTakeFirstOrThrow();
	return { id, number: Number(number) };
}

async function aboutOf(tx: Tx, of: NewDocument['of']) {
	if ('programme' in of) {
		return { programme: of.programme, inspection: null, force: null, illustrative: false };
	}
	const inspection = await inspectionById(tx, of.inspection);
	if (inspection === null) throw new Missing();
	return {
		programme: inspection.programme.id,
		inspection: inspection.id,
		force: inspection.force.id,
		illustrative: inspection.illustrative,
	};
}

function columnsOf(particulars: Partial<Particulars>) {
	const { addressee, sender, forSender, enclosure, address, copies, ...same } = particulars;
	return {
		...same,
		...(addressee === undefined ? {} : { addressee_id: addressee }),
		...(sender === undefined ? {} : { sender_id: sender }),
		...(forSender === undefined ? {} : { for_sender: forSender }),
		...(enclosure === undefined ? {} : { enclosure_id: enclosure }),
		...(address === undefined ? {} : { address: [...address] }),
		...(copies === undefined ? {} : { copies: [...copies] }),
	};
}

/** Writes what is given anew, and counts its editions up; `seen` is the edition that whoever writes has read. */
export async function changeDocument(
	tx: Tx,
	id: string,
	{ seen, ...particulars }: Partial<Particulars> & { seen: number },
): Promise<void> {
	const document = await demandWriting(tx, id);
	demandNational(document, particulars);
	const { numUpdatedRows } = await tx
		.updateTable('documents.document')
		.set({ ...columnsOf(particulars), edition: seen + 1 })
		.where('id', '=', id)
		.where('edition', '=', seen)
		.executeTakeFirst();
	if (numUpdatedRows === 0n || document.edition !== seen) {
		throw new Late(
			'Somebody else has changed this document since you opened the page. Check what it says now.',
		);
	}
}

/** What names no force is about all of them: its force would stand in its address, its file names and its rows. */
function demandNational({ force }: { force: unknown }, { anonymous }: Partial<Particulars>): void {
	if (anonymous === true && force !== null)
		throw new Refused(
			'A document about one force cannot be one that names no force. Write it from the programme.',
		);
}

/** The document, when it may be written in now. */
export async function demandWriting(tx: Tx, id: string): Promise<WrittenDocument> {
	const document = await documentById(tx, id);
	if (document === null) throw new Missing();
	if (document.state !== 'writing') throw new Refused(closedText(document.state));
	return document;
}

export function closedText(state: Exclude<DocumentState, 'writing'>): string {
	return state === 'edited'
		? 'An editor has passed this document. Send it back before anything of it is changed.'
		: 'This document has been signed. Open it again before anything of it is changed.';
}
