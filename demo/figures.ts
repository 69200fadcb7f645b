import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { importFiles, listSnapshots, sourceNamed } from '../src/figures/index.ts';
import type { Actor, Services } from '../src/foundation/index.ts';
import { publications, writeFiles } from './figures/files.ts';

/**
 * Brings the demonstration's figures in as anybody brings theirs: as files in the forms that are published, read by the
 * sources. A release that is there already is left as it is, so that a start that was cut short is made good by the next.
 */
export async function loadFigures(services: Services): Promise<void> {
	const actor: Actor = { kind: 'operator', name: 'demonstration' };
	const there = await services.database.asActor(actor, (tx) => listSnapshots(tx));
	const missing = publications().filter(
		({ source, release }) => !there.some((one) => one.source === source && one.release === release),
	);
	if (missing.length === 0) return;
	const folder = await mkdtemp(join(services.dataFolder, 'demonstration-'));
	try {
		for (const publication of missing) {
			const { source: name, release, illustrative, note } = publication;
			const source = sourceNamed(name);
			if (source === undefined)
				throw new Error(`The demonstration has data of “${name}”, which no source reads.`);
			await importFiles(services, {
				source,
				files: await writeFiles(folder, publication),
				stated: { release, publishedOn: null, illustrative, note },
				actor,
			});
		}
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
