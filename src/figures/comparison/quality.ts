import type { Figure } from '../engine/figure.ts';
import { sourcesOf } from '../engine/inputs.ts';
import type { Indicator } from '../indicators/indicator.ts';
import type { Snapshot } from '../snapshots/snapshot.ts';
import type { Marker } from '../sources/source.ts';
import { figureAddress } from './address.ts';
import { inOrder, isDecimal, minus, rounded } from './decimal.ts';
import { type Finding, findingOf } from './finding.ts';
import { inWords, isBefore, monthsBefore } from './period.ts';
import { listed, printed, printedNumber, shown } from './print.ts';

type Named = { nameOf(area: string): string };
type OfPeriod = Named & { indicator: Indicator; figures: readonly Figure[] };

/** Counts below zero: mostly corrections of an earlier period. */
export function negatives({ indicator, figures, nameOf }: OfPeriod): Finding[] {
	return figures.flatMap((figure) => {
		const below = [figure.numerator, figure.value].find((value) => value !== null && inOrder(value, '0') < 0);
		if (below == null) return [];
		return findingOf(
			'negative',
			{ indicator, figure, nameOf },
			{
				text: `${printedNumber(below, below === figure.numerator ? 0 : indicator.decimals)} is below zero in the ${inWords(figure)}: look for a correction of an earlier period.`,
			},
		);
	});
}

/** The parts of a whole by one breakdown, where they do not add up to it. */
export type PartSum = Pick<Figure, 'indicator' | 'version' | 'area' | 'until'> & {
	breakdown: string;
	parts: string;
	whole: string;
	illustrative: boolean;
};

export function inconsistentParts(
	{ indicator, figures, nameOf }: OfPeriod,
	sums: readonly PartSum[],
): Finding[] {
	return sums.flatMap((sum) => {
		const figure = figures.find(({ area, until }) => area === sum.area && until.equals(sum.until));
		if (figure === undefined) return [];
		const apart = minus(sum.parts, sum.whole);
		const more = inOrder(apart, '0') > 0;
		const number = (value: string) => printedNumber(value, value.includes('.') ? 1 : 0);
		return findingOf(
			'inconsistent parts',
			{ indicator, figure, nameOf },
			{
				text: `The parts by ${sum.breakdown} make ${number(sum.parts)}, ${number(apart.replace('-', ''))} ${more ? 'more' : 'fewer'} than the whole of ${number(sum.whole)}.`,
				weight: share(apart, sum.whole),
				illustrative: sum.illustrative,
			},
		);
	});
}

function share(apart: string, whole: string): number {
	return Math.abs(Number(apart)) / Math.max(1, Math.abs(Number(whole)));
}

/** Recomputed values that do not print as the publisher's own. */
export function unlikePublished({ indicator, figures, nameOf }: OfPeriod): Finding[] {
	return figures.flatMap((figure) => {
		const { value, published } = figure;
		if (value === null || published === null || !isDecimal(published)) return [];
		const asPrinted = (number: string) => rounded(shown(indicator, number), indicator.decimals);
		if (asPrinted(value) === asPrinted(published)) return [];
		const marked = figure.markers.length === 0 ? '' : ` It is marked ${listed(figure.markers)}.`;
		return findingOf(
			'unlike the published',
			{ indicator, figure, nameOf },
			{
				text: `${printed(indicator, value)} is computed, and ${printed(indicator, published)} was published.${marked}`,
				weight: share(minus(value, published), published),
			},
		);
	});
}

/** Forces that were there and have no figure, although others have one. */
export function missingForces(
	{ indicator, figures, nameOf }: OfPeriod,
	until: Temporal.PlainDate,
	forces: readonly { code: string; name: string }[],
): Finding[] {
	const there = new Map(figures.map((figure) => [figure.area, figure]));
	const lacks = ({ code }: { code: string }) => there.get(code)?.markers.includes('not available') ?? true;
	const without = forces.filter(lacks);
	if (without.length === forces.length) return [];
	return without.map(({ code }) => ({
		kind: 'missing force',
		indicator: indicator.id,
		title: indicator.title,
		area: code,
		name: nameOf(code),
		until,
		text: `There is no figure, while ${forces.length - without.length} of ${forces.length} forces have one.`,
		href: figureAddress({ indicator: indicator.id, area: code, until }),
		illustrative: there.get(code)?.illustrative ?? false,
		weight: 0,
		better: null,
	}));
}

