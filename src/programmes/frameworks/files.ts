import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { codeOf, Refused } from '../../foundation/index.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The frameworks that the product ships. */
export const shippedFolder = join(root, 'frameworks');

/** Where an editor of this installation puts further ones. */
export function ownFolder(dataFolder: string): string {
	return join(dataFolder, 'frameworks');
}

/** A file as it was read, or why it was not. */
export type FrameworkFile = { file: string; source: string } | { file: string; fault: string };

/** Larger than any framework: it is not even opened. */
const largest = 4 * 1024 * 1024;

/** All framework files of this installation: those that are shipped, then its own. */
export async function frameworkFiles(dataFolder: string): Promise<FrameworkFile[]> {
	const own = ownFolder(dataFolder);
	const shipped = await filesOf(shippedFolder, (path) => relative(root, path));
	try {
		await mkdir(own, { recursive: true });
		return [...shipped, ...(await filesOf(own, (path) => path))];
	} catch (error) {
		return [
			...shipped,
			{
				file: own,
				fault: `This folder cannot be read (${codeOf(error) ?? 'no reason given'}). Let the user that runs the service read it.`,
			},
		];
	}
}

/** What is shipped, where no data folder is known. */
export async function shippedSources(): Promise<{ file: string; source: string }[]> {
	const files = await filesOf(shippedFolder, (path) => relative(root, path));
	return files.flatMap((one) => ('source' in one ? [one] : []));
}

async function filesOf(folder: string, named: (path: string) => string): Promise<FrameworkFile[]> {
	const names = (await readdir(folder)).filter((name) => /^[^.].*\.ya?ml$/i.test(name)).sort();
	return Promise.all(
		names.map(async (name) => {
			const path = join(folder, name);
			try {
				return { file: named(path), source: await readSource(path) };
			} catch (error) {
				if (!(error instanceof Refused)) throw error;
				return { file: named(path), fault: error.message };
			}
		}),
	);
}

/** The text of one file; refuses with a sentence what has none. */
export async function readSource(path: string): Promise<string> {
	try {
		const { size } = await stat(path);
		if (size > largest)
			throw new Refused('This file is far larger than a framework. Check that it is the right one.');
		return textOf(await readFile(path));
	} catch (error) {
		if (error instanceof Refused) throw error;
		if (codeOf(error) === 'EISDIR') throw new Refused(`${path} is a folder. Name the files in it.`);
		throw new Refused(
			codeOf(error) === 'ENOENT'
				? `There is no file ${path}.`
				: `The file ${path} cannot be read (${codeOf(error) ?? 'no reason given'}). See who may read it.`,
		);
	}
}

/** Bytes that a person sent or saved, as text. */
export function textOf(bytes: Uint8Array): string {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		throw new Refused('This file is not text in UTF-8. Save it as “UTF-8” and try again.');
	}
}
