import type { Block, Draft, Section, Sentence } from './draft.ts';
import { blocksIn, type RawBlock } from './reading/blocks.ts';
import { moved, readTokens } from './reading/read.ts';
import { sentencesIn } from './reading/sentences.ts';
import type { Token } from './reading/token.ts';

type Growing = Section & { blocks: Block[] };

/** A draft that was written elsewhere, as plain text or Markdown. */
export function readDraft(source: string, file: string): Draft {
	return buildDraft(file, blocksIn(source.normalize('NFC')), false);
}

/** Sections, sentences and tokens for blocks, wherever they come from. */
export function buildDraft(file: string, raw: readonly RawBlock[], binds: boolean): Draft {
	const sections: Growing[] = [];
	const sentences: Sentence[] = [];
	const open = (title: string | null, level: number): Growing => {
		const above = path(sections.at(-1), sections, level);
		const section = {
			index: sections.length,
			title,
			level,
			path: title === null ? above : [...above, title],
			blocks: [],
		};
		sections.push(section);
		return section;
	};
	let section: Growing = { index: 0, title: null, level: 0, path: [], blocks: [] };
	const blocks = raw.map((one, index): Block => {
		if (one.kind === 'heading') section = open(one.text, one.depth);
		else if (sections.length === 0) section = open(null, 0);
		const { links, ...rest } = one;
		const own: Sentence[] = [];
		const block: Block = { ...rest, index, section, sentences: own };
		const spans = whole(one) ? [{ at: 0, end: one.text.length }] : sentencesIn(one.text);
		for (const { at, end } of spans) {
			const text = one.text.slice(at, end);
			const inside = links.filter((link) => at <= link.at && link.at < end);
			// An address that is itself the words of a link is one link.
			const found = readTokens(text)
				.map((token) => moved(token, at))
				.filter((token) => token.kind !== 'link' || !inside.some((link) => link.at <= token.at));
			const tokens: Token[] = [...found, ...inside];
			const sentence: Sentence = {
				index: sentences.length,
				text,
				at,
				end,
				block,
				tokens: tokens.sort((a, b) => a.at - b.at),
			};
			own.push(sentence);
			sentences.push(sentence);
		}
		section.blocks.push(block);
		return block;
	});
	const title = blocks.find(({ kind }) => kind === 'heading')?.text ?? null;
	return {
		file,
		title,
		sections,
		blocks,
		sentences,
		binds,
	};
}

/** Headings, rows and lines are taken whole: a full stop within one ends nothing. */
function whole({ kind }: RawBlock): boolean {
	return kind === 'heading' || kind === 'row' || kind === 'line' || kind === 'caption';
}

/** The titles above a heading of this level. */
function path(last: Section | undefined, all: readonly Section[], level: number): readonly string[] {
	for (let one: Section | undefined = last; one !== undefined; one = all[one.index - 1])
		if (one.title !== null && one.level < level) return one.path;
	return [];
}
