import { type DefinitionProblem, type Form, readDefinition } from '../../foundation/index.ts';
import { glossaryShape } from './file.ts';
import { type NamedFile, rulesBeside } from './rules.ts';

const form: Form<typeof glossaryShape> = {
	noun: 'glossary file',
	aNoun: 'a glossary file',
	guide: 'docs/glossary.md',
	shape: glossaryShape,
	needed: {
		id: 'a name that never changes, in small letters, digits and hyphens, such as “safeguarding-hub”',
		title: 'the words themselves, as they stand within a sentence',
		means: 'what they mean, for a reader who has never heard of them',
		short: 'the letters',
		long: 'what the letters stand for',
		words: 'a list of the words that a reader stumbles over',
		say: 'what says the same',
	},
};

type Source = { file: string; source: string };

/**
 * Reads the files of a glossary, and tells everything that is wrong with them, each by itself and beside the others. A
 * file with a problem is not among those that are kept, so that one slip does not take the glossary away.
 */
export function readGlossaryFiles(files: readonly Source[]): {
	kept: NamedFile[];
	problems: DefinitionProblem[];
} {
	const shaped = files.map((one) => readDefinition(form, [], one));
	const wellFormed = (from: number, to: number): NamedFile[] =>
		shaped
			.slice(from, to)
			.flatMap((read, index) =>
				'definition' in read ? [{ file: files[from + index]?.file ?? '', content: read.definition }] : [],
			);
	const kept: NamedFile[] = [];
	const problems: DefinitionProblem[] = [];
	for (const [index, one] of files.entries()) {
		const [before, after] = [wellFormed(0, index), wellFormed(index + 1, files.length)];
		const beside = { before, after, allRead: before.length + after.length === files.length - 1 };
		const read = readDefinition(form, rulesBeside(beside), one);
		if ('problems' in read) problems.push(...read.problems);
		else kept.push({ file: one.file, content: read.definition });
	}
	return { kept, problems };
}
