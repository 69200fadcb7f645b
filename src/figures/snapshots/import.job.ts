import { z } from 'zod';
import { type AnyJob, defineJob, PermanentFailure, Refused, type Services } from '../../foundation/index.ts';
import { sourceNamed } from '../sources/all.ts';
import { Unreadable } from '../sources/source.ts';
import { importFiles } from './import.ts';
import { incoming, letGo } from './incoming.ts';
import { addRefusal } from './refusal.store.ts';
import { sweepShelf } from './shelf.ts';

const payload = z.object({
	source: z.string(),
	/** Under which name the files wait. */
	incoming: z.uuid(),
	files: z.array(z.object({ name: z.string(), sha256: z.string(), bytes: z.number() })),
	stated: z.object({
		release: z.string().nullable(),
		publishedOn: z.iso.date().nullable(),
		illustrative: z.boolean(),
		note: z.string().nullable(),
	}),
	by: z.object({ account: z.uuid(), name: z.string() }),
});

/** What the pages ask for. */
export const importKind = { name: 'import figures', payload };

/** Imports files that were uploaded. Files that cannot be taken are on record with everything that is wrong with them. */
export function importJob(services: Services): AnyJob {
	return defineJob({
		...importKind,
		attempts: 5,
		async run({ payload, asWorker, report, result }) {
			const { files, stated, by } = payload;
			const source = sourceNamed(payload.source);
			if (source === undefined)
				throw new PermanentFailure(`This version reads no source “${payload.source}”.`);
			const names = files.map(({ name }) => name);
			try {
				const { snapshot, outcome } = await importFiles(services, {
					source,
					files: incoming(services, payload.incoming, names),
					stated: {
						...stated,
						publishedOn: stated.publishedOn === null ? null : Temporal.PlainDate.from(stated.publishedOn),
					},
					actor: { kind: 'worker', task: importKind.name },
					by,
					progress: (done, total, text) => report({ done, total, text: `${text}.` }),
				});
				const rows = `${snapshot.rows.toLocaleString('en-GB')} rows`;
				await report({
					done: 1,
					total: 1,
					text:
						outcome === 'known'
							? 'These files are a snapshot already, so nothing was changed.'
							: `${rows} were imported. What depends on them is computed next.`,
				});
				result(`/data/${snapshot.id}`);
			} catch (error) {
				// Read once and not again: the files were uploaded, and are not there any more.
				if (error instanceof Refused) throw new PermanentFailure(error.message);
				if (!(error instanceof Unreadable)) throw error;
				const { faults } = error;
				const refusal = await asWorker((tx) =>
					addRefusal(tx, {
						source: source.name,
						release: stated.release,
						files,
						faults,
						account: by.account,
						byName: by.name,
					}),
				);
				const count = faults.length === 1 ? '1 thing has' : `${faults.length} things have`;
				await report({ done: 1, total: 1, text: `Nothing was imported: ${count} to be put right first.` });
				result(`/data/refused/${refusal}`);
			}
			await letGo(services, payload.incoming);
		},
	});
}

/** Removes data that no snapshot names. To be run every day. */
export function sweepJob(services: Services): AnyJob {
	return defineJob({
		name: 'remove unused snapshot data',
		payload: z.object({}),
		async run() {
			await sweepShelf(services);
		},
	});
}
