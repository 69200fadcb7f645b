import { isProse, neighbour, type Sentence, tokenSpot, tokensOf } from '../draft.ts';
import type { TokenOf } from '../reading/token.ts';
import { defineRule } from '../rule.ts';

export const relativeDate = defineRule({
	name: 'relative-date',
	title: 'A time that is told from the day of writing',
	explains:
		'“Last year” means another year to whoever reads the report next year, and where the fieldwork, the writing and the publication fall into different years nobody can say which. An absolute date says the same for ever.',
	severity: 'doubt',
	*check(draft) {
		for (const sentence of draft.sentences) {
			if (!isProse(sentence)) continue;
			for (const token of tokensOf(sentence, 'relative-time')) {
				if (token.years === null || isSettled(sentence, token)) continue;
				if (dated(sentence) || quotedAt(sentence, token)) continue;
				// A sentence that goes on from a date is read with it.
				const before = neighbour(draft, sentence, -1);
				const goesOn = token.years === 0 || /previous/.test(token.word);
				if (before?.block === sentence.block && dated(before) && goesOn) continue;
				yield {
					spot: tokenSpot(sentence, token),
					text: `“${token.word}” is told from the day of writing, and no date stands beside it.`,
					mend: 'Write the year, the month or the day that is meant.',
					data: { word: token.word },
				};
			}
		}
	},
});

/** "Last year (2027)" says it. */
function isSettled({ block }: Sentence, { end }: TokenOf<'relative-time'>): boolean {
	const after = block.text.slice(end, end + 14);
	return /^(?:’s|'s)? \(?(?:19|20)\d\d/.test(after);
}

function dated(sentence: Sentence): boolean {
	return tokensOf(sentence, 'date').length > 0 || tokensOf(sentence, 'window').length > 0;
}

/** What somebody else said, or what something is called, stays as it is. */
function quotedAt({ block }: Sentence, { at, end }: TokenOf<'relative-time'>): boolean {
	const [before, after] = [block.text.slice(0, at), block.text.slice(end)];
	const opened = before.lastIndexOf('“') > before.lastIndexOf('”') || /‘[^’]*$/.test(before);
	return opened && /[”’]/.test(after);
}
