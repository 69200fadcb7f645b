import { definitionFiles, type FileWarning, shippedDefinitions } from '../../foundation/index.ts';
import { readGlossaryFiles } from './check.ts';
import { type Glossary, glossaryOf } from './glossary.ts';

/** The name of the folder, in the project and in the data folder of an installation. */
export const glossaryFolder = 'glossary';

let shipped: Promise<Glossary> | undefined;

/** The glossary that comes with the product; it does not change while the product runs, so it is read once. */
export function shippedGlossary(): Promise<Glossary> {
	shipped ??= readShipped();
	return shipped;
}

async function readShipped(): Promise<Glossary> {
	const { kept } = readGlossaryFiles(await shippedDefinitions(glossaryFolder));
	return glossaryOf(kept.map(({ content }) => content));
}

/** The glossary of this installation: what is shipped, then its own files. What cannot be kept is told. */
export async function loadGlossary(
	dataFolder: string,
): Promise<{ glossary: Glossary; warnings: FileWarning[] }> {
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
	return { glossary: glossaryOf(kept.map(({ content }) => content)), warnings: [...unread, ...faulty] };
}
