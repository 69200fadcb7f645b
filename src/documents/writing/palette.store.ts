import type { Tx } from '../../foundation/index.ts';
import { aboutOf } from '../drafts/tree.store.ts';
import { resolverOf } from '../records/resolver.ts';
import type { Asked } from '../tree/resolver.ts';
import { entriesOf, type Searched } from './palette.sources.ts';
import { type Entry, fewOfEach, matching, type PaletteKind } from './palette.ts';

const ofOneKind = 60;
const ofEach = 6;

/** What there is to put into a document, with what the computed comes to now. */
export async function searchPalette(
	tx: Tx,
	searched: Searched,
	{ typed, kind }: { typed: string; kind: PaletteKind | null },
): Promise<{ entries: Entry[]; more: Map<PaletteKind, number> }> {
	const found = matching(await entriesOf(tx, searched, kind), typed);
	const { shown, more } = fewOfEach(found, kind === null ? ofEach : ofOneKind);
	return { entries: await withNotes(tx, searched, shown), more };
}

const nowhere = { line: 1, column: 1, endLine: 1, endColumn: 1 };

/** What each of them comes to, asked at once for each kind. */
async function withNotes(
	tx: Tx,
	{ document, blocks }: Searched,
	entries: readonly Entry[],
): Promise<Entry[]> {
	const records = resolverOf(tx, await aboutOf(tx, document, blocks));
	const notes = new Map<Entry, string>();
	const lacking = new Set<Entry>();
	for (const port of ['figure', 'compare', 'sample', 'judgment'] as const) {
		const of = entries.filter(({ asked }) => asked?.port === port);
		if (of.length === 0) continue;
		const asked = of.map(
			({ asked: one }): Asked => ({
				name: one?.name ?? '',
				attributes: one?.attributes ?? {},
				place: nowhere,
			}),
		);
		const answers = (await records[port]?.(asked)) ?? [];
		for (const [index, entry] of of.entries()) {
			const answer = answers[index];
			if (answer === undefined) continue;
			if ('found' in answer) notes.set(entry, answer.found.text);
			else {
				lacking.add(entry);
				if ('refused' in answer) notes.set(entry, answer.refused);
			}
		}
	}
	// What there is comes before what there is not.
	return entries
		.toSorted((a, b) => Number(lacking.has(a)) - Number(lacking.has(b)))
		.map((entry) => ({ ...entry, note: notes.get(entry) ?? entry.note }));
}
