import { z } from 'zod';
import { inWordsDate, type Tx } from '../../foundation/index.ts';
import { cut, plain } from './changes.text.ts';
import type { Difference, Json } from './edition.ts';
import { rowsOf } from './kept.store.ts';

type Row = { [column: string]: Json };

/** How each kind of row is told: what it is called, by what it is known again, and what of it readers see. */
const told: readonly {
	table: 'grade' | 'raised' | 'finding' | 'statement' | 'term' | 'file';
	key(row: Row): string;
	name(row: Row): string;
	/** Null where its words would tell readers nothing: that it is another is all there is to say. */
	says: ((row: Row) => string) | null;
	differs(row: Row): string;
}[] = [
	{
		table: 'grade',
		key: (row) => [row.force_id, row.framework, row.component].join(' '),
		name: (row) => `${row.title}, ${row.force_name}`,
		...words((row) =>
			said(
				`${row.grade_title} (${row.last_inspected}${row.carried_over === true ? ', carried over' : ''})`,
				row.note,
			),
		),
	},
	{
		table: 'raised',
		key: (row) => `${row.kind} ${row.number}`,
		name: (row) =>
			`${sentence(String(row.kind))} ${row.number}${row.force_name === null ? '' : `, ${row.force_name}`}`,
		...words((row) => said(row.title, row.text, ...itemsIn(row), row.addressee, dueOf(row.due, row.due_on))),
	},
	{
		table: 'finding',
		key: (row) => String(row.number),
		name: (row) => `A finding on “${row.component_title}”`,
		...words((row) => String(row.text)),
	},
	{
		table: 'statement',
		key: (row) => `${row.kind} ${row.force_id}`,
		name: (row) => `${row.kind === 'force' ? 'The statement' : 'The accuracy check'} of ${row.force_name}`,
		...words((row) => String(row.text)),
	},
	{
		table: 'term',
		key: (row) => String(row.slug),
		name: (row) => `The meaning of “${row.term}”`,
		...words((row) => String(row.meaning)),
	},
	{
		table: 'file',
		key: (row) => String(row.name),
		name: (row) => `The file “${row.name}”`,
		says: null,
		differs: (row) => String(row.sha256),
	},
];

function words(says: (row: Row) => string) {
	return { says, differs: says };
}

export async function rowChanges(tx: Tx, before: string, after: string): Promise<Difference[]> {
	const changes: Difference[] = [];
	for (const { table, key, name, says, differs } of told) {
		const were = new Map((await rowsOf(tx, before, table)).map((row) => [key(row), row]));
		const are = new Map((await rowsOf(tx, after, table)).map((row) => [key(row), row]));
		const of = (row: Row | undefined) => (row === undefined || says === null ? null : cut(says(row)));
		for (const [at, is] of are) {
			const was = were.get(at);
			if (was !== undefined) {
				if (differs(was) !== differs(is)) changes.push({ what: name(is), was: of(was), becomes: of(is) });
			} else if (table !== 'term') changes.push({ ...plain(`${name(is)} (added)`), becomes: of(is) });
		}
		// Words of the glossary come and go with the texts that use them.
		for (const [at, was] of were)
			if (!are.has(at) && table !== 'term')
				changes.push({ ...plain(`${name(was)} (taken out)`), was: of(was) });
	}
	return changes;
}

function said(...parts: readonly (Json | undefined)[]): string {
	return parts.filter((part) => typeof part === 'string' && part !== '').join(' · ');
}

const item = z.object({
	letter: z.string(),
	text: z.string(),
	due: z.string().nullable(),
	due_on: z.string().nullable(),
});

function itemsIn(row: Row): string[] {
	return z
		.array(item)
		.parse(row.items)
		.map(({ letter, text, due, due_on }) => `${letter}) ${said(text, dueOf(due, due_on))}`);
}

/** "Within 6 months of publication (2 September 2026)": the day, unless the words are it. */
function dueOf(due: Json | undefined, on: Json | undefined): string {
	const inWords = typeof due === 'string' ? due : '';
	if (typeof on !== 'string') return inWords;
	const day = inWordsDate(Temporal.PlainDate.from(on));
	return inWords === '' || inWords.includes(day) ? inWords || day : `${inWords} (${day})`;
}

function sentence(text: string): string {
	return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
