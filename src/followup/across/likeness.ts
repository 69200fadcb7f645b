import { inCommon, saysTheSame } from '../../judgments/index.ts';

/** How alike two texts are: of the words that tell, so many are in both, of so many in the shorter one. */
export type Likeness = { shared: number; of: number };

/** Null: they do not say the same. The measure is that of drafts, which are told what was said before. */
export function likenessOf(one: readonly string[], other: readonly string[]): Likeness | null {
	return saysTheSame(one, other) ? inCommon(one, other) : null;
}

const degrees = [
	{ from: 0.95, text: 'The same words' },
	{ from: 0.75, text: 'Nearly the same words' },
	{ from: 0.55, text: 'Most words in common' },
	{ from: 0, text: 'Many words in common' },
] as const;

/** "Nearly the same words: 9 of 11 that matter". */
export function likenessText({ shared, of }: Likeness): string {
	const degree = degrees.find(({ from }) => shared / of >= from) ?? degrees[3];
	return `${degree.text}: ${shared} of ${of} that matter`;
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
 * Which of these were said before, most alike first. Only those are compared that share a word which few have: with a
 * word that most have, everything is like everything.
 */
export function proposedRepeats(
	all: readonly Worded[],
	isDecided: (one: string, other: string) => boolean,
): Pair[] {
	const holding = new Map<string, number[]>();
	for (const [place, { stems }] of all.entries())
		for (const stem of stems) {
			const places = holding.get(stem);
			if (places === undefined) holding.set(stem, [place]);
			else places.push(place);
		}
	const most = Math.max(10, all.length / 20);
	const pairs: Pair[] = [];
	for (const [place, one] of all.entries()) {
		const near = new Set<number>();
		for (const stem of one.stems) {
			const places = holding.get(stem) ?? [];
			if (places.length <= most) for (const other of places) if (other !== place) near.add(other);
		}
		for (const other of near) {
			const before = all[other];
			if (before === undefined || Temporal.PlainDate.compare(before.publishedOn, one.publishedOn) >= 0)
				continue;
			// What was asked of all twice is decided once, for all of them.
			if (before.fannedOut && one.fannedOut) continue;
			const likeness = likenessOf(one.stems, before.stems);
			if (likeness === null || likeness.shared / likeness.of < repeating || isDecided(one.id, before.id))
				continue;
			pairs.push({ later: one.id, earlier: before.id, likeness });
		}
	}
	return pairs.sort(
		(a, b) =>
			b.likeness.shared / b.likeness.of - a.likeness.shared / a.likeness.of ||
			b.likeness.shared - a.likeness.shared,
	);
}
