import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { importFiles, sourceNamed } from '../src/figures/index.ts';
import type { Actor, Services } from '../src/foundation/index.ts';
import { publications, writeFiles } from './figures/files.ts';

/**
 * Brings the demonstration's figures in as anybody brings theirs: files in the forms that are published, read by the
 * sources, and everything computed from there. What is there already is known, so that it may be done again.
 */
export async function loadFigures(services: Services, actor: Actor): Promise<void> {
	const folder = await mkdtemp(join(services.dataFolder, 'demonstration-'));
	try {
		for (const publication of publications()) {
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
