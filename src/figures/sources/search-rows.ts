import type { DuckDBConnection } from '@duckdb/node-api';
import { type CsvFile, openCsv, trimmed } from '../tables/csv.ts';
import { countIn, quotedName, quotedText, rowsOf } from '../tables/duck.ts';
import { type Reading, type SourceFile, Unreadable } from './source.ts';

/*
 * The rows of data.police.uk's files, in one table in which DuckDB can work through millions of them.
 */

export const headings = {
	type: { heading: 'Type' },
	date: { heading: 'Date' },
	operation: { heading: 'Part of a policing operation', optional: true },
	operationName: { heading: 'Policing operation', optional: true },
	latitude: { heading: 'Latitude', optional: true },
	longitude: { heading: 'Longitude', optional: true },
	gender: { heading: 'Gender' },
	age: { heading: 'Age range' },
	selfDefined: { heading: 'Self-defined ethnicity' },
	ethnicity: { heading: 'Officer-defined ethnicity' },
	legislation: { heading: 'Legislation' },
	object: { heading: 'Object of search' },
	outcome: { heading: 'Outcome' },
	linked: { heading: 'Outcome linked to object of search' },
	removal: { heading: 'Removal of more than just outer clothing', optional: true },
} as const;

export const breakdowns = [
	['type', 'type'],
	['gender', 'gender'],
	['age-group', 'age'],
	['ethnicity', 'ethnicity'],
	['self-defined-ethnicity', 'selfDefined'],
	['legislation', 'legislation'],
	['object', 'object'],
	['outcome', 'outcome'],
	['outcome-linked', 'linked'],
	['clothing-removed', 'removal'],
] as const;

export const types = ['Person search', 'Person and Vehicle search', 'Vehicle search'];

/** A file whose force and month are known. */
export type Named = { file: SourceFile; area: string; slug: string; month: Temporal.PlainYearMonth };
/** A file that was read: where its rows begin in the table, and on which of its lines. */
export type Begun = Named & { from: number; firstLine: number; rows: number; mends: readonly string[] };

/** So many rows of each file are looked at for the words that its columns hold; whatever comes later is met as well. */
const sampled = 20_000;

/**
 * Reads all files into one table in memory, in which each word is a number of one byte or two: DuckDB counts, compares
 * and writes such columns several times as fast as text. A row with a word that no sample held is kept as it is, and the
 * table is made anew with these words.
 */
export async function load(reading: Reading, files: readonly Named[]): Promise<Begun[]> {
	const { duck, work } = reading;
	const words: Words = new Map(breakdowns.map(([, column]) => [column, new Set<string>()]));
	for (const type of types) words.get('type')?.add(type);
	const opened: { one: Named; csv: CsvFile }[] = [];
	for (const one of files) {
		const csv = await openCsv(duck, { file: one.file, headings, work });
		await csv.run(
			(
				from,
			) => `create or replace temp table sampled as select ${columns.map((name) => `list(distinct ${trimmed(name)}) as ${name}`).join(', ')}
				from (select * from ${from} limit ${sampled})`,
			'as they are',
		);
		await learn(duck, words, 'sampled');
		opened.push({ one, csv });
	}
	await duck.run(`create or replace temp table searches (file integer, area varchar, area_published varchar, day date, utc_day date,
		bad varchar, located boolean, whole ubigint, ${columns.map((name) => `${name} ${enumOf(words, name)}`).join(', ')}, unknown varchar[])`);
	const begun: Begun[] = [];
	let from = 0;
	for (const [index, { one, csv }] of opened.entries()) {
		await reading.progress(index, files.length + 3, `Reading ${one.file.name}`);
		await csv.run((source) => `insert into searches ${rowsOfFile(index, one, source, words)}`, 'as they are');
		const rows = (await countIn(duck, 'select count(*) from searches')) - from;
		begun.push({ ...one, from, firstLine: csv.firstLine, rows, mends: csv.mends });
		from += rows;
	}
	if ((await countIn(duck, 'select count(*) from searches where unknown is not null')) > 0)
		await takeUnknown(duck, words);
	return begun;
}

