import { type CsvValue, codeOf, type Permit, type Tx } from '../../foundation/index.ts';
import type { Column } from './column.ts';
import type { Columns, Fault, Row, TellFault, Values } from './row.ts';
import { readRows } from './rows.ts';
import type { Line } from './table.ts';

/*
 * What can be imported, as one typed table: the page, the template, the command, the explanation of the columns and the
 * export follow from it.
 *
 *   export const aliasImport = defineImport({
 *     name: 'force aliases', title: 'Other spellings of forces', about: '…', permit: forcePolicy.can.change,
 *     columns: { force: textColumn('Force', { about: '…', example: 'Derbyshire Constabulary' }), … },
 *     async apply(tx, rows, fault) { … return { added, changed, unchanged } },
 *     export: async (tx) => […],
 *   });
 *
 * Nothing is kept when any row is at fault, in itself, beside the other rows, or beside what is in the database.
 */

export type { Columns, Fault, Row, TellFault, Values } from './row.ts';
export { toldOr } from './row.ts';

export type Outcome = { added: number; changed: number; unchanged: number };

export type Definition<C extends Columns> = {
	/** As the command calls it: "similar groups". */
	name: string;
	title: string;
	/** What a file of this kind holds, in a few sentences: one row for each of what. */
	about: string;
	columns: C;
	/** Headings of published files that are known and not used. */
	ignored?: readonly string[];
	/** Who may import it. */
	permit: Permit;
	/**
	 * Puts the rows into the database and counts them; or tells of those that cannot be kept. It is handed only rows that
	 * could be read, also when others could not, so that everybody learns of every fault at once.
	 */
	apply(tx: Tx, rows: readonly Row<C>[], fault: TellFault<C>): Promise<Outcome>;
	/** What is there now, so that its file imports back and changes nothing. */
	export(tx: Tx): Promise<readonly Values<C>[]>;
};

export type Result = { outcome: Outcome } | { faults: Fault[] };

/** A definition as pages and commands see it: the same for every kind. */
export type Import = {
	name: string;
	/** Its place in an address: "similar-groups". */
	slug: string;
	title: string;
	about: string;
	columns: readonly Omit<Column, 'read' | 'write'>[];
	permit: Permit;
	/** Imports what could be read. When there are faults, the transaction has to be given up. */
	run(tx: Tx, file: { heading: Line; rows: readonly Line[] }): Promise<Result>;
	export(tx: Tx): Promise<CsvValue[][]>;
};

export function defineImport<C extends Columns>(definition: Definition<C>): Import {
	const { name, title, about, permit, columns } = definition;
	return {
		name,
		slug: name.replaceAll(' ', '-'),
		title,
		about,
		permit,
		columns: Object.values(columns),
		async run(tx, file) {
			const { rows, faults, readable } = readRows(columns, definition.ignored ?? [], file);
			if (!readable) return { faults };
			const tell: TellFault<C> = ({ line }, column, problem, remedy) => {
				faults.push({
					line,
					column: column === null ? null : (columns[column]?.heading ?? null),
					problem,
					remedy,
				});
			};
			try {
				const outcome = await definition.apply(tx, rows, tell);
				if (faults.length === 0) return { outcome };
			} catch (error) {
				// What the database refuses may follow from a fault that has been told; nothing is kept either way.
				if (faults.length === 0 || !refusedByDatabase(error)) throw error;
			}
			return { faults: faults.sort((a, b) => a.line - b.line) };
		},
		async export(tx) {
			const rows = await definition.export(tx);
			return rows.map((row) => Object.entries(columns).map(([key, column]) => column.write(row[key])));
		},
	};
}

const refusals = new Set(['23P01', '23505', '23503', '23514']);

/** A rule of the database was broken: of a trigger, a constraint or a reference. */
export function refusedByDatabase(error: unknown): boolean {
	return refusals.has(codeOf(error) ?? '');
}
