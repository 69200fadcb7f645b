import { contentHash } from '../../foundation/index.ts';

/*
 * The rows of an edition as they are hashed and kept: plain JSON with the names of the columns, days and instants in
 * ISO 8601, exact decimals and bytes ("\x…") as text. What names a row in one database only (its id, and that of its
 * edition) is left out, and so are the bytes of files, whose SHA-256 is there.
 */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Columns<Shape> = { readonly [Column in keyof Shape]: Shape[Column] };

/** Whose it is. Null where it is of no one force. */
type OfForce = { force_id: string | null; force_slug: string | null; force_name: string | null };

export type HeaderRow = Columns<{
	number: number;
	slug: string;
	title: string;
	summary: string | null;
	kind: string;
	programme_slug: string | null;
	programme_name: string | null;
	change_note: string | null;
	recorded_because: string | null;
	illustrative: boolean;
	changes: readonly Difference[];
	/** The forces with their regions and groups, as its figures were added up: `keptRegisterNow` of src/figures. */
	register: Json;
}>;

/** What a correction changed, in words for everybody. */
export type Difference = { what: string; was: string | null; becomes: string | null };

export type DocumentRow = Columns<
	OfForce & {
		position: number;
		slug: string;
		cited: number;
		title: string;
		subtitle: string | null;
		kind: string;
		layout: string;
		language: string;
		dated: string | null;
		isbn: string | null;
		tree: Json;
		source: Json;
		html: string;
		words: string;
		illustrative: boolean;
	}
>;

/** A face of a document, which is named by its address within the edition. */
export type CopyRow = Columns<{
	document: string;
	force_id: string | null;
	face: string;
	type: string;
	name: string;
	sha256: string;
	size: number;
}>;

export type GradeRow = Columns<{
	force_id: string;
	force_slug: string;
	force_name: string;
	framework: string;
	version: number;
	component: string;
	kind: string;
	pillar: string | null;
	title: string;
	position: number;
	grade: string | null;
	grade_title: string;
	rank: string | null;
	last_inspected: string;
	carried_over: boolean;
	judged_at: string | null;
	source: string | null;
	note: string | null;
	illustrative: boolean;
	/** The question itself. */
	asks: string | null;
	pillar_title: string | null;
	/** Under which framework the grade was given: of what is carried over, an earlier one. */
	given_framework: string | null;
	given_version: number | null;
	/** What its report says of it right beside the grade, and where: "derbyshire-report#investigating-crime". */
	summary: string | null;
	summary_at: string | null;
	/** How the force has moved since it was last judged; null where that cannot be said, and the note says why. */
	direction: 'improved' | 'declined' | 'unchanged' | null;
	direction_note: string | null;
	direction_illustrative: boolean;
}>;

export type FigureRow = Columns<{
	indicator: string;
	version: number;
	area: string;
	area_name: string;
	period_since: string;
	period_until: string;
	breakdown: Readonly<Record<string, string>>;
	value: string | null;
	lower: string | null;
	upper: string | null;
	numerator: string | null;
	denominator: string | null;
	markers: readonly string[];
	method: string;
	snapshots: readonly string[];
	hash: string;
	illustrative: boolean;
}>;

export type IndicatorRow = Columns<{
	indicator: string;
	version: number;
	title: string;
	content: Json;
	/** Its file, as an analyst wrote it, and the hash of what that says. */
	text: string;
	hash: string;
	/** All its figures are in the edition; otherwise those that documents quote. */
	gathered: boolean;
}>;

export type SnapshotRow = Columns<{
	snapshot_id: string;
	source: string;
	/** The newest of its source first, as figures are computed from them. */
	position: number;
	release: string;
	published_on: string | null;
	period_since: string;
	period_until: string;
	files: Json;
	parquet: string;
	licence: string;
	illustrative: boolean;
}>;

export type FindingRow = Columns<{
	number: number;
	force_id: string | null;
	force_slug: string | null;
	component: string;
	component_title: string;
	tone: string;
	text: string;
	illustrative: boolean;
}>;

export type RaisedRow = Columns<
	OfForce & {
		number: number;
		kind: string;
		component: string | null;
		component_title: string | null;
		parent: number | null;
		title: string | null;
		text: string;
		addressee: string | null;
		theme: string | null;
		due: string | null;
		due_on: string | null;
		items: readonly { letter: string; text: string; due: string | null; due_on: string | null }[];
		illustrative: boolean;
	}
>;

export type StatementRow = Columns<{
	force_id: string;
	force_slug: string;
	force_name: string;
	/** The force's own, published unedited; or how the accuracy check went. */
	kind: 'force' | 'accuracy';
	text: string;
	by_name: string | null;
	at: string;
	illustrative: boolean;
}>;

