import { z } from 'zod';
import { type AnyJob, defineJob, type Services } from '../../foundation/index.ts';
import { documentsOf } from '../drafts/document.store.ts';
import { citeDocument } from '../drafts/document.ts';
import { openDocument } from '../drafts/tree.store.ts';
import { copiesOf, pressOf } from './copies.ts';
import { forgetOld, stillMade } from './made.store.ts';
import { makeEach, type Outcome } from './make-each.ts';
import { oldOnShelf, sweepUnfinished, takeOff } from './shelf.ts';

/** What the pages ask for: the copies are for whoever asked, so that a draft says whose it is. */
export const makeKind = {
	name: 'make documents',
	payload: z.object({ programme: z.uuid(), reader: z.string() }),
};

/** Makes HTML and PDF of every document of a programme. */
export function makeJob(services: Services): AnyJob {
	return defineJob({
		...makeKind,
		attempts: 3,
		async run({ payload: { programme, reader }, asWorker, report, result, signal }) {
			const documents = await asWorker((tx) => documentsOf(tx, { programme }));
			const cited = new Map(documents.map((document) => [document.id, citeDocument(document)]));
			const outcomes = new Map<string, Outcome>();
			await makeEach([...cited.keys()], {
				copies: copiesOf(services),
				press: pressOf(services),
				read(document) {
					signal.throwIfAborted();
					return asWorker((tx) => openDocument(tx, document, { reader }));
				},
				async told(document, outcome) {
					outcomes.set(cited.get(document) ?? document, outcome);
					const done = outcomes.size;
					await report({
						done,
						total: documents.length,
						text: `${done} of ${documents.length} documents are done.`,
					});
				},
			});
			await report({ done: documents.length, total: documents.length, text: inWords(outcomes) });
			result(`/documents/make/${programme}`);
		},
	});
}

/** "40 documents were made, and 2 had not changed. No PDF could be made of D-7." */
export function inWords(outcomes: ReadonlyMap<string, Outcome>): string {
	const count = (wanted: Outcome['outcome']) =>
		outcomes
			.values()
			.filter(({ outcome }) => outcome === wanted)
			.toArray().length;
	const made = count('made');
	const refused = [...outcomes].filter(([, { outcome }]) => outcome === 'refused').map(([cited]) => cited);
	const done = `${made} ${made === 1 ? 'document was' : 'documents were'} made, and ${count('unchanged')} had not changed.`;
	return refused.length === 0
		? done
		: `${done} No PDF could be made of ${refused.join(', ')}: the list leads to the reasons.`;
}

const keptFor = 30;
const settled = Temporal.Duration.from({ hours: 24 });

/** Lets go of copies that nobody has asked for lately, and of files that no row names. To be run every day. */
export function sweepMadeJob(services: Services): AnyJob {
	return defineJob({
		name: 'remove old copies of documents',
		payload: z.object({}),
		async run({ asWorker }) {
			await asWorker((tx) => forgetOld(tx, keptFor));
			await sweepUnfinished(services);
			const old = await oldOnShelf(services, settled);
			const named = await asWorker((tx) => stillMade(tx, old));
			for (const sha256 of old) if (!named.has(sha256)) await takeOff(services, sha256);
		},
	});
}
