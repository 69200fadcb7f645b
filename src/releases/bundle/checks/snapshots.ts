import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { columnsIn, type Duck, type EngineSnapshot, writeAggregates } from '../../../figures/index.ts';
import { names } from '../layout.ts';
import type { Grounds } from '../rows.ts';
import type { Unpacking } from '../unpacking.ts';
import type { Tell } from './difference.ts';

/**
 * In a staff bundle the rows themselves: each data set is the one whose hash the edition names, and the aggregates are
 * what comes out of them.
 */
export async function checkSnapshots(
	archive: Unpacking,
	{ duck, grounds, report }: { duck: Duck; grounds: Grounds; report: (doing: string) => void },
	tell: Tell,
): Promise<void> {
	const shelf = new Map<string, EngineSnapshot[]>();
	for (const [source, all] of grounds.snapshots) {
		const own: EngineSnapshot[] = [];
		for (const { id, parquet } of all) {
			const name = names.snapshot(parquet);
			if (!archive.has(name)) {
				tell({ kind: 'file', place: name, text: `The rows of ${source} (${id}) are missing: “${name}”.` });
				return;
			}
			if ((await archive.facts(name)).sha256 !== parquet) {
				tell({ kind: 'file', place: name, text: `“${name}” is not the data set that it is named after.` });
				return;
			}
			const path = join(duck.folder, `${parquet}.parquet`);
			await archive.copyTo(name, path);
			own.push({ id, parquet, path, breakdowns: await columnsIn(duck, path) });
		}
		shelf.set(source, own);
	}
	for (const [index, asked] of grounds.defined.entries()) {
		const { indicator, areas, ends } = asked;
		report(`Adding up ${indicator.title}`);
		const folder = join(duck.folder, `rows-${index}`);
		await mkdir(folder);
		await writeAggregates(duck, asked, { ...grounds.register, snapshots: shelf }, { folder, areas, ends });
		const place = names.aggregates(indicator.id, indicator.version);
		const there = archive.names
			.filter((name) => name.startsWith(place))
			.map((name) => name.slice(place.length));
		for (const name of new Set([...(await readdir(folder)), ...there])) {
			const made = await readFile(join(folder, name)).catch(() => null);
			const stored = there.includes(name) ? await archive.read(`${place}${name}`) : null;
			if (made === null || stored === null || !made.equals(stored))
				tell({
					kind: 'figure',
					place: `${place}${name}`,
					text: `“${place}${name}” is not what the rows of its data set add up to.`,
				});
		}
	}
}
