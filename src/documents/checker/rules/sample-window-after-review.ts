import { inWordsDate } from '../../../foundation/index.ts';
import { type Draft, isProse, type Sentence, spot, tokensOf } from '../draft.ts';
import { spanOf } from '../reading/dates.ts';
import { defineRule } from '../rule.ts';

export const sampleWindowAfterReview = defineRule({
	name: 'sample-window-after-review',
	title: 'A sample from a time after it was reviewed',
	explains:
		'Files can be reviewed only when the time from which they are drawn is over. When the review took place is read from its own date, or from what was still to come during the fieldwork that it preceded.',
	severity: 'fault',
	*check(draft) {
		const windows = draft.sentences.flatMap(windowsOf);
		if (windows.length === 0) return;
		const latest = latestReview(draft);
		if (latest === undefined) return;
		for (const { sentence, from, until, at, end } of windows)
			if (until >= latest.day && sentence !== latest.sentence)
				yield {
					spot: spot(sentence, at, end),
					text: `The sample is drawn until ${day(until)}, but it was reviewed ${latest.why} ${day(latest.day)}.`,
					mend: 'Give the window from which the files were really drawn, and the date of the review.',
					also: [latest.sentence, ...latest.with].map((one) => spot(one)),
					data: { from, until, reviewed: latest.day },
				};
	},
});

const drawn =
	/\b(?:select(?:ed|ion)|sampl(?:ed?|ing)|drawn|drew|chose(?:n)?|random(?:ly)?|dip[- ]sampl(?:ed?|ing))\b/i;
const record = /\b(?:files?|cases?|crimes?|records?|incidents?|investigations?|searches|forms|reports)\b/i;

function windowsOf(sentence: Sentence) {
	return isProse(sentence) && drawn.test(sentence.text) && record.test(sentence.text)
		? tokensOf(sentence, 'window').map(({ from, until, at, end }) => ({ sentence, from, until, at, end }))
		: [];
}

type Latest = { day: string; why: string; sentence: Sentence; with: Sentence[] };

const reviewed = /\b(?:review(?:ed|ing)?|examin(?:ed|ing)|assess(?:ed|ing)|audit(?:ed|ing)?|read)\b/i;
const first = /\b(?:before|in advance of|prior to|ahead of)\b[^.]{0,40}\b(?:fieldwork|inspection|visit)/i;
const visit = /\b(?:fieldwork|inspection visit|our visit|site visit)\b/i;
const happened =
	/\b(?:took place|was carried out|was conducted|carried out (?:our )?(?:inspection )?fieldwork|visited|did our fieldwork|we inspected)\b/i;
/** Said of the past, something that was then still to come. */
const toCome =
	/\b(?:planned|expected|intended|hoped|aimed|was due|were due|was scheduled|were scheduled|was planned|was expected|was about) (?:to|for|that)\b/i;

/** The last day on which the review can have happened. */
function latestReview(draft: Draft): Latest | undefined {
	const all: Latest[] = [];
	const before = draft.sentences.find(
		(one) => isProse(one) && reviewed.test(one.text) && record.test(one.text) && first.test(one.text),
	);
	for (const sentence of draft.sentences) {
		if (!isProse(sentence)) continue;
		const { text } = sentence;
		const own =
			reviewed.test(text) &&
			record.test(text) &&
			/\b(?:we|our|HMIC(?:FRS)?|inspectors?|the inspectorate)\b/i.test(text);
		const spans = tokensOf(sentence, 'date').flatMap((date) => {
			const span = spanOf(date);
			return span === undefined || date.precision === 'year' || date.precision === 'financial-year'
				? []
				: [{ ...span, date }];
		});
		for (const { until, date } of spans) {
			const words = sentence.block.text.slice(Math.max(sentence.at, date.at - 28), date.at);
			if (
				own &&
				/\b(?:reviewed|examined|audited|assessed)\b[^.]*\b(?:in|on|by|during) (?:the )?(?:week of )?$/i.test(
					sentence.block.text.slice(sentence.at, date.at),
				) &&
				!/\b(?:recorded|reported|closed|made|between)\b/i.test(words)
			)
				all.push({ day: until, why: 'by', sentence, with: [] });
			if (before === undefined) continue;
			if (visit.test(text) && happened.test(text))
				all.push({ day: until, why: 'before fieldwork that was over by', sentence, with: [before] });
			if (toCome.test(text) && /\b(?:in|by|from|for|on|until) (?:early |late |mid-?)?$/i.test(words))
				all.push({
					day: until,
					why: 'before fieldwork, during which this was still to come by',
					sentence,
					with: [before],
				});
		}
	}
	return all.sort((a, b) => (a.day < b.day ? -1 : 1)).at(0);
}

function day(iso: string): string {
	return inWordsDate(Temporal.PlainDate.from(iso));
}
