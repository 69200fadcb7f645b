import { definePolicy, everyStaffMember, to } from '../../foundation/index.ts';
import type { Decision, Supply } from '../sources/source.ts';

/** Published data and what is computed from them: everybody at the inspectorate reads, analysts bring and define. */
export const figurePolicy = definePolicy('figure', {
	read: everyStaffMember,
	import: to('any', 'analyst', 'programme manager', 'administrator', 'operator'),
	/** Say that a release is not to be quoted any more, or that it is after all. */
	withdraw: to('any', 'analyst', 'programme manager', 'administrator'),
});

export type FileFacts = { name: string; sha256: string; bytes: number };

/** One vintage of a data set. Nothing of it ever changes; a later release is another. */
export type Snapshot = {
	id: string;
	/** "stop-and-search" */
	source: string;
	/** As the publisher names it. */
	release: string;
	publishedOn: Temporal.PlainDate | null;
	/** What its rows are about. */
	since: Temporal.PlainDate;
	until: Temporal.PlainDate;
	files: readonly FileFacts[];
	filesHash: string;
	/** The SHA-256 of its Parquet file, which is also its name. */
	parquet: string;
	rows: number;
	breakdowns: readonly string[];
	licence: string;
	note: string | null;
	illustrative: boolean;
	importedAt: Temporal.Instant;
	importedBy: string | null;
	importedByName: string;
};

export type NewSnapshot = Omit<Snapshot, 'id' | 'importedAt'> & {
	decisions: readonly Decision[];
	supplies: readonly Supply[];
};

export type Fault = { file: string; where: string; text: string };

/** What the importer says of a release, where the files do not say it themselves. */
export type Stated = {
	release: string | null;
	publishedOn: Temporal.PlainDate | null;
	illustrative: boolean;
	note: string | null;
};
