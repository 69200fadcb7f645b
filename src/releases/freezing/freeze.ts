import type { Press } from '../../documents/index.ts';
import { type Files, Refused, type Tx } from '../../foundation/index.ts';
import type { Release } from '../gathering/release.ts';
import { changesSince } from './changes.ts';
import {
	addCopy,
	addDocument,
	addFile,
	addRows,
	beginEdition,
	nextNumber,
	sealEdition,
} from './edition.store.ts';
import { EditionHash, type EntryRow, type HeaderRow, plainTables } from './edition.ts';
import { documentEntries, rowEntries } from './entries.ts';
import { facesOf } from './faces.ts';
import { publicEdition } from './kept.store.ts';
import { readRelease } from './read.ts';
import type { FrozenFile, StatementSource } from './rows.others.ts';

export type Freezing = {
	press: Press;
	files: Pick<Files, 'download'>;
	statements: StatementSource;
	report?: (done: number, total: number) => Promise<void>;
	signal?: AbortSignal;
};

/**
 * Freezes a release into an edition, as the worker and in this transaction: it is there whole when that is committed, and
 * otherwise not at all. Documents pass one after the other, so that memory does not grow with their number.
 */
export async function freeze(tx: Tx, release: Release, freezing: Freezing): Promise<string> {
	const { press, files, statements, report, signal } = freezing;
	const { releaseAt, programme } = release;
	if (releaseAt === null) throw new Refused('The release has no instant yet.');
	const head = {
		number: await nextNumber(tx, release.id),
		slug: release.slug,
		title: release.title,
		summary: release.summary,
		kind: release.kind,
		programme_slug: programme?.slug ?? null,
		programme_name: programme?.name ?? null,
		change_note: release.changeNote,
		recorded_because: release.recordedBecause,
	};
	const edition = await beginEdition(tx, { ...head, release: release.id, releaseAt });
	const hash = new EditionHash();
	const entries: EntryRow[] = [];
	let done = 0;
	const read = await readRelease(tx, release, {
		statements,
		async each(plan, document) {
			signal?.throwIfAborted();
			const { row, copies } = await facesOf(plan, document, { press, edition: head.number });
			signal?.throwIfAborted();
			const id = await addDocument(tx, edition, row);
			hash.add('document', row);
			entries.push(
				...documentEntries({ release: release.slug, title: release.title, on: plan.on }, row, document.doc),
			);
			for (const copy of copies) {
				await addCopy(tx, edition, { id, ...copy });
				hash.add('copy', copy.row);
			}
			done += 1;
			await report?.(done, plan.documents.length);
		},
	});
	for (const table of plainTables) {
		await addRows(tx, edition, table, read.rows[table]);
		for (const row of read.rows[table]) hash.add(table, row);
	}
	for (const file of read.files) {
		signal?.throwIfAborted();
		await addFile(tx, edition, file.row, await contentOf(tx, files, file));
		hash.add('file', file.row);
	}
	entries.push(
		...rowEntries({ release: release.slug, title: release.title, on: read.plan.on }, read, head.summary),
	);
	await addRows(tx, edition, 'entry', entries);
	const before = await publicEdition(tx, release.id);
	const changes = before === null ? [] : await changesSince(tx, before, edition);
	const { illustrative, parts, register } = read;
	const header: HeaderRow = { ...head, illustrative, changes, register };
	const sealed = await sealEdition(tx, edition, { content: hash.of(header), parts, header });
	if (!sealed) throw new Refused('The release is not being frozen any more.');
	return edition;
}

async function contentOf(tx: Tx, files: Freezing['files'], { file }: FrozenFile): Promise<Buffer> {
	const { open } = await files.download(tx, file);
	const chunks: Buffer[] = [];
	for await (const chunk of await open()) chunks.push(chunk);
	return Buffer.concat(chunks);
}
