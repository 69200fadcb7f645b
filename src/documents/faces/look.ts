/**
 * One of five looks, from the best grade to the worst. The one in the middle belongs to scales that have a middle, so that
 * no two grades of a scale look the same.
 */
export function lookOf(rank: number): number {
	return Math.round(Math.min(1, Math.max(0, rank)) * 4);
}
