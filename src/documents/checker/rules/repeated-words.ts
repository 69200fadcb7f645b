import { isProse, type Sentence, spot } from '../draft.ts';
import { defineRule, type Found } from '../rule.ts';

/** A word that is rightly said twice in a row, as in "what he had had to do". */
const twice = new Set(['had', 'that', 'is', 'do', 'so', 'very', 'no', 'her', 'in', 'on', 'own']);
const doubled = /(?<![\p{L}\p{N}’'-])(?<word>\p{L}[\p{L}’']*)(?<gap>[ ]+)\k<word>(?![\p{L}\p{N}’'-])/giu;

/** Verbs of change with the nouns that say the same. */
const changes: readonly (readonly [verbs: string, nouns: string])[] = [
	[
		'reduc(?:ed?|es|ing)|decreas(?:ed?|es|ing)|f[ae]ll(?:s|en|ing)?|declin(?:ed?|es|ing)|dropp?(?:ed|s|ing)?|cut(?:s|ting)?|lower(?:ed|s|ing)?',
		'reduction|decrease|fall|decline|drop|cut',
	],
	[
		'increas(?:ed?|es|ing)|r(?:ise|ose|isen|ising|ises)|gr(?:ow|ew|own|ows|owing)|went up|gone up|rais(?:ed?|es|ing)',
		'increase|rise|growth',
	],
	['improv(?:ed?|es|ing)', 'improvement'],
	['chang(?:ed?|es|ing)', 'change'],
];
const amount =
	'(?:about |around |nearly |almost |just (?:over|under) |more than |some |a |an |further )*[£]?\\d[\\d,.]*(?: ?(?:%|percent|per cent|percentage points?|points?|million|m|bn))?';
const saidTwice = changes.map(
	([verbs, nouns]) => new RegExp(`\\b(?:${verbs}) (?:by |to )?(?:an? )?${amount} (?:${nouns})\\b`, 'gi'),
);
const twoArticles =
	/\b(?:an? the|the an?|an? an|a a|the (?:its|their|our|his|her)|to to|(?:its|their|our) the|in order for to)\b/gi;

export const repeatedWords = defineRule({
	name: 'repeated-words',
	title: 'Words that are said twice',
	explains:
		'A word that stands twice in a row, two articles before one noun, or a change that is told by its verb and again by its noun, are left over from an earlier wording.',
	severity: 'fault',
	*check(draft) {
		for (const sentence of draft.sentences) {
			if (!isProse(sentence) && sentence.block.kind !== 'heading') continue;
			const found = [...wordsTwice(sentence), ...changesTwice(sentence), ...articlesTwice(sentence)];
			// What two patterns find at one place is one slip.
			yield* found.filter((one, index) => !found.slice(0, index).some((other) => overlaps(one, other)));
		}
	},
});

function* wordsTwice(sentence: Sentence): Iterable<Found> {
	for (const match of sentence.text.matchAll(doubled)) {
		const { word = '' } = match.groups ?? {};
		const [first = '', second = ''] = match[0].split(/ +/);
		// "Avon Avon", "Bora Bora": names may be so, and "Will will go" is a person.
		const named = /^\p{Lu}/u.test(second) || (/^\p{Lu}/u.test(first) && match.index > 0);
		if (named || twice.has(word.toLowerCase())) continue;
		yield at(sentence, match, `“${word}” stands twice in a row.`, `Take one “${word}” out.`);
	}
}

function* changesTwice(sentence: Sentence): Iterable<Found> {
	for (const pattern of saidTwice)
		for (const match of sentence.text.matchAll(pattern))
			yield at(
				sentence,
				match,
				'The change is told by its verb and again by its noun.',
				'Keep one of the two: “fell by 5 percent”, or “a fall of 5 percent”.',
			);
}

function* articlesTwice(sentence: Sentence): Iterable<Found> {
	for (const match of sentence.text.matchAll(twoArticles)) {
		if (/^a [aA]\b/.test(match[0]) && match[0].endsWith('A')) continue;
		yield at(sentence, match, `“${match[0]}” has one word too many.`, 'Keep the one that is meant.');
	}
}

function at(sentence: Sentence, match: RegExpExecArray, text: string, mend: string): Found {
	const from = sentence.at + match.index;
	return { spot: spot(sentence, from, from + match[0].length), text, mend };
}

function overlaps(a: Found, b: Found): boolean {
	return a.spot.block === b.spot.block && a.spot.at < b.spot.end && b.spot.at < a.spot.end;
}
