import type { Indicator } from '../indicators/indicator.ts';
import { crosses, inWords, isBefore, type Span } from './period.ts';
import { listed } from './print.ts';

/** What has to be said beside a figure, and of whom it is said. */
export type Caveat = { about: 'all' | 'area' | 'group'; text: string };

/** A day from which on the series is another one. */
export type Break = { at: Temporal.PlainDate; because: string };

type Place = {
	area: string;
	/** The other forces in its most similar group. */
	group: readonly string[];
	nameOf(area: string): string;
};

export function caveatsFor(
	{ caveats, exclusions }: Pick<Indicator, 'caveats' | 'exclusions'>,
	span: Span,
	{ area, group, nameOf }: Place,
): Caveat[] {
	const leftOut: Caveat[] =
		exclusions.length === 0 ? [] : [{ about: 'all', text: `Left out throughout: ${listed(exclusions)}.` }];
	return [
		...leftOut,
		...caveats
			.filter(
				({ since, until }) =>
					!(since !== undefined && isBefore(span.until, since)) &&
					!(until !== undefined && isBefore(until, span.since)),
			)
			.flatMap(({ forces, text }): Caveat[] => {
				if (forces.length === 0) return [{ about: 'all', text }];
				if (forces.includes(area)) return [{ about: 'area', text }];
				const members = group.filter((member) => forces.includes(member));
				if (members.length === 0) return [];
				return [{ about: 'group', text: `${listed(members.map(nameOf))}, in its group: ${text}` }];
			}),
	];
}

/** The breaks up to the end of a span that lie in it, or that its figures are read across. */
export function breaksIn({ breaks }: Pick<Indicator, 'breaks'>, span: Span): Break[] {
	return breaks.filter(({ at }) => crosses(span, at)).toSorted((a, b) => (isBefore(a.at, b.at) ? -1 : 1));
}

/** Why two ends of a series do not compare, or why one figure is of two series; null where nothing broke. */
export function brokenBetween(indicator: Pick<Indicator, 'breaks'>, span: Span): string | null {
	const found = breaksIn(indicator, span);
	if (found.length === 0) return null;
	const reasons = found.map(({ at, because }) => `on ${dayOf(at)} (${because})`);
	return `The series breaks ${listed(reasons)}, so figures before and after do not compare.`;
}

function dayOf(day: Temporal.PlainDate): string {
	return inWords({ since: day, until: day });
}
