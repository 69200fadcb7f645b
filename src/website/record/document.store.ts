import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';
import type { PublicReport, PublicStatement } from './document.ts';
import { isNewest, publishedAt } from './newest.ts';

type ReportRow = Omit<PublicReport, 'release' | 'force' | 'href'> & {
	release: string;
	release_title: string;
	release_kind: string;
	edition: number;
	published_at: Temporal.Instant;
	force_id: string | null;
	force_slug: string | null;
	force_name: string | null;
};

/** Reports and letters: of forces, by their ids; or about no one force. The newest first. */
export async function reportsNow(
	tx: Tx,
	{ forces, release }: { forces?: readonly string[] | 'none'; release?: string },
): Promise<PublicReport[]> {
	const where = [
		isNewest,
		...(forces === undefined
			? []
			: forces === 'none'
				? [sql`d.force_id is null`]
				: [sql`d.force_id = any (${[...forces]}::uuid[])`]),
		...(release === undefined ? [] : [sql`e.slug = ${release}`]),
	];
	const { rows } = await sql<ReportRow>`
		select e.slug as release, e.title as release_title, e.kind as release_kind, e.number as edition,
			${publishedAt} as published_at, d.slug, d.title, d.subtitle, d.kind, d.language, d.force_id, d.force_slug,
			d.force_name, d.dated, d.isbn, d.illustrative
		from edition.document d join edition.edition e on e.id = d.edition_id
		where ${sql.join(where, sql` and `)} order by published_at desc, d.position`.execute(tx);
	return rows.map(
		({
			release: slug,
			release_title,
			release_kind,
			edition,
			published_at,
			force_id,
			force_slug,
			force_name,
			...row
		}) => ({
			...row,
			href: `/publications/${slug}/${row.slug}`,
			release: { slug, title: release_title, kind: release_kind, edition, publishedAt: published_at },
			force: force_id === null ? null : { id: force_id, slug: force_slug ?? '', name: force_name ?? '' },
		}),
	);
}

type StatementRow = Omit<PublicStatement, 'release' | 'force'> & {
	release: string;
	release_title: string;
	edition: number;
	published_at: Temporal.Instant;
	force_id: string;
	force_slug: string;
	force_name: string;
};

/** What these forces say of themselves, the newest first. */
export async function statementsNow(tx: Tx, forces: readonly string[]): Promise<PublicStatement[]> {
	const { rows } = await sql<StatementRow>`
		select e.slug as release, e.title as release_title, e.number as edition, ${publishedAt} as published_at,
			s.force_id, s.force_slug, s.force_name, s.kind, s.text, s.by_name as "byName", s.at, s.illustrative
		from edition.statement s join edition.edition e on e.id = s.edition_id
		where ${isNewest} and s.force_id = any (${[...forces]}::uuid[]) order by published_at desc, s.kind desc`.execute(
		tx,
	);
	return rows.map(
		({ release, release_title, edition, published_at, force_id, force_slug, force_name, ...row }) => ({
			...row,
			release: { slug: release, title: release_title, edition, publishedAt: published_at },
			force: { id: force_id, slug: force_slug, name: force_name },
		}),
	);
}
