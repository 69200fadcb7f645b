import { sql } from 'kysely';
import type { Services, Tx } from '../../foundation/index.ts';
import { type FrameworkProblem, readFramework } from './check.ts';
import { type FrameworkFile, frameworkFiles } from './files.ts';
import {
	BadFramework,
	FrozenFramework,
	type Kept,
	keepFramework,
	weighFramework,
} from './framework.store.ts';
import type { Framework } from './framework.ts';
import { keyText } from './key.ts';

/** A file that is not kept as it stands: what is wrong in it, place by place, or one sentence about it as a whole. */
export type FileWarning = { file: string; sentence: string; problems: readonly FrameworkProblem[] };

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
	files: readonly FrameworkFile[],
): Promise<{ kept: Kept[]; warnings: FileWarning[] }> {
	return goThrough(tx, files, keepFramework);
}

/** What would be told if the files were kept now: those that cannot be, and those that only wait for it. */
export async function standingOf(
	tx: Tx,
	files: readonly FrameworkFile[],
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
	files: readonly FrameworkFile[],
	work: Work,
): Promise<{ kept: Kept[]; warnings: FileWarning[] }> {
	const warnings: FileWarning[] = [];
	const kept: Kept[] = [];
	const pending: Framework[] = [];
	const warn = (file: string, sentence: string, problems: readonly FrameworkProblem[] = []) =>
		warnings.push({ file, sentence, problems });
	const { news, taken } = await alreadyKept(tx, files);
	for (const one of inOrderOfLineage(news)) {
		if ('fault' in one) {
			warn(one.file, one.fault);
			continue;
		}
		const other = one.key === undefined ? undefined : taken.get(one.key);
		if (one.key !== undefined && other !== undefined) {
			warn(one.file, `${one.key} stands in ${other} as well. Keep one of the two files.`);
			continue;
		}
		if (one.key !== undefined) taken.set(one.key, one.file);
		try {
			const done = await work(tx, one, pending);
			pending.push(done.framework);
			if (done.outcome !== 'unchanged') kept.push(done);
		} catch (error) {
			if (error instanceof BadFramework) warn(one.file, problemsInIt(error.problems.length), error.problems);
			else if (error instanceof FrozenFramework) warn(one.file, error.message);
			else throw error;
		}
	}
	return { kept, warnings };
}

function problemsInIt(count: number): string {
	return `There ${count === 1 ? 'is a problem' : `are ${count} problems`} in this file.`;
}

/** A file whose very text is kept needs no second look, and most are. Each version stands in one file only. */
async function alreadyKept(
	tx: Tx,
	files: readonly FrameworkFile[],
): Promise<{ news: FrameworkFile[]; taken: Map<string, string> }> {
	const sources = files.flatMap((one) => ('source' in one ? [one.source] : []));
	const rows = await tx
		.selectFrom('programmes.framework_version')
		.select(['framework', 'version', 'source'])
		.where('source', '=', sql<string>`any (${sources})`)
		.execute();
	const keys = new Map(rows.map((row) => [row.source, keyText(row)]));
	const taken = new Map<string, string>();
	const news: FrameworkFile[] = [];
	for (const one of files) {
		const key = 'source' in one ? keys.get(one.source) : undefined;
		if (key === undefined) news.push(one);
		else taken.set(key, one.file);
	}
	return { news, taken };
}

type Ordered = FrameworkFile & { key?: string; id?: string; continues: readonly string[] };

/** Earlier frameworks come before those that go on from them, and a version before the next. */
function inOrderOfLineage(files: readonly FrameworkFile[]): Ordered[] {
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
