import type { FileHandle } from 'node:fs/promises';

const headerSize = 512;
const entrySize = 128;
const endOfChain = 0xfffffffa;
// A message with hundreds of attachments has a few thousand entries; the rest of a longer directory is not needed.
const mostSectors = 256;

/**
 * Whether a compound file is an Outlook message. The container alone says nothing: old Office files and Windows
 * installers use it too, so its directory is searched for the stream that every message has.
 */
export async function isOutlookMessage(file: FileHandle): Promise<boolean> {
	const header = await readAt(file, 0, headerSize);
	if (header.length < headerSize) return false;
	const shift = header.readUInt16LE(30);
	if (shift !== 9 && shift !== 12) return false;
	const size = 2 ** shift;
	let sector = header.readUInt32LE(48);
	for (let count = 0; count < mostSectors && sector < endOfChain; count += 1) {
		const directory = await readAt(file, (sector + 1) * size, size);
		if (namesIn(directory).includes('__properties_version1.0')) return true;
		sector = await nextSector(file, header, sector, size);
	}
	return false;
}

function namesIn(directory: Buffer): string[] {
	const names: string[] = [];
	for (let at = 0; at + entrySize <= directory.length; at += entrySize) {
		const length = Math.min(64, directory.readUInt16LE(at + 64));
		names.push(directory.toString('utf16le', at, at + Math.max(0, length - 2)));
	}
	return names;
}

/** By the allocation table; its first 109 sectors are listed in the header, which covers far more than a directory needs. */
async function nextSector(file: FileHandle, header: Buffer, sector: number, size: number): Promise<number> {
	const perSector = size / 4;
	const listed = Math.floor(sector / perSector);
	if (listed >= 109) return endOfChain;
	const table = header.readUInt32LE(76 + listed * 4);
	const link = await readAt(file, (table + 1) * size + (sector % perSector) * 4, 4);
	return link.length < 4 ? endOfChain : link.readUInt32LE(0);
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
	const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
	return buffer.subarray(0, bytesRead);
}
