import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
	codeOf,
	Failure,
	type Services,
	sweepLeftOvers,
	temporaryName,
	verified,
} from '../../foundation/index.ts';
import { namedParquets } from './snapshot.store.ts';
import type { Snapshot } from './snapshot.ts';

/*
 * Where the Parquet files of snapshots stand: in the data folder, named by their SHA-256. A file is written under a
 * temporary name, and renamed when it is whole and on the disk; the row that names it comes last.
 */

type Place = Pick<Services, 'dataFolder'>;

function folderOf({ dataFolder }: Place): string {
	return join(dataFolder, 'snapshots');
}

/** The Parquet file of a snapshot, for DuckDB to read. */
export function parquetPath(place: Place, { parquet }: Pick<Snapshot, 'parquet'>): string {
	return join(folderOf(place), `${parquet}.parquet`);
}

/** Its content; the stream fails before its end where that is no longer what was kept. */
export async function openParquet(
	place: Place,
	snapshot: Pick<Snapshot, 'parquet'>,
): Promise<{ size: number; open(): Promise<Readable> }> {
	const path = parquetPath(place, snapshot);
	const { size } = await stat(path).catch((error: unknown) => {
		throw codeOf(error) === 'ENOENT' ? new Failure(lost) : error;
	});
	return {
		size,
		async open() {
			const checked = verified(snapshot.parquet);
			pipeline(createReadStream(path), checked).catch(() => {});
			return checked;
		},
	};
}

const lost =
	'The data of a snapshot are not in the data folder. Bring back the folder “snapshots” from a backup, or import the files again.';

const held = new Map<string, string>();

/** The path of a snapshot's file, once it is known to hold what was kept; a file that has not changed is read once. */
export async function checkedPath(place: Place, snapshot: Pick<Snapshot, 'parquet'>): Promise<string> {
	const path = parquetPath(place, snapshot);
	const facts = await stat(path).catch((error: unknown) => {
		throw codeOf(error) === 'ENOENT' ? new Failure(lost) : error;
	});
	const state = `${facts.mtimeMs} ${facts.size} ${facts.ino}`;
	if (held.get(path) === state) return path;
	if ((await hashOf(path)) !== snapshot.parquet)
		throw new Failure(
			'The data of a snapshot are damaged: they are no longer what was imported. Import the files again, or bring back the folder “snapshots” from a backup.',
		);
	held.set(path, state);
	return path;
}

export async function hashOf(path: string): Promise<string> {
	const hash = createHash('sha256');
	await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
	return hash.digest('hex');
}

/** Puts a whole file on the shelf under its hash, which it returns. The same content is there once. */
export async function shelve(place: Place, temporary: string): Promise<string> {
	const parquet = await hashOf(temporary);
	await sync(temporary);
	await rename(temporary, parquetPath(place, { parquet }));
	await sync(folderOf(place));
	return parquet;
}

async function sync(path: string): Promise<void> {
	const handle = await open(path);
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}

/** A folder for one piece of work, taken away after it. What a crash leaves is swept by the next. */
export async function inWorkFolder<T>(place: Place, work: (path: string) => Promise<T>): Promise<T> {
	const unfinished = join(folderOf(place), 'unfinished');
	await mkdir(unfinished, { recursive: true, mode: 0o700 });
	await sweepLeftOvers(unfinished);
	await mkdir(join(folderOf(place), 'spilled'), { recursive: true, mode: 0o700 });
	await sweepLeftOvers(join(folderOf(place), 'spilled'));
	const path = join(unfinished, temporaryName());
	await mkdir(path, { mode: 0o700 });
	try {
		return await work(path);
	} finally {
		await rm(path, { recursive: true, force: true });
	}
}

const day = 24 * 60 * 60 * 1000;

/**
 * Removes files that no snapshot names: of an import that ended between the renaming and the row. One that is younger
 * than a day may be about to get its row.
 */
export async function sweepShelf(services: Services): Promise<string[]> {
	const names = await readdir(folderOf(services)).catch(() => []);
	const old: string[] = [];
	for (const name of names) {
		const hash = /^([0-9a-f]{64})\.parquet$/.exec(name)?.[1];
		if (hash === undefined) continue;
		const facts = await stat(join(folderOf(services), name)).catch(() => undefined);
		if (facts !== undefined && services.clock.now().epochMilliseconds - facts.mtimeMs > day) old.push(hash);
	}
	const named = await services.database.asActor({ kind: 'worker', task: 'sweep snapshots' }, (tx) =>
		namedParquets(tx, old),
	);
	const unnamed = old.filter((hash) => !named.has(hash));
	for (const parquet of unnamed) await rm(parquetPath(services, { parquet }), { force: true });
	return unnamed;
}
