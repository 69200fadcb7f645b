import cdf from '@stdlib/stats-base-dists-normal-cdf';
import quantile from '@stdlib/stats-base-dists-normal-quantile';
import { StatisticsError } from './errors.ts';

export function normalQuantile(probability: number): number {
	return quantile(probability, 0, 1);
}

/** The chance of a value below z. */
export function normalBelow(z: number): number {
	return cdf(z, 0, 1);
}

/** Two-sided. The tail is asked for directly, so that a small p keeps its digits. */
export function twoSidedP(z: number): number {
	return 2 * normalBelow(-Math.abs(z));
}

const z95 = normalQuantile(0.975);
const z998 = normalQuantile(0.999);

/** The multiplier of a two-sided level of confidence; the two in daily use are computed once. */
export function zOf(confidence: number): number {
	if (confidence === 0.95) return z95;
	if (confidence === 0.998) return z998;
	return normalQuantile(1 - tail(confidence));
}

/** What lies outside on each side. */
export function tail(confidence: number): number {
	if (!(confidence > 0 && confidence < 1))
		throw new StatisticsError(
			'out-of-range',
			`The confidence is ${confidence}; it must lie between 0 and 1, such as 0.95 or 0.998.`,
		);
	return (1 - confidence) / 2;
}
