import { Refused } from '../../foundation/index.ts';

export const mostBytes = 5_000_000;

/** What was read, and in which encoding where that is not the usual one: the reader is told. */
export type ReadText = { text: string; encoding: 'UTF-8' | 'UTF-16' | 'Windows-1252' };

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const control = /[\x00-\x08\x0b\x0e-\x1f\x7f]/;
// Windows-1252 leaves five of these undefined: where they turn up, the bytes were something else.
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const controlOrC1 = /[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]/;

const asCsv = 'Open it in a spreadsheet program, save it as “CSV UTF-8” and import that.';

const beginnings: readonly (readonly [hex: string, what: string])[] = [
	['504b0304', 'an Excel or OpenDocument spreadsheet'],
	['d0cf11e0', 'an older Excel file'],
	['25504446', 'a PDF'],
	['1f8b', 'a compressed file'],
];

/** The text of a file that should be CSV. Spreadsheet programs write three encodings; each is read for what it is. */
export function textOf(bytes: Buffer): ReadText {
	if (bytes.length > mostBytes) {
		throw new Refused('The file is larger than 5 MB. Divide it into several files and import each.');
	}
	const start = bytes.subarray(0, 8).toString('hex');
	const [, what] = beginnings.find(([hex]) => start.startsWith(hex)) ?? [];
	if (what !== undefined) throw new Refused(`The content is ${what}, not CSV. ${asCsv}`);
	const read = decoded(bytes);
	if (read === null) {
		throw new Refused(`The content is not text in UTF-8, UTF-16 or Windows-1252. ${asCsv}`);
	}
	if (/^\s*<[!?a-z]/i.test(read.text)) {
		throw new Refused(`The content is a web page or XML, not CSV. ${asCsv}`);
	}
	return read;
}

function decoded(bytes: Buffer): ReadText | null {
	const utf16 = { fffe: 'utf-16le', feff: 'utf-16be' }[bytes.subarray(0, 2).toString('hex')];
	if (utf16 !== undefined) return decode(bytes, utf16, 'UTF-16', control);
	return (
		decode(bytes, 'utf-8', 'UTF-8', control) ?? decode(bytes, 'windows-1252', 'Windows-1252', controlOrC1)
	);
}

function decode(
	bytes: Buffer,
	label: string,
	encoding: ReadText['encoding'],
	forbidden: RegExp,
): ReadText | null {
	try {
		const text = new TextDecoder(label, { fatal: true }).decode(bytes);
		return forbidden.test(text) ? null : { text, encoding };
	} catch {
		return null;
	}
}
