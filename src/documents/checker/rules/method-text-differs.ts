import type { MethodRecord } from '../context.ts';
import { isProse, type Sentence, spot } from '../draft.ts';
import { defineRule } from '../rule.ts';

type Told = { sentence: Sentence; method: MethodRecord['method'] };

const subject =
	/\b(?:most similar (?:group|forces)|MSGs?|similar forces|peer group|comparator group|family of forces)\b/i;
const pooled =
	/\b(?:sum of|add(?:ing)?|total|combined)\b[^.]*\bdivid(?:ed|ing) by\b|\bdivid(?:ed|ing) (?:the )?(?:sum|total|combined)\b[^.]*\bby\b|\bpool(?:ed|ing)\b/i;
const mean =
	/\b(?:mean|average) (?:of (?:the |all )?(?:forces[’']|their|its members[’']|individual|each)? ?(?:[\p{L}-]+ )?rates?|(?:[\p{L}-]+ )?rates? (?:for|of|in|across) (?:the )?(?:other )?(?:forces|members))\b/iu;
const median = /\bmedian\b/i;

/** How a group of forces is brought to one number: the three give different results. */
const names: Readonly<Record<MethodRecord['method'], string>> = {
	pooled: 'the sum of all events divided by the sum of all populations',
	'mean-of-rates': 'the average of the forces’ rates',
	median: 'the median of the forces’ rates',
	other: 'another method',
};

export const methodTextDiffers = defineRule({
	name: 'method-text-differs',
	title: 'A method that is described in two ways, or otherwise than it was used',
	explains:
		'The rate of a group of forces may be pooled, averaged over the forces, or a median, with the force itself in it or not. The text must describe the method by which the figures were made, and describe it in one way.',
	severity: 'doubt',
	*check(draft, { methods = [] }) {
		const told: Told[] = [];
		for (const sentence of draft.sentences) {
			if (!isProse(sentence) || !aboutAGroup(sentence)) continue;
			const method = pooled.test(sentence.text)
				? 'pooled'
				: mean.test(sentence.text)
					? 'mean-of-rates'
					: median.test(sentence.text)
						? 'median'
						: null;
			if (method !== null) told.push({ sentence, method });
		}
		const record = methods.find((one) => subject.test(one.subject));
		const [first] = told;
		for (const one of told) {
			if (record !== undefined && one.method !== record.method)
				yield {
					spot: spot(one.sentence),
					severity: 'fault',
					text: `The text says ${names[one.method]}; the figures were made as ${names[record.method]} (${record.version}).`,
					mend: 'Describe the method that was used.',
					data: { told: one.method, used: record.method },
				};
			else if (record === undefined && first !== undefined && one.method !== first.method)
				yield {
					spot: spot(one.sentence),
					text: `The rate of the group is ${names[one.method]} here, and ${names[first.method]} elsewhere.`,
					mend: 'Describe one method, with its version, in one place.',
					also: [spot(first.sentence)],
					data: { told: one.method, elsewhere: first.method },
				};
		}
	},
});

function aboutAGroup(sentence: Sentence): boolean {
	return subject.test(sentence.text);
}
