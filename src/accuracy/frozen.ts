import { type Doc, docFrom, keptOf } from '../documents/index.ts';
import { markHref, weave } from './weave.ts';

/** A draft as it is kept for the force, with a mark behind each passage. */
export function frozenOf(doc: Doc): { tree: string; passages: ReturnType<typeof weave>['passages'] } {
	const { letter, marks: _marks, ...meta } = doc.meta;
	const woven = weave({
		...doc,
		meta: {
			...meta,
			marks: [{ kind: 'draft', reader: null }],
			letter: letter === null ? null : { ...letter, signature: null },
		},
		// What the checker says of it, and which evidence a number rests on, is the inspectorate's own.
		problems: [],
	});
	const tree = JSON.stringify(JSON.parse(keptOf(woven.doc), (_key, value) => withoutEvidence(value)));
	return { tree, passages: woven.passages };
}

function withoutEvidence(value: unknown): unknown {
	if (!isObject(value) || value.kind !== 'stated' || !isObject(value.basis)) return value;
	return value.basis.kind === 'evidence' ? { ...value, basis: { ...value.basis, text: '' } } : value;
}

/** Where a mark leads, and in which words; a passage without any shows nothing. */
export type MarkLink = { href: string; text: string };

/** The draft again, each mark replaced by what is to stand there for whoever reads it, whose name the draft bears. */
export function shownFrom(
	tree: string,
	reader: string | null,
	linksOf: (passage: number) => readonly MarkLink[],
): Doc {
	const shown = JSON.stringify(
		JSON.parse(tree, (_key, value: unknown) =>
			Array.isArray(value) ? value.flatMap((one: unknown) => placed(one, linksOf)) : value,
		),
	);
	const doc = docFrom(shown);
	return { ...doc, meta: { ...doc.meta, marks: [{ kind: 'draft', reader }] } };
}

/** The same without any mark: what was shared, word for word. */
export function unmarkedFrom(tree: string): Doc {
	return shownFrom(tree, null, () => []);
}

function placed(value: unknown, linksOf: (passage: number) => readonly MarkLink[]): unknown[] {
	if (!isObject(value)) return [value];
	// A line that held nothing but a mark.
	if (value.kind === 'paragraph' && Array.isArray(value.children) && value.children.length === 0) return [];
	const { kind, href, place } = value;
	if (kind !== 'link' || typeof href !== 'string' || !href.startsWith(markHref)) return [value];
	return linksOf(Number(href.slice(markHref.length))).map((link) => ({
		kind: 'link',
		href: link.href,
		children: [{ kind: 'text', text: link.text, place }],
		place,
	}));
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
