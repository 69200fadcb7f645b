import { check } from './check.ts';
import type { Context } from './context.ts';
import { readDraft } from './read-draft.ts';
import type { Remark } from './remark.ts';

export type Checked = { file: string; words: number; remarks: Remark[] };

/** Several texts, each beside the others. */
export function checkTexts(texts: readonly { file: string; source: string }[], context: Context): Checked[] {
	const drafts = texts.map(({ file, source }) => readDraft(source, file));
	return drafts.map((draft, index) => ({
		file: draft.file,
		words: wordsIn(texts[index]?.source ?? ''),
		remarks: check(draft, { ...context, others: drafts.filter((other) => other !== draft) }),
	}));
}

export function wordsIn(text: string): number {
	return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
