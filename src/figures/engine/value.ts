import {
	byar,
	byarMethod,
	deflateMethod,
	projectionMethod,
	suppressionMethod,
	wilson,
	wilsonMethod,
} from '../../statistics/index.ts';
import type { Indicator } from '../indicators/indicator.ts';
import type { Marker } from '../sources/source.ts';
import { limit, quotient, whole } from './exact.ts';

/** How much money of a year is worth in that of another: the index of the one over that of the other. */
export type Worth = { base: bigint; year: bigint };

export type Valued = { value: string | null; lower: string | null; upper: string | null };

const none = { lower: null, upper: null };
const unit = 10_000n;

/** The value and its interval; the interval is left out where the numbers are none that its method is for. */
export function valued(
	indicator: Pick<Indicator, 'method' | 'per' | 'denominator'>,
	numerator: bigint,
	denominator: bigint | null,
	worth: Worth | null = null,
): Valued {
	const { method, per } = indicator;
	const [base, year] = worth === null ? [1n, 1n] : [worth.base, worth.year];
	if (indicator.denominator === undefined) {
		const value = quotient(numerator * base, unit * year);
		return { value, ...(method === 'byar' ? around(numerator, 1) : none) };
	}
	if (denominator === null || denominator === 0n) return { value: null, ...none };
	const value = quotient(numerator * BigInt(per) * base, denominator * year);
	if (method === 'byar') return { value, ...around(numerator, (per * Number(unit)) / Number(denominator)) };
	if (method === 'wilson') return { value, ...share(numerator, denominator) };
	return { value, ...none };
}

function around(numerator: bigint, scale: number): Omit<Valued, 'value'> {
	const events = whole(numerator);
	if (events === null || events < 0 || scale < 0) return none;
	const { lower, upper } = limitsOf(events);
	return { lower: limit(lower * scale), upper: limit(upper * scale) };
}

/** Exact limits of few events take a while, and few events come often. */
const few = new Map<number, { lower: number; upper: number }>();

function limitsOf(events: number): { lower: number; upper: number } {
	if (events >= 10) return byar(events);
	const known = few.get(events) ?? byar(events);
	few.set(events, known);
	return known;
}

function share(numerator: bigint, denominator: bigint): Omit<Valued, 'value'> {
	const [part, all] = [whole(numerator), whole(denominator)];
	if (part === null || all === null || part < 0 || part > all) return none;
	const { lower, upper } = wilson(part, all);
	return { lower: limit(lower), upper: limit(upper) };
}

/** A percentage of fewer than so many is marked: one more or less of them moves it by five points or more. */
export const smallBase = 20;

export function isSmallBase(
	{ kind, method }: Pick<Indicator, 'kind' | 'method'>,
	denominator: bigint | null,
): boolean {
	return (
		kind === 'proportion' &&
		method === 'wilson' &&
		denominator !== null &&
		denominator < BigInt(smallBase) * unit
	);
}

/** What a sum is when it has no interval, and what stands as it was published. */
const plain: Readonly<Record<Indicator['method'], string>> = {
	wilson: wilsonMethod.label,
	byar: byarMethod.label,
	'published margin': 'published-margin/1',
	none: 'exact/1',
};

/** The rule by which a group's forces are averaged: their numerators over their denominators. */
export const pooledRule = 'pooled/1';

/** Every method that made a value: that of its interval first. */
export function methodOf(
	indicator: Pick<Indicator, 'method' | 'deflate'>,
	{ pooled, markers }: { pooled: boolean; markers: readonly Marker[] },
): string {
	return [
		plain[indicator.method],
		...(pooled ? [pooledRule] : []),
		...(indicator.deflate === undefined ? [] : [deflateMethod.label]),
		...(markers.includes('projected') ? [projectionMethod.label] : []),
		...(markers.includes('suppressed') ? [suppressionMethod.label] : []),
	].join('; ');
}
