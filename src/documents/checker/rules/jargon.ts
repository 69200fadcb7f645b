import type { Term } from '../../glossary/glossary.ts';
import { isProse, type Spot, spot } from '../draft.ts';
import { defineRule } from '../rule.ts';

export const jargon = defineRule({
	name: 'jargon',
	title: 'A word for which there is a plainer one',
	explains:
		'The glossary has words over which readers stumble, with what says the same. Each is told once; what somebody else said stays as it is.',
	severity: 'style',
	*check(draft, { glossary }) {
		const stumbling = (glossary?.terms ?? []).filter(({ plain }) => plain !== null);
		if (stumbling.length === 0) return;
		const { pattern, terms } = finder(stumbling);
		const found = new Map<Term, { spot: Spot; words: string; times: number }>();
		for (const sentence of draft.sentences) {
			if (!isProse(sentence)) continue;
			for (const match of withoutQuotes(sentence.text).matchAll(pattern)) {
				const term = terms.get(match[0].toLowerCase());
				if (term === undefined) continue;
				const before = found.get(term);
				if (before !== undefined) {
					before.times += 1;
					continue;
				}
				const at = sentence.at + match.index;
				found.set(term, { spot: spot(sentence, at, at + match[0].length), words: match[0], times: 1 });
			}
		}
		for (const [term, { spot, words, times }] of found)
			yield {
				spot,
				text: `Readers may stumble over “${words}”${times === 1 ? '' : `, which stands here ${times} times`}.`,
				mend: `Plainer: ${term.plain ?? ''}.`,
				data: { times },
			};
	},
});

function finder(stumbling: readonly Term[]): { pattern: RegExp; terms: Map<string, Term> } {
	const terms = new Map(
		stumbling.flatMap((term) => [term.name, ...term.also].map((name) => [name.toLowerCase(), term] as const)),
	);
	const names = [...terms.keys()].sort((a, b) => b.length - a.length).map(RegExp.escape);
	return {
		pattern: new RegExp(`(?<![\\p{L}\\p{N}-])(?:${names.join('|')})(?![\\p{L}\\p{N}-])`, 'giu'),
		terms,
	};
}

function withoutQuotes(text: string): string {
	return text.replaceAll(/“[^”]*”|‘[^’]{3,}’(?!\p{L})/gu, (quote) => ' '.repeat(quote.length));
}
