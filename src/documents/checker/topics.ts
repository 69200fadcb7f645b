import type { Draft, Sentence } from './draft.ts';
import { stems } from './reading/words.ts';

/** What passages of a draft are about, weighed by how rare their words are in it. */
export type Topics = {
	of(sentence: Sentence): ReadonlySet<string>;
	/** With the sentence before it in its block, which is often what "it" and "this" speak of. */
	around(sentence: Sentence): ReadonlySet<string>;
	/** From 0 to 1: how much of the weight of the lighter one the other shares. */
	likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number;
	/** Names of subjects that the draft speaks of again and again, such as "use of force". */
	phrases(text: string): ReadonlySet<string>;
};

/** How often a phrase must come for it to be a subject of the draft. */
const often = 3;
const phrase = /(?=\b(?<phrase>\p{Ll}{3,} (?:of|and) (?!the\b|its\b|their\b|our\b|a\b)\p{Ll}{4,})\b)/giu;

function phrasesIn(text: string): Set<string> {
	return new Set([...text.matchAll(phrase)].map((match) => (match.groups?.phrase ?? '').toLowerCase()));
}

const known = new WeakMap<Draft, Topics>();

/** Counted once for each draft, since several rules ask. */
export function topicsOf(draft: Draft): Topics {
	const before = known.get(draft);
	if (before !== undefined) return before;
	const own = draft.sentences.map((sentence) => stems(sentence.text));
	const count = new Map<string, number>();
	for (const set of own) for (const root of set) count.set(root, (count.get(root) ?? 0) + 1);
	const total = draft.sentences.length;
	const weight = (root: string) => Math.log(1 + total / (count.get(root) ?? 0.5));
	const of = (sentence: Sentence) => own[sentence.index] ?? new Set<string>();
	const sum = (roots: Iterable<string>) => {
		let all = 0;
		for (const root of roots) all += weight(root);
		return all;
	};
	const said = new Map<string, number>();
	for (const { text } of draft.sentences)
		for (const phrase of phrasesIn(text)) said.set(phrase, (said.get(phrase) ?? 0) + 1);
	const topics: Topics = {
		of,
		around(sentence) {
			const before = draft.sentences[sentence.index - 1];
			return before?.block === sentence.block ? new Set([...of(before), ...of(sentence)]) : of(sentence);
		},
		likeness(a, b) {
			const least = Math.min(sum(a), sum(b));
			return least === 0 ? 0 : sum([...a].filter((root) => b.has(root))) / least;
		},
		phrases: (text) => new Set([...phrasesIn(text)].filter((one) => (said.get(one) ?? 0) >= often)),
	};
	known.set(draft, topics);
	return topics;
}
