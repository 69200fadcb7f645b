import type { Column } from './column.ts';

export type Columns = Readonly<Record<string, Column>>;

/** The values of one row, by the names that the definition gives its columns. */
export type Values<C extends Columns> = { [K in keyof C]: C[K] extends Column<infer V> ? V : never };

/** A row that could be read, with the line of the file on which it begins and the columns that the file has. */
export type Row<C extends Columns> = { line: number; values: Values<C>; given: ReadonlySet<keyof C> };

/** What is wrong with a row, where, and what to do about it. */
export type Fault = { line: number; column: string | null; problem: string; remedy: string };

/** Tells of a row that cannot be kept; the column is named as in the definition, null where it is the row as a whole. */
export type TellFault<C extends Columns> = (
	row: Row<C>,
	column: keyof C | null,
	problem: string,
	remedy: string,
) => void;

/** What a row says in a column; what is there already, where the file leaves the column out. */
export function toldOr<C extends Columns, K extends keyof C>(
	row: Row<C>,
	column: K,
	before: Values<C>[K] | undefined,
): Values<C>[K] {
	return row.given.has(column) || before === undefined ? row.values[column] : before;
}
