import { compareWords } from '../../documents/index.ts';
import { allIndicators, printed, spanInWords } from '../../figures/index.ts';
import type { Tx } from '../../foundation/index.ts';
import { inMeanings } from './changes.meanings.ts';
import { changedFigures, documentsIn, wordsIn } from './changes.store.ts';
import type { Difference, Json } from './edition.ts';
import { rowsOf } from './kept.store.ts';

/** What differs between two editions of a release, in words for everybody. */
export async function changesSince(tx: Tx, before: string, after: string): Promise<Difference[]> {
	return [
		...(await inDocuments(tx, before, after)),
		...(await inFigures(tx, before, after)),
		...(await inRows(tx, before, after)),
		...(await inMeanings(tx, before, after)),
	];
}

async function inDocuments(tx: Tx, before: string, after: string): Promise<Difference[]> {
	const [were, are] = [await documentsIn(tx, before), await documentsIn(tx, after)];
	const changes: Difference[] = [];
	for (const is of are) {
		const was = were.find(({ slug }) => slug === is.slug);
		if (was === undefined) changes.push(put(`“${is.title}”`, 'Added'));
		else if (was.words !== is.words)
			changes.push(textChange(is.title, await wordsIn(tx, was.id), await wordsIn(tx, is.id)));
		else if (was.html !== is.html)
			changes.push({ what: `“${is.title}”: what its charts and tables show`, was: null, becomes: null });
	}
	for (const was of were)
		if (!are.some(({ slug }) => slug === was.slug)) changes.push(taken(`“${was.title}”`, 'Taken out'));
	return changes;
}

/** "12 words taken out and 15 put in", with the words themselves where they are few. */
export function textChange(title: string, before: string, after: string): Difference {
	const pieces = compareWords(before, after);
	const said = (wanted: 'added' | 'removed') =>
		pieces
			.filter(({ kind }) => kind === wanted)
			.map(({ text }) => text.trim())
			.filter((text) => text !== '');
	const [removed, added] = [said('removed'), said('added')];
	const count = (texts: readonly string[]) => {
		const words = texts.join(' ').match(/\S+/g)?.length ?? 0;
		return `${words} ${words === 1 ? 'word' : 'words'}`;
	};
	const parts = [
		...(removed.length === 0 ? [] : [`${count(removed)} taken out`]),
		...(added.length === 0 ? [] : [`${count(added)} put in`]),
	];
	const what = parts.length === 0 ? 'its spaces' : parts.join(' and ');
	return {
		what: `The text of “${title}”: ${what}`,
		was: cut(removed.join(' … ')),
		becomes: cut(added.join(' … ')),
	};
}

const longest = 300;

function cut(text: string): string | null {
	if (text === '') return null;
	return text.length <= longest ? text : `${text.slice(0, longest).replace(/\s+\S*$/, '')} …`;
}

/** So many figures are named one by one. */
const mostFigures = 40;

async function inFigures(tx: Tx, before: string, after: string): Promise<Difference[]> {
	const changed = await changedFigures(tx, before, after);
	const indicators = await allIndicators(tx);
	const of = ({ indicator, version }: { indicator: string; version: number }) =>
		indicators.find((one) => one.id === indicator && one.version === version);
	const named = changed.slice(0, mostFigures).map((one): Difference => {
		const indicator = of(one);
		const said = (value: string | null, markers: readonly string[] | null) =>
			markers === null
				? null
				: value === null
					? (markers[0] ?? 'not available')
					: indicator === undefined
						? value
						: printed(indicator, value);
		const parts = Object.values(one.breakdown);
		const what = [
			`“${indicator?.title ?? one.indicator}”`,
			one.areaName,
			spanInWords({ since: one.since, until: one.until }),
			...parts,
		].join(', ');
		return { what, was: said(one.was, one.wasMarkers), becomes: said(one.becomes, one.becomesMarkers) };
	});
	const rest = Map.groupBy(changed.slice(mostFigures), ({ indicator }) => indicator);
	return [
		...named,
		...[...rest.values()].map((own): Difference => {
			const title = own[0] === undefined ? '' : (of(own[0])?.title ?? own[0].indicator);
			return {
				what: `“${title}”: ${own.length} more ${own.length === 1 ? 'figure' : 'figures'}`,
				was: null,
				becomes: null,
			};
		}),
	];
}

type Row = { [column: string]: Json };

/** How each kind of row is told: what it is called, by what it is known again, and what of it readers see. */
const told: readonly {
	table: 'grade' | 'raised' | 'finding' | 'statement' | 'term' | 'file';
	key(row: Row): string;
	name(row: Row): string;
	says(row: Row): string;
}[] = [
	{
		table: 'grade',
		key: (row) => [row.force_id, row.framework, row.component].join(' '),
		name: (row) => `${row.title}, ${row.force_name}`,
		says: (row) =>
			`${row.grade_title} (${row.last_inspected}${row.carried_over === true ? ', carried over' : ''})`,
	},
	{
		table: 'raised',
		key: (row) => `${row.kind} ${row.number}`,
		name: (row) =>
			`${sentence(String(row.kind))} ${row.number}${row.force_name === null ? '' : `, ${row.force_name}`}`,
		says: (row) =>
			[row.title, row.text, ...itemsIn(row), row.addressee, row.due, row.due_on]
				.filter((part) => part !== null && part !== '')
				.join(' · '),
	},
	{
		table: 'finding',
		key: (row) => String(row.number),
		name: (row) => `A finding on “${row.component_title}”`,
		says: (row) => String(row.text),
	},
	{
		table: 'statement',
		key: (row) => `${row.kind} ${row.force_id}`,
		name: (row) => `${row.kind === 'force' ? 'The statement' : 'The accuracy check'} of ${row.force_name}`,
		says: (row) => String(row.text),
	},
	{
		table: 'term',
		key: (row) => String(row.slug),
		name: (row) => `The meaning of “${row.term}”`,
		says: (row) => String(row.meaning),
	},
	{
		table: 'file',
		key: (row) => String(row.name),
		name: (row) => `The file “${row.name}”`,
		says: (row) => `SHA-256 ${String(row.sha256).slice(0, 12)}, ${row.size} bytes`,
	},
];

function itemsIn(row: Row): string[] {
	return Array.isArray(row.items) ? row.items.map((item: Json) => JSON.stringify(item)) : [];
}

function sentence(words: string): string {
	return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

async function inRows(tx: Tx, before: string, after: string): Promise<Difference[]> {
	const changes: Difference[] = [];
	for (const { table, key, name, says } of told) {
		const were = new Map((await rowsOf(tx, before, table)).map((row) => [key(row), row]));
		const are = new Map((await rowsOf(tx, after, table)).map((row) => [key(row), row]));
		for (const [at, is] of are) {
			const was = were.get(at);
			if (was === undefined) {
				// Words of the glossary come and go with the texts that use them.
				if (table !== 'term') changes.push(put(name(is), says(is)));
			} else if (says(was) !== says(is))
				changes.push({ what: name(is), was: cut(says(was)), becomes: cut(says(is)) });
		}
		for (const [at, was] of were)
			if (!are.has(at) && table !== 'term') changes.push(taken(name(was), says(was)));
	}
	return changes;
}

const put = (what: string, becomes: string): Difference => ({ what, was: null, becomes: cut(becomes) });
const taken = (what: string, was: string): Difference => ({ what, was: cut(was), becomes: null });
