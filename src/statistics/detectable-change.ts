import { betweenZeroAndOne, countAtLeast, share } from './checks.ts';
import { StatisticsError } from './errors.ts';
import { defineMethod } from './method.ts';
import { normalBelow, tail, zOf } from './normal.ts';

export const detectableChangeMethod = defineMethod(
	'detectable-change',
	1,
	'Power, detectable change and size for comparing two proportions',
	'Fleiss JL, Levin B, Paik MC (2003). Statistical methods for rates and proportions, 3rd edition, chapter 4; as in power.prop.test of R.',
);

export type Power = {
	power: number;
	from: number;
	to: number;
	/** Records in each of the two samples. */
	size: number;
	confidence: number;
	method: string;
};

/** The chance that two samples of this size show a change from one proportion to the other to be significant. */
export function powerOf(from: number, to: number, size: number, confidence = 0.95): Power {
	share('The first proportion', from);
	share('The second proportion', to);
	countAtLeast('The size of each sample', 1, size);
	return {
		power: power(from, to, size, confidence),
		from,
		to,
		size,
		confidence,
		method: detectableChangeMethod.label,
	};
}

/** The smallest fall (or rise) from `from` that samples of this size show with the wanted power. */
export function detectableChange(
	from: number,
	size: number,
	direction: 'fall' | 'rise',
	wanted = 0.8,
	confidence = 0.95,
): Power & { change: number } {
	share('The first proportion', from);
	countAtLeast('The size of each sample', 1, size);
	wantedPower(wanted, confidence);
	const end = direction === 'fall' ? 0 : 1;
	if (power(from, end, size, confidence) < wanted)
		throw new StatisticsError(
			'unreachable',
			`No ${direction} from ${from} is shown with a power of ${wanted} by ${size} records on each side.`,
		);
	// Power grows with the distance; halving sixty times settles every digit of a double.
	let near = from;
	let far = end;
	for (let i = 0; i < 60; i++) {
		const middle = (near + far) / 2;
		if (power(from, middle, size, confidence) < wanted) near = middle;
		else far = middle;
	}
	return { ...powerOf(from, far, size, confidence), change: far - from };
}

/** How many records on each side show this change with the wanted power. */
export function sizeForChange(from: number, to: number, wanted = 0.8, confidence = 0.95): Power {
	share('The first proportion', from);
	share('The second proportion', to);
	wantedPower(wanted, confidence);
	if (from === to)
		throw new StatisticsError('undefined', 'The two proportions are equal: there is no change to show.');
	let enough = 1;
	while (power(from, to, enough, confidence) < wanted) {
		enough *= 2;
		if (enough > 1e12)
			throw new StatisticsError('too-large', 'The change is too small: no sample could show it.');
	}
	let few = enough / 2;
	while (enough - few > 1) {
		const middle = Math.floor((few + enough) / 2);
		if (power(from, to, middle, confidence) < wanted) few = middle;
		else enough = middle;
	}
	return powerOf(from, to, Math.ceil(enough), confidence);
}

function wantedPower(wanted: number, confidence: number): void {
	betweenZeroAndOne('The power', wanted);
	if (wanted <= tail(confidence))
		throw new StatisticsError('out-of-range', 'The power must be above what chance alone would show.');
}

/** Variance under no change sets the bar, variance under the change decides who clears it. */
function power(from: number, to: number, size: number, confidence: number): number {
	const pooled = (from + to) / 2;
	const bar = zOf(confidence) * Math.sqrt((2 * pooled * (1 - pooled)) / size);
	const spread = Math.sqrt((from * (1 - from) + to * (1 - to)) / size);
	const reach = Math.abs(from - to) - bar;
	if (spread === 0) return reach > 0 ? 1 : tail(confidence);
	return normalBelow(reach / spread);
}
