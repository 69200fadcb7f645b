import { StatisticsError } from './errors.ts';
import {
	bandInWords,
	comparable,
	inWords,
	type Pair,
	ratioApart,
	show,
	significance,
	type Wording,
	within,
	wordingMethod,
} from './wording.ts';
import { checkedRules, standardWording, type WordingRules } from './wording-rules.ts';

export type ChangeWord = 'rose' | 'fell' | 'rose considerably' | 'fell considerably' | 'was unchanged';

/** How one figure moved between two windows: `before` and `after` are the same thing measured twice. */
export function describeChange(
	{ before, after, ...rest }: Omit<Pair, 'a' | 'b'> & { before: Pair['a']; after: Pair['b'] },
	rules: WordingRules = standardWording,
): Wording<ChangeWord> {
	checkedRules(rules);
	const pair: Pair = { ...rest, a: after, b: before };
	const { a, b } = comparable(pair);
	if (a.window === b.window)
		throw new StatisticsError(
			'definition-differs',
			`No word for a change can be given: both figures are for ${a.window}.`,
		);
	const difference = a.value - b.value;
	const considerable = ratioApart(a.value, b.value) >= rules.considerableRatio;
	const moved = `${difference > 0 ? 'rose' : 'fell'}${considerable ? ' considerably' : ''}` as const;
	const sample = pair.kind === 'sample' ? significance(pair, rules.confidence) : null;
	const still = sample === null ? within(rules.unchanged, pair.unit, a.value, b.value) : !sample.significant;
	const word = still ? 'was unchanged' : moved;
	const rule = sample === null ? 'stated tolerance' : 'significance of the difference';
	const because =
		sample?.sentence ??
		`The two are full counts; they are ${show(Math.abs(difference))} apart, ${still ? 'within' : 'beyond'} ${bandInWords(rules.unchanged, pair.unit)}.`;
	return {
		word,
		rule,
		rules: rules.version,
		sentence: `From ${inWords(b, pair.unit)} (${b.window}) to ${inWords(a, pair.unit)} (${a.window}) it ${word}. ${because} Rule: ${rule}, ${rules.version}.`,
		difference,
		method: wordingMethod.label,
	};
}

export type BetweenChangesWord =
	| 'a bigger rise than'
	| 'a smaller rise than'
	| 'a similar rise to'
	| 'a bigger fall than'
	| 'a smaller fall than'
	| 'a similar fall to'
	| 'a rise, against a fall in'
	| 'a fall, against a rise in'
	| 'a rise, against no change in'
	| 'a fall, against no change in'
	| 'no change, against a rise in'
	| 'no change, against a fall in'
	| 'no change, as in';

/** Two percentage changes over the same windows, such as −21 in a force and −16 in England and Wales. */
export function compareChanges(
	pair: Omit<Pair, 'unit' | 'outlier'>,
	rules: WordingRules = standardWording,
): Wording<BetweenChangesWord> {
	checkedRules(rules);
	const whole: Pair = { ...pair, unit: 'percent' };
	const { a, b, notes } = comparable(whole);
	const difference = a.value - b.value;
	const sample = pair.kind === 'sample' ? significance(whole, rules.confidence) : null;
	const similar =
		sample === null ? Math.abs(difference) <= rules.similarChange * (1 + 1e-9) : !sample.significant;
	const word = betweenChanges(a.value, b.value, similar);
	const rule = sample === null ? 'stated tolerance' : 'significance of the difference';
	const because =
		sample?.sentence ??
		`The two changes are ${show(Math.abs(difference))} percentage points apart, ${similar ? 'within' : 'beyond'} the tolerance of ${show(rules.similarChange)}.`;
	return {
		word,
		rule,
		rules: rules.version,
		sentence: `${inWords(a, 'percent')} is ${word} ${inWords(b, 'percent')}. ${[because, ...notes].join(' ')} Rule: ${rule}, ${rules.version}.`,
		difference,
		method: wordingMethod.label,
	};
}

function betweenChanges(a: number, b: number, similar: boolean): BetweenChangesWord {
	const [one, other] = [direction(a), direction(b)];
	if (one === 'no change')
		return other === 'no change' ? 'no change, as in' : `no change, against a ${other} in`;
	if (other === 'no change') return `a ${one}, against no change in`;
	if (one === 'rise' && other === 'fall') return 'a rise, against a fall in';
	if (one === 'fall' && other === 'rise') return 'a fall, against a rise in';
	if (similar) return `a similar ${one} to`;
	return `a ${Math.abs(a) > Math.abs(b) ? 'bigger' : 'smaller'} ${one} than`;
}

function direction(change: number): 'rise' | 'fall' | 'no change' {
	return change === 0 ? 'no change' : change > 0 ? 'rise' : 'fall';
}
