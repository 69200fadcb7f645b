import { inWordsDate } from '../../foundation/index.ts';
import { type Block, type BoxKind, boxes, type Cell } from '../tree/block.ts';
import type { Doc, Section } from '../tree/doc.ts';
import type { Bound, Inline, Stated } from '../tree/inline.ts';
import { wordsOf } from '../tree/inline.ts';
import type { Place } from '../tree/place.ts';
import type { Context } from './context.ts';
import type { Anchor, BlockKind, BoundFact, Draft } from './draft.ts';
import { buildDraft } from './read-draft.ts';
import type { RawBlock } from './reading/blocks.ts';
import { linkTo } from './reading/names.ts';

/** When the words around a figure were last read beside it, where it has changed since: by its text and its id. */
export type WrittenAt = (text: string, figure: string) => Temporal.Instant | undefined;

/** A document of our own, as the rules read it: the words that every face prints, and which of them were bound. */
export function draftOf(doc: Doc, file: string, writtenAt?: WrittenAt): Draft {
	const lists = { last: 0 };
	const raw = [
		...doc.blocks.flatMap((block) => rawOf(block, lists)),
		...doc.sections.flatMap((section) => sectionOf(section, lists)),
		...doc.footnotes.flatMap(({ blocks }) =>
			blocks.flatMap((block) =>
				rawOf(block, lists).map((one) =>
					one.kind === 'paragraph' ? { ...one, kind: 'footnote' as const } : one,
				),
			),
		),
	];
	const dated = writtenAt === undefined ? raw : raw.map((block) => withWritten(block, writtenAt));
	return { ...buildDraft(file, dated, true), title: doc.meta.title };
}

function withWritten(block: RawBlock, writtenAt: WrittenAt): RawBlock {
	if (block.bound.length === 0) return block;
	return {
		...block,
		bound: block.bound.map((fact) => {
			const text = block.anchors.findLast(({ at }) => at <= fact.at)?.text;
			const written = text === undefined ? undefined : writtenAt(text, fact.source);
			return written === undefined ? fact : { ...fact, written: written.toString() };
		}),
	};
}

/** What a document says of itself. */
export function contextOf({ meta: { date, anonymous } }: Doc): Context {
	return { anonymous, ...(date === null ? {} : { dated: date.toString() }) };
}

type Lists = { last: number };

function sectionOf({ level, title, blocks, sections, place }: Section, lists: Lists): RawBlock[] {
	return [
		{ ...written('heading', title, place), depth: level },
		...blocks.flatMap((block) => rawOf(block, lists)),
		...sections.flatMap((section) => sectionOf(section, lists)),
	];
}

function rawOf(block: Block, lists: Lists, depth = 0): RawBlock[] {
	const inner = (all: readonly Block[]) => all.flatMap((one) => rawOf(one, lists, depth));
	switch (block.kind) {
		case 'paragraph':
			return [written('paragraph', block.children, block.place)];
		case 'list': {
			lists.last += 1;
			const list = lists.last;
			return block.items.flatMap(({ blocks }) =>
				blocks.flatMap((one) =>
					one.kind === 'paragraph'
						? [{ ...written('item', one.children, one.place), list, depth: depth + 1 }]
						: rawOf(one, lists, depth + 1),
				),
			);
		}
		case 'quote':
		case 'observations':
			return inner(block.blocks);
		case 'box':
			return [...boxHead(block), ...inner(block.blocks)];
		case 'table': {
			const rows = [
				...captionOf(block.caption, block.place),
				...[block.head, ...block.rows].filter((row) => row.length > 0).map((row) => rowOf(row, block.place)),
			];
			return block.source === null ? rows : rows.map((row) => made(row, block.source ?? ''));
		}
		case 'grades':
			return [
				...captionOf(block.caption, block.place),
				...block.rows.map(({ title, grade, lastInspected }) =>
					cellsOf([title, grade.title ?? 'Ungraded', lastInspected ?? ''], block.place),
				),
			].map((row) => made(row, 'judgments'));
		case 'grade-matrix':
		case 'scoping':
			return captionOf(block.caption, block.place).map((row) => made(row, 'judgments'));
		case 'grade':
			return [plain('line', [block.of, block.grade.title ?? 'Ungraded'].join(' '), block.place)];
		case 'definitions':
			return block.items.map(({ meaning }) => written('paragraph', meaning, block.place));
		case 'chart':
			return [made(plain('caption', block.drawn.alt, block.place), block.drawn.source)];
		default:
			return [];
	}
}

