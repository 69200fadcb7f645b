import { basename } from 'node:path';
import type { FileWarning, Services, Tx } from '../../foundation/index.ts';
import { type GlossaryFile, glossaryShape } from '../glossary/file.ts';
import type { Glossary } from '../glossary/glossary.ts';
import { glossaryWith, ownGlossary } from '../glossary/shelf.ts';

/**
 * Keeps the glossary files of this installation, so that pages, jobs and commands all know the same words. A file that
 * cannot be kept is told, and what was kept of it before stays; one that was taken away is taken away here.
 */
export async function keepGlossaryFiles({
	database,
	dataFolder,
	log,
}: Pick<Services, 'database' | 'dataFolder' | 'log'>): Promise<FileWarning[]> {
	const { own, warnings } = await ownGlossary(dataFolder);
	const there = [...own, ...warnings].map(({ file }) => basename(file));
	await database.asActor({ kind: 'operator', name: 'start' }, async (tx) => {
		await tx
			.deleteFrom('documents.glossary_file')
			.$if(there.length > 0, (query) => query.where('file', 'not in', there))
			.execute();
		for (const { file, content } of own) await keepFile(tx, basename(file), content);
	});
	for (const { file, sentence, problems } of warnings)
		log.warn({ file, problems }, `A glossary file was not kept. ${sentence}`);
	return warnings;
}

async function keepFile(tx: Tx, file: string, kept: GlossaryFile): Promise<void> {
	const content = JSON.stringify(kept);
	await tx
		.insertInto('documents.glossary_file')
		.values({ file, content })
		.onConflict((conflict) =>
			conflict
				.column('file')
				.doUpdateSet({ content })
				.where('documents.glossary_file.content', 'is distinct from', content),
		)
		.execute();
}

/** The last one that was put together: an installation has one, and it changes with a start only. */
let last: { of: string; glossary: Promise<Glossary> } | undefined;

/** The glossary of this installation: what is shipped, then its own files. */
export async function glossaryOf(tx: Tx): Promise<Glossary> {
	const files = await tx.selectFrom('documents.glossary_file').select('content').orderBy('file').execute();
	const of = JSON.stringify(files);
	if (last?.of !== of)
		last = { of, glossary: glossaryWith(files.map(({ content }) => glossaryShape.parse(content))) };
	return last.glossary;
}
