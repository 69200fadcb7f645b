import type { DuckDBConnection } from '@duckdb/node-api';

/** What stands in place of a number, or beside it. It is a value of its own, and never zero. */
export const markers = [
	'not available',
	'suppressed',
	'small base',
	'provisional',
	'revised',
	'projected',
	'incomplete',
] as const;
export type Marker = (typeof markers)[number];

/**
 * Every source ends in one form, the tidy table: one row for one number. In DuckDB its columns are
 *   area varchar           the code of a force's area, or one of the others below
 *   area_published varchar as the file spells it
 *   since date, until date the first and the last day of the period
 *   measure varchar        one of the source's measures
 *   value decimal(18,4)    exact; null with a marker
 *   marker varchar         null where the number stands for itself
 *   illustrative boolean
 *   and one varchar column for each of the source's breakdowns, null where the number is of all.
 * A record, such as one search, is a row with the value 1.
 */
export const tidyColumns = [
	'area',
	'area_published',
	'since',
	'until',
	'measure',
	'value',
	'marker',
	'illustrative',
] as const;

/** Areas that are no force's: totals as published, and bodies without an area. */
export const otherAreas = {
	'England and Wales': 'EW',
	England: 'England',
	Wales: 'Wales',
	'British Transport Police': 'BTP',
} as const;
/** A body that is not a territorial police force, and in no total of forces: "body:Action Fraud". */
export const bodyArea = (name: string) => `body:${name}`;
/** A region as published: "region:East Midlands". */
export const regionArea = (region: string) => `region:${region}`;

export const decisionKinds = ['dropped', 'merged', 'marked', 'corrected', 'kept'] as const;

/** What a reader decided about rows of a file, and why: nothing happens to a row without one. */
export type Decision = {
	kind: (typeof decisionKinds)[number];
	/** "Exactly the same row stands in the file twice." */
	reason: string;
	rows: number;
	/** A few of them, as the file has them: { line: "12", Date: "30-12-2017" }. */
	examples: readonly Record<string, string>[];
};

export const supplies = ['published', 'hub', 'manual', 'direct', 'none'] as const;
/** How the data of a force came. */
export type Supply = { area: string; how: (typeof supplies)[number]; rows: number; note: string | null };

export type SourceFile = { name: string; path: string; sha256: string; bytes: number };

/** Finds the force that a publication means; it never guesses. */
export type AreaFinder = {
	/** The code of a force's area, or one of the other areas; null where nobody is known by that name. */
	find(spelling: string): string | null;
	nearest(spelling: string): string[];
	/** Every force that should be there, by the code of its area. */
	all: readonly { code: string; name: string }[];
	/** Which force serves or served a local authority, with the code of its area. */
	authorities?: readonly {
		code: string;
		name: string;
		area: string;
		since: Temporal.PlainDate | null;
		until: Temporal.PlainDate | null;
	}[];
};

export type Reading = {
	/** A connection of its own: a reader may make what tables it likes in it. */
	duck: DuckDBConnection;
	/** The name of a database on disk that goes when the reading ends: for tables of millions of rows. */
	scratch: string;
	/** A folder that DuckDB may read, for what has to be unpacked; what is left in it is swept away. */
	work: string;
	files: readonly SourceFile[];
	areas: AreaFinder;
	/** What the importer said of the release, where the file does not say it itself. */
	stated: { release: string | null; publishedOn: Temporal.PlainDate | null; illustrative: boolean };
	progress(done: number, of: number, doing: string): Promise<void>;
};

export type Read = {
	/** The name of the tidy table, or view, that it made. */
	table: string;
	release: string;
	publishedOn: Temporal.PlainDate | null;
	decisions: readonly Decision[];
	supplies: readonly Supply[];
	/** The name that a mapping among the files gives the source; without one it is the reader's own. */
	source?: string;
	/** The breakdowns of such a mapping. */
	breakdowns?: readonly string[];
	licence?: string;
};

/** A published form, and how it is read. */
export type Source = {
	/** "stop-and-search" */
	name: string;
	title: string;
	publisher: string;
	licence: string;
	/** How its files end: "csv", "csv.gz", "xlsx", "ods". */
	accepts: readonly string[];
	/** A sentence for whoever has to find the right file. */
	expects: string;
	measures: readonly { id: string; title: string }[];
	breakdowns: readonly string[];
	/** Throws Unreadable with every fault, so that the file is refused whole; or returns what it made. */
	read(reading: Reading): Promise<Read>;
};

export { Unreadable } from '../tables/unreadable.ts';