export type TermRow = Columns<{ slug: string; term: string; meaning: string }>;

/** A force as it stands in the register on the day of the release. */
export type ForceRow = Columns<{
	force_id: string;
	/** The day of the release: a correction years later tells of the same day. */
	stood_on: string;
	slug: string;
	name: string;
	/** Every other spelling that publications use, earlier names among them. */
	spellings: readonly string[];
	code: string | null;
	kind: 'territorial' | 'other';
	in_scope: boolean;
	scope_note: string | null;
	region: string;
	nation: 'England' | 'Wales' | null;
	/** Of its tile on a map. */
	place: { column: number; row: number; short: string } | null;
	authorities: readonly { code: string; name: string }[];
	/** The addresses of the other forces of its most similar group; null where no group is on record. */
	similar_forces: readonly string[] | null;
	similar_source: string | null;
	similar_none_because: string | null;
	similar_illustrative: boolean;
	since: string | null;
	until: string | null;
	/** What it has become. */
	became: readonly { slug: string; name: string; since: string; note: string | null }[];
}>;

/** What a framework asks, what its grades mean, and with which others they are compared. */
export type MeaningRow = Columns<{
	framework: string;
	version: number;
	/** The day of the release. */
	stood_on: string;
	title: string;
	cycle: string;
	inspection: string;
	summary: string;
	family: string | null;
	ungraded: string | null;
	grades: readonly { grade: string; title: string; rank: number; positive: boolean; means: string }[];
	components: readonly {
		component: string;
		kind: 'pillar' | 'question';
		pillar: string | null;
		title: string;
		asks: string | null;
		graded: boolean;
		/** The earlier questions that it goes on from: "peel-2017/investigating-crime". */
		continues: readonly string[];
	}[];
	compared: readonly {
		framework: string;
		version: number;
		title: string;
		cycle: string;
		comparable: boolean;
		because: string;
	}[];
}>;

/** What search looks at: read out of the other rows, and no part of what is hashed. */
export type EntryRow = Columns<{
	kind:
		| 'publication'
		| 'document'
		| 'section'
		| 'file'
		| 'judgment'
		| 'finding'
		| 'raised'
		| 'statement'
		| 'indicator'
		| 'term';
	force_id: string | null;
	force_slug: string | null;
	force_name: string | null;
	address: string;
	title: string;
	path: readonly string[];
	words: string;
	year: number;
	theme: string | null;
	language: string;
	illustrative: boolean;
}>;

export type FileRow = Columns<{
	position: number;
	name: string;
	title: string;
	type: string;
	sha256: string;
	size: number;
}>;

/** Everything of an edition but its documents, their faces and the bytes of its files. */
export type Rows = {
	grade: GradeRow[];
	figure: FigureRow[];
	indicator: IndicatorRow[];
	snapshot: SnapshotRow[];
	finding: FindingRow[];
	raised: RaisedRow[];
	statement: StatementRow[];
	term: TermRow[];
	force: ForceRow[];
	meaning: MeaningRow[];
};

export const plainTables = [
	'grade',
	'figure',
	'indicator',
	'snapshot',
	'finding',
	'raised',
	'statement',
	'term',
	'force',
	'meaning',
] as const satisfies readonly (keyof Rows)[];

export const tables = ['document', 'copy', ...plainTables, 'file'] as const;
export type Table = (typeof tables)[number];

/**
 * The hash that an approval is bound to: of the header, and of each table the hashes of its rows, sorted. So it says
 * nothing of the order in which they were made, and is computed while they pass. The instant is not in it: it moves by
 * two people of its own, and nothing that is published depends on it.
 */
export class EditionHash {
	readonly #rows = new Map<Table, string[]>(tables.map((table) => [table, []]));

	add(table: Table, row: object): void {
		this.#rows.get(table)?.push(contentHash(row).toString('hex'));
	}

	/** A row of which only the hash is known. */
	addHash(table: Table, hash: string): void {
		this.#rows.get(table)?.push(hash);
	}

	of(header: HeaderRow): Buffer {
		return contentHash({
			edition: header,
			...Object.fromEntries([...this.#rows].map(([table, hashes]) => [table, hashes.toSorted()])),
		});
	}
}

/** A row that is in the edition without its bytes is hashed without them too. */
export function editionHash(
	header: HeaderRow,
	rows: Readonly<Partial<Record<Table, readonly object[]>>>,
): Buffer {
	const hash = new EditionHash();
	for (const table of tables) for (const row of rows[table] ?? []) hash.add(table, row);
	return hash.of(header);
}
