import { checksInWords } from '../../accuracy/index.ts';
import { citeDocument, type Doc, type Opened, openDocument, type Source } from '../../documents/index.ts';
import { Refused, type Tx } from '../../foundation/index.ts';
import { withCheck } from './checked.ts';
import { Gleaned } from './gleaned.ts';
import type { Plan, Planned } from './plan.store.ts';
import { partOf, type RecordPart } from './record.ts';

/** A document as it is published, with what it is made from. */
export type ReadDocument = Planned & { opened: Opened; doc: Doc; source: Source };

export type DocumentsRead = {
	gleaned: Gleaned;
	parts: RecordPart[];
	illustrative: boolean;
};

/** How many documents are under way at once: while one is read, others are printed. */
const hands = 3;

/**
 * Reads the documents of a release, each for `each` to keep. Nothing goes on once one of them has failed: the
 * transaction ends then.
 */
export async function readDocuments(
	tx: Tx,
	{ release, documents }: Plan,
	each: (read: ReadDocument) => Promise<void> = async () => {},
): Promise<DocumentsRead> {
	const gleaned = new Gleaned();
	const parts: RecordPart[] = [];
	let illustrative = false;
	let failed: { error: unknown } | undefined;
	const waiting = documents.values();
	const hand = async () => {
		for (const planned of waiting) {
			try {
				const opened = await openDocument(tx, planned.document.id);
				if (failed !== undefined) return;
				const checks = await checksInWords(tx, planned.document);
				const read = await published(opened, { planned, checks, past: release.recordedBecause !== null });
				gleaned.take(opened.quoted, read);
				parts.push(partOfDocument(opened, checks));
				illustrative ||= opened.illustrative;
				await each(read);
			} catch (error) {
				failed ??= { error };
			}
			if (failed !== undefined) return;
		}
	};
	await Promise.all(Array.from({ length: hands }, hand));
	if (failed !== undefined) throw failed.error;
	return { gleaned, parts, illustrative };
}

/** As readers get it. What was published before this system was there bears the signature that it had. */
async function published(
	opened: Opened,
	{ planned, checks, past }: { planned: Planned; checks: readonly string[]; past: boolean },
): Promise<ReadDocument> {
	const { document, approvals, doc } = opened;
	if (!past && (document.state !== 'signed' || approvals.signed?.state !== 'valid')) {
		throw new Refused(`${citeDocument(document)} “${document.title}” is not signed as it stands.`);
	}
	const { letter } = doc.meta;
	const meta = {
		...doc.meta,
		marks: [],
		letter: past && letter !== null ? { ...letter, signedFor: null } : letter,
	};
	const made = { doc: { ...doc, meta }, source: { ...opened.source(), meta } };
	return { ...planned, opened, ...(await withCheck(made, checks)) };
}

function partOfDocument({ document, hash, approvals, doc }: Opened, checks: readonly string[]): RecordPart {
	const { signed } = approvals;
	return partOf(`document ${document.id}`, citeDocument(document), {
		says: hash.toString('hex'),
		signed: signed === null ? null : { state: signed.state, by: signed.account, at: signed.at },
		signature: doc.meta.letter?.signature ?? null,
		checks,
	});
}
