/*
 * A ZIP as bundles are written: names in UTF-8, no dates, no comments, no gaps. What the format leaves open is always
 * written in one way, so that every byte of a bundle is either content, which has a hash, or follows from it.
 */

export type Entry = {
	name: string;
	/** 0 stored, 8 deflated. */
	method: 0 | 8;
	crc: number;
	packed: number;
	size: number;
	/** Where its local header begins. */
	at: number;
};

// 1 January 1980, the first day that the format knows: the same files give the same bytes on any day.
const firstDay = 0x0021;
// Names are UTF-8.
const flags = 0x0800;
const most = 0xffff_fffe;

function common({ name, method, crc, packed, size }: Omit<Entry, 'at'>): Buffer {
	const fields = Buffer.alloc(26);
	fields.writeUInt16LE(20, 0);
	fields.writeUInt16LE(flags, 2);
	fields.writeUInt16LE(method, 4);
	fields.writeUInt16LE(firstDay, 8);
	fields.writeUInt32LE(crc, 10);
	fields.writeUInt32LE(packed, 14);
	fields.writeUInt32LE(size, 18);
	fields.writeUInt16LE(Buffer.byteLength(name), 22);
	return fields;
}

/** What stands before an entry. */
export function headOf(entry: Omit<Entry, 'at'>): Buffer {
	return Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common(entry), Buffer.from(entry.name)]);
}

/** What stands behind all of them: the list, and the end. */
export function tailOf(entries: readonly Entry[], at: number): Buffer {
	const listed = Buffer.concat(
		entries.flatMap((entry) => {
			const rest = Buffer.alloc(14);
			rest.writeUInt32LE(entry.at, 10);
			return [Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common(entry), rest, Buffer.from(entry.name)];
		}),
	);
	const end = Buffer.alloc(22);
	end.write('PK\x05\x06', 'latin1');
	end.writeUInt16LE(entries.length, 8);
	end.writeUInt16LE(entries.length, 10);
	end.writeUInt32LE(listed.length, 12);
	end.writeUInt32LE(at, 16);
	return Buffer.concat([listed, end]);
}

/** Whether the format can say it: one that is larger, or has more files, would have to be written otherwise. */
export function fits(entries: number, bytes: number): boolean {
	return entries < 0xffff && bytes <= most;
}