/** Made from records as a whole, whatever numbers its words hold. */
function made(block: RawBlock, source: string): RawBlock {
	const whole = { at: 0, end: block.text.length, source, how: 'bound' as const, value: null };
	return { ...block, bound: [...block.bound, whole] };
}

function boxHead({ box, reference, title, addressee, due, place }: Block & { kind: 'box' }): RawBlock[] {
	const label: BoxKind = box;
	const asked = [addressee === null ? '' : `For ${addressee}`, due === null ? '' : `by ${inWordsDate(due)}`];
	return [
		plain('line', [boxes[label], reference ?? ''].join(' ').trim(), place),
		...captionOf(title, place).map((one) => ({ ...one, kind: 'line' as const })),
		...(asked.join('') === '' ? [] : [plain('line', asked.filter((one) => one !== '').join(', '), place)]),
	];
}

function captionOf(caption: readonly Inline[], place: Place): RawBlock[] {
	return wordsOf(caption).trim() === '' ? [] : [written('caption', caption, place)];
}

/** Cells are read one by one: a name does not go on from one to the next. */
const between = ' | ';

function rowOf(row: readonly Cell[], place: Place): RawBlock {
	const children = row.flatMap(({ children: inside }, index): Inline[] =>
		index === 0 ? [...inside] : [{ kind: 'text', text: between, place }, ...inside],
	);
	return { ...written('row', children, place), cells: row.map((cell) => wordsOf(cell.children).trim()) };
}

function cellsOf(cells: readonly string[], place: Place): RawBlock {
	return { ...plain('row', cells.join(between).trim(), place), cells };
}

function plain(kind: BlockKind, text: string, place: Place): RawBlock {
	return written(kind, [{ kind: 'text', text, place }], place);
}

/** The words of a block with the place of each stretch, its links, and what of it was bound. */
function written(kind: BlockKind, inlines: readonly Inline[], place: Place): RawBlock {
	const block = { text: '', anchors: [anchorAt(0, place)], links: [...noLinks], bound: [...noFacts] };
	const take = (one: Inline): void => {
		const at = block.text.length;
		if (at > 0) block.anchors.push(anchorAt(at, one.place));
		else block.anchors[0] = anchorAt(at, one.place);
		if ('children' in one) one.children.forEach(take);
		else block.text += wordsOf([one]).replaceAll('\n', ' ');
		const end = block.text.length;
		if (one.kind === 'link') block.links.push(linkTo(one.href, at, end, block.text.slice(at, end)));
		if (one.kind === 'bound' || one.kind === 'stated') block.bound.push({ at, end, ...factOf(one) });
	};
	inlines.forEach(take);
	return { kind, depth: 0, list: null, cells: [], ...block };
}

function anchorAt(at: number, { line, column, text }: Place): Anchor {
	return { at, line, column, ...(text === undefined ? {} : { text }) };
}

const noLinks: RawBlock['links'] = [];
const noFacts: RawBlock['bound'] = [];

function factOf(one: Bound | Stated): Omit<BoundFact, 'at' | 'end'> {
	if (one.kind === 'stated') return { source: one.basis.text, how: 'stated', value: null };
	const [{ id, value, window, definition, forceReported }] = one.facts;
	const computed = one.facts
		.flatMap((fact) => fact.computed ?? [])
		.toSorted(Temporal.Instant.compare)
		.at(-1);
	return {
		source: id,
		how: 'bound',
		value: value === null ? null : Number(value),
		...(window === undefined
			? {}
			: { window: { from: window.since.toString(), until: window.until.toString() } }),
		...(definition === undefined ? {} : { definition }),
		...(computed === undefined ? {} : { computed: computed.toString() }),
		...(forceReported === undefined ? {} : { reportedByForce: forceReported }),
	};
}
