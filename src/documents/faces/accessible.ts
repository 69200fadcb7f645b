import type { Doc } from '../tree/doc.ts';
import { wordsOf } from '../tree/inline.ts';
import { print } from './print.ts';
import type { Printed, PrintedSection } from './printed.ts';

/**
 * Why a PDF of this document could not be read by everybody, or must not be given away: what the standard asks for and
 * the setter of type does not look at.
 */
export function hindrances(doc: Doc): string[] {
	const { meta, problems } = doc;
	const found: string[] = [];
	if (!isLanguage(meta.language))
		found.push(`“${meta.language}” is not a language: write it as in en-GB, so that it can be read aloud.`);
	if (meta.title.trim() === '') found.push('The document has no title.');
	const faults = problems.filter(({ severity }) => severity === 'fault');
	if (faults.length > 0 && !meta.marks.some(({ kind }) => kind === 'draft'))
		found.push(
			`${faults.length === 1 ? 'One fault has' : `${faults.length} faults have`} to be put right first, because only a draft may have gaps: ${faults[0]?.text}`,
		);
	const { blocks, sections, footnotes } = print(doc);
	const all = [
		...blocks,
		...sections.flatMap((section) => [...blocksIn(section)]),
		...footnotes.flatMap((note) => note.blocks),
	];
	for (const block of all.flatMap(within)) {
		if (block.kind === 'table' && !block.head.some(({ children }) => wordsOf(children).trim() !== ''))
			found.push(`The table “${wordsOf(block.caption)}” has no headings over its columns.`);
		if (block.kind === 'chart' && block.alt.trim() === '')
			found.push(`“${block.caption}” says nothing to whoever cannot see it.`);
	}
	return found;
}

function* blocksIn({ blocks, sections }: PrintedSection): Generator<Printed> {
	yield* blocks;
	for (const section of sections) yield* blocksIn(section);
}

function within(block: Printed): Printed[] {
	if (block.kind === 'list') return block.items.flat().flatMap(within);
	return 'blocks' in block ? [block, ...block.blocks.flatMap(within)] : [block];
}

export function isLanguage(language: string): boolean {
	try {
		return Intl.getCanonicalLocales(language).length === 1;
	} catch {
		return false;
	}
}
