import { type FileHandle, open } from 'node:fs/promises';
import { FileTypeParser } from 'file-type';
import { Refused } from '../kernel/failures.ts';
import { inspectArchive } from './archive.ts';
import { acceptedInWords, dangerOf, type Kind, kinds } from './kinds.ts';
import { extensionOf } from './name.ts';
import { isOutlookMessage } from './outlook.ts';
import { activeText, checkText } from './text.ts';

/** The kind that a cleaned name claims, or the refusal: known before a single byte has been read. */
export function claimedKind(name: string): Kind {
	const extension = extensionOf(name);
	const kind = kinds.get(extension);
	if (kind !== undefined) return kind;
	const danger = dangerOf(extension);
	if (danger !== undefined) throw new Refused(`Files ending in .${extension} are not accepted. ${danger}`);
	throw new Refused(
		extension === ''
			? `The name of the file has no ending, such as .pdf, that says what it is. Accepted are: ${acceptedInWords}.`
			: `Files ending in .${printable(extension)} are not accepted. Accepted are: ${acceptedInWords}.`,
	);
}

/** Whether the content is what the name says: the media type under which the file may be served, or Refused. */
export async function sniff(path: string, name: string): Promise<string> {
	const kind = claimedKind(name);
	const file = await open(path);
	try {
		const found = await detect(file, path);
		if (found !== undefined && kind.detected.includes(found)) return kind.mediaType;
		if (found !== undefined && !looksLikeText.has(found)) throw mislabelled(kind, found);
		await checkAsText(file, kind);
		return kind.mediaType;
	} finally {
		await file.close();
	}
}

/** Text formats that file-type recognises by their first words: whether they are acceptable text is for us to say. */
const looksLikeText: ReadonlySet<string> = new Set(['xml', 'ics', 'vcf', 'vtt']);

/** A ZIP may start with its first entry, with its (empty) directory, or with the mark of one part of several. */
const zipStarts: ReadonlySet<number> = new Set([0x504b0304, 0x504b0506, 0x504b0708]);

async function detect(file: FileHandle, path: string): Promise<string | undefined> {
	const start = Buffer.alloc(4);
	const { bytesRead } = await file.read(start, 0, 4, 0);
	if (bytesRead === 0) throw new Refused('The file is empty.');
	// The mark of UTF-16 text looks like the start of an MPEG recording.
	if (start.readUInt16BE(0) === 0xfffe) return undefined;
	if (zipStarts.has(start.readUInt32BE(0))) {
		const archive = await inspectArchive(file);
		if ('refusal' in archive) throw new Refused(archive.refusal);
		return archive.extension;
	}
	const found = (await new FileTypeParser().fromFile(path))?.ext;
	return found === 'cfb' && (await isOutlookMessage(file)) ? 'msg' : found;
}

async function checkAsText(file: FileHandle, kind: Kind): Promise<void> {
	const checked = await checkText(file);
	if (kind.text === undefined || !checked.readable) {
		const found = checked.readable ? (activeText(checked.beginning) ?? 'text') : 'something else';
		throw new Refused(`The file is named as ${kind.called}, but its content is ${found}.`);
	}
	const active = activeText(checked.beginning);
	if (active !== undefined) {
		throw new Refused(
			`The file is named as ${kind.called}, but its content is ${active}, which could carry a script. It is not accepted.`,
		);
	}
	if (kind.text.begins !== undefined && !kind.text.begins.test(checked.beginning)) {
		throw new Refused(`The file is named as ${kind.called}, but its content does not begin like one.`);
	}
}

function mislabelled(kind: Kind, found: string): Refused {
	const other = [...kinds.values()].find((candidate) => candidate.detected.includes(found));
	const content = other === undefined ? `of the type .${found}` : other.called;
	const danger = dangerOf(found);
	return new Refused(
		`The file is named as ${kind.called}, but its content is ${content}. ` +
			(danger ?? 'Give it the right ending, or upload the right file.'),
	);
}

function printable(extension: string): string {
	return extension.replaceAll(/[^a-z0-9]/g, '').slice(0, 10);
}
