import type { Figure } from '../engine/figure.ts';
import { inOrder } from './decimal.ts';
import { isFit } from './measured.ts';
import { listed } from './print.ts';

/** Where a force stands among those that have a figure. */
export type Rank = {
	/** From the highest; forces with the same figure share a place. */
	place: number;
	of: number;
	sharedWith: number;
	/** Forces that cannot be ranked, by name. */
	without: readonly string[];
	/** "3rd highest of 41 forces. Without a figure: …" */
	sentence: string;
};

export function rankOf(
	area: string,
	forces: readonly { code: string; name: string }[],
	figures: ReadonlyMap<string, Figure>,
): Rank | null {
	const values = new Map<string, string>();
	for (const { code } of forces) {
		const figure = figures.get(code);
		if (isFit(figure)) values.set(code, figure.value);
	}
	const own = values.get(area);
	if (own === undefined) return null;
	const all = [...values.values()];
	const higher = all.filter((value) => inOrder(value, own) > 0).length;
	const lower = all.filter((value) => inOrder(value, own) < 0).length;
	const [place, of, sharedWith] = [higher + 1, all.length, all.length - higher - lower - 1];
	const without = forces.filter(({ code }) => !values.has(code)).map(({ name }) => name);
	const end = higher <= lower ? ordinal(higher + 1, 'highest') : ordinal(lower + 1, 'lowest');
	const shared = sharedWith === 0 ? '' : `, shared with ${sharedWith} other${sharedWith === 1 ? '' : 's'}`;
	const lacking = without.length === 0 ? '' : ` Without a figure: ${listed(without)}.`;
	return { place, of, sharedWith, without, sentence: `${end} of ${of} forces${shared}.${lacking}` };
}

function ordinal(place: number, word: string): string {
	if (place === 1) return word[0]?.toUpperCase() + word.slice(1);
	const teen = place % 100 >= 11 && place % 100 <= 13;
	const ending = teen ? 'th' : (['th', 'st', 'nd', 'rd'][place % 10] ?? 'th');
	return `${place}${ending} ${word}`;
}
