import { z } from 'zod';
import { type Source, sourceFrom } from '../../documents/index.ts';
import { contentHash } from '../../foundation/index.ts';
import { plainTables } from '../freezing/edition.ts';
import { names } from './layout.ts';
import type { Unpacking } from './unpacking.ts';

/* The rows of an edition as they lie in a bundle, read from what anyone may have written. */

const plain = z.record(z.string(), z.json());
const rows = z.array(plain);

const document = z.looseObject({
	slug: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
	title: z.string(),
	layout: z.string(),
	language: z.string(),
	dated: z.string().nullable(),
	isbn: z.string().nullable(),
	html: z.string(),
	words: z.string(),
});
export type DocumentIn = z.output<typeof document> & { tree: unknown };

const copy = z.looseObject({
	document: z.string(),
	face: z.enum(['html', 'pdf', 'odt', 'text']),
	name: z.string(),
	sha256: z.string(),
	size: z.number(),
});
export type CopyIn = z.output<typeof copy>;

const file = z.looseObject({ name: z.string(), sha256: z.string(), size: z.number() });
export type FileIn = z.output<typeof file>;

const text = z.string().nullable();
const header = z.looseObject({
	number: z.int(),
	slug: z.string(),
	title: z.string(),
	summary: text,
	kind: z.string(),
	programme_slug: text,
	programme_name: text,
	change_note: text,
	recorded_because: text,
	illustrative: z.boolean(),
	changes: z.array(z.object({ what: z.string(), was: text, becomes: text })),
	register: z.json(),
});
export type HeaderIn = z.output<typeof header>;

export type EditionIn = {
	header: HeaderIn;
	/** Every table that is packed whole, as it is hashed. */
	plain: Readonly<Record<(typeof plainTables)[number], readonly object[]>>;
	copies: readonly CopyIn[];
	files: readonly FileIn[];
	/** The addresses of its documents. */
	slugs: readonly string[];
};

/** Throws what Zod and JSON throw where a table is not in its form. */
export async function editionIn(archive: Unpacking): Promise<EditionIn> {
	const all = {
		grade: [],
		figure: [],
		indicator: [],
		snapshot: [],
		finding: [],
		raised: [],
		statement: [],
		term: [],
		force: [],
		meaning: [],
	};
	return {
		header: header.parse(await jsonIn(archive, names.edition)),
		plain: {
			...all,
			...Object.fromEntries(
				await Promise.all(
					plainTables.map(
						async (table) => [table, rows.parse(await jsonIn(archive, names.rows(table)))] as const,
					),
				),
			),
		},
		copies: z.array(copy).parse(await jsonIn(archive, names.rows('copy'))),
		files: z.array(file).parse(await jsonIn(archive, names.rows('file'))),
		slugs: archive.names.flatMap((name) => /^documents\/([^/]+)\/document\.json$/.exec(name)?.[1] ?? []),
	};
}

/** One document, with the hash of its row; without its source where that must not be known. */
export async function documentIn(
	archive: Unpacking,
	slug: string,
): Promise<{ row: DocumentIn; hash: string; source: Source | null }> {
	const own = document.parse(await jsonIn(archive, names.document(slug)));
	const tree = await jsonIn(archive, names.tree(slug));
	if (own.slug !== slug) throw new TypeError(`it calls itself “${own.slug}”`);
	const row = { ...own, tree };
	if (archive.has(names.hash(slug))) {
		const hash = (await archive.read(names.hash(slug))).toString('latin1').trim();
		return { row, hash, source: null };
	}
	const source = await jsonIn(archive, names.source(slug));
	return {
		row,
		hash: contentHash({ ...row, source }).toString('hex'),
		source: sourceFrom(JSON.stringify(source)),
	};
}

async function jsonIn(archive: Unpacking, name: string): Promise<unknown> {
	return JSON.parse((await archive.read(name)).toString('utf8'));
}