/** "Not available" is told as a missing force; that a vintage was revised asks for no look. */
const told: readonly Marker[] = ['suppressed', 'incomplete', 'small base', 'projected', 'provisional'];
/** From this many forces on a marker is told once. */
const many = 5;

export function markedFigures({ indicator, figures, nameOf }: OfPeriod): Finding[] {
	return told.flatMap((marker) => {
		const marked = figures.filter(({ markers }) => markers.includes(marker));
		const [first] = marked;
		if (first === undefined) return [];
		const weight = told.length - told.indexOf(marker);
		if (marked.length < many)
			return marked.map((figure) => {
				const without = figure.missing.length === 0 ? '' : `, without ${listed(figure.missing.map(nameOf))}`;
				return findingOf(
					'marker',
					{ indicator, figure, nameOf },
					{ text: `The figure is marked ${marker}${without}.`, weight },
				);
			});
		return [
			{
				...findingOf(
					'marker',
					{ indicator, figure: first, nameOf },
					{ text: `${marked.length} of ${figures.length} figures are marked ${marker}.`, weight },
				),
				area: null,
				name: '',
				href: figureAddress({ indicator: indicator.id, until: first.until }),
				illustrative: marked.every(({ illustrative }) => illustrative),
			},
		];
	});
}

/** Forces whose figure rests on an older vintage than those of the others. */
export function olderVintages(
	{ indicator, figures, nameOf }: OfPeriod,
	snapshots: readonly Snapshot[],
): Finding[] {
	const age = new Map(snapshots.map(({ id }, i) => [id, i]));
	const newestOf = ({ numeratorSnapshots }: Figure) =>
		Math.min(...numeratorSnapshots.map((id) => age.get(id) ?? snapshots.length));
	const newest = snapshots[Math.min(...figures.map(newestOf))];
	if (newest === undefined) return [];
	return figures.flatMap((figure) => {
		const used = snapshots[newestOf(figure)];
		if (used === undefined || used.id === newest.id || used.source !== newest.source) return [];
		return findingOf(
			'stale',
			{ indicator, figure, nameOf },
			{ text: `It rests on the release “${used.release}”, and others on “${newest.release}”.`, weight: 1 },
		);
	});
}

/** Sources whose newest data ended long ago, and indicators that were not computed since data came in. */
export function staleData(known: {
	indicators: readonly Indicator[];
	snapshots: readonly Snapshot[];
	/** When each version of an indicator was computed last, by "recorded-crime@1". */
	computed: ReadonlyMap<string, Temporal.Instant>;
	today: Temporal.PlainDate;
}): Finding[] {
	const { indicators, snapshots, computed, today } = known;
	const bySource = Map.groupBy(snapshots, ({ source }) => source);
	const read = new Set(indicators.flatMap(sourcesOf));
	const old = [...bySource].flatMap(([source, all]): Finding[] => {
		const last = all.reduce((a, b) => (isBefore(a.until, b.until) ? b : a));
		if (!read.has(source) || !isBefore(last.until, monthsBefore(today, oldAfter))) return [];
		return [
			{
				...nothing,
				title: source,
				until: last.until,
				text: `The newest data of “${source}” end on ${inWords({ since: last.until, until: last.until })} (${last.release}). Look for a later release.`,
				href: '/data',
				illustrative: last.illustrative,
			},
		];
	});
	const behind = indicators.flatMap((indicator): Finding[] => {
		const at = computed.get(`${indicator.id}@${indicator.version}`);
		const since = sourcesOf(indicator)
			.flatMap((source) => bySource.get(source) ?? [])
			.filter(({ importedAt }) => at !== undefined && Temporal.Instant.compare(importedAt, at) > 0);
		const [newer] = since;
		if (newer === undefined) return [];
		return [
			{
				...nothing,
				indicator: indicator.id,
				title: indicator.title,
				text: `“${newer.release}” of “${newer.source}” was imported after the figures were computed. Recompute them.`,
				href: figureAddress({ indicator: indicator.id }),
				weight: 2,
			},
		];
	});
	return [...behind, ...old];
}

/** Yearly releases come within this many months of the end of their data. */
const oldAfter = 18;
const nothing: Finding = {
	kind: 'stale',
	indicator: null,
	title: '',
	area: null,
	name: '',
	until: null,
	text: '',
	href: '',
	illustrative: false,
	weight: 0,
	better: null,
};
