/** How near two categories of an ordered scale are to each other: 1 for the same, 0 for the furthest. */
export type Weighting = 'identity' | 'linear' | 'quadratic' | 'ordinal';

export const weightings: readonly Weighting[] = ['identity', 'linear', 'quadratic', 'ordinal'];

/** Square, row by row, over the places of the categories in their order. */
export function weightsOf(weighting: Weighting, categories: number): Float64Array {
	const weights = new Float64Array(categories * categories);
	const span = categories - 1;
	for (let k = 0; k < categories; k++) {
		for (let l = 0; l < categories; l++) {
			weights[k * categories + l] = nearness(weighting, Math.abs(k - l), span);
		}
	}
	return weights;
}

function nearness(weighting: Weighting, apart: number, span: number): number {
	if (apart === 0) return 1;
	switch (weighting) {
		case 'identity':
			return 0;
		case 'linear':
			return 1 - apart / span;
		case 'quadratic':
			return 1 - (apart / span) ** 2;
		case 'ordinal':
			// Pairs of categories that lie between the two, out of all pairs (Gwet).
			return 1 - (apart * (apart + 1)) / (span * (span + 1));
	}
}
