import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { crc32, createInflateRaw } from 'node:zlib';
import { type ZipEntry, zipEntries } from '../../foundation/index.ts';
import { inMegabytes, type Limits } from './limits.ts';

export type Container = { kind: 'xlsx' | 'ods' } | { refusal: string };

/**
 * What a file that calls itself a workbook is, before anything reads it: its kind, or the sentence that refuses it. Every
 * part is unpacked once and thrown away: what comes out must be as large, and have the sum, that the directory promises,
 * so that whoever reads it afterwards can believe the directory.
 */
export async function inspectWorkbook(path: string, limits: Limits): Promise<Container> {
	const file = await open(path);
	try {
		const { size } = await file.stat();
		if (size === 0) return { refusal: 'The file is empty. Download it again.' };
		if (size > limits.maxBytes)
			return {
				refusal: `The file is larger than ${inMegabytes(limits.maxBytes)}. Split it, or save it as CSV.`,
			};
		const head = (await bytesAt(file, 0, 4_096)).toString('latin1');
		if (!head.startsWith('PK')) return { refusal: await whatElse(file, head, size) };
		const entries = await zipEntries(file);
		if (entries === undefined)
			return {
				refusal: 'The file breaks off before its end, or is damaged. Download it again.',
			};
		return await inspectParts(path, file, entries, size, limits);
	} finally {
		await file.close();
	}
}

async function inspectParts(
	path: string,
	file: FileHandle,
	entries: readonly ZipEntry[],
	size: number,
	limits: Limits,
): Promise<Container> {
	const password = { refusal: 'It is protected by a password. Save it without one.' };
	if (entries.some((entry) => entry.encrypted)) return password;
	const bomb = tooLarge(entries, size, limits);
	if (bomb !== undefined) return { refusal: bomb };
	const names = new Set(entries.map(({ name }) => name));
	if (names.size !== entries.length)
		return { refusal: 'Two parts inside it have the same name, so nobody can say what it holds.' };
	const kind = names.has('xl/workbook.xml') ? 'xlsx' : names.has('content.xml') ? 'ods' : undefined;
	if (names.has('xl/workbook.bin'))
		return { refusal: 'It is a binary workbook (.xlsb). Save it as .xlsx or .ods.' };
	if (kind === undefined)
		return {
			refusal: 'It holds no workbook: neither a spreadsheet of Excel (.xlsx) nor one of OpenDocument (.ods).',
		};
	const texts = new Map<string, string>();
	for (const entry of entries) {
		const keep = entry.name === 'META-INF/manifest.xml' || entry.name === 'mimetype';
		const content = await unpack(path, file, entry, keep);
		if (content === undefined)
			return { refusal: `The part “${entry.name}” inside it is damaged. Download the file again.` };
		if (keep) texts.set(entry.name, content);
	}
	if (kind === 'ods') {
		if ((texts.get('META-INF/manifest.xml') ?? '').includes('encryption-data')) return password;
		const type = texts.get('mimetype')?.trim();
		if (type !== undefined && !type.includes('opendocument.spreadsheet'))
			return { refusal: 'It is an OpenDocument file, but no spreadsheet.' };
	}
	return { kind };
}

function tooLarge(entries: readonly ZipEntry[], size: number, limits: Limits): string | undefined {
	if (entries.length > limits.maxEntries)
		return `There are ${entries.length.toLocaleString('en-GB')} files inside it: no workbook has more than ${limits.maxEntries.toLocaleString('en-GB')}.`;
	const unpacked = entries.reduce((sum, entry) => sum + entry.unpacked, 0);
	if (unpacked > limits.maxUnpacked)
		return `Unpacked it would take ${inMegabytes(unpacked)}: more than ${inMegabytes(limits.maxUnpacked)}. Save the sheets that are needed as a file of their own, or as CSV.`;
	if (entries.reduce((sum, entry) => sum + entry.packed, 0) > size)
		return 'The parts inside it overlap, as in a file that is made to do harm. Do not open it.';
	const swelling = entries.find(
		({ packed, unpacked: full }) => full > limits.harmless && full > packed * limits.maxRatio,
	);
	if (swelling !== undefined)
		return `The part “${swelling.name}” inside it would become ${Math.round(swelling.unpacked / Math.max(1, swelling.packed)).toLocaleString('en-GB')} times larger, as in a file that is made to do harm. Do not open it.`;
	return undefined;
}

/** Unpacks a part and compares it with what the directory says of it; undefined when they differ. */
async function unpack(
	path: string,
	file: FileHandle,
	entry: ZipEntry,
	keep: boolean,
): Promise<string | undefined> {
	const header = await bytesAt(file, entry.at, 30);
	if (header.length < 30 || header.readUInt32LE(0) !== 0x04034b50) return undefined;
	// Readers differ in which of the two they believe: the part's own header, or the directory's.
	if (header.readUInt16LE(8) !== entry.method) return undefined;
	const later = (header.readUInt16LE(6) & 8) !== 0;
	if (!later && (header.readUInt32LE(18) !== entry.packed || header.readUInt32LE(22) !== entry.unpacked))
		return undefined;
	const start = entry.at + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
	if (entry.packed === 0) return entry.unpacked === 0 ? '' : undefined;
	const packed = createReadStream(path, { start, end: start + entry.packed - 1 });
	const content =
		entry.method === 8 ? packed.pipe(createInflateRaw()) : entry.method === 0 ? packed : undefined;
	if (content === undefined) return undefined;
	let length = 0;
	let sum = 0;
	const kept: Buffer[] = [];
	try {
		for await (const chunk of content) {
			length += chunk.length;
			if (length > entry.unpacked) return undefined;
			sum = crc32(chunk, sum);
			if (keep) kept.push(chunk);
		}
	} catch {
		return undefined;
	} finally {
		packed.destroy();
	}
	return length === entry.unpacked && sum === entry.crc ? Buffer.concat(kept).toString('utf8') : undefined;
}

async function whatElse(file: FileHandle, head: string, size: number): Promise<string> {
	const start = head
		.replace(/^\u00ef\u00bb\u00bf/, '')
		.trimStart()
		.toLowerCase();
	if (/^(<!doctype html|<html|<head|<body|<script)/.test(start))
		return 'It is a web page, not a workbook: perhaps a page that says that the file is not there. Open the address in a browser and download the file again.';
	if (start.startsWith('<?xml') || start.startsWith('<'))
		return 'It is XML, not a workbook. Open it where it was made, and save it as .xlsx or .ods.';
	if (head.startsWith('%PDF')) return 'It is a PDF. Ask for the workbook that it was made from.';
	if (head.startsWith('\u00d0\u00cf\u0011\u00e0')) {
		const whole = await bytesAt(file, 0, Math.min(size, 1024 * 1024));
		return whole.includes(Buffer.from('EncryptedPackage', 'utf16le'))
			? 'It is protected by a password. Save it without one.'
			: 'It is a workbook of an old Excel (.xls). Save it as .xlsx or .ods.';
	}
	if (/^[\t\n\r\x20-\x7e\x80-\xff]*$/.test(head) && /[,;\t]/.test(head))
		return 'It is text, perhaps CSV, not a workbook. Give it the ending .csv, if the source takes that.';
	return 'It is no workbook: neither .xlsx nor .ods. Check that it is the right file.';
}

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
	const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
	return buffer.subarray(0, bytesRead);
}
