import { type RawBuilder, sql } from 'kysely';
import type { Services, Tx } from '../../foundation/index.ts';
import { isNewest, publishedAt } from '../record/index.ts';
import type { Field, Schema } from './field.ts';

/*
 * One table of what is public. Everything that is offered of it follows from this: its addresses, its pages, the
 * description of the interface, the files.
 */

export type Row = Readonly<Record<string, unknown>>;

export type Parameter = {
	name: string;
	means: string;
	kind: 'text' | 'integer' | 'day' | 'choice';
	/** Several can be given, between commas. */
	several: boolean;
	values?: readonly string[];
	example: string;
	where(values: readonly string[]): RawBuilder<boolean>;
};

export type One = {
	/** The fields that stand in its address, in their order. */
	keys: readonly string[];
	/** What is told of one and not in the table, with what it is. */
	more?: {
		schema: Readonly<Record<string, Schema>>;
		read(tx: Tx, row: Row, services: Services): Promise<Readonly<Record<string, unknown>>>;
	};
};

export type Resource = {
	/** In addresses: "grades". */
	name: string;
	title: string;
	/** What a row is: "One grade". */
	row: string;
	means: string;
	fields: readonly Field[];
	/** Tables that are made for the query, by their names. */
	among: readonly RawBuilder<unknown>[];
	from: RawBuilder<unknown>;
	/** Says which of two rows comes first, always. */
	order: RawBuilder<unknown>;
	parameters: readonly Parameter[];
	one?: One;
};

/** The newest editions, and when each release was first published. */
export const now = sql`now as materialized (
	select e.id, e.slug, e.title, e.kind, e.number, e.release_at, ${publishedAt} as published_at
	from edition.edition e where ${isNewest})`;

type Said = Pick<Parameter, 'name' | 'means' | 'example'>;

/** Rows of which this column is one of the values. */
export function among(column: string, said: Said, values?: readonly string[]): Parameter {
	return {
		...said,
		...(values === undefined ? { kind: 'text' } : { kind: 'choice', values }),
		several: true,
		where: (given) => sql`${sql.raw(column)} = any (${[...given]}::text[])`,
	};
}

export function numbered(column: string, said: Said): Parameter {
	return {
		...said,
		kind: 'integer',
		several: true,
		where: (given) => sql`${sql.raw(column)} = any (${[...given]}::bigint[])`,
	};
}

/** Rows whose day is this one or later, or earlier. */
export function dayFrom(column: string, said: Said): Parameter {
	return { ...said, kind: 'day', several: false, where: ([day]) => sql`${sql.raw(column)} >= ${day}::date` };
}
export function dayUntil(column: string, said: Said): Parameter {
	return { ...said, kind: 'day', several: false, where: ([day]) => sql`${sql.raw(column)} <= ${day}::date` };
}

/** In London, as pages say days. */
export const londonDay = (column: string) => `(${column} at time zone 'Europe/London')::date`;

const ofForce = { name: 'force', means: 'Addresses of forces', example: 'derbyshire' };
export const byForce = (column: string): Parameter => among(column, ofForce);
export const byPublication = (column: string): Parameter =>
	among(column, {
		name: 'publication',
		means: 'Addresses of publications, as /api/v1/publications lists them',
		example: 'peel-2018-19',
	});
