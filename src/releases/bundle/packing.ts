import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, link, open, rename, rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import { crc32, deflateRaw } from 'node:zlib';
import { codeOf, Refused } from '../../foundation/index.ts';
import type { Listed } from './manifest.ts';
import { type Entry, fits, headOf, tailOf } from './zip.ts';

const deflated = promisify(deflateRaw);

export type Packing = {
	/** Adds a file that is in memory; what does not get smaller is stored as it is. */
	add(name: string, content: Uint8Array | string, options?: { stored?: boolean }): Promise<void>;
	/** Adds a file from the disk as it is, whatever its size. */
	addFile(name: string, path: string): Promise<void>;
	/** What was added so far, in order. */
	listed(): readonly Listed[];
};

/**
 * Writes an archive file by file, never more than one of them in memory. It has its name when it is whole, and nobody's
 * file is written over.
 */
export async function packed(path: string, write: (packing: Packing) => Promise<void>): Promise<void> {
	const unfinished = `${path}.unfinished`;
	const file = await opened(unfinished, path);
	try {
		const { packing, finish } = packingInto(file);
		await write(packing);
		await finish();
		await file.sync();
		await file.close();
		// A link never takes the place of a file that is there, as a new name would; some disks know no links.
		await link(unfinished, path).catch((error: unknown) => {
			if (codeOf(error) === 'EEXIST') throw error;
			return rename(unfinished, path);
		});
	} catch (error) {
		if (codeOf(error) === 'EEXIST') throw new Refused(`${path} is there already. Name another file.`);
		if (codeOf(error) === 'ENOSPC')
			throw new Refused(`The disk is full: ${path} was not written. Make room and try again.`);
		throw error;
	} finally {
		await file.close().catch(() => {});
		await rm(unfinished, { force: true });
	}
}

async function opened(unfinished: string, path: string): Promise<FileHandle> {
	const there = await open(path).catch(() => null);
	await there?.close();
	if (there !== null) throw new Refused(`${path} is there already. Name another file.`);
	return open(unfinished, 'w', 0o600).catch((error: unknown) => {
		throw new Refused(`${path} cannot be written (${codeOf(error) ?? 'no reason given'}).`);
	});
}

function packingInto(file: FileHandle): { packing: Packing; finish(): Promise<void> } {
	const entries: Entry[] = [];
	const listed: Listed[] = [];
	let at = 0;

	async function put(bytes: Uint8Array): Promise<void> {
		if (!fits(entries.length + 1, at + bytes.length))
			throw new Refused('The bundle would be larger than 4 GB, which is more than a ZIP holds.');
		await file.write(bytes, 0, bytes.length, at);
		at += bytes.length;
	}

	return {
		packing: {
			async add(name, content, { stored = false } = {}) {
				const raw = typeof content === 'string' ? Buffer.from(content) : content;
				const small = stored ? raw : await deflated(raw, { level: 9 });
				const method = small.length < raw.length ? 8 : 0;
				const body = method === 8 ? small : raw;
				const entry = { name, method, crc: crc32(raw), packed: body.length, size: raw.length, at } as const;
				await put(headOf(entry));
				await put(body);
				entries.push(entry);
				listed.push({
					name,
					size: raw.length,
					sha256: hashOf(raw),
					...(method === 8 ? { packed: hashOf(body) } : {}),
				});
			},
			async addFile(name, path) {
				const hash = createHash('sha256');
				const begin = at;
				// Its head is known when it has been read.
				await put(headOf({ name, method: 0, crc: 0, packed: 0, size: 0 }));
				let [crc, size] = [0, 0];
				for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
					const bytes: Buffer = chunk;
					crc = crc32(bytes, crc);
					size += bytes.length;
					hash.update(bytes);
					await put(bytes);
				}
				const entry = { name, method: 0, crc, packed: size, size, at: begin } as const;
				const head = headOf(entry);
				await file.write(head, 0, head.length, begin);
				entries.push(entry);
				listed.push({ name, size, sha256: hash.digest('hex') });
			},
			listed: () => listed,
		},
		async finish() {
			const tail = tailOf(entries, at);
			await file.write(tail, 0, tail.length, at);
		},
	};
}

function hashOf(bytes: Uint8Array): string {
	return createHash('sha256').update(bytes).digest('hex');
}
