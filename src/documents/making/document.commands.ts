import { mkdir, stat, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import {
	type Command,
	codeOf,
	nearest,
	Refused,
	type Services,
	type Tx,
	WrongUsage,
} from '../../foundation/index.ts';
import { listProgrammes, type Programme } from '../../programmes/index.ts';
import { documentsOf } from '../drafts/document.store.ts';
import { citeDocument, documentStates, type WrittenDocument } from '../drafts/document.ts';
import { type Opened, openDocument } from '../drafts/tree.store.ts';
import { openPress, type Press } from '../faces/press.ts';
import { documentCited } from './cited.ts';
import { copiesOf, copyOf } from './copies.ts';
import { type Face, faceNames, fileName } from './face.ts';
import { makeEach, type Outcome } from './make-each.ts';

const list: Command<Services> = {
	name: 'document list',
	summary: 'List the letters and reports, with their state and day',
	usage: '[--programme NAME]',
	options: { programme: { type: 'string' } },
	help: { programme: 'Only those of this programme, such as core-business-2014' },
	async run({ values, json, io, world }) {
		const documents = await asOperator(world, async (tx) =>
			values.programme === undefined
				? await documentsOf(tx)
				: await documentsOf(tx, { programme: (await programmeNamed(tx, values.programme)).id }),
		);
		if (json) io.out(`${JSON.stringify(documents.map(told))}\n`);
		else if (documents.length === 0) io.out('There are no documents.\n');
		for (const document of json ? [] : documents) {
			const { title, force, programme, state, dated } = document;
			const parts = [
				citeDocument(document).padEnd(6),
				documentStates[state].padEnd(13),
				(dated?.toString() ?? '').padEnd(10),
				[...new Set([title, force?.name ?? programme.name])].join(', '),
			];
			io.out(`${parts.join('  ')}\n`);
		}
		return 0;
	},
};

const make: Command<Services> = {
	name: 'document make',
	summary: 'Make HTML and PDF of every document of a programme; what has not changed stays as it is',
	usage: '--programme NAME [--into FOLDER] [--for READER]',
	options: { programme: { type: 'string' }, into: { type: 'string' }, for: { type: 'string' } },
	help: {
		programme: 'The programme, such as core-business-2014',
		into: 'Also write the copies into this folder',
		for: 'Whose name stands on drafts; without it, yours on this machine',
	},
	async run({ values, json, io, world }) {
		if (values.programme === undefined)
			throw new WrongUsage('Name the programme: ./inspectorate document make --programme NAME.');
		const reader = readerIn(values.for);
		if (typeof values.into === 'string') await makeFolder(values.into);
		const documents = await asOperator(world, async (tx) =>
			documentsOf(tx, { programme: (await programmeNamed(tx, values.programme)).id }),
		);
		const known = new Map(documents.map((document) => [document.id, document]));
		const outcomes = new Map<WrittenDocument, Outcome>();
		await withPress(async (press) => {
			const making = { copies: copiesOf(world), press };
			await makeEach([...known.keys()], {
				...making,
				read: (document) => asOperator(world, (tx) => openDocument(tx, document, { reader })),
				async told(id, outcome) {
					const document = known.get(id);
					if (document === undefined) return;
					outcomes.set(document, outcome);
					if (!json) io.err(progress(outcomes.size, documents.length, document, outcome));
				},
			});
			if (typeof values.into !== 'string') return;
			for (const [{ id }, { outcome }] of outcomes) {
				const opened = await asOperator(world, (tx) => openDocument(tx, id, { reader }));
				for (const face of outcome === 'refused' ? (['html'] as const) : (['html', 'pdf'] as const)) {
					const { content } = await copyOf(making, id, opened, face);
					await write(join(values.into, nameOf(opened, face)), content);
				}
			}
		});
		const refused = outcomes
			.values()
			.filter(({ outcome }) => outcome === 'refused')
			.toArray().length;
		if (json) {
			const all = [...outcomes].map(([document, outcome]) => ({
				document: citeDocument(document),
				title: document.title,
				...outcome,
			}));
			io.out(`${JSON.stringify(all)}\n`);
		} else {
			const count = (wanted: Outcome['outcome']) =>
				outcomes
					.values()
					.filter(({ outcome }) => outcome === wanted)
					.toArray().length;
			io.out(
				`${count('made')} made, ${count('unchanged')} not changed since they were made, ${refused} refused.\n`,
			);
		}
		return refused === 0 ? 0 : 1;
	},
};

const exporting: Command<Services> = {
	name: 'document export',
	summary: 'Write a copy of one document into a file: PDF, HTML, OpenDocument or plain text',
	usage: 'D-12 [--as pdf|html|odt|text] [--to FILE] [--for READER]',
	positionals: ['D-12'],
	options: { as: { type: 'string' }, to: { type: 'string' }, for: { type: 'string' } },
	help: {
		as: 'The form of the copy: pdf (without it), html, odt or text',
		to: 'The file; without it, one named after the document, in this folder',
		for: 'Whose name stands on a draft; without it, yours on this machine',
	},
	async run({ positionals: [cited = ''], values, json, io, world }) {
		const face = faceIn(values.as);
		const reader = readerIn(values.for);
		const opened = await asOperator(world, async (tx) =>
			openDocument(tx, (await documentCited(tx, cited)).id, { reader }),
		);
		const { content, pages } = await withPress((press) =>
			copyOf({ copies: copiesOf(world), press }, opened.document.id, opened, face),
		);
		const file = typeof values.to === 'string' ? values.to : nameOf(opened, face);
		await write(file, content);
		const document = citeDocument(opened.document);
		if (json) io.out(`${JSON.stringify({ document, file, as: face, bytes: content.length, pages })}\n`);
		else io.out(`${file}${pages === null ? '' : ` (${counted(pages, 'page')})`}\n`);
		return 0;
	},
};

export const documentCommands: readonly Command<Services>[] = [list, make, exporting];

function asOperator<T>({ database }: Services, work: (tx: Tx) => Promise<T>): Promise<T> {
	return database.asActor({ kind: 'operator', name: userInfo().username }, work);
}

async function withPress<T>(work: (press: Press) => Promise<T>): Promise<T> {
	const press = openPress();
	try {
		return await work(press);
	} finally {
		await press.close();
	}
}

async function programmeNamed(tx: Tx, name: unknown): Promise<Programme> {
	const all = await listProgrammes(tx);
	const found = all.find(({ slug, name: called }) => slug === name || called === name);
	if (found !== undefined) return found;
	const slugs = all.map(({ slug }) => slug);
	const meant = slugs.length === 0 ? 'There are none.' : `Did you mean “${nearest(String(name), slugs)}”?`;
	throw new Refused(`There is no programme “${name}”. ${meant}`);
}

function faceIn(value: unknown): Face {
	const face = faceNames.find((one) => one === (value ?? 'pdf'));
	if (face === undefined) throw new WrongUsage(`A copy is made as one of: ${faceNames.join(', ')}.`);
	return face;
}

function readerIn(value: unknown): string {
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : userInfo().username;
}

function nameOf({ document, doc }: Opened, face: Face): string {
	return fileName(document, doc, face);
}

/** Before anything is made: whoever waits for forty reports wants to know first that they have nowhere to go. */
async function makeFolder(path: string): Promise<void> {
	const there = await stat(path).catch(() => undefined);
	if (there?.isDirectory() === true) return;
	try {
		if (there !== undefined) throw new Refused(`${path} is not a folder.`);
		await mkdir(path);
	} catch (error) {
		throw unwritable(path, error);
	}
}

async function write(path: string, content: Uint8Array): Promise<void> {
	try {
		await writeFile(path, content);
	} catch (error) {
		throw unwritable(path, error);
	}
}

const reasons = new Map([
	['ENOENT', 'the folder that it would be in is not there'],
	['ENOTDIR', 'it would be in a file, not in a folder'],
	['EISDIR', 'it is a folder: name a file in it'],
	['EACCES', 'you may not write there'],
	['EPERM', 'you may not write there'],
	['EROFS', 'nothing can be written on that disk'],
	['ENOSPC', 'the disk is full'],
]);

function unwritable(path: string, error: unknown): Refused {
	if (error instanceof Refused) return error;
	const code = codeOf(error) ?? 'no reason given';
	return new Refused(`${path} cannot be written: ${reasons.get(code) ?? code}.`);
}

function progress(done: number, of: number, document: WrittenDocument, outcome: Outcome): string {
	const became =
		outcome.outcome === 'made'
			? counted(outcome.pages, 'page')
			: outcome.outcome === 'unchanged'
				? 'not changed'
				: `no PDF: ${outcome.reasons.join(' ')}`;
	const { title, force } = document;
	const what = [citeDocument(document), title, force?.name].filter((part) => part !== undefined).join(', ');
	return `${String(done).padStart(4)} of ${of}  ${what}: ${became}\n`;
}

function counted(count: number, noun: string): string {
	return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function told(document: WrittenDocument) {
	const { title, kind, force, programme, state, dated, illustrative } = document;
	return {
		document: citeDocument(document),
		...{ title, kind, state, illustrative },
		force: force?.name ?? null,
		programme: programme.slug,
		dated: dated?.toString() ?? null,
	};
}
