import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { rowsOf } from '../../tables/duck.ts';
import { key } from '../../tables/label.ts';
import { folder } from '../../tables/testing/workbooks.ts';
import type { AreaFinder, Read, Reading, Source } from '../source.ts';
import { Unreadable } from '../source.ts';

/** A register of a few forces, in two regions and Wales. */
export const forces = [
	{ code: 'E23000018', name: 'Derbyshire' },
	{ code: 'E23000019', name: 'Nottinghamshire' },
	{ code: 'E23000014', name: 'West Midlands' },
	{ code: 'E23000034', name: 'City of London' },
	{ code: 'W15000002', name: 'Gwent' },
];

export const areas: AreaFinder = {
	all: forces,
	find: (spelling) =>
		(key(spelling) === 'london city of' ? 'E23000034' : undefined) ??
		forces.find(({ name }) => key(name) === key(spelling))?.code ??
		null,
	nearest: (spelling) =>
		forces.filter(({ name }) => key(name).startsWith(key(spelling).slice(0, 3))).map(({ name }) => name),
	authorities: [
		{ code: 'E06000015', name: 'Derby', area: 'E23000018', since: null, until: null },
		{ code: 'E07000032', name: 'Amber Valley', area: 'E23000018', since: null, until: null },
		{ code: 'E06000018', name: 'Nottingham', area: 'E23000019', since: null, until: null },
		{
			code: 'E07000170',
			name: 'Ashfield',
			area: 'E23000019',
			since: null,
			until: Temporal.PlainDate.from('2016-12-31'),
		},
	],
};

export type Tidied = Read & { rows: Readonly<Record<string, string | null>>[] };

/** Reads files by a source, and gives the tidy table with it. */
export async function readBy(
	source: Source,
	paths: readonly string[],
	stated: Partial<Reading['stated']> = {},
): Promise<Tidied> {
	const duck = await (await DuckDBInstance.create(':memory:')).connect();
	const read = await source.read({
		duck,
		scratch: 'memory',
		work: folder,
		files: paths.map((path) => {
			const content = readFileSync(path);
			const sha256 = createHash('sha256').update(content).digest('hex');
			return { name: basename(path), path, sha256, bytes: content.length };
		}),
		areas,
		stated: { release: null, publishedOn: null, illustrative: false, ...stated },
		progress: async () => {},
	});
	return { ...read, rows: await rowsOf(duck, `select * from ${read.table}`) };
}

/** The faults for which files are refused. */
export async function faultsOf(...given: Parameters<typeof readBy>): Promise<string> {
	try {
		await readBy(...given);
	} catch (error) {
		if (error instanceof Unreadable) return error.message;
		throw error;
	}
	return 'it was read';
}

/** The numbers, or marks, of an area and a measure. */
export function told(
	{ rows }: Tidied,
	area: string,
	measure: string,
	of: Readonly<Record<string, string>> = {},
) {
	return rows
		.filter(
			(row) =>
				row.area === area &&
				row.measure === measure &&
				Object.entries(of).every(([name, value]) => row[name] === value),
		)
		.map(({ value, marker, since, until }) => ({
			value: value === null ? marker : Number(value),
			marker,
			period: `${since} ${until}`,
		}));
}

export const decided = ({ decisions }: Read, words: RegExp) =>
	decisions.find(({ reason }) => words.test(reason));
