import assert from 'node:assert/strict';
import { crc32, inflateRawSync } from 'node:zlib';

/** What a ZIP of ours holds, by its directory, each checked against its sum; XML must be well formed. */
export function unzipped(archive: Buffer): Map<string, Buffer> {
	const files = new Map<string, Buffer>();
	let at = archive.readUInt32LE(archive.length - 6);
	for (let left = archive.readUInt16LE(archive.length - 12); left > 0; left -= 1) {
		const name = archive.toString('utf8', at + 46, at + 46 + archive.readUInt16LE(at + 28));
		const local = archive.readUInt32LE(at + 42);
		const from = local + 30 + archive.readUInt16LE(local + 26);
		const packed = archive.subarray(from, from + archive.readUInt32LE(at + 20));
		const content = archive.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed);
		assert.equal(crc32(content), archive.readUInt32LE(at + 16), name);
		if (name.endsWith('.xml')) wellFormed(content.toString());
		files.set(name, content);
		at += 46 + archive.readUInt16LE(at + 28);
	}
	return files;
}

function wellFormed(xml: string): void {
	const open: string[] = [];
	for (const [, end, name = '', empty] of xml.matchAll(/<(\/?)([a-z][\w:-]*)(?:\s[^<>]*?)?(\/?)>/gi)) {
		if (end === '/') assert.equal(open.pop(), name);
		else if (empty !== '/') open.push(name);
	}
	assert.deepEqual(open, []);
	assert.ok(!/&(?!(amp|lt|gt|quot|#39);)/.test(xml));
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** The words in HTML or XML; what stands inside a line keeps to the words around it. */
export function wordsOfXml(xml: string): string {
	return xml
		.replaceAll(
			/<\/?(?:text:span|text:a|text:bookmark|strong|em|a|data|bdi|code|mark|del|span)(?:\s[^>]*)?\/?>/g,
			'',
		)
		.replaceAll(/<[^>]*>/g, ' ')
		.replaceAll(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? '')
		.replaceAll(/\s+/g, ' ')
		.trim();
}
