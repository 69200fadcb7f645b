import type { Span } from './time.ts';

/** One number for a file: what it is of, and whether a document states it whole. Everything else is made up. */
export type Row = Span & {
	/** The code of a force's area, or the name of a total or a body as publications write it. */
	area: string;
	measure: string;
	value: number;
	by?: Readonly<Record<string, string>>;
	/** Stated whole by a document, so that it is a fact and no illustration. */
	fact?: true;
	marker?: 'projected';
};
