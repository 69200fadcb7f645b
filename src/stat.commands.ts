import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import {
	type StatArguments,
	type StatCommand,
	StatisticsError,
	type StatisticsErrorCode,
	statCommand,
	statCommands,
} from './statistics/index.ts';

export type StatIo = {
	out(text: string): void;
	err(text: string): void;
};

/** Where tables are read from; tests bring their own. */
export type StatTexts = {
	/** The text of a file, or undefined when there is none to read. */
	file(path: string): string | undefined;
	/** The text on standard input, or undefined when nobody put any there. */
	input(): string | undefined;
};

/** `./inspectorate stat …`: 0 done, 1 refused with a sentence, 2 wrong usage. */
export function stat(args: readonly string[], io: StatIo, texts: StatTexts = systemTexts): 0 | 1 | 2 {
	const [name, ...rest] = args;
	try {
		if (name === undefined) throw new StatisticsError('usage', 'Name a method; stat --help lists all.');
		if (name === '--help' || name === '-h') io.out(`${listOfMethods()}\n`);
		else io.out(`${runMethod(statCommand(name), rest, texts)}\n`);
		return 0;
	} catch (error) {
		if (!(error instanceof StatisticsError)) throw error;
		if (rest.includes('--json')) io.out(`${JSON.stringify({ error: error.message, code: error.code })}\n`);
		io.err(`${error.message}\n`);
		return wrongUsage.includes(error.code) ? 2 : 1;
	}
}

const wrongUsage: readonly StatisticsErrorCode[] = ['usage', 'unknown-method', 'not-a-number'];

function runMethod(command: StatCommand, words: readonly string[], texts: StatTexts): string {
	const { positionals, options, json, help } = parsed(command, words);
	if (help) return helpOf(command);
	const [path, ...more] = positionals;
	const args = { positionals: command.readsTable ? more : positionals, options };
	if (command.readsTable && more.length > 0)
		throw new StatisticsError('usage', `Too many words: ${more.join(' ')}.`);
	const result = command.run(args, {
		table: command.readsTable ? tableText(path, texts) : '',
		files: Object.fromEntries(
			command.fileOptions.flatMap((name) => {
				const file = options[name];
				return typeof file === 'string' ? [[name, fileText(file, texts)]] : [];
			}),
		),
	});
	return json ? JSON.stringify(result, null, 2) : inText(result);
}

function parsed(
	command: StatCommand,
	words: readonly string[],
): StatArguments & { json: boolean; help: boolean } {
	try {
		const { values, positionals } = parseArgs({
			// A negative number is no option: the true minus sign, which the methods read as well, says so.
			args: words.map((word) => word.replace(/^-(?=\.?\d)/, '−')),
			allowPositionals: true,
			options: {
				json: { type: 'boolean' },
				help: { type: 'boolean', short: 'h' },
				...Object.fromEntries(
					command.options.map(({ name, value }) => [
						name,
						{ type: value === undefined ? ('boolean' as const) : ('string' as const) },
					]),
				),
			},
		});
		const { json, help, ...given } = values;
		const options: Record<string, string | true> = {};
		for (const [name, value] of Object.entries(given)) {
			if (value === true || typeof value === 'string') options[name] = value;
		}
		return { positionals, options, json: json === true, help: help === true };
	} catch (error) {
		if (error instanceof TypeError) throw new StatisticsError('usage', `${error.message.split('. ')[0]}.`);
		throw error;
	}
}

function tableText(path: string | undefined, texts: StatTexts): string {
	if (path !== undefined && path !== '-') return fileText(path, texts);
	const text = texts.input();
	if (text === undefined)
		throw new StatisticsError('usage', 'Name a file, or put the table on standard input.');
	return text;
}

function fileText(path: string, texts: StatTexts): string {
	const text = texts.file(path);
	if (text === undefined) throw new StatisticsError('unreadable', `There is no file “${path}” to read.`);
	return text;
}

function listOfMethods(): string {
	const width = Math.max(...statCommands.map(({ name }) => name.length));
	const lines = statCommands.map(
		({ name, summary, reference }) =>
			`  ${name.padEnd(width)}  ${summary}\n  ${' '.repeat(width)}    ${reference}`,
	);
	return [
		'Usage: ./inspectorate stat METHOD … [--json]',
		'',
		'Tables are CSV with a heading line, or JSON lists of records, from a file or standard input.',
		'stat METHOD --help tells more of one; docs/statistics/ has a page for each.',
		'',
		...lines,
	].join('\n');
}

function helpOf(command: StatCommand): string {
	const shown = [
		...command.options.map(({ name, value, help }) => ({
			left: value === undefined ? `--${name}` : `--${name} ${value}`,
			help,
		})),
		{ left: '--json', help: 'the result as JSON, numbers at full precision' },
	];
	const width = Math.max(...shown.map(({ left }) => left.length));
	return [
		`Usage: ./inspectorate stat ${command.name} ${command.usage}`,
		'',
		`${command.summary}.`,
		'',
		...shown.map(({ left, help }) => `  ${left.padEnd(width)}  ${help}`),
		'',
		`Method: ${command.method.name} (${command.method.label})`,
		`Reference: ${command.reference}`,
		`Page: docs/statistics/${command.method.id}.md`,
	].join('\n');
}

/** One line for each value, indented where values hold values. */
function inText(value: unknown, indent = ''): string {
	if (Array.isArray(value)) {
		if (value.every((each) => typeof each !== 'object' || each === null))
			return value.map(inWords).join(', ');
		return value.map((each) => `${indent}- ${inText(each, `${indent}  `).trimStart()}`).join('\n');
	}
	if (typeof value !== 'object' || value === null) return inWords(value);
	return Object.entries(value)
		.map(([name, each]) => {
			const nested = typeof each === 'object' && each !== null;
			const text = inText(each, `${indent}  `);
			const below = nested && (text.includes('\n') || text.startsWith(`${indent}  `));
			return below ? `${indent}${name}:\n${text}` : `${indent}${name}: ${text}`;
		})
		.join('\n');
}

function inWords(value: unknown): string {
	return value === null ? 'none' : String(value);
}

const systemTexts: StatTexts = {
	file(path) {
		try {
			return readFileSync(path, 'utf8');
		} catch {
			return undefined;
		}
	},
	input: () => (process.stdin.isTTY ? undefined : readFileSync(0, 'utf8')),
};
