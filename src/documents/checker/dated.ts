import type { Context } from './context.ts';
import { type Draft, tokensOf } from './draft.ts';

/** How many blocks from the top a document's own date may stand. */
const head = 30;
const before = /^(?:dated?:?|published(?: on)?:?|\p{Lu}\p{Ll}+,)?\s*$/iu;

/**
 * The last day on which the document can have been written: what is known of it, else a line near its top that is a date
 * and nothing else. A month stands for its last day.
 */
export function dayOf(draft: Draft, { dated }: Context): string | null {
	if (dated !== undefined) return dated;
	for (const block of draft.blocks.slice(0, head)) {
		const [sentence] = block.sentences;
		if (sentence === undefined || block.sentences.length > 1) continue;
		const [date] = tokensOf(sentence, 'date');
		if (date === undefined || (date.precision !== 'day' && date.precision !== 'month')) continue;
		const around = [block.text.slice(0, date.at), block.text.slice(date.end)];
		if (around.every((words) => before.test(words.trim())))
			return lastDay(date.year, date.month ?? 12, date.day);
	}
	return null;
}

/** The last day that a date of this precision may mean, as an ISO day. */
export function lastDay(year: number, month: number | null, day: number | null): string {
	const first = Temporal.PlainDate.from({ year, month: month ?? 12, day: 1 });
	return first.with({ day: day ?? first.daysInMonth }).toString();
}
