import { crc32, deflateRawSync } from 'node:zlib';

export type ZipFile = { name: string; content: string | Uint8Array; stored?: boolean };

// 1 January 1980, the first day that the format knows: the same files give the same bytes on any day.
const firstDay = 0x0021;
// Names are UTF-8.
const flags = 0x0800;

/** Packs files into a ZIP, in their order. */
export function zip(files: readonly ZipFile[]): Buffer {
	const parts: Uint8Array[] = [];
	const directory: Buffer[] = [];
	let at = 0;
	for (const { name, content, stored = false } of files) {
		const raw = typeof content === 'string' ? Buffer.from(content) : content;
		const packed = stored ? raw : deflateRawSync(raw);
		const path = Buffer.from(name);
		const common = Buffer.alloc(26);
		common.writeUInt16LE(20, 0);
		common.writeUInt16LE(flags, 2);
		common.writeUInt16LE(stored ? 0 : 8, 4);
		common.writeUInt16LE(firstDay, 8);
		common.writeUInt32LE(crc32(raw), 10);
		common.writeUInt32LE(packed.length, 14);
		common.writeUInt32LE(raw.length, 18);
		common.writeUInt16LE(path.length, 22);
		const local: Uint8Array[] = [Buffer.from('PK\x03\x04', 'latin1'), common, path, packed];
		const rest = Buffer.alloc(14);
		rest.writeUInt32LE(at, 10);
		directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, rest, path);
		parts.push(...local);
		at += local.reduce((sum, part) => sum + part.length, 0);
	}
	const listed = Buffer.concat(directory);
	const end = Buffer.alloc(22);
	end.write('PK\x05\x06', 'latin1');
	end.writeUInt16LE(files.length, 8);
	end.writeUInt16LE(files.length, 10);
	end.writeUInt32LE(listed.length, 12);
	end.writeUInt32LE(at, 16);
	return Buffer.concat([...parts, listed, end]);
}
