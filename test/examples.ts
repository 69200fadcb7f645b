import { crc32, gzipSync } from 'node:zlib';

/** The smallest files that count as their kind, for tests of what may be uploaded. */

export type ZipPart = { name: string; content?: string; encrypted?: boolean };

/** A ZIP whose entries are stored as they are. */
export function zipOf(...parts: ZipPart[]): Buffer {
	const files: Buffer[] = [];
	const directory: Buffer[] = [];
	let at = 0;
	for (const { name, content = '', encrypted = false } of parts) {
		const data = Buffer.from(content);
		const common = Buffer.alloc(26);
		common.writeUInt16LE(20, 0);
		common.writeUInt16LE(encrypted ? 1 : 0, 2);
		common.writeUInt32LE(crc32(data), 10);
		common.writeUInt32LE(data.length, 14);
		common.writeUInt32LE(data.length, 18);
		common.writeUInt16LE(Buffer.byteLength(name), 22);
		const rest = Buffer.alloc(14);
		rest.writeUInt32LE(at, 10);
		directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, rest, Buffer.from(name));
		const file = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, Buffer.from(name), data]);
		files.push(file);
		at += file.length;
	}
	const entries = Buffer.concat(directory);
	const end = Buffer.alloc(22);
	end.write('PK\x05\x06', 'latin1');
	end.writeUInt16LE(parts.length, 8);
	end.writeUInt16LE(parts.length, 10);
	end.writeUInt32LE(entries.length, 12);
	end.writeUInt32LE(at, 16);
	return Buffer.concat([...files, entries, end]);
}

/** A compound file (old Office, Outlook, installers) whose directory spans two sectors; the name stands in the second. */
export function compoundFile(name: string): Buffer {
	const file = Buffer.alloc(512 * 8);
	Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(file);
	file.writeUInt16LE(9, 30);
	file.writeUInt32LE(1, 48);
	// The allocation table is sector 0 and leads from the directory's first sector, 1, to its second, 3.
	file.writeUInt32LE(0, 76);
	file.writeUInt32LE(3, 512 + 4);
	file.writeUInt32LE(0xfffffffe, 512 + 12);
	const entry = 512 * 4 + 128;
	file.write(name, entry, 'utf16le');
	file.writeUInt16LE((name.length + 1) * 2, entry + 64);
	return file;
}

const contentTypes: ZipPart = { name: '[Content_Types].xml', content: '<Types/>' };
const png =
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

function container(brand: string): Buffer {
	return Buffer.from(
		`\x00\x00\x00\x18ftyp${brand}\x00\x00\x00\x00${brand}isom\x00\x00\x00\x08free`,
		'latin1',
	);
}

function openDocument(kind: string): Buffer {
	return zipOf(
		{ name: 'mimetype', content: `application/vnd.oasis.opendocument.${kind}` },
		{ name: 'content.xml', content: '<x/>' },
	);
}

/** By extension: one good example of each. */
export const examples: Readonly<Record<string, Buffer>> = {
	pdf: Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n'),
	docx: zipOf(contentTypes, { name: 'word/document.xml', content: '<x/>' }),
	xlsx: zipOf(contentTypes, { name: 'xl/workbook.xml', content: '<x/>' }),
	pptx: zipOf(contentTypes, { name: 'ppt/presentation.xml', content: '<x/>' }),
	odt: openDocument('text'),
	ods: openDocument('spreadsheet'),
	odp: openDocument('presentation'),
	csv: Buffer.from('force,calls answered\r\nNorth,“1,204”\r\n'),
	txt: Buffer.from('Plain words.\n'),
	json: Buffer.from('{"calls": 1204}'),
	yaml: Buffer.from('id: north\nversion: 1\n'),
	yml: Buffer.from('id: north\nversion: 1\n'),
	geojson: Buffer.from('{"type": "FeatureCollection", "features": []}'),
	eml: Buffer.from(
		'From: a@example.org\r\nTo: b@example.org\r\nSubject: Calls\r\n\r\n<html><p>Hello</p></html>\r\n',
	),
	msg: compoundFile('__properties_version1.0'),
	png: Buffer.from(png, 'base64'),
	jpg: Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex'),
	jpeg: Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex'),
	webp: Buffer.from('RIFF\x1a\x00\x00\x00WEBPVP8 \x0e\x00\x00\x00', 'latin1'),
	heic: container('heic'),
	mp3: Buffer.concat([
		Buffer.from('ID3\x03\x00\x00\x00\x00\x00\x00', 'latin1'),
		Buffer.from('fffb9000', 'hex'),
		Buffer.alloc(64),
	]),
	m4a: container('M4A '),
	wav: Buffer.from('RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00', 'latin1'),
	mp4: container('isom'),
	zip: zipOf({ name: 'notes.txt', content: 'Plain words.' }, { name: 'data.xml', content: '<x/>' }),
	gz: gzipSync('Plain words.'),
	parquet: Buffer.from('PAR1\x15\x04\x15\x00PAR1', 'latin1'),
};
