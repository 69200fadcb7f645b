import { type Draft, isProse, type Sentence, spot, tokensOf } from '../draft.ts';
import { bandOf, shown, shownPercent } from '../numbers-in-words.ts';
import type { NumberToken, QuantifierToken } from '../reading/token.ts';
import { shared, stem, stems } from '../reading/words.ts';
import { defineRule, type Found } from '../rule.ts';
import { topicsOf } from '../topics.ts';

export const quantifierAgainstCount = defineRule({
	name: 'quantifier-against-count',
	title: 'A word for a share that its figure does not bear',
	explains:
		'“Most”, “nearly a third” or “all” must hold for the figure that stands beside it, and for the same thing where it is told again with a figure.',
	severity: 'fault',
	*check(draft) {
		for (const sentence of draft.sentences) {
			if (!isProse(sentence)) continue;
			yield* besideTheFigure(sentence);
		}
		yield* toldAgain(draft);
	},
});

/** "most of the files (20 of 60)", "nearly a third (28 percent)". */
function* besideTheFigure(sentence: Sentence): Generator<Found> {
	const { text } = sentence.block;
	const percents = tokensOf(sentence, 'number').filter(({ unit }) => unit === 'percent');
	const shares = tokensOf(sentence, 'share');
	for (const word of tokensOf(sentence, 'quantifier')) {
		const bracket = /^[^.;:()]{0,60}\((?<inside>[^()]{1,60})\)/.exec(text.slice(word.end, sentence.end));
		if (bracket === null) continue;
		const from = word.end + bracket[0].length - (bracket.groups?.inside ?? '').length - 1;
		const to = word.end + bracket[0].length;
		// Another word or number between them may be what the bracket is about.
		const between = sentence.tokens.some(
			(token) =>
				(token.kind === 'quantifier' || token.kind === 'number') &&
				token.at >= word.end &&
				token.at < from - 1,
		);
		if (
			between ||
			/\b(?:compared|rising|falling|up from|down from|an increase|a reduction|with)\b/i.test(
				bracket.groups?.inside ?? '',
			)
		)
			continue;
		const share = shares.find(({ at, end }) => at >= from && end <= to);
		const percent = percents.find(({ at, end }) => at >= from && end <= to);
		const actual = share === undefined ? percent : share;
		if (actual === undefined) continue;
		const [low, high] =
			share === undefined
				? bandOf(percent ?? neverPercent).map((one) => one / 100)
				: [share.part / share.whole, share.part / share.whole];
		if (low === undefined || high === undefined || fits(word, low, high)) continue;
		yield {
			spot: spot(sentence, word.at, to),
			text: `“${word.word}” does not fit ${share === undefined ? `${shown(percent?.value ?? 0)} percent` : `${shown(share.part)} of ${shown(share.whole)} (${shownPercent(share.part / share.whole)})`}.`,
			mend: 'Use the word that the share allows, or only the figure.',
			data: { word: word.word, low: word.low, high: word.high, share: low },
		};
	}
}

const neverPercent: NumberToken = {
	kind: 'number',
	at: 0,
	end: 0,
	value: 0,
	decimals: 0,
	written: 'figures',
	unit: 'percent',
	per: null,
	hedge: null,
	margin: null,
	noun: '',
	ordinal: false,
};

/** Whether the share may be called so; half a point of slack, since shares are rounded. */
function fits(word: QuantifierToken, low: number, high: number): boolean {
	const slack = 0.005;
	return high >= word.low - slack && low <= word.high + (word.high === 1 && word.low === 1 ? 0 : slack);
}

const negative =
	/\b(?:not|never|no|lack|without|fail(?:s|ed)?|expired|overdue|missing|haven['’]t|hasn['’]t|hadn['’]t|didn['’]t|aren['’]t|isn['’]t|weren['’]t|wasn['’]t|doesn['’]t|don['’]t|unable)\b/i;
const elsewhere =
	/\b(?:England and Wales|national(?:ly)?|other forces|average|previous(?:ly)?|last inspection|compared with)\b/i;

/** A fraction in one place, and a percentage of what seems to be the same thing in another. */
function* toldAgain(draft: Draft): Generator<Found> {
	const topics = topicsOf(draft);
	const withPercent = draft.sentences.filter(
		(one) =>
			isProse(one) &&
			tokensOf(one, 'number').some(({ unit }) => unit === 'percent') &&
			!elsewhere.test(one.text),
	);
	for (const sentence of draft.sentences) {
		if (!isProse(sentence)) continue;
		const words = tokensOf(sentence, 'quantifier').filter(
			({ low, high, word }) =>
				high - low < 0.2 && high < 1 && low > 0 && /third|quarter|half|fifth|tenth| in /.test(word),
		);
		const [word] = words;
		if (
			word === undefined ||
			words.length > 1 ||
			tokensOf(sentence, 'number').some(({ unit }) => unit === 'percent')
		)
			continue;
		const own = topics.of(sentence);
		for (const other of withPercent) {
			const percents = tokensOf(other, 'number').filter(({ unit }) => unit === 'percent');
			const [percent] = percents;
			if (percent === undefined || percents.length > 1) continue;
			const around = new Set([
				...contextOf(draft, other, -2),
				...contextOf(draft, other, 1),
				...topics.of(other),
			]);
			const both = shared(own, around);
			const direct = shared(own, topics.of(other));
			// Much of what the one says stands in or around the other, and its subject in the other itself.
			if (direct.length < 2 || both.length < 4 || topics.likeness(own, around) < 0.6) continue;
			if (!sameSubject(word, other.text) || negative.test(sentence.text) !== negative.test(other.text))
				continue;
			const [low, high] = bandOf(percent).map((one) => one / 100);
			if (
				low === undefined ||
				high === undefined ||
				fits(word, low, high) ||
				Math.abs(low - word.high) > 0.25
			)
				continue;
			yield {
				spot: spot(sentence, word.at, word.end + (word.noun === '' ? 0 : word.noun.length + 1)),
				text: `“${word.word}” is told as ${sentence.block.text.slice(word.at, word.end) === '' ? '' : hedged(other, percent)} elsewhere.`,
				mend: 'Use one figure in both places, and the word that it allows.',
				also: [spot(other)],
				data: { word: word.word, low: word.low, high: word.high, stated: percent.value },
			};
			break;
		}
	}
}

function hedged(sentence: Sentence, percent: NumberToken): string {
	const words =
		/(?:up to|at least|around|about|more than|nearly|over|fewer than|less than)? ?$/i.exec(
			sentence.block.text.slice(sentence.at, percent.at),
		)?.[0] ?? '';
	return `“${words.trimStart()}${sentence.block.text.slice(percent.at, percent.end)}”`;
}

/** The words that are counted stand in the other sentence too. */
function sameSubject({ noun }: QuantifierToken, text: string): boolean {
	const roots = stems(text);
	return noun === '' || noun.split(' ').some((word) => word.length > 3 && roots.has(stem(word)));
}

function contextOf(draft: Draft, sentence: Sentence, by: number): ReadonlySet<string> {
	const topics = topicsOf(draft);
	const found = new Set<string>();
	for (let step = Math.sign(by); Math.abs(step) <= Math.abs(by); step += Math.sign(by)) {
		const other = draft.sentences[sentence.index + step];
		if (other !== undefined && other.block.section === sentence.block.section && isProse(other))
			for (const root of topics.of(other)) found.add(root);
	}
	return found;
}
