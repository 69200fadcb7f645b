import { sql } from 'kysely';
import {
	type DefinitionFile,
	definitionFiles,
	eachFile,
	type FileWarning,
	type Services,
	type Tx,
	versionText,
} from '../../foundation/index.ts';
import { catalogueOf } from './catalogue.store.ts';
import { readIndicator } from './check.ts';
import { type Company, indicatorText, type Kept, keepIndicator, weighIndicator } from './indicator.store.ts';
import type { Indicator } from './indicator.ts';

/** All indicator files of this installation: those that are shipped, then its own. */
export function indicatorFiles(dataFolder: string): Promise<DefinitionFile[]> {
	return definitionFiles('indicators', dataFolder);
}

/**
 * Keeps what stands in the indicator files and has not been kept yet. A file that cannot be kept is told and passed over:
 * what was kept before stays, and so does the service. Says also what was kept, since its figures are computed anew.
 */
export async function keepIndicatorFiles(
	{ database, dataFolder, log }: Pick<Services, 'database' | 'dataFolder' | 'log'>,
	company: Company = {},
): Promise<{ kept: Kept[]; warnings: FileWarning[] }> {
	const files = await indicatorFiles(dataFolder);
	const result = await database.asActor({ kind: 'operator', name: 'start' }, (tx) =>
		keepIndicators(tx, files, company),
	);
	for (const { file, sentence, problems } of result.warnings)
		log.warn({ file, problems }, `An indicator file was not kept. ${sentence}`);
	return result;
}

export async function keepIndicators(
	tx: Tx,
	files: readonly DefinitionFile[],
	company: Company = {},
): Promise<{ kept: Kept[]; warnings: FileWarning[] }> {
	const { done, warnings } = await goThrough(tx, files, company, keepIndicator);
	return { kept: done, warnings };
}

/** What would be told if the files were kept now: those that cannot be, and those that only wait for it. */
export async function indicatorsWaiting(
	tx: Tx,
	files: readonly DefinitionFile[],
	company: Company = {},
): Promise<{ waiting: Kept[]; warnings: FileWarning[] }> {
	const { done, warnings } = await goThrough(tx, files, company, weighIndicator);
	return { waiting: done, warnings };
}

async function goThrough(
	tx: Tx,
	files: readonly DefinitionFile[],
	company: Company,
	work: (tx: Tx, from: { source: string; file: string }, company: Company) => Promise<Kept>,
): Promise<{ done: Kept[]; warnings: FileWarning[] }> {
	const { news, taken } = await alreadyKept(tx, files);
	if (news.length === 0) return { done: [], warnings: [] };
	const catalogue = { ...(await catalogueOf(tx)), ...company };
	const read = news.map((one) => {
		const result = 'source' in one ? readIndicator(one.source, one.file, catalogue) : { problems: [] };
		return 'indicator' in result
			? { ...one, key: indicatorText(result.indicator), indicator: result.indicator }
			: one;
	});
	// A forecast may come before the file of what it is of.
	const indicators: Indicator[] = [
		...(company.indicators ?? []),
		...read.flatMap((one) => ('indicator' in one ? [one.indicator] : [])),
	];
	const { done, warnings } = await eachFile(read, taken, (one) =>
		work(tx, { source: one.source, file: one.file }, { ...catalogue, indicators }),
	);
	return { done: done.filter(({ outcome }) => outcome !== 'unchanged'), warnings };
}

/** A file whose very text is kept needs no second look, and most are. Each version stands in one file only. */
async function alreadyKept(
	tx: Tx,
	files: readonly DefinitionFile[],
): Promise<{ news: DefinitionFile[]; taken: Map<string, string> }> {
	const texts = files.flatMap((one) => ('source' in one ? [one.source] : []));
	const rows = await tx
		.selectFrom('figures.indicator_version')
		.select(['indicator', 'version', 'source'])
		.where('source', '=', sql<string>`any (${texts})`)
		.execute();
	const keys = new Map(rows.map((row) => [row.source, versionText(row.indicator, row.version)]));
	const taken = new Map<string, string>();
	const news: DefinitionFile[] = [];
	for (const one of files) {
		const key = 'source' in one ? keys.get(one.source) : undefined;
		if (key === undefined) news.push(one);
		else if (taken.has(key)) news.push(one);
		else taken.set(key, one.file);
	}
	return { news, taken };
}
