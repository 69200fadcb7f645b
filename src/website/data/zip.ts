import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

/** A file of a ZIP; what is long comes in pieces and is never in memory whole. */
export type Entry = { name: string; content: string | AsyncIterable<string>; stored?: boolean };

// 1 January 1980, the first day that the format knows: the same files give the same bytes on any day.
const firstDay = 0x0021;
const namesAreUtf8 = 0x0800;

/** Packs files into a ZIP on disk, in their order. How long each came to be is written before it afterwards. */
export async function writeZip(path: string, entries: readonly Entry[]): Promise<void> {
	const file = await open(path, 'w', 0o600);
	try {
		const directory: Buffer[] = [];
		let at = 0;
		const add = async (bytes: Uint8Array) => {
			await file.write(bytes, 0, bytes.length, at);
			at += bytes.length;
		};
		for (const { name, content, stored = false } of entries) {
			const begins = at;
			const path = Buffer.from(name);
			const header = Buffer.alloc(30);
			header.write('PK\x03\x04', 'latin1');
			header.writeUInt16LE(20, 4);
			header.writeUInt16LE(namesAreUtf8, 6);
			header.writeUInt16LE(stored ? 0 : 8, 8);
			header.writeUInt16LE(firstDay, 12);
			header.writeUInt16LE(path.length, 26);
			await add(header);
			await add(path);
			const from = at;
			let size = 0;
			let sum = 0;
			async function* counted() {
				for await (const piece of typeof content === 'string' ? [content] : content) {
					const bytes = Buffer.from(piece);
					size += bytes.length;
					sum = crc32(bytes, sum);
					yield bytes;
				}
			}
			const raw = Readable.from(counted(), { highWaterMark: 2 });
			const packed = stored ? raw : raw.compose(createDeflateRaw());
			for await (const piece of packed) await add(piece);
			header.writeUInt32LE(sum, 14);
			header.writeUInt32LE(at - from, 18);
			header.writeUInt32LE(size, 22);
			await file.write(header, 0, header.length, begins);
			const rest = Buffer.alloc(14);
			rest.writeUInt32LE(begins, 10);
			directory.push(
				Buffer.from('PK\x01\x02\x14\x00', 'latin1'),
				header.subarray(4, 30),
				rest.subarray(0, 14),
				path,
			);
		}
		const listed = Buffer.concat(directory);
		const end = Buffer.alloc(22);
		end.write('PK\x05\x06', 'latin1');
		end.writeUInt16LE(entries.length, 8);
		end.writeUInt16LE(entries.length, 10);
		end.writeUInt32LE(listed.length, 12);
		end.writeUInt32LE(at, 16);
		await add(Buffer.concat([listed, end]));
	} finally {
		await file.close();
	}
}
