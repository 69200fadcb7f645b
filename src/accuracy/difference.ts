import {
	type Block,
	boxes,
	compareWords,
	type Doc,
	type Piece,
	type Section,
	wordsOf,
} from '../documents/index.ts';
import { blockOf } from './passage.ts';

/** A paragraph, a heading or a row of a table: the smallest part of a draft that is compared. */
export type Unit = { words: string; section: string; block: string | null };

/** A part of a draft that reads otherwise than when it was shared; null: it was not there, or is not there any more. */
export type Difference = {
	section: string;
	block: string | null;
	was: string | null;
	becomes: string | null;
};

export function unitsOf(doc: Doc): Unit[] {
	const title = [doc.meta.title, doc.meta.subtitle].filter((part) => part !== null && part !== '').join(': ');
	return [
		{ words: title, section: '', block: null },
		...doc.blocks.flatMap((block) => [...within(block, '')]),
		...doc.sections.flatMap((section) => [...ofSection(section)]),
		...doc.footnotes.flatMap(({ blocks }) => blocks.flatMap((block) => [...within(block, 'Footnotes')])),
	].filter(({ words }) => words.trim() !== '');
}

function* ofSection(section: Section): Generator<Unit> {
	const words = wordsOf(section.title);
	yield { words, section: words, block: blockOf(section) };
	for (const block of section.blocks) yield* within(block, words);
	for (const one of section.sections) yield* ofSection(one);
}

function* within(block: Block, section: string): Generator<Unit> {
	const from = blockOf(block);
	const unit = (words: string): Unit => ({ words: words.trim(), section, block: from });
	switch (block.kind) {
		case 'paragraph':
			yield unit(wordsOf(block.children));
			break;
		case 'list':
			for (const item of block.items) for (const one of item.blocks) yield* within(one, section);
			break;
		case 'quote':
		case 'observations':
			for (const one of block.blocks) yield* within(one, section);
			break;
		case 'box':
			yield unit(
				[
					[boxes[block.box], block.reference].filter((part) => part !== null).join(' '),
					wordsOf(block.title),
					block.addressee === null ? '' : `For: ${block.addressee}`,
					block.due === null ? '' : `By ${block.due.toString()}`,
				]
					.filter((part) => part !== '')
					.join('. '),
			);
			for (const one of block.blocks) yield* within(one, section);
			break;
		case 'definitions':
			for (const { term, meaning } of block.items) yield unit(`${term}: ${wordsOf(meaning)}`);
			break;
		case 'table':
			yield unit(wordsOf(block.caption));
			for (const row of [block.head, ...block.rows])
				yield unit(row.map(({ children }) => wordsOf(children)).join(' | '));
			break;
		case 'grades':
			for (const { title, grade, lastInspected, note } of block.rows)
				yield unit([title, grade.title ?? 'Not graded', lastInspected, note].filter(Boolean).join(' | '));
			break;
		case 'grade-matrix':
			for (const { name, grades } of block.forces)
				yield unit([name, ...grades.map((grade) => grade.title ?? '–')].join(' | '));
			break;
		case 'scoping':
			for (const { question, inspected, note } of block.rows)
				yield unit([question, inspected ? 'Yes' : 'No', note].filter(Boolean).join(' | '));
			break;
		case 'grade':
			yield unit([block.of, block.grade.title ?? 'Not graded', block.note].filter(Boolean).join(' | '));
			break;
		case 'chart':
			yield unit(`${block.drawn.title}. ${block.drawn.alt}`);
			for (const row of block.drawn.table.rows) yield unit(row.join(' | '));
			break;
		case 'preformatted':
			yield unit(block.text);
			break;
		case 'gap':
			yield unit(block.written);
			break;
	}
}

/** Everything that differs, in the order of reading. What went and what came in the same place are told as one. */
export function differencesBetween(before: readonly Unit[], after: readonly Unit[]): Difference[] {
	const same = kept(before, after);
	const found: Difference[] = [];
	let at = 0;
	let now = 0;
	for (const [was, becomes] of [...same, [before.length, after.length] as const]) {
		found.push(...told(before.slice(at, was), after.slice(now, becomes)));
		at = was + 1;
		now = becomes + 1;
	}
	return found;
}

function told(gone: readonly Unit[], come: readonly Unit[]): Difference[] {
	// As many as before: each became the one in its place. Otherwise nobody can say which became which.
	if (gone.length === come.length)
		return gone.map((unit, index) => one([unit], come.slice(index, index + 1)));
	return [one(gone, come)];
}

function one(gone: readonly Unit[], come: readonly Unit[]): Difference {
	const words = (units: readonly Unit[]) =>
		units.length === 0 ? null : units.map((unit) => unit.words).join('\n\n');
	const [first = come[0]] = gone;
	return {
		section: first?.section ?? '',
		block: first?.block ?? null,
		was: words(gone),
		becomes: words(come),
	};
}

/** The pairs that stand in both, by their places: the longest common subsequence. */
function kept(before: readonly Unit[], after: readonly Unit[]): [number, number][] {
	const width = after.length + 1;
	const longest = new Uint32Array((before.length + 1) * width);
	const length = (i: number, j: number) => longest[i * width + j] ?? 0;
	for (let i = before.length - 1; i >= 0; i -= 1)
		for (let j = after.length - 1; j >= 0; j -= 1)
			longest[i * width + j] =
				before[i]?.words === after[j]?.words
					? length(i + 1, j + 1) + 1
					: Math.max(length(i + 1, j), length(i, j + 1));
	const pairs: [number, number][] = [];
	for (let i = 0, j = 0; i < before.length && j < after.length; ) {
		if (before[i]?.words === after[j]?.words) pairs.push([i++, j++]);
		else if (length(i + 1, j) >= length(i, j + 1)) i += 1;
		else j += 1;
	}
	return pairs;
}

/** Word by word, with what stayed the same cut short: it was read before. */
export function piecesOf({ was, becomes }: Pick<Difference, 'was' | 'becomes'>, around = 160): Piece[] {
	const pieces = compareWords(was ?? '', becomes ?? '');
	return pieces.map((piece, index) => {
		if (piece.kind !== 'same' || piece.text.length <= 2 * around) return piece;
		const start = index === 0 ? '' : piece.text.slice(0, around);
		const end = index === pieces.length - 1 ? '' : piece.text.slice(-around);
		return { ...piece, text: `${start} … ${end}` };
	});
}
