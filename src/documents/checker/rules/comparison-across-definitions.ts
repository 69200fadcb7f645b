import { type Draft, isProse, neighbour, type Sentence, spot, tokensOf } from '../draft.ts';
import { shown } from '../numbers-in-words.ts';
import type { NumberToken, WindowToken } from '../reading/token.ts';
import { stem } from '../reading/words.ts';
import { defineRule, type Found } from '../rule.ts';

export const comparisonAcrossDefinitions = defineRule({
	name: 'comparison-across-definitions',
	title: 'A comparison of figures that are not measured alike',
	explains:
		'A share of incidents cannot be set beside a share of suspects, a rate per household beside one per person, or twelve months beside six. Both figures need one denominator, one unit and windows of one length.',
	severity: 'fault',
	*check(draft) {
		for (const sentence of draft.sentences) {
			if (!isProse(sentence)) continue;
			const chain = chainFrom(draft, sentence);
			if (chain !== undefined) yield* judged(chain);
		}
	},
});

/** Two figures, and the words between them that compare. */
type Chain = { first: Side; second: Side; word: string; across: 'time' | 'things' };
type Side = { sentence: Sentence; number: NumberToken; window: WindowToken | undefined };

/** The comparison stands with the second figure, or between the two in a sentence that points back. */
function chainFrom(draft: Draft, sentence: Sentence): Chain | undefined {
	const numbers = figures(sentence);
	const token = tokensOf(sentence, 'comparison').find(
		({ word }) => !/^(?:highest|lowest|largest|greatest)/.test(word),
	);
	if (token === undefined) return undefined;
	const across =
		token.over === 'time' ||
		/\b(?:last|previous|earlier) (?:inspection|year|report|period)|\bsince\b/i.test(sentence.text)
			? 'time'
			: 'things';
	const before = numbers.filter(({ end }) => end <= token.at);
	const after = numbers.filter(({ at }) => at >= token.end);
	const [own] = before;
	const [other] = after;
	if (before.length === 1 && after.length === 1 && own !== undefined && other !== undefined)
		return { first: sideOf(sentence, own), second: sideOf(sentence, other), word: token.word, across };
	if (!/^(?:This|That|It|These)\b/.test(sentence.text)) return undefined;
	const previous = neighbour(draft, sentence, -1);
	const next = neighbour(draft, sentence, 1);
	const [first, ...more] = previous === undefined ? [] : figures(previous);
	if (previous === undefined || first === undefined || more.length > 0) return undefined;
	const [inside, ...others] = numbers;
	if (inside !== undefined && others.length === 0)
		return { first: sideOf(previous, first), second: sideOf(sentence, inside), word: token.word, across };
	if (
		numbers.length > 0 ||
		next === undefined ||
		!/^(?:Then|At that time|In that|In our|Previously|Before that|The previous|In the previous|The figure)\b/.test(
			next.text,
		)
	)
		return undefined;
	const [second, ...rest] = figures(next);
	return second === undefined || rest.length > 0
		? undefined
		: { first: sideOf(previous, first), second: sideOf(next, second), word: token.word, across };
}

function figures(sentence: Sentence): NumberToken[] {
	return tokensOf(sentence, 'number').filter(({ unit }) => unit === 'percent' || unit === 'rate');
}

/** Of several windows in a sentence, a figure has the one that stands nearest to it. */
function sideOf(sentence: Sentence, number: NumberToken): Side {
	const away = ({ at, end }: WindowToken) => Math.min(Math.abs(end - number.at), Math.abs(at - number.end));
	const [window] = tokensOf(sentence, 'window').sort((a, b) => away(a) - away(b));
	return { sentence, number, window };
}

function* judged({ first, second, word, across }: Chain): Generator<Found> {
	const why = baseDiffers(first, second) ?? windowDiffers(first, second, across);
	if (why === undefined) return;
	const one = first.sentence === second.sentence;
	yield {
		spot: one ? spot(first.sentence, first.number.at, second.number.end) : spot(second.sentence),
		text: `“${word}” compares figures that are not measured alike: ${why}.`,
		mend: 'Give both figures by one definition, or state no change and no difference.',
		also: one ? [] : [spot(first.sentence)],
		data: { first: first.number.value, second: second.number.value, why },
	};
}

/** What is counted, by the last word of its name: the suspects of "arrested suspects". */
const units =
	/^(?:arrests?|assaults?|burglar(?:y|ies)|calls?|cases?|child(?:ren)?|complaints?|convictions?|crimes?|detainees?|detections?|employees?|files?|households?|incidents?|interviews?|investigations?|applications?|victims?|offences?|offenders?|officers?|orders?|people|persons?|populations?|records?|referrals?|reports?|residents?|respondents?|responses?|search(?:es)?|staff|stops?|suspects?|visits?|vacanc(?:y|ies)|posts?)$/;
/** People are called by several names. */
const people = /^(?:people|persons?|populations?|residents?)$/;

function baseDiffers(first: Side, second: Side): string | undefined {
	const [a, b] = [first.number, second.number];
	if (a.unit !== b.unit)
		return a.unit === 'rate' || b.unit === 'rate' ? 'a percentage and a rate' : undefined;
	if (a.per !== b.per && a.per !== null && b.per !== null)
		return `per ${shown(a.per)} and per ${shown(b.per)}`;
	const [one, two] = [baseOf(first), baseOf(second)];
	return one === undefined || two === undefined || stem(one) === stem(two)
		? undefined
		: `one is of ${one}, the other of ${two}`;
}

/** "53 percent of domestic abuse incidents" is of incidents. */
function baseOf({ sentence, number }: Side): string | undefined {
	const after = sentence.block.text.slice(number.end, number.end + 8);
	const last = number.noun.split(' ').findLast((word) => units.test(word));
	if (number.unit !== 'rate' && !/^ of\b/.test(after)) return undefined;
	return last !== undefined && people.test(last) ? 'people' : last;
}

function windowDiffers(first: Side, second: Side, across: 'time' | 'things'): string | undefined {
	const [a, b] = [first.window, second.window];
	if (a === undefined || b === undefined || a === b) return undefined;
	if (a.months !== b.months && a.months > 0 && b.months > 0)
		return `one is of ${a.months} months, the other of ${b.months}`;
	// Two years that follow each other are compared over time; two that overlap in part are a slip.
	const overlap = a.until !== b.until && a.from <= b.until && b.from <= a.until;
	return across === 'things' && overlap ? `one is until ${a.until}, the other until ${b.until}` : undefined;
}
