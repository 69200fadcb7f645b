import { inOrder } from '../../figures/index.ts';
import type { PublicFigure } from '../record/index.ts';

type Ranged = Pick<PublicFigure, 'value' | 'lower' | 'upper'>;

/** How far an order of forces can be relied on. */
export type Reliance = {
	/** Those that have a figure. */
	forces: number;
	/** Of these, those with an interval. */
	ranged: number;
	/** Of those beside each other in the order: how many pairs there are, and of how many the intervals overlap. */
	neighbours: number;
	overlapping: number;
	/** Beside the nation; null where it has no figure, or no force has an interval. */
	beside: { above: number; below: number; within: number } | null;
};

export function relianceOf(figures: readonly Ranged[], nation: Ranged | null): Reliance {
	const known = figures
		.filter(({ value }) => value !== null)
		.toSorted((a, b) => inOrder(b.value ?? '0', a.value ?? '0'));
	const pairs = known.slice(1).flatMap((lower, index) => {
		const higher = known[index];
		return higher === undefined || !hasInterval(higher) || !hasInterval(lower) ? [] : [{ higher, lower }];
	});
	const ranged = known.filter(hasInterval);
	const value = nation?.value ?? null;
	return {
		forces: known.length,
		ranged: ranged.length,
		neighbours: pairs.length,
		overlapping: pairs.filter(({ higher, lower }) => inOrder(lower.upper, higher.lower) >= 0).length,
		beside: value === null || ranged.length === 0 ? null : besideOf(ranged, value),
	};
}

function besideOf(ranged: readonly { lower: string; upper: string }[], value: string) {
	const above = ranged.filter(({ lower }) => inOrder(lower, value) > 0).length;
	const below = ranged.filter(({ upper }) => inOrder(upper, value) < 0).length;
	return { above, below, within: ranged.length - above - below };
}

function hasInterval<R extends Ranged>(one: R): one is R & { lower: string; upper: string } {
	return one.lower !== null && one.upper !== null;
}
