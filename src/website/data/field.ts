import { type RawBuilder, sql } from 'kysely';
import type { CsvValue } from '../../foundation/index.ts';

/*
 * A column of a table, said once: how it is read, what it means, and what it is in JSON, CSV, CSVW, Parquet and
 * OpenDocument.
 */

type Kind = 'text' | 'integer' | 'decimal' | 'boolean' | 'day' | 'instant' | 'address' | 'list' | 'json';

export type Schema = Readonly<Record<string, unknown>>;

/** What is structured, each part of it always there. */
export const object = (properties: Schema) => ({
	type: 'object',
	properties,
	required: Object.keys(properties),
});

export const nullable = (type: string) => ({ type: [type, 'null'] });

export type Field = {
	name: string;
	kind: Kind;
	means: string;
	/** It may be empty. */
	empty: boolean;
	read: RawBuilder<unknown>;
	/** Of text: everything that it can be. */
	values?: readonly string[];
	/** Of what is structured. */
	schema?: Schema;
};

type Words = [name: string, read: RawBuilder<unknown> | string, means: string];

function field(kind: Kind, [name, read, means]: Words, more: Partial<Field>): Field {
	return { name, kind, means, empty: false, read: typeof read === 'string' ? sql.raw(read) : read, ...more };
}

const of =
	(kind: Kind) =>
	(...words: Words): Field =>
		field(kind, words, {});

export const text = of('text');
export const integer = of('integer');
export const decimal = of('decimal');
export const boolean = of('boolean');
export const day = of('day');
export const instant = of('instant');
/** A path on this website, which is written out whole. */
export const address = of('address');
export const list = of('list');

export function json(name: string, read: string, means: string, schema: Schema): Field {
	return field('json', [name, read, means], { schema });
}

export function choice(name: string, read: string, means: string, values: readonly string[]): Field {
	return field('text', [name, read, means], { values });
}

/** It may be empty: null in JSON, nothing in CSV. */
export function optional(one: Field): Field {
	return { ...one, empty: true };
}

/** In every row of every table. */
export function illustrative(read: string): Field {
	return boolean(
		'illustrative',
		read,
		'Made up to show how this looks; it says nothing about a real police force',
	);
}

export type Value = unknown;

/** What is said of a value, in JSON: exact decimals keep their digits. */
export function jsonOf({ kind }: Field, value: Value, origin: string): string {
	if (value === null || value === undefined) return 'null';
	switch (kind) {
		case 'integer':
		case 'decimal':
		case 'boolean':
			return String(value);
		case 'address':
			return JSON.stringify(origin + String(value));
		case 'list':
		case 'json':
			return JSON.stringify(value);
		default:
			return JSON.stringify(String(value));
	}
}

/** Between the parts of a list in one cell. */
export const between = '|';

export function cellOf({ kind }: Field, value: Value, origin: string): CsvValue {
	if (value === null || value === undefined) return null;
	switch (kind) {
		case 'integer':
			return Number(value);
		case 'address':
			return origin + String(value);
		case 'list':
			return Array.isArray(value) ? value.join(between) : String(value);
		case 'json':
			return JSON.stringify(value);
		default:
			return String(value);
	}
}

const schemas: Record<Exclude<Kind, 'json'>, Schema> = {
	text: { type: 'string' },
	integer: { type: 'integer' },
	decimal: { type: 'number' },
	boolean: { type: 'boolean' },
	day: { type: 'string', format: 'date' },
	instant: { type: 'string', format: 'date-time' },
	address: { type: 'string', format: 'uri' },
	list: { type: 'array', items: { type: 'string' } },
};

export function schemaOf({ kind, means, empty, values, schema }: Field): Schema {
	const own = {
		...(kind === 'json' ? schema : schemas[kind]),
		...(values === undefined ? {} : { enum: values }),
	};
	const type = 'type' in own ? own.type : undefined;
	const nullable = {
		...own,
		type: [type, 'null'],
		...(values === undefined ? {} : { enum: [...values, null] }),
	};
	return { ...(empty ? nullable : own), description: means };
}

/** As CSV on the Web names types. */
export const csvwTypes: Record<Kind, Schema> = {
	text: { datatype: 'string' },
	integer: { datatype: 'integer' },
	decimal: { datatype: 'decimal' },
	boolean: { datatype: 'boolean' },
	day: { datatype: 'date' },
	instant: { datatype: 'dateTime' },
	address: { datatype: 'anyURI' },
	list: { datatype: 'string', separator: between },
	json: { datatype: 'json' },
};

/** As the database that writes Parquet reads them, out of text; what is structured stays JSON. */
export const parquetTypes: Record<Kind, string> = {
	text: 'varchar',
	integer: 'bigint',
	decimal: 'decimal(38, 12)',
	boolean: 'boolean',
	day: 'date',
	instant: 'timestamptz',
	address: 'varchar',
	list: 'varchar[]',
	json: 'varchar',
};
