import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline, type Readable } from 'node:stream';
import { pipeline as piped } from 'node:stream/promises';
import {
	codeOf,
	Missing,
	type Services,
	sweepLeftOvers,
	temporaryName,
	verified,
} from '../../foundation/index.ts';

/*
 * Where bundles stand: in the data folder, named by their SHA-256. They can all be made again, so nothing is lost with
 * them but time.
 */

type Place = Pick<Services, 'dataFolder'>;

function folderOf({ dataFolder }: Place): string {
	return join(dataFolder, 'bundles');
}

function pathOf(place: Place, sha256: string): string {
	return join(folderOf(place), `${sha256}.zip`);
}

/** Has a bundle written, and puts it on the shelf, whole or not at all. */
export async function shelved(
	place: Place,
	write: (path: string) => Promise<unknown>,
): Promise<{ sha256: string; size: number }> {
	const unfinished = join(folderOf(place), 'unfinished');
	await mkdir(unfinished, { recursive: true, mode: 0o700 });
	await sweepLeftOvers(unfinished);
	const path = join(unfinished, temporaryName());
	try {
		await write(path);
		const hash = createHash('sha256');
		await piped(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
		const sha256 = hash.digest('hex');
		const { size } = await stat(path);
		await rename(path, pathOf(place, sha256));
		return { sha256, size };
	} finally {
		await rm(path, { force: true });
	}
}

/** Its bytes, of which the last never leave where they are not what was kept. */
export async function fromShelf(place: Place, sha256: string): Promise<Readable> {
	const file = await open(pathOf(place, sha256)).catch((error: unknown) => {
		throw codeOf(error) === 'ENOENT' ? new Missing('This bundle has to be made again.') : error;
	});
	return pipeline(file.createReadStream(), verified(sha256), () => {});
}

export async function isOnShelf(place: Place, sha256: string): Promise<boolean> {
	return (await stat(pathOf(place, sha256)).catch(() => undefined)) !== undefined;
}

const settled = 24 * 60 * 60 * 1000;

/** Takes off what no row names and has stood there for a day. */
export async function clearShelf(
	{ dataFolder, clock }: Pick<Services, 'dataFolder' | 'clock'>,
	named: ReadonlySet<string>,
): Promise<void> {
	const latest = clock.now().epochMilliseconds - settled;
	for (const name of await readdir(folderOf({ dataFolder })).catch(() => [])) {
		const sha256 = /^([0-9a-f]{64})\.zip$/.exec(name)?.[1];
		if (sha256 === undefined || named.has(sha256)) continue;
		const path = pathOf({ dataFolder }, sha256);
		const facts = await stat(path).catch(() => undefined);
		if (facts !== undefined && facts.mtimeMs < latest) await rm(path, { force: true });
	}
}
