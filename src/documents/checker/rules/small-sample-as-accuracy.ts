import { type Draft, isProse, neighbour, type Sentence, spot, tokenSpot, tokensOf } from '../draft.ts';
import { defineRule, type Found } from '../rule.ts';

/** Below this, even a result without any failure leaves room for one in ten. */
const fewest = 30;

const records = /\b(?:files?|cases?|records?|reports?|crimes|investigations|calls|incidents|logs|forms)\b/i;
const looked = /\b(?:review|examin|audit|sampl|dip[- ]?(?:test|check)|reality test|look(?:ed)? at|test)\w*/i;
const small =
	/\b(?:(?:very )?small (?:sample|number)|dip[- ]?(?:sample|test|check)\w*|reality test\w*|handful|spot checks?)\b/i;
const accuracy =
	/\b(?:high (?:degree|level|standard) of (?:accuracy|compliance)|(?:fully|highly|very|consistently) (?:accurate|compliant|reliable)|(?:full|complete|total|excellent) (?:accuracy|compliance)|(?:100|hundred) ?(?:%|percent|per cent) (?:accura\w+|complian\w+|correct\w*)|in every case|in all cases|always (?:accurate|compliant|correct|complied|recorded))\b/i;
const modest =
	/\b(?:too (?:small|few)|cannot be (?:taken|generali[sz]ed)|not (?:statistically )?(?:representative|significant|enough)|indicat(?:ive|ion) only|confidence interval|margin of error|plus or minus|says? nothing (?:of|about)|no more than an? (?:impression|indication))|±/i;

export const smallSampleAsAccuracy = defineRule({
	name: 'small-sample-as-accuracy',
	title: 'A small sample stated as accuracy',
	explains: `Fewer than ${fewest} records cannot show that something is accurate: even where all were right, one in ten of the others may be wrong. A percentage of them looks more exact than it is.`,
	severity: 'doubt',
	*check(draft) {
		for (const sentence of draft.sentences) {
			if (!isProse(sentence) || modestNear(draft, sentence)) continue;
			const found = percentOfFew(sentence) ?? claimOnFew(draft, sentence);
			if (found !== undefined) yield found;
		}
	},
});

function modestNear(draft: Draft, sentence: Sentence): boolean {
	return [sentence, neighbour(draft, sentence, 1), neighbour(draft, sentence, -1)].some(
		(one) => one !== undefined && modest.test(one.text),
	);
}

/** "Five of the seven files (71 percent)". */
function percentOfFew(sentence: Sentence): Found | undefined {
	const share = tokensOf(sentence, 'share').find(({ whole }) => whole > 0 && whole < fewest);
	const percent = tokensOf(sentence, 'number').find(
		({ unit, margin }) => unit === 'percent' && margin === null,
	);
	if (share === undefined || percent === undefined || !records.test(sentence.text)) return undefined;
	if (Math.abs((100 * share.part) / share.whole - percent.value) > 2) return undefined;
	return {
		spot: tokenSpot(sentence, percent),
		text: `A percentage of ${share.whole} records looks more exact than it is.`,
		mend: `Give the two numbers only, ${share.part} of ${share.whole}, or a confidence interval beside the percentage.`,
		data: { sample: share.whole },
	};
}

/** "A high degree of accuracy", where few records, or nobody knows how many, were looked at. */
function claimOnFew(draft: Draft, sentence: Sentence): Found | undefined {
	const claim = accuracy.exec(sentence.text);
	if (claim === null) return undefined;
	const around = [sentence, neighbour(draft, sentence, -1), neighbour(draft, sentence, 1)].filter(
		(one) => one !== undefined,
	);
	const sizes = around.flatMap((one) =>
		looked.test(one.text) && records.test(one.text) ? sizesIn(one) : [],
	);
	const size = sizes.length === 0 ? undefined : Math.max(...sizes);
	if (size === undefined ? !around.some(({ text }) => small.test(text)) : size >= fewest) return undefined;
	const at = sentence.at + claim.index;
	return {
		spot: spot(sentence, at, at + claim[0].length),
		text: `“${claim[0]}” rests on ${size === undefined ? 'a sample whose size is not said' : `${size} records`}.`,
		mend: 'Say how many records were looked at and how many were right, and that so few do not show how accurate all are.',
		data: { sample: size ?? null },
	};
}

function sizesIn(sentence: Sentence): number[] {
	return [
		...tokensOf(sentence, 'share').map(({ whole }) => whole),
		...tokensOf(sentence, 'number')
			.filter(({ unit, ordinal, noun }) => unit === 'count' && !ordinal && records.test(noun))
			.map(({ value }) => value),
	];
}
