/*
 * Which texts say almost the same, by the share of their words that both have. Worked out here and not by an extension of
 * the database, so that a register is taken over in the same way wherever it is.
 */

export type Said = { key: string; text: string };

/** From here on, two are shown to a person, who decides. */
const alike = 0.6;

/** For each of these, the one among the others that is most like it; those that are like none are left out. */
export function mostAlike<T extends Said>(
	asked: readonly Said[],
	others: readonly T[],
	mayBe: (one: Said, other: T) => boolean = () => true,
): Map<string, { other: T; likeness: number }> {
	const words = new Map([...others, ...asked].map((said) => [said, wordsOf(said.text)]));
	const rarity = countOf([...words.values()]);
	const begins = new Map<string, T[]>();
	for (const other of others)
		for (const word of telling(words.get(other) ?? new Set(), rarity))
			begins.set(word, [...(begins.get(word) ?? []), other]);
	const found = new Map<string, { other: T; likeness: number }>();
	for (const one of asked) {
		const own = words.get(one) ?? new Set<string>();
		const near = new Set([...telling(own, rarity)].flatMap((word) => begins.get(word) ?? []));
		for (const other of near) {
			const likeness = shareOf(own, words.get(other) ?? new Set());
			if (likeness >= alike && likeness > (found.get(one.key)?.likeness ?? 0) && mayBe(one, other))
				found.set(one.key, { other, likeness });
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

function wordsOf(text: string): Set<string> {
	return new Set(plainly(text).split(' '));
}

function countOf(texts: readonly Set<string>[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const text of texts) for (const word of text) counts.set(word, (counts.get(word) ?? 0) + 1);
	return counts;
}

/**
 * The rarest words of a text, so many that two texts that are alike have at least one of them in common: whoever shares
 * the given part of all words cannot miss all of these.
 */
function telling(words: ReadonlySet<string>, rarity: ReadonlyMap<string, number>): Set<string> {
	const most = words.size - Math.ceil(alike * words.size) + 1;
	const sorted = [...words].sort(
		(a, b) => (rarity.get(a) ?? 0) - (rarity.get(b) ?? 0) || (a < b ? -1 : Number(a !== b)),
	);
	return new Set(sorted.slice(0, most));
}

function shareOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
	const shared = [...one].filter((word) => other.has(word)).length;
	return shared / (one.size + other.size - shared);
}
