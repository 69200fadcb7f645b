import type { FileHandle } from 'node:fs/promises';

export type TextCheck = { readable: false } | { readable: true; beginning: string };

// Every control character but tab, line feed, form feed and carriage return. Windows-1252 leaves five of C1 undefined.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const control = /[\x00-\x08\x0b\x0e-\x1f\x7f]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const controlOrC1 = /[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]/;

/** Reads the whole file: text all through in one of the encodings that office programs write, or not text. */
export async function checkText(file: FileHandle): Promise<TextCheck> {
	const mark = Buffer.alloc(2);
	await file.read(mark, 0, 2, 0);
	if (mark[0] === 0xff && mark[1] === 0xfe) return decode(file, 'utf-16le', control);
	if (mark[0] === 0xfe && mark[1] === 0xff) return decode(file, 'utf-16be', control);
	const unicode = await decode(file, 'utf-8', control);
	return unicode.readable ? unicode : decode(file, 'windows-1252', controlOrC1);
}

/** What a text is that a browser or a shell would run rather than show; undefined when it is only text. */
export function activeText(beginning: string): string | undefined {
	const start = beginning.trimStart();
	if (/^(#!|@echo\b|<\?php)/i.test(start)) return 'a script';
	if (!/^<[!?a-z]/i.test(start)) return undefined;
	if (/<(!doctype\s+html|html|head|body|script|iframe)\b/i.test(start)) return 'a web page';
	return /<svg\b/i.test(start) ? 'an SVG drawing' : 'an XML document';
}

async function decode(file: FileHandle, encoding: string, forbidden: RegExp): Promise<TextCheck> {
	const decoder = new TextDecoder(encoding, { fatal: true });
	const chunk = Buffer.alloc(256 * 1024);
	let beginning = '';
	for (let position = 0; ; ) {
		const { bytesRead } = await file.read(chunk, 0, chunk.length, position);
		const text = decodeChunk(decoder, chunk.subarray(0, bytesRead), bytesRead > 0);
		if (text === undefined || forbidden.test(text)) return { readable: false };
		if (beginning.length < 4096) beginning += text.slice(0, 4096);
		if (bytesRead === 0) return { readable: true, beginning };
		position += bytesRead;
	}
}

function decodeChunk(decoder: TextDecoder, bytes: Uint8Array, stream: boolean): string | undefined {
	try {
		return decoder.decode(bytes, { stream });
	} catch {
		return undefined;
	}
}
