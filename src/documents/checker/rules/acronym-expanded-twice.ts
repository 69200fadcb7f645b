import { type Spot, tokenSpot } from '../draft.ts';
import { stems } from '../reading/words.ts';
import { defineRule } from '../rule.ts';
import { acronymsIn } from './acronym-not-expanded.ts';

export const acronymExpandedTwice = defineRule({
	name: 'acronym-expanded-twice',
	title: 'Letters that are spelt out again, or otherwise',
	explains:
		'Letters are spelt out once in a document. Spelt out again they read as if they were new; spelt out in other words they stand for two things.',
	severity: 'doubt',
	*check(draft) {
		const first = new Map<string, { words: string; spot: Spot }>();
		for (const { sentence, token } of acronymsIn(draft)) {
			if (token.expands === null) continue;
			const spot = tokenSpot(sentence, token);
			const before = first.get(token.letters);
			if (before === undefined) {
				first.set(token.letters, { words: token.expands, spot });
				continue;
			}
			const same = sameWords(before.words, token.expands);
			yield {
				spot,
				severity: same ? 'style' : 'doubt',
				text: same
					? `“${token.letters}” has been spelt out before.`
					: `“${token.letters}” is spelt out as “${token.expands}” here, and as “${before.words}” before.`,
				mend: same
					? `Write “${token.letters}” alone.`
					: 'Use one of the two, or other letters for the other.',
				also: [before.spot],
				data: { letters: token.letters },
			};
		}
	},
});

function sameWords(a: string, b: string): boolean {
	const [first, second] = [stems(a), stems(b)];
	return first.size === second.size && [...first].every((root) => second.has(root));
}
