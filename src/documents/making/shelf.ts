import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf, type Services, sweepLeftOvers, temporaryName } from '../../foundation/index.ts';

/*
 * Where copies of documents stand: in the data folder, named by their SHA-256. What is lost or damaged is made again, so
 * the shelf only says that it does not have it.
 */

export type Place = Pick<Services, 'dataFolder'>;

function folderOf({ dataFolder }: Place): string {
	return join(dataFolder, 'documents');
}

function pathOf(place: Place, sha256: string): string {
	return join(folderOf(place), sha256.slice(0, 2), sha256);
}

/** Puts content on the shelf, whole or not at all, and answers its hash. */
export async function shelve(place: Place, content: Uint8Array): Promise<string> {
	const sha256 = hashOf(content);
	const unfinished = join(folderOf(place), 'unfinished');
	await mkdir(unfinished, { recursive: true, mode: 0o700 });
	const path = join(unfinished, temporaryName());
	try {
		const file = await open(path, 'wx', 0o600);
		try {
			await file.writeFile(content);
			await file.sync();
		} finally {
			await file.close();
		}
		await mkdir(dirname(pathOf(place, sha256)), { recursive: true, mode: 0o700 });
		await rename(path, pathOf(place, sha256));
	} catch (error) {
		await rm(path, { force: true });
		throw error;
	}
	return sha256;
}

/** What was kept under this hash; undefined where it is not there, or is not what it was. */
export async function fromShelf(place: Place, sha256: string): Promise<Buffer | undefined> {
	try {
		const content = await readFile(pathOf(place, sha256));
		return hashOf(content) === sha256 ? content : undefined;
	} catch (error) {
		if (codeOf(error) === 'ENOENT') return undefined;
		throw error;
	}
}

export async function isOnShelf(place: Place, sha256: string, size: number): Promise<boolean> {
	return (await stat(pathOf(place, sha256)).catch(() => undefined))?.size === size;
}

/** What has stood there for longer than this, by its hash: what is younger may be about to get its row. */
export async function oldOnShelf(
	{ dataFolder, clock }: Pick<Services, 'dataFolder' | 'clock'>,
	olderThan: Temporal.Duration,
): Promise<string[]> {
	const latest = clock.now().epochMilliseconds - olderThan.total('milliseconds');
	const folder = folderOf({ dataFolder });
	const names = await readdir(folder, { recursive: true, encoding: 'utf8' }).catch(() => []);
	const old: string[] = [];
	for (const name of names) {
		const sha256 = /^[0-9a-f]{2}[/\\]([0-9a-f]{64})$/.exec(name)?.[1];
		if (sha256 === undefined) continue;
		const facts = await stat(join(folder, name)).catch(() => undefined);
		if (facts !== undefined && facts.mtimeMs < latest) old.push(sha256);
	}
	return old;
}

export async function takeOff(place: Place, sha256: string): Promise<void> {
	await rm(pathOf(place, sha256), { force: true });
}

/** What killed processes have left half written. */
export async function sweepUnfinished(place: Place): Promise<void> {
	const unfinished = join(folderOf(place), 'unfinished');
	await mkdir(unfinished, { recursive: true, mode: 0o700 });
	await sweepLeftOvers(unfinished);
}

function hashOf(content: Uint8Array): string {
	return createHash('sha256').update(content).digest('hex');
}
