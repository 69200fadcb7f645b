import { StatisticsError } from './errors.ts';

/** Every guard takes the words for the value, so that the sentence names it. */
export function finite(what: string, value: number): number {
	if (!Number.isFinite(value)) throw new StatisticsError('not-finite', `${what} must be a finite number.`);
	return value;
}

export function notNegative(what: string, value: number): number {
	if (finite(what, value) < 0)
		throw new StatisticsError('negative', `${what} is ${value}; it cannot be below zero.`);
	return value;
}

export function positive(what: string, value: number): number {
	if (notNegative(what, value) === 0)
		throw new StatisticsError('out-of-range', `${what} must be above zero.`);
	return value;
}

export function count(what: string, value: number): number {
	if (!Number.isSafeInteger(notNegative(what, value)))
		throw new StatisticsError('not-whole', `${what} is ${value}; a count is a whole number.`);
	return value;
}

export function countAtLeast(what: string, least: number, value: number): number {
	if (count(what, value) < least)
		throw new StatisticsError('too-few', `${what} is ${value}; it must be at least ${least}.`);
	return value;
}

/** A numerator that is part of its denominator. */
export function partOf(numerator: number, denominator: number, what = 'The numerator'): void {
	const ordered = numerator >= 0 && numerator <= denominator && denominator > 0;
	if (ordered && Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator)) return;
	count(what, numerator);
	count('The denominator', denominator);
	positive('The denominator', denominator);
	throw new StatisticsError(
		'numerator-above-denominator',
		`${what} (${numerator}) is above its denominator (${denominator}).`,
	);
}

export function share(what: string, value: number): number {
	if (notNegative(what, value) > 1)
		throw new StatisticsError('out-of-range', `${what} is ${value}; a share lies between 0 and 1.`);
	return value;
}

export function betweenZeroAndOne(what: string, value: number): number {
	if (share(what, value) === 0 || value === 1)
		throw new StatisticsError('out-of-range', `${what} must lie between 0 and 1, without reaching either.`);
	return value;
}

export function notEmpty<T>(what: string, list: readonly T[]): readonly T[] {
	if (list.length === 0) throw new StatisticsError('empty', `${what} is empty: there is nothing to compute.`);
	return list;
}

/** An overflow or a 0/0 that slipped through is a refusal, never a NaN in a table. */
export function computed(what: string, value: number): number {
	if (!Number.isFinite(value))
		throw new StatisticsError('undefined', `${what} cannot be computed from these figures.`);
	return value;
}
