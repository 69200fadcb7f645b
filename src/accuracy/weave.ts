import { type Block, boxes, type Doc, type Inline, type Section, wordsOf } from '../documents/index.ts';
import {
	blockOf,
	boundIn,
	headingsOf,
	type Passage,
	type PassageKind,
	restOf,
	sentencesOf,
	valueInWords,
	wholeOf,
} from './passage.ts';

/** A mark in the tree where a passage ends: a link that leads nowhere until a page puts in where. */
export const markHref = 'passage:';

type Found = {
	kind: PassageKind;
	words: string;
	block: string | null;
	within?: number;
	restsOn?: Passage['restsOn'];
};

/**
 * Numbers everything in a draft that can be commented on, and puts a mark behind each passage. The tree is kept so, and
 * no later version of this program numbers its passages in another way.
 */
export function weave(doc: Doc): { doc: Doc; passages: Passage[] } {
	const weaver = new Weaver();
	const whole = weaver.add({ kind: 'document', words: wholeOf(doc), block: null });
	for (const heading of headingsOf(doc)) weaver.add({ kind: 'heading', within: whole, ...heading });
	const woven = {
		...doc,
		blocks: [weaver.mark(whole, nowhere), ...weaver.blocks(doc.blocks)],
		sections: doc.sections.map((section) => weaver.section(section)),
		footnotes: doc.footnotes.map((note) => {
			weaver.under = 'Footnotes';
			return { ...note, blocks: weaver.blocks(note.blocks) };
		}),
	};
	return { doc: woven, passages: weaver.passages };
}

const nowhere = { line: 0, column: 0, endLine: 0, endColumn: 0 };
type Place = Block['place'];

class Weaver {
	readonly passages: Passage[] = [];
	under = '';

	add({ within, restsOn = [], ...found }: Found): number {
		const number = this.passages.length + 1;
		this.passages.push({ number, within: within ?? null, section: this.under, restsOn, ...found });
		return number;
	}

	/** A passage that is a block of its own: the mark stands below it. */
	mark(number: number, place: Place): Block {
		return { kind: 'paragraph', children: [markOf(number, place)], place };
	}

	section(section: Section): Section {
		this.under = wordsOf(section.title);
		return {
			...section,
			blocks: this.blocks(section.blocks),
			sections: section.sections.map((one) => this.section(one)),
		};
	}

	blocks(blocks: readonly Block[]): Block[] {
		return blocks.flatMap((block) => this.block(block));
	}

	block(block: Block): Block[] {
		const from = blockOf(block);
		const alone = (kind: PassageKind, words: string, restsOn: Passage['restsOn'] = []) => {
			const number = this.add({ kind, words, block: from, restsOn });
			return { number, blocks: [block, this.mark(number, block.place)] };
		};
		switch (block.kind) {
			case 'paragraph':
				return [{ ...block, children: this.sentences(block.children, from, block.place) }];
			case 'list':
				return [
					{ ...block, items: block.items.map((item) => ({ ...item, blocks: this.blocks(item.blocks) })) },
				];
			case 'quote':
			case 'observations':
				return [{ ...block, blocks: this.blocks(block.blocks) }];
			case 'definitions':
				return [
					{
						...block,
						items: block.items.map(({ term, meaning }) => {
							const words = `${term}: ${wordsOf(meaning)}`;
							const number = this.add({ kind: 'sentence', words, block: from });
							this.figures(meaning, number, from);
							return { term, meaning: [...meaning, markOf(number, block.place)] };
						}),
					},
				];
			case 'box': {
				const label = [boxes[block.box], block.reference].filter((part) => part !== null).join(' ');
				const words = [label, wordsOf(block.title)].filter((part) => part !== '').join(': ');
				const number = this.add({ kind: 'box', words, block: from });
				return [{ ...block, blocks: [...this.blocks(block.blocks), this.mark(number, block.place)] }];
			}
			case 'table': {
				const rows = [block.head, ...block.rows].map((row) => row.map(({ children }) => wordsOf(children)));
				const { number, blocks } = alone('table', tableWords(wordsOf(block.caption), rows));
				for (const row of block.rows)
					for (const { children } of row)
						this.figures(children, number, from, wordsOf(row[0]?.children ?? []));
				return blocks;
			}
			case 'grades': {
				const { number, blocks } = alone('grade', wordsOf(block.caption) || 'Grades');
				for (const { title, grade, lastInspected } of block.rows) {
					const words = [`${title}: ${grade.title ?? 'Not graded'}`, lastInspected]
						.filter(Boolean)
						.join(', ');
					this.add({ kind: 'grade', within: number, words, block: from });
				}
				return blocks;
			}
			case 'grade-matrix': {
				const rows = block.forces.map(({ name, grades }) => [
					name,
					...grades.map(({ title }) => title ?? '–'),
				]);
				return alone('table', tableWords(wordsOf(block.caption), rows)).blocks;
			}
			case 'scoping': {
				const rows = block.rows.map(({ question, inspected }) => [question, inspected ? 'Yes' : 'No']);
				return alone('table', tableWords(wordsOf(block.caption), rows)).blocks;
			}
			case 'grade':
				return alone('grade', `${block.of}: ${block.grade.title ?? 'Not graded'}`).blocks;
			case 'chart': {
				const { drawn, facts } = block;
				const { number, blocks } = alone(
					'chart',
					`Chart ${block.number}: ${drawn.title}. ${drawn.alt}`,
					facts.map(restOf),
				);
				for (const fact of facts)
					this.add({
						kind: 'figure',
						within: number,
						words: valueInWords(fact),
						block: from,
						restsOn: [restOf(fact)],
					});
				return blocks;
			}
			case 'preformatted':
				return alone('other', block.text).blocks;
			case 'gap':
				return alone('other', block.written).blocks;
			default:
				return [block];
		}
	}

	sentences(children: readonly Inline[], block: string | null, place: Place): Inline[] {
		return sentencesOf(children).flatMap((sentence) => {
			const words = wordsOf(sentence).trim();
			if (words === '') return sentence;
			const number = this.add({ kind: 'sentence', words, block });
			this.figures(sentence, number, block);
			return [...sentence, markOf(number, place)];
		});
	}

	figures(inlines: readonly Inline[], within: number, block: string | null, row = ''): void {
		for (const { text, facts } of boundIn(inlines)) {
			const words = row === '' || row === text ? text : `${row}: ${text}`;
			this.add({ kind: 'figure', within, words, block, restsOn: facts.map(restOf) });
		}
	}
}

function tableWords(caption: string, rows: readonly (readonly string[])[]): string {
	return [caption, ...rows.map((row) => row.join(' | '))].filter((line) => line !== '').join('\n');
}

function markOf(number: number, place: Place): Inline {
	const children: Inline[] = [{ kind: 'text', text: String(number), place }];
	return { kind: 'link', href: `${markHref}${number}`, children, place };
}
