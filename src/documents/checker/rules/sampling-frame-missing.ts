import { type Draft, isProse, type Sentence, spot, tokensOf } from '../draft.ts';
import { stems } from '../reading/words.ts';
import { defineRule, type Found } from '../rule.ts';

const units =
	'files?|cases?|records?|reports?|investigations?|incidents?|logs?|forms?|assessments?|referrals?|calls?|crimes?|searches|complaints?';
const sample = new RegExp(
	`\\b(?:(?:small|random|dip|representative|further|larger?|statistical) )*samples? of (?:[\\p{L}\\d’'-]+ ){0,5}?(?<unit>${units})\\b|\\bdip[- ]sampled (?:[\\p{L}\\d’'-]+ ){0,4}?(?<dipped>${units})\\b`,
	'iu',
);
const reviewed = new RegExp(
	`\\b(?:we|inspectors|HMIC(?:FRS)?|the inspectorate|the inspection team) (?:also |then )?(?:reviewed|examined|audited|sampled|assessed|looked at|read) (?:a (?:total|sample|selection) of )?(?<count>\\d[\\d,]*) (?:[\\p{L}’'-]+ ){0,4}?(?<unit>${units})\\b`,
	'iu',
);
/** How records came to be chosen, or out of which they were. */
const frame =
	/\b(?:at random|random(?:ly)?|drawn|chosen|selected|picked|every (?:second|third|fourth|fifth|tenth|twentieth|\d+(?:st|nd|rd|th))|systematic(?:ally)?|stratified|(?:recorded|closed|opened|finalised|received|completed|made|reported|dated|searched) (?:between|during|in|from|since|over)|from (?:all|the (?:list|register|\d)|a list|those)|that (?:had been|were|was) (?:recorded|closed|reported))\b/iu;
const unknown =
	/\b(?:unable to (?:provide|say|tell|give|identify|determine)|could(?:n['’]t| not) (?:provide|say|tell|give|identify|determine)|can(?:['’]t|not) (?:provide|say|tell|give|identify|determine)|(?:does|did)(?:n['’]t| not) (?:know|hold|have) (?:the number|how many))\b/i;

export const samplingFrameMissing = defineRule({
	name: 'sampling-frame-missing',
	title: 'A sample without the list that it was drawn from',
	explains:
		'What a sample says holds for the list that it was drawn from, and for nothing else. A document says what that list was, how many records were drawn and how they were chosen.',
	severity: 'doubt',
	*check(draft) {
		const described = draft.sentences.filter(describesFrame);
		const told = new Set<string>();
		for (const sentence of draft.sentences) {
			const found = isProse(sentence) ? sampleIn(sentence) : undefined;
			if (found === undefined || told.has(found.unit)) continue;
			if (described.some((other) => other === sentence || speaksOf(other, found.unit))) continue;
			told.add(found.unit);
			yield remark(draft, sentence, found);
		}
	},
});

type Sample = { at: number; end: number; unit: string; sized: boolean };

function sampleIn(sentence: Sentence): Sample | undefined {
	const match = reviewed.exec(sentence.text) ?? sample.exec(sentence.text);
	if (match === null) return undefined;
	const { unit, dipped, count } = match.groups ?? {};
	const at = sentence.at + match.index;
	const end = at + match[0].length;
	const sized =
		count !== undefined ||
		tokensOf(sentence, 'number').some((token) => token.unit === 'count' && !token.ordinal);
	return { at, end, unit: (unit ?? dipped ?? '').toLowerCase().replace(/s$/, ''), sized };
}

function describesFrame(sentence: Sentence): boolean {
	return frame.test(sentence.text) && new RegExp(`\\b(?:${units}|sample)\\b`, 'i').test(sentence.text);
}

/** A description of the method speaks of the same records. */
function speaksOf({ text }: Sentence, unit: string): boolean {
	const roots = stems(text);
	return [...stems(unit)].every((root) => roots.has(root)) || /\bsamples?\b/i.test(text);
}

function remark(draft: Draft, sentence: Sentence, { at, end, sized }: Sample): Found {
	const lacking = sized
		? 'how they were chosen, and from which list'
		: 'how many they were, how they were chosen, and from which list';
	const before = draft.sentences.slice(Math.max(0, sentence.index - 3), sentence.index);
	const uncounted = before.find(
		(one) => unknown.test(one.text) && sharesSubject(one, sentence.block.text.slice(at, end)),
	);
	return {
		spot: spot(sentence, at, end),
		severity: uncounted === undefined ? 'doubt' : 'fault',
		text:
			uncounted === undefined
				? `It is not said of these records ${lacking}.`
				: `The force could not say how many there are, so nobody can tell what these records were drawn from; nor is it said ${lacking}.`,
		mend: 'Name the list, the number on it, the number that was drawn, and how.',
		also: uncounted === undefined ? [] : [spot(uncounted)],
		data: { sized },
	};
}

function sharesSubject({ text }: Sentence, words: string): boolean {
	const roots = stems(text);
	return [...stems(words)].some((root) => roots.has(root));
}
