import { sql } from 'kysely';
import {
	type DefinitionFile,
	definitionFiles,
	eachFile,
	type FileWarning,
	type Services,
	type Tx,
} from '../../foundation/index.ts';
import { readFramework } from './check.ts';
import { type Kept, keepFramework, weighFramework } from './framework.store.ts';
import type { Framework } from './framework.ts';
import { keyText } from './key.ts';

/** All framework files of this installation: those that are shipped, then its own. */
export function frameworkFiles(dataFolder: string): Promise<DefinitionFile[]> {
	return definitionFiles('frameworks', dataFolder);
}

/**
 * Keeps what stands in the framework files and has not been kept yet. A file that cannot be kept is told and passed over:
 * what was kept before stays, and so does the service.
 */
export async function keepFrameworkFiles({
	database,
	dataFolder,
	log,
}: Pick<Services, 'database' | 'dataFolder' | 'log'>): Promise<FileWarning[]> {
	const files = await frameworkFiles(dataFolder);
	const { warnings } = await database.asActor({ kind: 'operator', name: 'start' }, (tx) =>
		keepFiles(tx, files),
	);
	for (const { file, sentence, problems } of warnings)
		log.warn({ file, problems }, `A framework file was not kept. ${sentence}`);
	return warnings;
}

export async function keepFiles(
	tx: Tx,
	files: readonly DefinitionFile[],
): Promise<{ kept: Kept[]; warnings: FileWarning[] }> {
	return goThrough(tx, files, keepFramework);
}

/** What would be told if the files were kept now: those that cannot be, and those that only wait for it. */
export async function standingOf(
	tx: Tx,
	files: readonly DefinitionFile[],
): Promise<{ waiting: Kept[]; warnings: FileWarning[] }> {
	const { kept, warnings } = await goThrough(tx, files, weighFramework);
	return { waiting: kept, warnings };
}

type Work = (
	tx: Tx,
	from: { source: string; file: string },
	/** Those that came before it, kept or only weighed. */
	before: readonly Framework[],
) => Promise<Kept>;

async function goThrough(
	tx: Tx,
	files: readonly DefinitionFile[],
	work: Work,
): Promise<{ kept: Kept[]; warnings: FileWarning[] }> {
	const pending: Framework[] = [];
	const { news, taken } = await alreadyKept(tx, files);
	const { done, warnings } = await eachFile(inOrderOfLineage(news), taken, async (one) => {
		const weighed = await work(tx, one, pending);
		pending.push(weighed.framework);
		return weighed;
	});
	return { kept: done.filter(({ outcome }) => outcome !== 'unchanged'), warnings };
}

/** A file whose very text is kept needs no second look, and most are. Each version stands in one file only. */
async function alreadyKept(
	tx: Tx,
	files: readonly DefinitionFile[],
): Promise<{ news: DefinitionFile[]; taken: Map<string, string> }> {
	const sources = files.flatMap((one) => ('source' in one ? [one.source] : []));
	const rows = await tx
		.selectFrom('programmes.framework_version')
		.select(['framework', 'version', 'source'])
		.where('source', '=', sql<string>`any (${sources})`)
		.execute();
	const keys = new Map(rows.map((row) => [row.source, keyText(row)]));
	const taken = new Map<string, string>();
	const news: DefinitionFile[] = [];
	for (const one of files) {
		const key = 'source' in one ? keys.get(one.source) : undefined;
		if (key === undefined) news.push(one);
		else taken.set(key, one.file);
	}
	return { news, taken };
}

type Ordered = DefinitionFile & { key?: string; id?: string; continues: readonly string[] };

/** Earlier frameworks come before those that go on from them, and a version before the next. */
function inOrderOfLineage(files: readonly DefinitionFile[]): Ordered[] {
	const waiting = files.map((one): Ordered => {
		const read = 'source' in one ? readFramework(one.source, one.file) : undefined;
		if (read === undefined || 'problems' in read) return { ...one, continues: [] };
		const { id, version, pillars, questions } = read.framework;
		const continues = [...pillars, ...questions].flatMap((component) => component.continues);
		return {
			...one,
			key: keyText({ framework: id, version }),
			id,
			continues: [...new Set(continues.map((reference) => reference.split('/')[0] ?? ''))],
		};
	});
	waiting.sort((a, b) => (a.key ?? '').localeCompare(b.key ?? '', 'en-GB', { numeric: true }));
	const ordered: Ordered[] = [];
	while (waiting.length > 0) {
		const open = (one: Ordered) => !one.continues.some((id) => waiting.some((other) => other.id === id));
		// In a circle nobody is open: the first one comes, and is told what is missing.
		ordered.push(...waiting.splice(Math.max(waiting.findIndex(open), 0), 1));
	}
	return ordered;
}
