import { inWordsDate } from '../../../foundation/index.ts';
import { dayOf, lastDay } from '../dated.ts';
import { isProse, type Sentence, spot, tokenSpot, tokensOf } from '../draft.ts';
import { defineRule, type Found } from '../rule.ts';

const soFar = /\b(?:so far|to date|up to now|until now|thus far)\b/i;
const asOf =
	/\b(?:as (?:of|at)|by|at the (?:time|end) of|since|on|until|when we (?:visited|inspected)|during our)\b/i;
const ahead =
	/\b(?:will|shall|(?:is|are) (?:due|expected|planned|scheduled|set) (?:to|for)|plans? to|intends? to|between now and|aims? to|hopes? to)\b/i;
const months = 'January|February|March|April|May|June|July|August|September|October|November|December';
/** "Between now and the end of July", "by March": a month whose year the reader has to guess. */
const bareMonth = new RegExp(
	`\\b(?:(?:by|until|before|in|from|during|of|late|early) |(?<=and ))(?:the end of |the start of |late |early |mid-)?(?<month>${months})\\b(?! (?:the )?(?:\\d|[a-z]+ of)|\\s+(?:19|20)\\d\\d)`,
	'g',
);

export const staleSoFar = defineRule({
	name: 'stale-so-far',
	title: 'A “so far” without its day, and a future that has passed',
	explains:
		'A count “so far” is true on one day only, and the sentence has to name it. What a document says will happen must lie after the document’s own date.',
	severity: 'doubt',
	*check(draft, context) {
		const day = dayOf(draft, context);
		for (const sentence of draft.sentences) {
			if (!isProse(sentence)) continue;
			const passed = day === null ? undefined : futurePassed(sentence, day);
			const counted = countWithoutDay(sentence);
			if (passed !== undefined) yield passed;
			if (counted !== undefined && passed === undefined) yield counted;
		}
	},
});

function futurePassed(sentence: Sentence, day: string): Found | undefined {
	const promise = ahead.exec(sentence.text);
	if (promise === null) return undefined;
	const rest = sentence.at + promise.index;
	const date = tokensOf(sentence, 'date').find(
		({ at, precision, year, month, day: on }) =>
			at > rest && precision !== 'financial-year' && precision !== 'season' && lastDay(year, month, on) < day,
	);
	if (date !== undefined && !reported(sentence, rest))
		return {
			spot: tokenSpot(sentence, date),
			text: `This is told as still to come, and the document is dated ${inWordsDate(Temporal.PlainDate.from(day))}.`,
			mend: 'Say what has happened since, or say on which day this was the plan.',
			severity: 'fault',
			data: { dated: day },
		};
	for (const match of sentence.text.slice(promise.index).matchAll(bareMonth)) {
		const month = months.split('|').indexOf(match.groups?.month ?? '') + 1;
		const [year, own] = day.split('-').map(Number);
		// A month that has just passed is not meant for the next year; one long before it may be.
		if (year === undefined || own === undefined || month >= own || own - month > 6) continue;
		const at = rest + match.index;
		return {
			spot: spot(sentence, at, at + match[0].length),
			text: `${match.groups?.month ?? ''} is told as still to come, and the document is dated ${inWordsDate(Temporal.PlainDate.from(day))}.`,
			mend: 'Say what has happened since, or write the year that is meant.',
			severity: 'fault',
			data: { dated: day },
		};
	}
	return undefined;
}

/** "At the time of our visit, the force planned": the day is said. */
function reported(sentence: Sentence, until: number): boolean {
	const before = sentence.block.text.slice(sentence.at, until);
	return /\b(?:at the time|during our|when we|said that|told us|was|were|had)\b/i.test(before);
}

function countWithoutDay(sentence: Sentence): Found | undefined {
	const match = soFar.exec(sentence.text);
	if (match === null) return undefined;
	const counts = tokensOf(sentence, 'number').some(({ ordinal }) => !ordinal);
	const dated = tokensOf(sentence, 'date').length > 0 && asOf.test(sentence.text.replace(soFar, ''));
	if (!counts || dated || tokensOf(sentence, 'window').length > 0) return undefined;
	const at = sentence.at + match.index;
	return {
		spot: spot(sentence, at, at + match[0].length),
		text: `This is a count “${match[0]}”, and the day on which it was true is not said.`,
		mend: 'Write “by” and the day on which it was counted.',
	};
}
