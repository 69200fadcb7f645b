import {
	definitionFiles,
	type FileWarning,
	ownDefinitions,
	shippedDefinitions,
} from '../../foundation/index.ts';
import { readGlossaryFiles } from './check.ts';
import type { GlossaryFile } from './file.ts';
import { type Glossary, glossaryOf } from './glossary.ts';
import type { NamedFile } from './rules.ts';

/** The name of the folder, in the project and in the data folder of an installation. */
export const glossaryFolder = 'glossary';

let shipped: Promise<Glossary> | undefined;

/** The glossary that comes with the product; it does not change while the product runs, so it is read once. */
export function shippedGlossary(): Promise<Glossary> {
	shipped ??= readShipped();
	return shipped;
}

async function readShipped(): Promise<Glossary> {
	return glossaryOf(await shippedFiles());
}

/** What is shipped with other files after it. */
export async function glossaryWith(own: readonly GlossaryFile[]): Promise<Glossary> {
	return own.length === 0 ? shippedGlossary() : glossaryOf([...(await shippedFiles()), ...own]);
}

async function shippedFiles(): Promise<GlossaryFile[]> {
	const { kept } = readGlossaryFiles(await shippedDefinitions(glossaryFolder));
	return kept.map(({ content }) => content);
}

/** The installation's own files beside what is shipped. What cannot be kept is told. */
export async function ownGlossary(
	dataFolder: string,
): Promise<{ own: readonly NamedFile[]; warnings: FileWarning[] }> {
	const files = await definitionFiles(glossaryFolder, dataFolder);
	const { kept, problems } = readGlossaryFiles(files.flatMap((one) => ('source' in one ? [one] : [])));
	const unread = files.flatMap((one) =>
		'fault' in one ? [{ file: one.file, sentence: one.fault, problems: [] }] : [],
	);
	const faulty = [...Map.groupBy(problems, ({ file }) => file)].map(([file, own]) => ({
		file,
		sentence: `There ${own.length === 1 ? 'is a problem' : `are ${own.length} problems`} in this file.`,
		problems: own,
	}));
	const folder = ownDefinitions(glossaryFolder, dataFolder);
	return { own: kept.filter(({ file }) => file.startsWith(folder)), warnings: [...unread, ...faulty] };
}
