import type { DuckDBConnection } from '@duckdb/node-api';
import { quotedName } from '../tables/duck.ts';
import type { Span } from '../tables/span.ts';
import type { Cell } from '../tables/workbook.ts';
import { suppliesIn } from './areas.ts';
import { type Marks, valueIn } from './marks.ts';
import {
	type Decision,
	type Marker,
	type Read,
	type Reading,
	type SourceFile,
	type Supply,
	Unreadable,
} from './source.ts';

/** A number on its way into the tidy table. */
export type TidyRow = Span & {
	area: string;
	published: string;
	measure: string;
	value: string | null;
	marker: Marker | null;
	illustrative?: boolean;
	/** Breakdowns that it is of; those that are left out are null. */
	of?: Readonly<Record<string, string>>;
	/** "Table P1, line 12" */
	where: string;
	file: string;
};

export type Gathered = ReturnType<typeof gather>;

/** So many examples of a decision are kept, and so many faults told. */
const shown = 5;
const mostTold = 100;

/**
 * Collects what a reader makes of a file: rows, decisions about rows, faults. At the end the faults refuse the whole, or the
 * rows become the tidy table. For published tables, which hold thousands of numbers; millions are read by SQL.
 */
export function gather(reading: Pick<Reading, 'duck' | 'areas' | 'stated'>, breakdowns: readonly string[]) {
	const rows = new Map<string, TidyRow>();
	const nameOf = (row: TidyRow) =>
		JSON.stringify([
			row.area,
			String(row.since),
			String(row.until),
			row.measure,
			breakdowns.map((name) => row.of?.[name] ?? null),
		]);
	const decisions = new Map<string, Decision & { examples: Record<string, string>[] }>();
	const faults: { file: string; where: string; text: string }[] = [];

	function fault(file: string, where: string, text: string): void {
		faults.push({ file, where, text });
	}

	function decide(kind: Decision['kind'], reason: string, example: Record<string, string>, count = 1): void {
		const name = `${kind} ${reason}`;
		const known = decisions.get(name) ?? { kind, reason, rows: 0, examples: [] };
		known.rows += count;
		if (known.examples.length < shown) known.examples.push(example);
		decisions.set(name, known);
	}

	/** The same number twice is one; two numbers for one thing are a fault. */
	function put(row: TidyRow): void {
		const name = nameOf(row);
		const before = rows.get(name);
		if (before === undefined) {
			rows.set(name, row);
			return;
		}
		const said = (one: TidyRow) => [one.value, one.marker].filter((part) => part !== null).join(' ');
		if (before.value === row.value && before.marker === row.marker)
			decide('merged', 'The same number stands twice', {
				first: before.where,
				second: row.where,
				area: row.published,
				value: said(row),
			});
		else
			fault(
				row.file,
				row.where,
				`${row.published}, ${row.measure}, ${row.since} to ${row.until}: ${said(row)} stands here, and ${said(before)} in ${before.where}. Keep one of them.`,
			);
	}

	/** Takes all rows out again, for putting others in their place. */
	function take(): TidyRow[] {
		const taken = [...rows.values()];
		rows.clear();
		return taken;
	}

	/** The number turned out to be another area's. */
	function move(row: TidyRow, area: string): void {
		rows.delete(nameOf(row));
		put({ ...row, area });
	}

	/** A cell that should hold a number; whatever it holds is a row, a decision or a fault. */
	function putCell(
		cell: Cell,
		marks: Marks,
		row: Omit<TidyRow, 'value' | 'marker'> & { marker?: Marker | null },
		{ signed = false, moved = 0 }: { signed?: boolean | undefined; moved?: number } = {},
	): void {
		const place = { place: row.where, area: row.published };
		if (cell === null || cell === '') {
			if ((row.marker ?? null) === null)
				decide('marked', 'An empty cell is not available, not nought', place);
			put({ ...row, value: null, marker: row.marker ?? 'not available' });
			return;
		}
		const found = valueIn(cell, marks, moved);
		if ('fault' in found) {
			fault(row.file, row.where, found.fault);
			return;
		}
		if (found.value !== null && (row.marker === 'not available' || row.marker === 'suppressed')) {
			fault(
				row.file,
				row.where,
				`A number stands beside the mark “${row.marker}”, which says that there is none.`,
			);
			return;
		}
		const said = { ...place, cell: String(typeof cell === 'object' ? cell.day : cell) };
		const marker = found.marker ?? row.marker ?? null;
		if (marker !== null) decide('marked', `Marked in the file: ${marker}`, said);
		if (found.rounded) decide('kept', 'Published with more than four decimal places, and kept to four', said);
		if (!signed && found.value?.startsWith('-') === true)
			decide('kept', 'Below nought, as it was published: it puts earlier counts right', said);
		put({ ...row, value: found.value, marker });
	}

	async function finish(table: string, facts: Finish): Promise<Read> {
		const { none, supplies, ...rest } = facts;
		if (rows.size === 0 && faults.length === 0)
			fault(facts.file, '', 'No number was found in it. Check that it is the right file.');
		if (faults.length > 0) throw new Unreadable(told(faults));
		await write(reading, table, breakdowns, [...rows.values()]);
		return {
			table,
			release: rest.release,
			publishedOn: rest.publishedOn,
			decisions: [...decisions.values()],
			supplies: supplies ?? (await suppliesIn(reading.duck, table, reading.areas, none)),
		};
	}

	return { fault, decide, put, putCell, move, take, finish, rows };
}

