import { askAll, type Resolved } from './ask.ts';
import type { Block } from './block.ts';
import { blocks } from './build-block.ts';
import { anchorIn, type Context, inlines } from './build-inline.ts';
import { Building } from './building.ts';
import type { Doc, Footnote, Meta, Section } from './doc.ts';
import { wordsOf } from './inline.ts';
import type { Heading, RootContent } from './markdown.ts';
import { missingParts } from './missing.ts';
import { type Parsed, parse, placeOf } from './parse.ts';
import type { Resolver } from './resolver.ts';

/** One of the texts that a document is put together from. Its name is told with every problem in it. */
export type WrittenText = { name?: string; markdown: string };

type Open = { -readonly [K in keyof Section]: Section[K] } & { blocks: Block[]; sections: Open[] };
type Flowing = { context: Context; node: RootContent };

/** Reads a document: it opens whatever is in its texts, and tells everything that is wrong with them. */
export async function readDocument(
	meta: Meta,
	texts: readonly WrittenText[],
	resolver: Resolver,
): Promise<Doc> {
	const parsed = texts.map(({ name, markdown }) => parse(markdown, name));
	const resolved = await askAll(parsed, resolver);
	const building = new Building();
	building.problems.push(...missingParts(meta));

	const before: Block[] = [];
	const sections: Open[] = [];
	const open: Open[] = [];
	for (const { context, node } of parsed.flatMap((one) => flow({ parsed: one, resolved, building }))) {
		if (node.type === 'heading') begin(context, node, sections, open);
		else (open.at(-1)?.blocks ?? before).push(...blocks(context, [node]));
	}
	const footnotes = footnotesOf(building, resolved);
	tellUnusedNotes(building, [...parsed, ...resolved.inner.values()], footnotes);
	building.finish();
	return { meta, blocks: before, sections, footnotes, problems: inOrder(building.problems, texts) };
}

/** The texts that a text quotes as a whole bring their headings along. */
function flow(context: Context): Flowing[] {
	return context.parsed.root.children.flatMap((node): Flowing[] => {
		const inner = node.type === 'leafDirective' ? textOf(context.resolved, node) : undefined;
		return inner === undefined ? [{ context, node }] : flow({ ...context, parsed: inner });
	});
}

function textOf({ answers, inner }: Resolved, node: RootContent & { type: 'leafDirective' }) {
	return answers.text.has(node) ? inner.get(node) : undefined;
}

function begin(context: Context, node: Heading, sections: Open[], open: Open[]): void {
	const { parsed, building } = context;
	const place = placeOf(parsed, node);
	building.beginSection();
	const { anchor, rest } = anchorIn(node.children);
	const title = inlines(context, rest);
	const words = wordsOf(title).trim();
	if (words === '') {
		building.fault('heading', place, 'A heading has no words.', 'Write its words, or take the signs out.');
		return;
	}
	if (anchor !== undefined && building.has(anchor))
		building.fault('heading', place, `“${anchor}” is the name of two places.`, 'Give one of them another.');
	const level = Math.min(node.depth, open.length + 1);
	if (level < node.depth)
		building.note(
			'heading',
			place,
			`“${words}” is printed as a heading of level ${level}, because there is none above it.`,
			`Write it with ${level === 1 ? 'one #' : `${level} times #`}, or put a heading above it.`,
		);
	open.length = level - 1;
	const id = building.target(anchor ?? words, `“${words}”`);
	const section: Open = { id, level, title, blocks: [], sections: [], place };
	(open.at(-1)?.sections ?? sections).push(section);
	open.push(section);
}

function footnotesOf(building: Building, resolved: Resolved): Footnote[] {
	const footnotes: Footnote[] = [];
	for (const { id, number, parsed, definition } of building.notes()) {
		building.beginSection();
		footnotes.push({
			id,
			number,
			blocks: blocks({ parsed, resolved, building }, definition.children),
			place: placeOf(parsed, definition),
		});
	}
	return footnotes;
}

function tellUnusedNotes(building: Building, texts: readonly Parsed[], footnotes: readonly Footnote[]): void {
	const used = new Set(footnotes.map(({ place }) => keyOf(place)));
	for (const parsed of texts) {
		for (const node of parsed.root.children) {
			if (node.type !== 'footnoteDefinition') continue;
			const place = placeOf(parsed, node);
			if (used.has(keyOf(place))) continue;
			building.fault(
				'footnote',
				place,
				`Nothing refers to the footnote “${node.identifier}”, so that it is not printed.`,
				`Put [^${node.identifier}] where it belongs, or take it out.`,
			);
		}
	}
}

function keyOf({ text, line, column }: Section['place']): string {
	return JSON.stringify([text, line, column]);
}

/** As somebody reads: what no text has comes first. */
function inOrder(problems: Doc['problems'], texts: readonly WrittenText[]): Doc['problems'] {
	const names = texts.map(({ name }) => name);
	const textAt = (name: string | undefined) => names.indexOf(name?.split(' › ')[0]);
	return problems.toSorted((a, b) => {
		if (a.place === null || b.place === null) return (a.place === null ? 0 : 1) - (b.place === null ? 0 : 1);
		const text = textAt(a.place.text) - textAt(b.place.text);
		return text || a.place.line - b.place.line || a.place.column - b.place.column;
	});
}
