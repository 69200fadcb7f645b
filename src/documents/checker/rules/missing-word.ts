import { isProse, spot } from '../draft.ts';
import { defineRule } from '../rule.ts';

const det = '(?:the|an?|its|their|our|his|her|this|that|these|those|other)';

/** Phrases that need a word after them, when what follows shows that it is not there. */
const gaps: readonly (readonly [phrase: string, follows: string, missing: string])[] = [
	['in line', `${det}|\\d+|England|forces`, 'with'],
	['in (?:accordance|conjunction|partnership|compliance|keeping|comparison)', det, 'with'],
	['(?:comparable|consistent|compliant)', `(?:favourably )?(?:${det}|\\d+)`, 'with'],
	['according', det, 'to'],
	['prior', det, 'to'],
	['with regard', det, 'to'],
	['in relation', det, 'to'],
	['on behalf', det, 'of'],
	['(?:regardless|instead|irrespective)', '(?:the|an?|its|their|our)', 'of'],
	['in (?:terms|spite|favour|need|charge)', det, 'of'],
	['as part', det, 'of'],
	[
		'a (?:number|range|series|variety|lack|majority)',
		'(?:the|officers|staff|forces|cases|files|crimes|victims|areas|people|incidents)',
		'of',
	],
	[
		'(?:one|some|many|most|each|both|none) of',
		'(?:officers|forces|files|cases|victims|areas)\\b(?! of)',
		'the',
	],
	['(?:have|has|had) not', '(?:able|aware|clear|consistent|effective)', 'been'],
	[
		'(?:will|would|should|could|may|might|must|can)',
		'(?:able|aware|given|made|taken|done|shown|seen|used|carried|recorded|reviewed|trained|improved to)',
		'be',
	],
	[
		'(?:needs?|ought|wants?|plans?|intends?|aims?|fail(?:s|ed)|continues?|attempts?)',
		'(?:improve|ensure|make|do|develop|reduce|provide|increase|understand|consider|take|give|become|be)',
		'to',
	],
	[
		'(?<=\\b(?:is|are|was|were|been|be) )(?:able|unable|likely|unlikely|required|expected|committed)',
		'(?:provide|identify|ensure|improve|make|do|develop|be|take|give|show|say|record)',
		'to',
	],
	['such', '(?:the)', 'as'],
];
const patterns = gaps.map(
	([phrase, follows, missing]) =>
		[new RegExp(`\\b(?<phrase>${phrase}) (?=(?:${follows})\\b)`, 'gi'), missing] as const,
);
/** "records its appropriately": whose is said, and not what. */
const nobodys =
	/\b(?<phrase>its|their|our|my|your) \p{Ll}{4,}ly(?= (?:to|and|in|with|on|for|by|before|after)\b|[.,;])/gu;
const lyNouns =
	/\b(?:family|supply|assembly|anomaly|reply|ally|monopoly|tally|rally|folly|belly|weekly|monthly|daily|elderly|early)\b/;

export const missingWord = defineRule({
	name: 'missing-word',
	title: 'A word that was left out',
	explains:
		'Certain words call for another: what is in line is in line with something. Where the next words show that it was left out, a reader has to guess.',
	severity: 'fault',
	*check(draft) {
		for (const sentence of draft.sentences) {
			if (!isProse(sentence)) continue;
			for (const [pattern, missing] of patterns)
				for (const match of sentence.text.matchAll(pattern)) {
					const { phrase = '' } = match.groups ?? {};
					if (asNoun(sentence.text, match.index, phrase)) continue;
					const next = /^\S+/.exec(sentence.text.slice(match.index + match[0].length))?.[0] ?? '';
					const from = sentence.at + match.index;
					yield {
						spot: spot(sentence, from, from + match[0].length + next.length),
						text: `“${missing}” is missing after “${phrase}”.`,
						mend: `Write “${phrase} ${missing}”.`,
						data: { missing },
					};
				}
			for (const match of sentence.text.matchAll(nobodys)) {
				if (lyNouns.test(match[0])) continue;
				const from = sentence.at + match.index;
				yield {
					spot: spot(sentence, from, from + match[0].length),
					text: `What follows “${match.groups?.phrase ?? ''}” is missing.`,
					mend: 'Write the word that is meant.',
				};
			}
		}
	},
});

/** "the plans make sense", "their needs do", "the will given to her": nouns here, and nothing is missing. */
function asNoun(text: string, at: number, phrase: string): boolean {
	if (!/^(?:needs?|wants?|plans?|aims?|attempts?|will|may|can|might|must|one|some)$/i.test(phrase))
		return false;
	const before = text.slice(0, at);
	return (
		/(?:\b(?:the|an?|its|their|our|his|her|these|those|all|such|no|any|both|and|or|of|whose|this|that|[\p{L}]+[’']s?)|[\p{L}]+(?:al|ive|ful|ing|ary|ic|able|ent|ant|ed|ex|ous)) $/iu.test(
			before,
		) || /^$/.test(before)
	);
}
