import { type Doc, docFrom, type Mark, markInWords } from '../../documents/index.ts';

/** A release that is open to whoever asks, before its instant. */
export type Embargoed = {
	/** Of its edition. */
	id: string;
	release: string;
	slug: string;
	title: string;
	summary: string | null;
	releaseAt: Temporal.Instant;
	purpose: string;
	closesAt: Temporal.Instant;
	illustrative: boolean;
};

export type EarlyDocument = {
	id: string;
	slug: string;
	title: string;
	subtitle: string | null;
	kind: string;
	forceName: string | null;
	illustrative: boolean;
};

export type EarlyFile = { name: string; title: string; type: string; size: number };

export type EarlyGrade = {
	forceName: string;
	title: string;
	grade: string;
	lastInspected: string;
	illustrative: boolean;
};

/** The copy of one reader: their name and the instant stand on every page of it, in every face. */
export function copyFor(tree: string, { until, reader }: { until: Temporal.Instant; reader: string }): Doc {
	const doc = docFrom(tree);
	return { ...doc, meta: { ...doc.meta, marks: [markOf(until, reader)] } };
}

export function markWords(until: Temporal.Instant, reader: string): string {
	return markInWords(markOf(until, reader));
}

function markOf(until: Temporal.Instant, reader: string): Mark {
	return { kind: 'embargoed', until, reader };
}

/** "EMBARGOED-derbyshire-letter.pdf": whoever finds the file knows what it is. */
export function earlyName(name: string): string {
	return `EMBARGOED-${name}`;
}
