import { inCommon, saysTheSame } from '../../judgments/index.ts';

/** How alike two texts are: of the words that tell, so many are in both, of so many in the shorter one. */
export type Likeness = { shared: number; of: number };

/** Null: they do not say the same. The measure is that of drafts, which are told what was said before. */
export function likenessOf(one: readonly string[], other: readonly string[]): Likeness | null {
	return saysTheSame(one, other) ? inCommon(one, other) : null;
}

const degrees = [
	{ from: 1, text: 'All the words' },
	{ from: 0.75, text: 'Nearly all words' },
	{ from: 0.5, text: 'Most words' },
	{ from: 0, text: 'Many words' },
] as const;

/** "Nearly all words of the shorter text (9 of 11)": those that all promises share are not counted. */
export function likenessText({ shared, of }: Likeness): string {
	const degree = degrees.find(({ from }) => shared / of >= from) ?? degrees[3];
	return `${degree.text} of the shorter text (${shared} of ${of})`;
}

/** A share of many words says more than the same share of few. */
export function mostAlikeFirst(a: { likeness: Likeness }, b: { likeness: Likeness }): number {
	const weight = ({ shared, of }: Likeness) => (shared * shared) / of;
	return weight(b.likeness) - weight(a.likeness);
}

export type Worded = {
	id: string;
	publishedOn: Temporal.PlainDate;
	/** One force's own of what was asked of all. */
	fannedOut: boolean;
	stems: readonly string[];
};
export type Pair = { later: string; earlier: string; likeness: Likeness };

/** From here on, what is asked of a force is proposed as a repeat of what it was asked before. */
const repeating = 0.6;

/**
 * Which of these were said before, most alike first. Two that share so much of the shorter one's words share one of its
 * rarest, so that only those are compared.
 */
export function proposedRepeats(
	all: readonly Worded[],
	isDecided: (one: string, other: string) => boolean,
): Pair[] {
	const words = all.map(({ stems }) => new Set(stems));
	const holding = new Map<string, number[]>();
	for (const [place, stems] of words.entries())
		for (const stem of stems) {
			const places = holding.get(stem);
			if (places === undefined) holding.set(stem, [place]);
			else places.push(place);
		}
	const rarity = (stem: string) => holding.get(stem)?.length ?? 0;
	const pairs: Pair[] = [];
	for (const [place, own] of words.entries()) {
		const rarest = [...own]
			.sort((a, b) => rarity(a) - rarity(b))
			.slice(0, own.size - Math.ceil(repeating * own.size) + 1);
		const near = new Set(rarest.flatMap((stem) => holding.get(stem) ?? []));
		for (const other of near) {
			const theirs = words[other];
			// Each pair once, from its shorter text.
			if (theirs === undefined || theirs.size < own.size || (theirs.size === own.size && other <= place))
				continue;
			if (own.intersection(theirs).size < repeating * own.size) continue;
			const pair = pairOf(all[place], all[other]);
			if (pair !== null && !isDecided(pair.later, pair.earlier)) pairs.push(pair);
		}
	}
	return pairs.sort(mostAlikeFirst);
}

function pairOf(one: Worded | undefined, other: Worded | undefined): Pair | null {
	if (one === undefined || other === undefined) return null;
	const order = Temporal.PlainDate.compare(one.publishedOn, other.publishedOn);
	// What was asked of all twice is decided once, for all of them.
	if (order === 0 || (one.fannedOut && other.fannedOut)) return null;
	const likeness = likenessOf(one.stems, other.stems);
	const [later, earlier] = order > 0 ? [one.id, other.id] : [other.id, one.id];
	return likeness === null ? null : { later, earlier, likeness };
}
