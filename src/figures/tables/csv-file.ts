import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { codeOf, temporaryName } from '../../foundation/index.ts';
import { Unreadable } from './unreadable.ts';

/*
 * What has to be known of a file before it is read as a table: whether it is text at all, what it is packed in, how its
 * letters and its line ends are written.
 */

export type NamedFile = { name: string; path: string };

/** So much of a file is looked at for its headings. */
const looked = 256 * 1024;

/** More than any published table; a file that unpacks to more is not one. */
export const mostUnpacked = 20_000_000_000;

/** A plain file, unpacked beside the others where it came packed. */
export async function unpacked(file: NamedFile, work: string, most = mostUnpacked): Promise<NamedFile> {
	const start = await beginning(file.path, 4);
	if (start[0] !== 0x1f || start[1] !== 0x8b) return file;
	const path = join(work, temporaryName());
	const out = await open(path, 'wx', 0o600);
	let size = 0;
	const measured = new Transform({
		transform(chunk: Buffer, _encoding, done: TransformCallback) {
			size += chunk.length;
			done(size > most ? new TooMuch() : null, chunk);
		},
	});
	try {
		await pipeline(createReadStream(file.path), createGunzip(), measured, out.createWriteStream());
	} catch (error) {
		const text = packedFault(error);
		if (text === undefined) throw error;
		throw new Unreadable([{ file: file.name, where: '', text }]);
	}
	return { name: file.name, path };
}

class TooMuch extends Error {}

function packedFault(error: unknown): string | undefined {
	if (error instanceof TooMuch)
		return 'It unpacks to more than any published table holds, so it was not read further';
	if (codeOf(error) === 'Z_BUF_ERROR') return 'The packed file breaks off before its end. Download it again';
	if (codeOf(error)?.startsWith('Z_') === true)
		return 'The packed file is damaged and cannot be unpacked. Download it again';
	return undefined;
}

/** The first lines as text, or the sentence that says why this is no table. */
export async function firstText(file: NamedFile): Promise<string> {
	const { size } = await stat(file.path);
	const start = await beginning(file.path, looked);
	const fault = (text: string) => new Unreadable([{ file: file.name, where: '', text }]);
	if (size === 0) throw fault('The file is empty');
	if (start[0] === 0x50 && start[1] === 0x4b)
		throw fault('This is a workbook or a ZIP archive, not a CSV table. Unpack it, or save the sheet as CSV');
	const encoding = wide(start);
	if (encoding === undefined && start.includes(0))
		throw fault('This is not a text file, whatever its name says. Save the table as CSV and import that');
	const text = new TextDecoder(encoding ?? 'utf-8').decode(start);
	if (/^\s*<(!doctype|html|head|body|\?xml)/i.test(text))
		throw fault(
			'This is a web page, not a table: probably the error page of a download that failed. Download the file again',
		);
	return size > looked ? text.slice(0, Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1) : text;
}

async function beginning(path: string, length: number): Promise<Buffer> {
	const file = await open(path);
	try {
		const buffer = Buffer.alloc(length);
		const { bytesRead } = await file.read(buffer, 0, length, 0);
		return buffer.subarray(0, bytesRead);
	} finally {
		await file.close();
	}
}

function wide(start: Buffer): 'utf-16le' | 'utf-16be' | undefined {
	if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
	if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
	return undefined;
}

/** What was done to a file so that it could be read. */
export type Mended = NamedFile & { mends: string[] };

/**
 * The file written anew in UTF-8 with one kind of line end; null where it is so already, and what stands in the way of
 * reading it is something else.
 */
export async function mended(file: NamedFile, work: string): Promise<Mended | null> {
	const encoding = await encodingOf(file.path);
	const path = join(work, temporaryName());
	const out = await open(path, 'wx', 0o600);
	const kinds = new Set<string>();
	let held = '';
	try {
		const write = async (text: string) => {
			await out.write(
				text.replaceAll(/\r\n|\r|\n/g, (end) => {
					kinds.add(end);
					return '\n';
				}),
			);
		};
		for await (const text of decoded(file.path, encoding)) {
			const all = held + text;
			// A carriage return at the end of a piece may be half of a line end.
			held = all.endsWith('\r') ? '\r' : '';
			await write(held === '' ? all : all.slice(0, -1));
		}
		await write(held);
	} finally {
		await out.close();
	}
	const mends = [
		...(encoding === 'utf-8' ? [] : [`Its letters are written in ${encoding}, and were read so.`]),
		...(kinds.size > 1 ? ['Its lines end in different ways: each was read as the end of a line.'] : []),
	];
	return mends.length === 0 ? null : { name: file.name, path, mends };
}

async function encodingOf(path: string): Promise<string> {
	const encoding = wide(await beginning(path, 2));
	if (encoding !== undefined) return encoding;
	try {
		for await (const _ of decoded(path, 'utf-8'));
		return 'utf-8';
	} catch (error) {
		if (codeOf(error) !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error;
		// How spreadsheet programs of the West write letters beyond ASCII, when they do not write UTF-8.
		return 'windows-1252';
	}
}

async function* decoded(path: string, encoding: string): AsyncGenerator<string> {
	const decoder = new TextDecoder(encoding, { fatal: true });
	for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
		yield decoder.decode(chunk, { stream: true });
	}
	yield decoder.decode();
}
