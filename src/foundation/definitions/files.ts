import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { codeOf, Refused } from '../kernel/failures.ts';
import { BadDefinition, type DefinitionProblem, FrozenDefinition } from './read.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** A file as it was read, or why it was not. */
export type DefinitionFile = { file: string; source: string } | { file: string; fault: string };

/** A file that is not kept as it stands: what is wrong in it, place by place, or one sentence about it as a whole. */
export type FileWarning = { file: string; sentence: string; problems: readonly DefinitionProblem[] };

/** Larger than any definition: it is not even opened. */
const largest = 4 * 1024 * 1024;

/** Where the people of this installation put definitions of their own. */
export function ownDefinitions(folder: string, dataFolder: string): string {
	return join(dataFolder, folder);
}

/** All definition files of this installation under a name ("frameworks"): those that are shipped, then its own. */
export async function definitionFiles(folder: string, dataFolder: string): Promise<DefinitionFile[]> {
	const own = ownDefinitions(folder, dataFolder);
	const shipped = await filesOf(join(root, folder), (path) => relative(root, path));
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
export async function shippedDefinitions(folder: string): Promise<{ file: string; source: string }[]> {
	const files = await filesOf(join(root, folder), (path) => relative(root, path));
	return files.flatMap((one) => ('source' in one ? [one] : []));
}

async function filesOf(folder: string, named: (path: string) => string): Promise<DefinitionFile[]> {
	const names = (await readdir(folder)).filter((name) => /^[^.].*\.ya?ml$/i.test(name)).sort();
	return Promise.all(
		names.map(async (name) => {
			const path = join(folder, name);
			try {
				return { file: named(path), source: await readDefinitionFile(path) };
			} catch (error) {
				if (!(error instanceof Refused)) throw error;
				return { file: named(path), fault: error.message };
			}
		}),
	);
}

/** The text of one file; refuses with a sentence what has none. */
export async function readDefinitionFile(path: string): Promise<string> {
	try {
		const { size } = await stat(path);
		if (size > largest)
			throw new Refused('This file is far larger than a definition. Check that it is the right one.');
		return utf8Text(await readFile(path));
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
export function utf8Text(bytes: Uint8Array): string {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		throw new Refused('This file is not text in UTF-8. Save it as “UTF-8” and try again.');
	}
}

/**
 * Goes through files one after another, each version once. What cannot be kept is told and passed over: what was kept
 * before stays, and so does the service.
 */
export async function eachFile<Done>(
	files: readonly (DefinitionFile & { key?: string })[],
	/** Versions that are spoken for already, with the file in which they stand. */
	taken: Map<string, string>,
	work: (one: { file: string; source: string }) => Promise<Done>,
): Promise<{ done: Done[]; warnings: FileWarning[] }> {
	const done: Done[] = [];
	const warnings: FileWarning[] = [];
	const warn = (file: string, sentence: string, problems: readonly DefinitionProblem[] = []) =>
		warnings.push({ file, sentence, problems });
	for (const one of files) {
		if ('fault' in one) {
			warn(one.file, one.fault);
			continue;
		}
		const other = one.key === undefined ? undefined : taken.get(one.key);
		if (one.key !== undefined && other !== undefined) {
			warn(one.file, `${one.key} stands in ${other} as well. Keep one of the two files.`);
			continue;
		}
		if (one.key !== undefined) taken.set(one.key, one.file);
		try {
			done.push(await work(one));
		} catch (error) {
			if (error instanceof BadDefinition) warn(one.file, problemsInIt(error.problems.length), error.problems);
			else if (error instanceof FrozenDefinition) warn(one.file, error.message);
			else throw error;
		}
	}
	return { done, warnings };
}

function problemsInIt(count: number): string {
	return `There ${count === 1 ? 'is a problem' : `are ${count} problems`} in this file.`;
}
