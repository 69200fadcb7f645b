import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Command, inOneLine, readDefinitionFile, shippedDefinitions } from '../../foundation/index.ts';
import { readGlossaryFiles } from './check.ts';
import { glossaryFolder } from './shelf.ts';

const project = fileURLToPath(new URL('../../..', import.meta.url));

export const glossaryCheckCommand: Command<unknown> = {
	name: 'glossary check',
	summary:
		'Check glossary files beside those that are shipped, and list what is wrong with file, line and field',
	usage: 'FILE …',
	positionals: ['FILE…'],
	async run({ positionals, json, io }) {
		const given = await Promise.all(
			positionals.map(async (file) => ({ file, source: await readDefinitionFile(file) })),
		);
		const paths = new Set(positionals.map((file) => resolve(file)));
		// A shipped file that is being changed is not held against what it was.
		const shipped = (await shippedDefinitions(glossaryFolder)).filter(
			({ file }) => !paths.has(resolve(project, file)),
		);
		const read = readGlossaryFiles([...shipped, ...given]);
		const named = new Set(positionals);
		const problems = read.problems.filter(({ file }) => named.has(file));
		const sound = read.kept.filter(({ file }) => named.has(file));
		if (json) {
			const counts = sound.map(({ file, content: { terms, known, plain } }) => ({
				file,
				terms: terms.length,
				known: known.length,
				plain: plain.length,
			}));
			io.out(`${JSON.stringify({ problems, sound: counts })}\n`);
		} else {
			for (const problem of problems) io.err(`${inOneLine(problem)}\n`);
			for (const { file, content } of sound) {
				const { terms, known, plain } = content;
				io.out(
					`${file} is sound: ${content.title}, ${counted(terms.length, 'term')}, ${counted(known.length, 'known abbreviation')}, ${counted(plain.length, 'plainer word')}.\n`,
				);
			}
		}
		return problems.length === 0 ? 0 : 1;
	},
};

function counted(count: number, noun: string): string {
	return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
