import { inWordsDate } from '../../foundation/index.ts';
import { type Block, type Box, boxes, type GradeGiven, type Numbered } from '../tree/block.ts';
import { type Doc, type Section, sectionsOf } from '../tree/doc.ts';
import type { Inline } from '../tree/inline.ts';
import type { Place } from '../tree/place.ts';
import type { Printed, PrintedCell, PrintedDoc, PrintedSection, PrintedTable } from './printed.ts';

/** Puts everything of a document into words, in one place for all faces. */
export function print(doc: Doc): PrintedDoc {
	const ids = new Set([...sectionsOf(doc.sections)].map(({ id }) => id));
	const all = (blocks: readonly Block[]): Printed[] => blocks.map((block) => printed(block, all, ids));
	const section = ({ id, level, title, blocks, sections }: Section): PrintedSection => ({
		id,
		level,
		title,
		blocks: all(blocks),
		sections: sections.map(section),
	});
	return {
		blocks: all(doc.blocks),
		sections: doc.sections.map(section),
		footnotes: doc.footnotes.map(({ id, number, blocks }) => ({ id, number, blocks: all(blocks) })),
	};
}

type All = (blocks: readonly Block[]) => Printed[];

function printed(block: Block, all: All, ids: ReadonlySet<string>): Printed {
	switch (block.kind) {
		case 'list':
			return { ...block, items: block.items.map((item) => all(item.blocks)) };
		case 'quote':
			return { kind: 'quote', blocks: all(block.blocks) };
		case 'box':
			return {
				kind: 'box',
				id: block.id,
				box: block.box,
				label: [boxes[block.box], block.reference].filter((part) => part !== null).join(' '),
				title: block.title,
				who: whoOf(block),
				blocks: all(block.blocks),
			};
		case 'grade': {
			const { of, grade, note } = block;
			return { kind: 'grade', of, title: gradeInWords(grade), rank: grade.rank, note };
		}
		case 'observations': {
			const { signed, blocks } = block;
			const name = signed === null ? null : [signed.name, signed.honours].filter(Boolean).join(' ');
			return {
				kind: 'observations',
				blocks: all(blocks),
				signed: name === null ? ['[No name]'] : [name, signed?.post ?? ''],
			};
		}
		case 'chart': {
			const { id, number, drawn } = block;
			return {
				kind: 'chart',
				id,
				caption: `Chart ${number}: ${drawn.title}`,
				subtitle: drawn.subtitle,
				svg: drawn.svg,
				alt: drawn.alt,
				nothing: drawn.nothing,
				after: [...drawn.notes, `Source: ${drawn.source}`],
				table: drawn.table,
			};
		}
		case 'table': {
			const { notes, source } = block;
			return {
				...tableOf(block, block.caption, [...notes, ...(source === null ? [] : [`Source: ${source}`])]),
				head: block.head,
				rows: block.rows.map((cells) => ({ stress: false, cells })),
			};
		}
		case 'grades':
			return {
				...tableOf(block, block.caption),
				head: heads(block.place, ['Pillar or question', 'Judgment', 'Last inspected']),
				rows: block.rows.map(({ level, title, target, grade, lastInspected, note }) => ({
					stress: level === 'pillar',
					cells: [
						{ children: linkedTo(target, title, ids, block.place), numeric: false },
						gradeCell(grade, block.place),
						wordsCell([lastInspected, note].filter((part) => part !== null).join('. '), block.place),
					],
				})),
			};
		case 'grade-matrix':
			return {
				...tableOf(block, block.caption, block.notes),
				head: heads(block.place, ['Force', ...block.components]),
				rows: block.forces.map(({ name, chosen, grades }) => ({
					stress: chosen,
					cells: [wordsCell(name, block.place), ...grades.map((grade) => gradeCell(grade, block.place))],
				})),
			};
		case 'scoping':
			return {
				...tableOf(block, block.caption),
				head: heads(block.place, ['Pillar', 'Question', 'Inspected this time']),
				rows: block.rows.map(({ pillar, question, inspected, note }) => ({
					stress: false,
					cells: [pillar, question, [inspected ? 'Yes' : 'No', note].filter(Boolean).join('. ')].map((text) =>
						wordsCell(text, block.place),
					),
				})),
			};
		default:
			return block;
	}
}

function tableOf(
	{ id, number, place }: Partial<Numbered> & { place: Place },
	caption: readonly Inline[],
	after: readonly string[] = [],
): Pick<PrintedTable, 'kind' | 'id' | 'caption' | 'after'> {
	const label = number === undefined ? '' : caption.length === 0 ? `Table ${number}` : `Table ${number}: `;
	const words: Inline[] = label === '' ? [] : [{ kind: 'text', text: label, place }];
	return { kind: 'table', id: id ?? null, caption: [...words, ...caption], after };
}

function whoOf({ addressee, due }: Box): string | null {
	const parts = [
		addressee === null ? null : `For: ${addressee}.`,
		due === null ? null : `To be done by ${inWordsDate(due)}.`,
	].filter((part) => part !== null);
	return parts.length === 0 ? null : parts.join(' ');
}

function heads(place: Place, titles: readonly string[]): PrintedCell[] {
	return titles.map((title) => wordsCell(title, place));
}

function wordsCell(text: string, place: Place): PrintedCell {
	return { children: text === '' ? [] : [{ kind: 'text', text, place }], numeric: false };
}

function gradeCell(grade: GradeGiven, place: Place): PrintedCell {
	return { ...wordsCell(gradeInWords(grade), place), rank: grade.rank };
}

function gradeInWords({ title }: GradeGiven): string {
	return title ?? 'Not graded';
}

function linkedTo(
	target: string | null,
	text: string,
	ids: ReadonlySet<string>,
	place: Place,
): readonly Inline[] {
	return target !== null && ids.has(target)
		? [{ kind: 'cross-reference', target, text, place }]
		: [{ kind: 'text', text, place }];
}
