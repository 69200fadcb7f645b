import type { FrameworkKey } from '../../programmes/index.ts';

/** Whose records a document quotes where its text names none: its framework, programme, inspection and force. */
export type About = {
	framework: FrameworkKey;
	/** By their ids. */
	programme: string;
	/** Both null for a document about all forces of the programme. */
	inspection: string | null;
	force: string | null;
	/** The day from which it speaks: its own date, or the day on which somebody looks at it. */
	on: Temporal.PlainDate;
	/** Null where nothing is kept yet. */
	document: string | null;
	/** A report that must not name a force, nor let one be recognised. */
	anonymous?: boolean;
	/** Blocks of the document that others show by their name, as Markdown. */
	texts?: ReadonlyMap<string, string>;
};
