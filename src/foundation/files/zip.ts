import type { FileHandle } from 'node:fs/promises';

export type ZipEntry = {
	name: string;
	encrypted: boolean;
	at: number;
	/** 0 stored, 8 deflated; anything else is rare. */
	method: number;
	crc: number;
	packed: number;
	unpacked: number;
};

const endMark = Buffer.from('PK\x05\x06', 'latin1');
const endSize = 22;
const longestComment = 65_535;
const headerSize = 46;
// Far more than any honest archive needs; a directory beyond it is not read into memory.
const largestDirectory = 32 * 1024 * 1024;

/**
 * The directory at the end of a ZIP, which is what Office, unzip and Windows go by; undefined when it cannot be read.
 * Nothing is unpacked, so a "zip bomb" costs nothing here.
 */
export async function zipEntries(file: FileHandle): Promise<ZipEntry[] | undefined> {
	const { size } = await file.stat();
	const tail = await read(file, Math.max(0, size - endSize - longestComment), endSize + longestComment);
	const end = tail.lastIndexOf(endMark);
	if (end < 0 || tail.length < end + endSize) return undefined;
	const length = tail.readUInt32LE(end + 12);
	const start = tail.readUInt32LE(end + 16);
	// 0xFFFFFFFF here means ZIP64, which only archives beyond 4 GB need.
	if (length > largestDirectory || start + length > size) return undefined;
	return entriesOf(await read(file, start, length));
}

/** The beginning of an entry that is stored uncompressed, as OpenDocument stores its media type. */
export async function storedContent(file: FileHandle, entry: ZipEntry, most: number): Promise<string> {
	const header = await read(file, entry.at, 30);
	if (header.length < 30 || header.readUInt16LE(8) !== 0) return '';
	const skip = 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
	const length = Math.min(most, header.readUInt32LE(18));
	return (await read(file, entry.at + skip, length)).toString('latin1');
}

function entriesOf(directory: Buffer): ZipEntry[] | undefined {
	const entries: ZipEntry[] = [];
	let at = 0;
	while (at + headerSize <= directory.length) {
		if (directory.readUInt32LE(at) !== 0x02014b50) return undefined;
		const nameLength = directory.readUInt16LE(at + 28);
		const next =
			at + headerSize + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
		entries.push({
			name: directory.toString('utf8', at + headerSize, at + headerSize + nameLength),
			encrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
			at: directory.readUInt32LE(at + 42),
			method: directory.readUInt16LE(at + 10),
			crc: directory.readUInt32LE(at + 16),
			packed: directory.readUInt32LE(at + 20),
			unpacked: directory.readUInt32LE(at + 24),
		});
		at = next;
	}
	return at === directory.length ? entries : undefined;
}

async function read(file: FileHandle, position: number, length: number): Promise<Buffer> {
	const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
	return buffer.subarray(0, bytesRead);
}
