import type { Figure } from '../engine/figure.ts';
import type { Indicator } from '../indicators/indicator.ts';
import { figureAddress } from './address.ts';

/** What an analyst should look at, the gravest first. */
export const findingKinds = [
	'negative',
	'inconsistent parts',
	'unlike the published',
	'missing force',
	'outlying against others',
	'outlying against itself',
	'stale',
	'marker',
] as const;
export type FindingKind = (typeof findingKinds)[number];

export const findingTitles: Readonly<Record<FindingKind, string>> = {
	negative: 'Below zero',
	'inconsistent parts': 'Parts and whole',
	'unlike the published': 'Unlike the published',
	'missing force': 'Force without a figure',
	'outlying against others': 'Outlying against others',
	'outlying against itself': 'Outlying against the year before',
	stale: 'Old data',
	marker: 'Marked',
};

export type Finding = {
	kind: FindingKind;
	/** Null where it is of a source, and not of one indicator. */
	indicator: string | null;
	title: string;
	/** Null where it is of no area in particular. */
	area: string | null;
	/** The area's name; empty without an area. */
	name: string;
	until: Temporal.PlainDate | null;
	text: string;
	href: string;
	illustrative: boolean;
	/** Within a kind, what weighs more comes first. */
	weight: number;
	/** Whether it speaks of something better or worse than elsewhere; null where neither is said. */
	better: boolean | null;
};

export type About = { indicator: Indicator; figure: Figure; nameOf(area: string): string };

/** A finding about one figure. */
export function findingOf(
	kind: FindingKind,
	{ indicator, figure, nameOf }: About,
	more: Pick<Finding, 'text'> & Partial<Pick<Finding, 'weight' | 'better' | 'illustrative'>>,
): Finding {
	const { area, until } = figure;
	return {
		kind,
		indicator: indicator.id,
		title: indicator.title,
		area,
		name: nameOf(area),
		until,
		href: figureAddress({ indicator: indicator.id, area, until }),
		illustrative: figure.illustrative,
		weight: 0,
		better: null,
		...more,
	};
}

/** Whether more of it is better; null where that is not for a number to say. */
export function isBetter({ polarity }: Pick<Indicator, 'polarity'>, higher: boolean): boolean | null {
	return polarity === 'neither' ? null : (polarity === 'higher is better') === higher;
}

export type FindingFilter = {
	kinds?: readonly FindingKind[] | undefined;
	indicators?: readonly string[] | undefined;
	areas?: readonly string[] | undefined;
};

export function filtered(
	findings: readonly Finding[],
	{ kinds, indicators, areas }: FindingFilter,
): Finding[] {
	return findings.filter(
		({ kind, indicator, area }) =>
			(kinds === undefined || kinds.includes(kind)) &&
			(indicators === undefined || (indicator !== null && indicators.includes(indicator))) &&
			(areas === undefined || (area !== null && areas.includes(area))),
	);
}

/** By kind, then by weight, then by what a reader looks for. */
export function inReadingOrder(findings: readonly Finding[]): Finding[] {
	const place = new Map(findingKinds.map((kind, i) => [kind, i]));
	return findings.toSorted(
		(a, b) =>
			(place.get(a.kind) ?? 0) - (place.get(b.kind) ?? 0) ||
			b.weight - a.weight ||
			a.title.localeCompare(b.title, 'en-GB') ||
			a.name.localeCompare(b.name, 'en-GB'),
	);
}
