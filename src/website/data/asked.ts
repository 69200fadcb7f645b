import type { RawBuilder } from 'kysely';
import { problem, Unacceptable } from '../../foundation/index.ts';
import type { Field } from './field.ts';
import type { Parameter, Resource } from './resource.ts';

/*
 * What somebody asks of a table, out of their address. Whatever is not known there is named, and nothing is guessed: a
 * filter that is spelt wrongly would otherwise give everything.
 */

export const usualSize = 100;
export const mostRows = 1_000;
const lastPage = 1_000_000;

export type Asked = {
	page: number;
	size: number;
	fields: readonly Field[];
	where: readonly RawBuilder<boolean>[];
	/** What was asked beside the page, always in one order. */
	given: readonly (readonly [string, string])[];
};

export const always = [
	{
		name: 'fields',
		means: 'Only these fields, between commas; whether it is illustrative is always told',
		example: 'illustrative',
	},
] as const;
export const paging = [
	{ name: 'page', means: 'The number of the page', example: '1' },
	{ name: 'size', means: `How many rows stand on a page, up to ${mostRows}`, example: String(usualSize) },
] as const;

export type Wrong = { parameter: string; value: string; because: string };

export function askedOf(
	resource: Resource,
	query: Readonly<Record<string, unknown>>,
	{ paged }: { paged: boolean },
): Asked {
	const known = [
		...resource.parameters.map(({ name }) => name),
		...always.map(({ name }) => name),
		...(paged ? paging.map(({ name }) => name) : []),
	];
	const unknown = Object.keys(query).filter((name) => !known.includes(name));
	if (unknown.length > 0)
		throw new Unacceptable(
			problem(400, 'Unknown parameter', {
				detail: `This address does not take ${named(unknown)}. It takes ${named(known)}.`,
				unknown: unknown.map(short),
				known,
			}),
		);
	const wrong: Wrong[] = [];
	const given = new Map<string, string[]>();
	for (const name of known) {
		if (!(name in query)) continue;
		const all = [query[name]].flat().map(String);
		const several = resource.parameters.find((one) => one.name === name)?.several ?? name === 'fields';
		const values = several ? all.flatMap((text) => text.split(',')).map((text) => text.trim()) : all;
		const because = badBecause(values, several);
		if (because === null) given.set(name, values);
		else wrong.push({ parameter: name, value: short(all.join(',')), because });
	}
	for (const parameter of resource.parameters) {
		for (const value of given.get(parameter.name) ?? []) {
			const because = badFor(parameter, value);
			if (because !== null) wrong.push({ parameter: parameter.name, value: short(value), because });
		}
	}
	const number = (name: string, usual: number, most: number) => {
		const [text] = given.get(name) ?? [];
		if (text === undefined) return usual;
		const value = /^\d{1,9}$/.test(text) ? Number(text) : 0;
		if (value >= 1 && value <= most) return value;
		wrong.push({
			parameter: name,
			value: short(text),
			because: `It is a whole number from 1 to ${most.toLocaleString('en-GB')}.`,
		});
		return usual;
	};
	const page = number('page', 1, lastPage);
	const size = number('size', usualSize, mostRows);
	const fields = fieldsOf(resource, given.get('fields'));
	if (wrong.length > 0)
		throw new Unacceptable(
			problem(400, 'A parameter cannot be read', {
				detail: wrong
					.map(({ parameter, value, because }) => `${parameter} is “${value}”. ${because}`)
					.join(' '),
				wrong,
			}),
		);
	return {
		page,
		size,
		fields,
		where: resource.parameters.flatMap((one) => {
			const values = given.get(one.name);
			return values === undefined ? [] : [one.where(values)];
		}),
		given: [...given].flatMap(([name, values]) =>
			name === 'page' ? [] : [[name, values.join(',')] as const],
		),
	};
}

function fieldsOf({ name, fields }: Resource, wanted: readonly string[] | undefined): readonly Field[] {
	if (wanted === undefined) return fields;
	const unknown = wanted.filter((one) => !fields.some((field) => field.name === one));
	if (unknown.length > 0)
		throw new Unacceptable(
			problem(400, 'Unknown field', {
				detail: `${name} has no field ${named(unknown)}. It has ${named(fields.map((one) => one.name))}.`,
				unknown: unknown.map(short),
				known: fields.map((one) => one.name),
			}),
		);
	return fields.filter((one) => wanted.includes(one.name) || one.name === 'illustrative');
}

function badBecause(values: readonly string[], several: boolean): string | null {
	if (values.some((value) => value === '')) return 'It needs a value; leave it out to ask for everything.';
	if (values.some((value) => value.includes('\0'))) return 'It holds a character that no text has.';
	if (!several && values.length > 1) return 'It is given once.';
	if (values.length > 200) return 'It takes at most 200 values.';
	return values.some((value) => value.length > 300) ? 'It is longer than anything here.' : null;
}

function badFor({ kind, values = [] }: Parameter, value: string): string | null {
	if (kind === 'integer') return /^\d{1,9}$/.test(value) ? null : 'It is a whole number.';
	if (kind === 'choice') return values.includes(value) ? null : `It is one of ${named(values)}.`;
	if (kind === 'text') return null;
	try {
		if (/^\d{4}-\d\d-\d\d$/.test(value) && Temporal.PlainDate.from(value, { overflow: 'reject' }))
			return null;
	} catch {
		// There is no such day.
	}
	return 'It is a day, written as 2019-05-02.';
}

function named(all: readonly string[]): string {
	return all.map((one) => `“${short(one)}”`).join(', ');
}

/** What somebody sent is told back, and no more of it than shows what is meant. */
function short(text: string): string {
	return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** Files of whole tables are named by them. */
export function noSuchFile(tables: readonly string[]): Unacceptable {
	return new Unacceptable(
		problem(404, 'Not found', {
			detail: 'Files are named by their table and end in .parquet or .ods. /open-data lists them.',
			known: [...tables],
		}),
	);
}
