import { createHash } from 'node:crypto';
import { type FileHandle, open, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';
import { codeOf, Failure, type ZipEntry, zipEntries } from '../../foundation/index.ts';
import type { Listed } from './manifest.ts';
import { type Entry, headOf, tailOf } from './zip.ts';

const inflated = promisify(inflateRaw);

/** What somebody hands in may be anything: it is refused before it fills the memory or the disk. */
const limits = {
	entries: 50_000,
	/** Of one file that is packed; what is stored is as large as it is. */
	unpacked: 512 * 1024 * 1024,
	/** A file that becomes so many times larger is no honest one, unless it is small. */
	ratio: 250,
	harmless: 20 * 1024 * 1024,
};

/** An archive that cannot be read as a bundle: a sentence why. */
export class NoBundle extends Failure {
	override name = 'NoBundle';
}

/** Something wrong with the archive itself, at an entry or with all of it. */
export type Fault = { place: string; text: string };

export type Unpacking = {
	names: readonly string[];
	faults: readonly Fault[];
	has(name: string): boolean;
	/** The whole file; throws NoBundle where it cannot be unpacked. */
	read(name: string): Promise<Buffer>;
	/** Its facts as a manifest lists them, without ever holding a large one in memory. */
	facts(name: string): Promise<Listed>;
	copyTo(name: string, path: string): Promise<void>;
	close(): Promise<void>;
};

export async function unpacking(path: string): Promise<Unpacking> {
	const file = await open(path).catch((error: unknown) => {
		throw new NoBundle(
			codeOf(error) === 'ENOENT'
				? `There is no file ${path}.`
				: `${path} cannot be read (${codeOf(error) ?? 'no reason given'}).`,
		);
	});
	try {
		return await unpackingFrom(file);
	} catch (error) {
		await file.close();
		throw error;
	}
}

async function unpackingFrom(file: FileHandle): Promise<Unpacking> {
	const { size } = await file.stat().then((facts) => {
		if (!facts.isFile()) throw new NoBundle('This is no file.');
		return facts;
	});
	const start = await bytesAt(file, 0, 4);
	const found = size === 0 ? undefined : await zipEntries(file);
	if (found === undefined)
		throw new NoBundle(
			start.toString('latin1').startsWith('PK')
				? 'The archive is cut off or damaged: the list of files at its end cannot be read. Copy or download it again.'
				: 'This is not a bundle: it is not a ZIP archive.',
		);
	if (found.length > limits.entries)
		throw new NoBundle(`The archive names ${found.length} files, which is more than any bundle has.`);
	const faults: Fault[] = [];
	const entries = new Map<string, Entry>();
	for (const one of found) {
		const fault = faultOf(one, entries);
		if (fault !== null) faults.push({ place: inOneLine(one.name), text: fault });
		else entries.set(one.name, entryOf(one));
	}
	if (faults.length === 0) faults.push(...(await gapsIn(file, size, [...entries.values()])));

	const entryNamed = (name: string): Entry => {
		const entry = entries.get(name);
		if (entry === undefined) throw new NoBundle(`${name} is not in the archive.`);
		return entry;
	};
	const bodyOf = async (entry: Entry) => {
		const head = headOf(entry).length;
		const body = await bytesAt(file, entry.at + head, entry.packed);
		if (body.length < entry.packed) throw new NoBundle(`${entry.name} is cut off.`);
		return body;
	};
	return {
		names: [...entries.keys()],
		faults,
		has: (name) => entries.has(name),
		async read(name) {
			return unpacked(entryNamed(name), await bodyOf(entryNamed(name)));
		},
		async facts(name) {
			const entry = entryNamed(name);
			if (entry.method === 0) return storedFacts(file, entry);
			const body = await bodyOf(entry);
			const raw = await unpacked(entry, body);
			return { name, size: raw.length, sha256: hashOf(raw), packed: hashOf(body) };
		},
		async copyTo(name, path) {
			const entry = entryNamed(name);
			if (entry.method === 8) return writeFile(path, await unpacked(entry, await bodyOf(entry)));
			await writeFile(path, chunksOf(file, entry));
		},
		close: () => file.close(),
	};
}

function faultOf(entry: ZipEntry, before: ReadonlyMap<string, Entry>): string | null {
	const { name, method, encrypted, packed, unpacked: size } = entry;
	if (before.has(name)) return `The archive names “${inOneLine(name)}” twice.`;
	if (!isPlain(name)) return `“${inOneLine(name)}” is no name that a file of a bundle may have.`;
	if (encrypted) return `“${name}” is encrypted.`;
	if (method !== 0 && method !== 8) return `“${name}” is packed in a way that bundles are not.`;
	if (method === 0 && packed !== size) return `The size of “${name}” is not what the archive says.`;
	if (method === 8 && (size > limits.unpacked || (size > limits.harmless && size > packed * limits.ratio)))
		return `“${name}” would become ${Math.ceil(size / 1024 / 1024)} MB out of ${Math.ceil(packed / 1024)} kB: it is not unpacked.`;
	return null;
}

/** "documents/a-letter/tree.json", and nothing that leads out of the bundle or means something to a shell or a disk. */
function isPlain(name: string): boolean {
	return (
		name.length <= 300 &&
		!/[\\:*?"<>|\p{C}]/u.test(name) &&
		name.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
	);
}

function entryOf({ name, method, crc, packed, unpacked: size, at }: ZipEntry): Entry {
	return { name, method: method === 8 ? 8 : 0, crc, packed, size, at };
}

/** Every byte that is no content is what it has to be: the heads, the list, the end, and nothing between or behind. */
async function gapsIn(file: FileHandle, size: number, entries: readonly Entry[]): Promise<Fault[]> {
	let at = 0;
	for (const entry of entries) {
		const head = headOf(entry);
		if (entry.at !== at || !(await bytesAt(file, at, head.length)).equals(head))
			return [
				{
					place: entry.name,
					text: `What the archive says of “${entry.name}” is not as bundles are written: it was altered or packed anew.`,
				},
			];
		at += head.length + entry.packed;
	}
	const tail = tailOf(entries, at);
	const there = size - at === tail.length && (await bytesAt(file, at, tail.length)).equals(tail);
	return there
		? []
		: [
				{
					place: 'the archive',
					text: 'The list of files at the end of the archive is not as bundles are written: it was altered, or something was put in.',
				},
			];
}

async function unpacked(entry: Entry, body: Buffer): Promise<Buffer> {
	const { name, method, size, crc } = entry;
	if (method === 0) return body;
	const raw = await inflated(body, { maxOutputLength: Math.max(1, size) }).catch((error: unknown) => {
		throw new NoBundle(
			codeOf(error) === 'ERR_BUFFER_TOO_LARGE'
				? `“${name}” becomes larger than the archive says.`
				: `“${name}” cannot be unpacked: something in it was altered.`,
		);
	});
	if (raw.length !== size || crc32(raw) !== crc)
		throw new NoBundle(`“${name}” is not what the archive says: something in it was altered.`);
	return raw;
}

async function storedFacts(file: FileHandle, entry: Entry): Promise<Listed> {
	const hash = createHash('sha256');
	let size = 0;
	for await (const chunk of chunksOf(file, entry)) {
		hash.update(chunk);
		size += chunk.length;
	}
	return { name: entry.name, size, sha256: hash.digest('hex') };
}

const chunk = 1 << 20;

async function* chunksOf(file: FileHandle, entry: Entry): AsyncGenerator<Buffer> {
	const begin = entry.at + headOf(entry).length;
	let crc = 0;
	for (let done = 0; done < entry.packed; done += chunk) {
		const bytes = await bytesAt(file, begin + done, Math.min(chunk, entry.packed - done));
		crc = crc32(bytes, crc);
		yield bytes;
	}
	if (crc !== entry.crc)
		throw new NoBundle(`“${entry.name}” is not what the archive says: something in it was altered.`);
}

async function bytesAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
	const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at);
	return buffer.subarray(0, bytesRead);
}

function hashOf(bytes: Uint8Array): string {
	return createHash('sha256').update(bytes).digest('hex');
}

function inOneLine(name: string): string {
	return name.replaceAll(/\p{C}/gu, '?').slice(0, 120);
}
