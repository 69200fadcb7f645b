/** Something that is not as it should be: where, and in a sentence what. */
export type Difference = {
	/** A rendering differs in its bytes alone: what it says is what the document says. */
	kind: 'archive' | 'signature' | 'file' | 'edition' | 'figure' | 'quotation' | 'document' | 'rendering';
	place: string;
	text: string;
};

/** Takes differences as they are found. */
export type Tell = (difference: Difference) => void;

const most = 120;

/** A value in a sentence, cut where it is long. */
export function said(value: unknown): string {
	if (value === null || value === undefined) return 'nothing';
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	return `“${text.length > most ? `${text.slice(0, most)}…` : text}”`;
}
