import { sql } from 'kysely';
import { docFrom, sectionsOf } from '../documents/index.ts';
import type { Tx } from '../foundation/index.ts';
import type { WrittenSection } from './section.ts';

/** The sections of a document in several editions, as they were written; those that do not have it are left out. */
export async function writtenSections(
	tx: Tx,
	editions: readonly string[],
	slug: string,
): Promise<Map<string, WrittenSection[]>> {
	if (editions.length === 0) return new Map();
	const { rows } = await sql<{ edition: string; tree: string }>`
		select d.edition_id as edition, d.tree::text as tree from edition.document d
		where d.edition_id = any (${[...editions]}::uuid[]) and d.slug = ${slug}`.execute(tx);
	return new Map(rows.map(({ edition, tree }) => [edition, writtenIn(tree)]));
}

function writtenIn(tree: string): WrittenSection[] {
	const counts = new Map<string, number>();
	return [...sectionsOf(docFrom(tree).sections)].map(({ id, place }) => {
		const text = place.text ?? null;
		const index = counts.get(text ?? '') ?? 0;
		counts.set(text ?? '', index + 1);
		return { id, text, index };
	});
}

/** Which of these editions have a document of this address. */
export async function editionsWith(tx: Tx, editions: readonly string[], slug: string): Promise<Set<string>> {
	if (editions.length === 0) return new Set();
	const { rows } = await sql<{ edition: string }>`
		select d.edition_id as edition from edition.document d
		where d.edition_id = any (${[...editions]}::uuid[]) and d.slug = ${slug}`.execute(tx);
	return new Set(rows.map(({ edition }) => edition));
}

export type PublicFinding = {
	number: number;
	forceSlug: string | null;
	forceName: string | null;
	component: string;
	title: string;
	tone: string;
	text: string;
	illustrative: boolean;
};

/** What the documents of an edition found, by force and question. */
export async function findingsOf(tx: Tx, edition: string): Promise<PublicFinding[]> {
	const { rows } = await sql<PublicFinding>`
		select f.number::int, f.force_slug as "forceSlug",
			coalesce(r.name, (select d.force_name from edition.document d
				where d.edition_id = f.edition_id and d.force_id = f.force_id limit 1), f.force_slug) as "forceName",
			f.component, f.component_title as title, f.tone, f.text, f.illustrative
		from edition.finding f left join edition.force r on r.edition_id = f.edition_id and r.force_id = f.force_id
		where f.edition_id = ${edition}::uuid order by "forceName" nulls first, f.component_title, f.number`.execute(
		tx,
	);
	return rows;
}
