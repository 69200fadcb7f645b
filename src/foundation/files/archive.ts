import type { FileHandle } from 'node:fs/promises';
import { dangerOf } from './kinds.ts';
import { extensionOf } from './name.ts';
import { storedContent, type ZipEntry, zipEntries } from './zip.ts';

/** What a ZIP container holds, by its directory: the extension it deserves, or the sentence that refuses it. */
export type Archive = { extension: string } | { refusal: string };

const officeParts: readonly (readonly [part: string, extension: string])[] = [
	['word/document.xml', 'docx'],
	['xl/workbook.xml', 'xlsx'],
	['xl/workbook.bin', 'xlsb'],
	['ppt/presentation.xml', 'pptx'],
	['AndroidManifest.xml', 'apk'],
	['META-INF/MANIFEST.MF', 'jar'],
];

const openDocuments: ReadonlyMap<string, string> = new Map([
	['application/vnd.oasis.opendocument.text', 'odt'],
	['application/vnd.oasis.opendocument.spreadsheet', 'ods'],
	['application/vnd.oasis.opendocument.presentation', 'odp'],
]);

const macroParts =
	/(^|\/)vbaProject\.bin$|(^|\/)vbaData\.xml$|^xl\/(macrosheets|intlmacrosheets|dialogsheets)\/|\/activeX\/|^(Basic|Scripts)\//i;

export async function inspectArchive(file: FileHandle): Promise<Archive> {
	const entries = await zipEntries(file);
	if (entries === undefined) {
		return { refusal: 'The archive is damaged: the list of files inside it cannot be read.' };
	}
	if (entries.some((entry) => entry.encrypted)) {
		return {
			refusal:
				'It is protected by a password, so it cannot be checked. Remove the password and upload it again.',
		};
	}
	const extension = await containerOf(file, entries);
	if (extension !== 'zip' && entries.some((entry) => macroParts.test(entry.name))) {
		return {
			refusal: 'It contains macros or other active parts. Save it without them and upload it again.',
		};
	}
	if (dangerOf(extension) !== undefined) return { extension };
	const dangerous = entries.find(isDangerous);
	if (dangerous !== undefined) {
		return {
			refusal: `It contains a file that is not accepted (.${extensionOf(dangerous.name)}). Take that out and upload it again.`,
		};
	}
	return { extension };
}

async function containerOf(file: FileHandle, entries: readonly ZipEntry[]): Promise<string> {
	const names = new Set(entries.map((entry) => entry.name));
	const office = officeParts.find(([part]) => names.has(part));
	if (office !== undefined) return office[1];
	const declared = entries.find((entry) => entry.name === 'mimetype');
	if (declared === undefined) return 'zip';
	return openDocuments.get((await storedContent(file, declared, 100)).trim()) ?? 'zip';
}

/** XML is refused by itself, because a browser would run it, but it is how Office files and data sets are built inside. */
function isDangerous(entry: ZipEntry): boolean {
	const extension = extensionOf(entry.name.split('/').at(-1) ?? '');
	return extension !== 'xml' && dangerOf(extension) !== undefined;
}
