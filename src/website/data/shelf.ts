import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Duck, openDuck } from '../../figures/index.ts';
import { type Lock, problem, type Services, tryLock, Unacceptable } from '../../foundation/index.ts';

/*
 * Files of whole tables, made once for what is public and kept on disk until that changes: whoever asks gets bytes that lie
 * there, and no table is ever in memory whole.
 */

export type Made = { path: string; size: number; sha256: string };

type Wanted = {
	name: string;
	/** Somebody chose what is in it: such files are without number, and whoever thinks of many keeps nobody from whole tables. */
	filtered: boolean;
};

export type Shelf = {
	/** The file of this name for this public state, made if nobody has asked for it before. */
	made(state: string, { name, filtered }: Wanted, make: (path: string) => Promise<void>): Promise<Made>;
	duck(): Promise<Duck>;
};

/** What is kept of tables that somebody filtered. */
const most = { files: 200, bytes: 2_000_000_000 };
/** Each that is made or waits for its turn holds a connection. */
const atOnce = { whole: 2, filtered: 1 };
const mostWaiting = { whole: 6, filtered: 6 };

const shelves = new WeakMap<object, Shelf>();

export function shelfOf(services: Pick<Services, 'dataFolder'>): Shelf {
	const known = shelves.get(services);
	if (known !== undefined) return known;
	const shelf = createShelf(join(services.dataFolder, 'open-data'));
	shelves.set(services, shelf);
	return shelf;
}

function createShelf(root: string): Shelf {
	const folder = join(root, randomUUID());
	let own: Lock | undefined;
	const files = new Map<string, { file: Promise<Made>; filtered: boolean }>();
	let opened: Promise<Duck> | undefined;
	let ready: Promise<void> | undefined;
	let shown = '';
	const whole = turns(atOnce.whole, mostWaiting.whole);
	const chosen = turns(atOnce.filtered, mostWaiting.filtered);

	async function prepare(): Promise<void> {
		await mkdir(root, { recursive: true, mode: 0o700 });
		// Before there is a folder, which is whose lock it is: no other server takes it for one that was left behind.
		own ??= tryLock(lockOf(folder), 'exclusive');
		if (own === undefined)
			throw new Error('Somebody else holds the lock of a folder that has just been named');
		await mkdir(folder, { recursive: true, mode: 0o700 });
		await removeLeft(root, folder);
	}

	/** What fails once, as on a full disk, is tried again by whoever asks next. */
	function prepared(): Promise<void> {
		ready ??= prepare().catch((error: unknown) => {
			ready = undefined;
			throw error;
		});
		return ready;
	}

	async function make(write: (path: string) => Promise<void>, { mine, done }: Turns): Promise<Made> {
		await prepared();
		await mine();
		const path = join(folder, randomUUID());
		try {
			await write(path);
			const hash = createHash('sha256');
			await pipeline(createReadStream(path), hash);
			return { path, size: (await stat(path)).size, sha256: hash.digest('hex') };
		} catch (error) {
			await rm(path, { force: true });
			throw error;
		} finally {
			done();
		}
	}

	function drop(key: string): void {
		const file = files.get(key)?.file;
		files.delete(key);
		// Whoever has just been told of it still opens it.
		const remove = (made: Made) => setTimeout(() => rm(made.path, { force: true }), 60_000).unref();
		file?.then(remove, () => {});
	}

	async function keepWithin(): Promise<void> {
		let bytes = 0;
		const kept = [...files].filter(([, { filtered }]) => filtered).toReversed();
		for (const [index, [key, { file }]] of kept.entries()) {
			bytes += await file.then(({ size }) => size).catch(() => 0);
			if (index >= most.files || (index > 0 && bytes > most.bytes)) drop(key);
		}
	}

	return {
		async made(state, { name, filtered }, write) {
			if (state !== shown) {
				for (const key of files.keys()) if (!key.startsWith(state)) drop(key);
				shown = state;
			}
			const key = `${state} ${name}`;
			const known = files.get(key);
			if (known !== undefined) {
				// The one that was asked for last is dropped last.
				files.delete(key);
				files.set(key, known);
				return known.file;
			}
			const made = { file: make(write, filtered ? chosen : whole), filtered };
			files.set(key, made);
			try {
				await made.file;
			} catch (error) {
				if (files.get(key) === made) files.delete(key);
				throw error;
			}
			if (filtered) await keepWithin();
			return made.file;
		},
		duck: async () => {
			await prepared();
			opened ??= openDuck({ folder, memory: '300MB' });
			return opened;
		},
	};
}

type Turns = { mine(): Promise<void>; done(): void };

/** So many at once; some wait, and the others are asked to come again. */
function turns(most: number, mayWait: number): Turns {
	let making = 0;
	const waiting: (() => void)[] = [];
	return {
		async mine() {
			if (making < most) {
				making += 1;
				return;
			}
			if (waiting.length >= mayWait)
				throw new Unacceptable(
					problem(503, 'Not available now', {
						detail:
							'Many are asking for whole tables that are made at this moment. Ask again in a few seconds.',
					}),
				);
			await new Promise<void>((resolve) => waiting.push(resolve));
		},
		done() {
			const next = waiting.shift();
			if (next === undefined) making -= 1;
			else next();
		},
	};
}

/** Beside the folder, and let go of when its server ends, however it ends. */
const lockOf = (folder: string) => `${folder}.lock`;

/** What servers left behind: their number tells nothing, because in a container each next one has the same. */
async function removeLeft(root: string, ours: string): Promise<void> {
	for (const entry of await readdir(root, { withFileTypes: true })) {
		const folder = join(root, entry.name);
		if (!entry.isDirectory() || folder === ours) continue;
		const lock = tryLock(lockOf(folder), 'exclusive');
		if (lock === undefined) continue;
		try {
			await rm(folder, { recursive: true, force: true });
			await rm(lockOf(folder), { force: true });
		} finally {
			lock.release();
		}
	}
}

export async function writeFile(path: string, chunks: AsyncIterable<string>): Promise<void> {
	await pipeline(Readable.from(chunks, { objectMode: true, highWaterMark: 2 }), createWriteStream(path));
}

/** What was asked for last is held, up to so many bytes, and sent without looking at the disk. */
const held = new Map<string, Buffer>();
const mostHeld = 64_000_000;

export async function openMade({ path, size }: Made): Promise<Readable | Buffer> {
	const known = held.get(path);
	held.delete(path);
	if (known === undefined && size > mostHeld) return createReadStream(path, { highWaterMark: 1 << 20 });
	const bytes = known ?? (await readFile(path));
	held.set(path, bytes);
	let total = 0;
	for (const [other, { length }] of [...held].toReversed()) {
		total += length;
		if (total > mostHeld) held.delete(other);
	}
	return bytes;
}
