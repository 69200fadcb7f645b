import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import {
	BadDefinition,
	type Command,
	type DefinitionProblem,
	inOneLine,
	nearest,
	Refused,
	readDefinitionFile,
	type Services,
	shippedDefinitions,
	type Tx,
	WrongUsage,
} from '../../foundation/index.ts';
import { readFramework } from './check.ts';
import { diffFrameworks } from './diff.ts';
import { diffInLines } from './diff-text.ts';
import { frameworkOf, keepFramework, listFrameworks } from './framework.store.ts';
import type { Framework } from './framework.ts';
import { keyIn, keyText } from './key.ts';

/** Opens the database for a command that may do without it. */
export type Opening = () => Promise<Services>;

const checkCommand: Command<Opening> = {
	name: 'framework check',
	summary: 'Check framework files, and list what is wrong with file, line and field',
	usage: 'FILE …',
	positionals: ['FILE…'],
	async run({ positionals, json, io }) {
		const files = await Promise.all(
			positionals.map(async (file) => ({ file, source: await readDefinitionFile(file) })),
		);
		// Earlier questions may be in the other files, or in what is shipped.
		const known = [...files, ...(await shippedDefinitions('frameworks'))].flatMap(({ file, source }) => {
			const read = readFramework(source, file);
			return 'problems' in read ? [] : [read.framework];
		});
		const results = files.map(({ file, source }) => ({ file, ...readFramework(source, file, known) }));
		const problems = results.flatMap((one) => ('problems' in one ? one.problems : []));
		if (json) {
			const sound = results.flatMap((one) =>
				'framework' in one ? [{ file: one.file, ...keyOf(one.framework) }] : [],
			);
			io.out(`${JSON.stringify({ problems, sound })}\n`);
		} else tell(problems, results, io);
		return problems.length === 0 ? 0 : 1;
	},
};

function tell(
	problems: readonly DefinitionProblem[],
	results: readonly ({ file: string } & ({ framework: Framework } | object))[],
	io: { out(text: string): void; err(text: string): void },
): void {
	for (const problem of problems) io.err(`${inOneLine(problem)}\n`);
	for (const one of results) {
		if (!('framework' in one)) continue;
		const { title, pillars, questions, scale } = one.framework;
		const grades = scale === undefined ? 'no grades' : counted(scale.grades.length, 'grade');
		io.out(
			`${one.file} is sound: ${title}, version ${one.framework.version}, ${counted(pillars.length, 'pillar')}, ${counted(questions.length, 'question')}, ${grades}.\n`,
		);
	}
}

function counted(count: number, noun: string): string {
	return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

const diffCommand: Command<Opening> = {
	name: 'framework diff',
	summary: 'Compare two frameworks or versions: files, or names such as peel-2018-19@1',
	usage: 'A B',
	positionals: ['A', 'B'],
	async run({ positionals: [first = '', second = ''], json, io, world }) {
		const [a, b] = [await named(first, world), await named(second, world)];
		const differences = diffFrameworks(a, b);
		io.out(
			json
				? `${JSON.stringify({ a: keyOf(a), b: keyOf(b), differences })}\n`
				: diffInLines(a, b, differences),
		);
		return 0;
	},
};

const listCommand: Command<Opening> = {
	name: 'framework list',
	summary: 'List the frameworks that are kept, and which of them are in use',
	async run({ json, io, world }) {
		const all = await asOperator(await world(), listFrameworks);
		if (json) {
			io.out(
				`${JSON.stringify(all.map(({ loadedAt, ...one }) => ({ ...one, loadedAt: loadedAt.toString() })))}\n`,
			);
			return 0;
		}
		if (all.length === 0)
			io.out('No framework is kept yet. Add one with ./inspectorate framework load FILE.\n');
		const width = Math.max(0, ...all.map((one) => keyText(one).length));
		for (const one of all)
			io.out(`${keyText(one).padEnd(width)}  ${one.inUse ? 'in use' : '      '}  ${one.title}\n`);
		return 0;
	},
};

const loadCommand: Command<Opening> = {
	name: 'framework load',
	summary: 'Keep the framework of a file; a version in use stays as it is',
	usage: 'FILE',
	positionals: ['FILE'],
	async run({ positionals: [file = ''], json, io, world }) {
		const source = await readDefinitionFile(file);
		try {
			const { framework, outcome } = await asOperator(await world(), (tx) =>
				keepFramework(tx, { source, file }),
			);
			const key = keyOf(framework);
			io.out(
				json
					? `${JSON.stringify({ ...key, outcome })}\n`
					: `${framework.title} (${keyText(key)}) ${{ added: 'is added', replaced: 'is replaced', unchanged: 'was there already, and nothing has changed' }[outcome]}.\n`,
			);
			return 0;
		} catch (error) {
			if (!(error instanceof BadDefinition) || !json) throw error;
			io.out(`${JSON.stringify({ problems: error.problems })}\n`);
			return 1;
		}
	},
};

export const frameworkCommands: readonly Command<Opening>[] = [
	checkCommand,
	diffCommand,
	listCommand,
	loadCommand,
];

function asOperator<T>({ database }: Services, work: (tx: Tx) => Promise<T>): Promise<T> {
	return database.asActor({ kind: 'operator', name: userInfo().username }, work);
}

function keyOf({ id, version }: Framework) {
	return { framework: id, version };
}

/** A file where there is one of that name, else a framework that is kept; the newest version where none is named. */
async function named(word: string, open: Opening): Promise<Framework> {
	if (existsSync(word)) {
		const read = readFramework(await readDefinitionFile(word), word);
		if ('problems' in read) throw new BadDefinition(read.problems);
		return read.framework;
	}
	const key = keyIn(word);
	if (key === undefined)
		throw new WrongUsage(
			`There is no file “${word}”, and no framework has such a name. Name a file, or a framework such as peel-2018-19@1.`,
		);
	return asOperator(await open(), async (tx) => {
		const all = await listFrameworks(tx);
		const version =
			key.version ??
			Math.max(0, ...all.filter(({ framework }) => framework === key.framework).map((one) => one.version));
		const found = await frameworkOf(tx, { framework: key.framework, version });
		if (found === null)
			throw new Refused(
				all.length === 0
					? `There is no file and no framework “${word}”.`
					: `There is no file and no framework “${word}”. Did you mean “${nearest(word, all.map(keyText))}”?`,
			);
		return found;
	});
}