type Words = ReadonlyMap<string, Set<string>>;
const columns = breakdowns.map(([, column]) => quotedName(column));
const bare = (name: string) => name.slice(1, -1);

/** More different words than any column has: then the columns are not what their headings say. */
const mostWords = 5_000;

async function learn(duck: DuckDBConnection, words: Words, table: string): Promise<void> {
	const [found] = await rowsOf(
		duck,
		`select ${columns.map((name) => `to_json(${name})::varchar as ${name}`).join(', ')} from ${table}`,
	);
	for (const name of columns) {
		const known = words.get(bare(name));
		const list: unknown = JSON.parse(found?.[bare(name)] ?? '[]');
		for (const word of Array.isArray(list) ? list : [])
			if (typeof word === 'string' && word !== '') known?.add(word);
		if (known !== undefined && known.size > mostWords) {
			const heading = headings[breakdowns.find(([, column]) => column === bare(name))?.[1] ?? 'type'].heading;
			const text = `It holds more than ${mostWords} different things, which is not what such a column holds. Check that the columns stand under the right headings.`;
			throw new Unreadable([{ file: '', where: heading, text }]);
		}
	}
}

function enumOf(words: Words, name: string): string {
	const all = new Set([...(words.get(bare(name)) ?? []), notStated]);
	return `enum(${[...all].sort().map(quotedText).join(', ')})`;
}

function notStatedAs(words: Words, name: string): string {
	return `'${notStated}'::${enumOf(words, name)}`;
}

export const notStated = 'Not stated';

function rowsOfFile(index: number, { area, slug }: Named, source: string, words: Words): string {
	const every = Object.keys(headings).map(quotedName).join(', ');
	const coded = columns.map(
		(name) => `try_cast(${name} as ${enumOf(words, name)}) as ${quotedName(`${bare(name)} coded`)}`,
	);
	const unknown = columns.map(
		(name) => `(${name} is not null and ${quotedName(`${bare(name)} coded`)} is null)`,
	);
	return `select ${index}, ${quotedText(area)}, ${quotedText(slug)},
			case when hour(moment) = 23 then timezone('Europe/London', timezone('UTC', moment))::date else moment::date end, moment::date,
			case when moment is null then coalesce("date", '') end, "latitude" is not null and "longitude" is not null, whole,
			${columns.map((name) => `coalesce(${quotedName(`${bare(name)} coded`)}, ${notStatedAs(words, name)})`).join(', ')}, case when ${unknown.join(' or ')} then [${columns.join(', ')}] end
		from (select *, ${momentIn('"date"')} as moment, hash(${every}) as whole, ${coded.join(', ')} from ${source})`;
}

/** The moment in UTC. A cast to a time without a zone takes no notice of one, and is much the faster where it is UTC. */
function momentIn(cell: string): string {
	return `case when ${cell} like '%+00:00' or ${cell} like '%Z' then try_cast(${cell} as timestamp)
		else timezone('UTC', try_cast(${cell} as timestamptz)) end`;
}

async function takeUnknown(duck: DuckDBConnection, words: Words): Promise<void> {
	await duck.run(
		`create or replace temp table sampled as select ${columns.map((name, at) => `list(distinct nullif(trim(unknown[${at + 1}]), '')) as ${name}`).join(', ')}
		 from searches where unknown is not null`,
	);
	await learn(duck, words, 'sampled');
	const told = columns.map(
		(name, at) =>
			`(case when unknown is null then ${name}::varchar else coalesce(nullif(trim(unknown[${at + 1}]), ''), '${notStated}') end)::${enumOf(words, name)} as ${name}`,
	);
	await duck.run(
		`create or replace temp table searches_known as select * exclude (unknown) replace (${told.join(', ')}) from searches`,
	);
	await duck.run('drop table searches');
	await duck.run('alter table searches_known rename to searches');
}
