import { inCommon } from '../../judgments/index.ts';

/* Which of two registers says the same, by the measure that drafts and the pages across the years are held to. */

export type Said = { key: string; stems: readonly string[] };

/** From here on, two are shown to a person, who decides. */
const alike = 0.6;
const fewest = 3;

/** For each of these, the one among the others that is most like it; those that are like none are left out. */
export function mostAlike<A extends Said, B extends Said>(
	asked: readonly A[],
	others: readonly B[],
	mayBe: (one: A, other: B) => boolean,
): Map<string, B> {
	const holding = Map.groupBy(
		others.flatMap((other) => other.stems.map((stem) => ({ stem, other }))),
		({ stem }) => stem,
	);
	// With a word that most have, everything would be compared with everything.
	const most = Math.max(20, others.length / 10);
	const found = new Map<string, B>();
	for (const one of asked) {
		const near = new Set(
			one.stems.flatMap((stem) => {
				const holders = holding.get(stem) ?? [];
				return holders.length <= most ? holders.map(({ other }) => other) : [];
			}),
		);
		let best = 0;
		for (const other of near) {
			const { shared, of } = inCommon(one.stems, other.stems);
			if (shared < fewest || shared / of < alike || shared / of <= best || !mayBe(one, other)) continue;
			best = shared / of;
			found.set(one.key, other);
		}
	}
	return found;
}

/** Small letters and digits, and nothing else: what two spellings of one sentence have in common. */
export function plainly(text: string): string {
	return text
		.normalize('NFKD')
		.replaceAll(/\p{Mark}/gu, '')
		.toLowerCase()
		.replaceAll(/[^\p{Letter}\p{Number}]+/gu, ' ')
		.trim();
}
