import { join } from 'node:path';
import type { Actor, Services } from '../../foundation/index.ts';
import { sources } from '../sources/all.ts';
import type { Source, SourceFile } from '../sources/source.ts';
import { duckOf } from '../tables/duck.ts';
import { bring, type GivenFile, hashOfFiles, refuseWrongFiles } from './bring.ts';
import { areaFinder } from './finder.ts';
import { askToRecompute } from './recomputing.ts';
import { inWorkFolder, shelve } from './shelf.ts';
import { addSnapshot, snapshotById, snapshotsOfFiles } from './snapshot.store.ts';
import type { NewSnapshot, Snapshot, Stated } from './snapshot.ts';
import { tidyFacts, writeParquet } from './tidy.ts';

export type ImportRequest = {
	source: Source;
	files: readonly GivenFile[];
	stated?: Partial<Stated>;
	/** Whose transactions these are. */
	actor: Actor;
	/** Who asked for it, where that is not the actor: a job works for somebody. */
	by?: { account: string; name: string };
	progress?(done: number, of: number, doing: string): Promise<void>;
};

export type Imported = { snapshot: Snapshot; outcome: 'imported' | 'known' };

/**
 * Reads files into a snapshot, whole or not at all: throws Unreadable with everything that has to be put right. The data
 * are written and on the disk before the row that names them, so that there is never a snapshot without data; what ends
 * in the middle leaves nothing that anybody sees.
 */
export async function importFiles(services: Services, request: ImportRequest): Promise<Imported> {
	return inWorkFolder(services, (work) => importWithin(work, services, request));
}

async function importWithin(work: string, services: Services, request: ImportRequest): Promise<Imported> {
	const { source, actor } = request;
	const files = await bring(request.files, work);
	refuseWrongFiles(source, files);
	const before = await known(services, request, files);
	if (before !== null) return { snapshot: before, outcome: 'known' };
	const made = await make(services, request, { files, work });
	const id = await services.database.asActor(actor, async (tx) => {
		const added = await addSnapshot(tx, made);
		if (added !== null) await askToRecompute(tx, `${made.source}, ${made.release}, was imported`);
		return added;
	});
	const snapshot =
		id === null
			? await known(services, request, files)
			: await services.database.asActor(actor, (tx) => snapshotById(tx, id));
	if (snapshot === null) throw new Error('the snapshot is not there after it was added');
	return { snapshot, outcome: id === null ? 'known' : 'imported' };
}

/** The snapshot that these files are already. A mapping among the files gives the source its name, so that may differ. */
async function known(
	{ database }: Services,
	{ source, actor }: ImportRequest,
	files: readonly SourceFile[],
): Promise<Snapshot | null> {
	const found = await database.asActor(actor, (tx) => snapshotsOfFiles(tx, hashOfFiles(files)));
	const others = sources.filter((one) => one !== source).map(({ name }) => name);
	return found.find((one) => one.source === source.name || !others.includes(one.source)) ?? null;
}

async function make(
	services: Services,
	request: ImportRequest,
	{ files, work }: { files: readonly SourceFile[]; work: string },
): Promise<NewSnapshot> {
	const { source, actor, by, progress = async () => {} } = request;
	const { release = null, publishedOn = null, illustrative = false, note = null } = request.stated ?? {};
	const areas = await services.database.asActor(actor, areaFinder);
	const duck = await duckOf(services);
	return duck.useScratch(async (connection, scratch) => {
		const read = await source.read({
			duck: connection,
			scratch,
			work,
			files,
			areas,
			stated: { release, publishedOn, illustrative },
			progress,
		});
		const breakdowns = read.breakdowns ?? source.breakdowns;
		const facts = await tidyFacts(connection, read, breakdowns);
		await progress(1, 1, `Keeping ${facts.rows.toLocaleString('en-GB')} rows`);
		const path = join(work, 'tidy.parquet');
		const name = read.source ?? source.name;
		await writeParquet(connection, {
			table: read.table,
			breakdowns,
			path,
			about: {
				source: name,
				release: read.release,
				licence: read.licence ?? source.licence,
				illustrative: String(facts.illustrative),
			},
		});
		return {
			source: name,
			release: read.release,
			publishedOn: read.publishedOn,
			since: facts.since,
			until: facts.until,
			files: files.map(({ name, sha256, bytes }) => ({ name, sha256, bytes })),
			filesHash: hashOfFiles(files),
			parquet: await shelve(services, path),
			rows: facts.rows,
			breakdowns,
			licence: read.licence ?? source.licence,
			note,
			illustrative: facts.illustrative || illustrative,
			importedBy: by?.account ?? (actor.kind === 'account' ? actor.account : null),
			importedByName: by?.name ?? nameOf(actor),
			decisions: read.decisions,
			supplies: read.supplies,
		};
	});
}

function nameOf(actor: Actor): string {
	switch (actor.kind) {
		case 'account':
		case 'operator':
			return actor.name;
		default:
			return actor.kind === 'worker' ? actor.task : actor.kind;
	}
}
