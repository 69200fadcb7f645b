import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, Refused, utf8Text } from '../../foundation/index.ts';

/** Far more than any report; a larger file is something else. */
const largest = 16 * 1024 * 1024;
const readable = /\.(?:md|markdown|txt)$/i;

/** The texts that a path names: a file, or every Markdown and text file of a folder and the folders in it. */
export async function textsAt(path: string): Promise<{ file: string; source: string }[]> {
	const found = await known(path, () => stat(path));
	if (!found.isDirectory()) return [await textOf(path)];
	const names = (await known(path, () => readdir(path, { recursive: true }))).filter((name) =>
		readable.test(name),
	);
	if (names.length === 0) throw new Refused(`There is no .md or .txt file in ${path}.`);
	return Promise.all(names.sort().map((name) => textOf(join(path, name))));
}

async function textOf(file: string): Promise<{ file: string; source: string }> {
	const { size } = await known(file, () => stat(file));
	if (size > largest)
		throw new Refused(`${file} is far larger than a report. Check that it is the right file.`);
	const bytes = await known(file, () => readFile(file));
	// What a word processor or a PDF keeps is not text, even where a decoder would take it.
	if (bytes.subarray(0, 4096).includes(0))
		throw new Refused(`${file} is not text. Save it as Markdown or plain text.`);
	try {
		return { file, source: utf8Text(bytes) };
	} catch (error) {
		if (error instanceof Refused) throw new Refused(`${file}: ${error.message}`);
		throw error;
	}
}

async function known<Done>(path: string, work: () => Promise<Done>): Promise<Done> {
	try {
		return await work();
	} catch (error) {
		throw new Refused(
			codeOf(error) === 'ENOENT'
				? `There is no file or folder ${path}.`
				: `${path} cannot be read (${codeOf(error) ?? 'no reason given'}). See who may read it.`,
		);
	}
}