/** The file of a source whose releases have one each. */
export function onlyFile({ files }: Pick<Reading, 'files'>): SourceFile {
	const [file, ...more] = files;
	if (file !== undefined && more.length === 0) return file;
	throw new Unreadable(
		[file === undefined ? '' : file.name, ...more.map(({ name }) => name)].map((name) => ({
			file: name,
			where: '',
			text: 'Each file of this source is a release of its own. Import one at a time.',
		})),
	);
}

type Finish = {
	file: string;
	release: string;
	publishedOn: Temporal.PlainDate | null;
	/** Why a force has no row. */
	none: string;
	supplies?: readonly Supply[];
};

function told(faults: readonly { file: string; where: string; text: string }[]) {
	if (faults.length <= mostTold) return faults;
	const more = faults.length - mostTold;
	return [...faults.slice(0, mostTold), { file: '', where: '', text: `There are ${more} more faults.` }];
}

async function write(
	reading: Pick<Reading, 'duck' | 'stated'>,
	table: string,
	breakdowns: readonly string[],
	rows: readonly TidyRow[],
): Promise<void> {
	const { duck, stated } = reading;
	const staging = `${table}_as_text`;
	const names = [
		'area',
		'area_published',
		'since',
		'until',
		'measure',
		'value',
		'marker',
		'illustrative',
		...breakdowns,
	];
	await duck.run(
		`create temp table ${staging} (${names.map((name) => `${quotedName(name)} varchar`).join(', ')})`,
	);
	await append(duck, staging, rows, (row) => [
		row.area,
		row.published,
		String(row.since),
		String(row.until),
		row.measure,
		row.value,
		row.marker,
		String(stated.illustrative || row.illustrative === true),
		...breakdowns.map((name) => row.of?.[name] ?? null),
	]);
	await duck.run(`create temp table ${table} as select area, area_published, since::date as since, until::date as until,
		measure, value::decimal(18, 4) as value, marker, illustrative::boolean as illustrative
		${breakdowns.map((name) => `, ${quotedName(name)}`).join('')} from ${staging}`);
	await duck.run(`drop table ${staging}`);
}

async function append(
	duck: DuckDBConnection,
	table: string,
	rows: readonly TidyRow[],
	cells: (row: TidyRow) => readonly (string | null)[],
): Promise<void> {
	const appender = await duck.createAppender(table);
	for (const row of rows) {
		for (const cell of cells(row)) {
			if (cell === null) appender.appendNull();
			else appender.appendVarchar(cell);
		}
		appender.endRow();
	}
	appender.closeSync();
}
