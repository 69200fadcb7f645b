import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import {
	type Actor,
	type Command,
	codeOf,
	csv,
	may,
	Refused,
	type Services,
	WrongUsage,
} from '../../foundation/index.ts';
import { headingsOf } from './import.pages.ts';
import type { Import } from './import.ts';
import { BadRows, importInto, outcomeInWords } from './perform.ts';

/** `register import` and `register export`, for every kind of file that the rooms define. */
export function registerCommands(imports: readonly Import[]): Command<Services>[] {
	const kinds = imports.map(({ slug }) => slug).join(', ');
	const named = (name: string): Import => {
		const kind = imports.find((one) => one.slug === name || one.name === name);
		if (kind === undefined)
			throw new WrongUsage(`There is no kind of file “${name}”. Choose from: ${kinds}.`);
		return kind;
	};
	return [
		{
			name: 'register import',
			summary: 'Import a CSV file into the register, whole or not at all',
			usage: 'KIND FILE',
			positionals: ['KIND', 'FILE'],
			async run({ positionals: [name = '', path = ''], json, io, world }) {
				const kind = named(name);
				const actor = operator();
				if (!may(actor, kind.permit)) throw new Refused(`“${kind.title}” is imported on its page only.`);
				const source = await contentOf(path);
				try {
					const imported = await world.database.asActor(actor, (tx) => importInto(tx, kind, source));
					io.out(json ? `${JSON.stringify(imported)}\n` : `${outcomeInWords(imported)}\n`);
					return 0;
				} catch (error) {
					if (!(error instanceof BadRows)) throw error;
					if (json) io.out(`${JSON.stringify({ error: error.message, faults: error.faults })}\n`);
					for (const { line, column, problem, remedy } of error.faults) {
						const where = column === null ? `line ${line}` : `line ${line}, ${column}`;
						io.err(`${where}: ${problem}. ${remedy}\n`);
					}
					io.err(`${error.message}\n`);
					return 1;
				}
			},
		},
		{
			name: 'register export',
			summary: 'Print what the register holds of one kind as CSV',
			usage: 'KIND',
			positionals: ['KIND'],
			async run({ positionals: [name = ''], json, io, world }) {
				const kind = named(name);
				const rows = await world.database.asActor(operator(), (tx) => kind.export(tx));
				const headings = headingsOf(kind);
				if (json) {
					const objects = rows.map((row) =>
						Object.fromEntries(headings.map((one, i) => [one, row[i] ?? null])),
					);
					io.out(`${JSON.stringify(objects)}\n`);
				} else io.out(csv(headings, rows));
				return 0;
			},
		},
	];
}

function operator(): Actor {
	return { kind: 'operator', name: userInfo().username };
}

async function contentOf(path: string): Promise<Buffer> {
	try {
		return await readFile(path);
	} catch (error) {
		const why: Record<string, string> = { ENOENT: 'There is no such file', EISDIR: 'It is a folder' };
		throw new Refused(
			`The file ${path} could not be read. ${why[codeOf(error) ?? ''] ?? 'Check who may read it'}.`,
		);
	}
}
