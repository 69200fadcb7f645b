import {
	type Funnel,
	type FunnelPoint,
	funnel,
	type PlacedPoint,
	type SpcChart,
	type SpcPoint,
	StatisticsError,
	spc,
} from '../../statistics/index.ts';
import type { Figure } from '../engine/figure.ts';
import type { Indicator } from '../indicators/indicator.ts';
import { breaksIn } from './caveats.ts';
import { countsOf, isFit } from './measured.ts';
import { crosses, inWords, isBefore, monthsBefore } from './period.ts';
import { shown } from './print.ts';

/** What could not be drawn, and why. */
export type None = { none: string };

/** Where a force lies in the funnel of all forces. */
export type AgainstOthers = { funnel: Funnel; own: PlacedPoint | null; sentence: string };

/** With fewer forces than this the spread between them is a guess, and nobody is called an outlier. */
const leastForces = 10;

/** The limits allow for what differs between forces anyhow; without that nearly every force would be outside. */
export function funnelOf(
	{ kind, method, title }: Pick<Indicator, 'kind' | 'method' | 'title'>,
	figures: readonly Figure[],
): Funnel | None {
	if ((kind !== 'proportion' && kind !== 'rate') || method === 'published margin')
		return { none: `${title} has no counts that a funnel could be drawn from.` };
	const points = figures.flatMap((figure): FunnelPoint[] => {
		const counts = countsOf(figure.numerator, figure.denominator);
		if (counts === null || !isFit(figure)) return [];
		return [{ id: figure.area, ...counts }];
	});
	return drawn(kind, points);
}

/** This year's events against last year's: a force that moved unlike all others is outside. */
export function funnelOfChange(pairs: readonly { after: Figure; before: Figure }[]): Funnel | None {
	const points = pairs.flatMap(({ after, before }): FunnelPoint[] => {
		const counts = countsOf(after.numerator, before.numerator);
		if (counts === null || !isFit(after) || !isFit(before)) return [];
		return [{ id: after.area, ...counts }];
	});
	return drawn('ratio', points);
}

function drawn(kind: Funnel['kind'], points: readonly FunnelPoint[]): Funnel | None {
	if (points.length < leastForces)
		return {
			none: `Only ${points.length} forces have counts: a funnel needs at least ${leastForces}.`,
		};
	try {
		return funnel(kind, points, 'over-dispersion');
	} catch (error) {
		if (error instanceof StatisticsError) return { none: error.message };
		throw error;
	}
}

export function placeIn(drawing: Funnel | None, area: string, name: string): AgainstOthers | None {
	if ('none' in drawing) return drawing;
	const own = drawing.points.find(({ id }) => id === area) ?? null;
	if (own === null) return { funnel: drawing, own, sentence: `${name} is not in the funnel.` };
	const where =
		own.place === 'within'
			? 'within the limits'
			: own.place.replace(/^(above|below) (.*)$/, '$1 the $2 limits');
	return {
		funnel: drawing,
		own,
		sentence: `${name} lies ${where} of the funnel of ${drawing.points.length} forces, which allow for the differences that there are between forces anyhow (${drawing.method}).`,
	};
}

export function isOutlier({ funnel: { adjusted }, own }: AgainstOthers): boolean {
	return adjusted && own?.place.endsWith('99.8%') === true;
}

/** A control chart of windows that do not overlap, since overlapping ones follow each other by themselves. */
export function seriesOf(
	indicator: Pick<Indicator, 'window' | 'breaks' | 'polarity' | 'kind' | 'title'>,
	figures: readonly Figure[],
	until: Temporal.PlainDate,
): SpcChart | None {
	const windows = apart(figures, until, indicator.window.months);
	const whole = windows
		.filter(isFit)
		.filter((figure) => !indicator.breaks.some(({ at }) => crosses(figure, at)));
	let last: Figure | null = null;
	const points: SpcPoint[] = [];
	for (const figure of whole) {
		const changed = last === null ? [] : breaksIn(indicator, { since: last.since, until: figure.until });
		points.push({
			period: inWords(figure),
			value: Number(shown(indicator, figure.value)),
			...(changed.length === 0 ? {} : { methodChange: changed.map(({ because }) => because).join('; ') }),
		});
		last = figure;
	}
	if (points.length === 0) return { none: `There is no series of ${indicator.title}.` };
	const { polarity } = indicator;
	const improvement = polarity === 'neither' ? 'neither' : polarity === 'higher is better' ? 'up' : 'down';
	return spc(points, { improvement });
}

/** The figures whose windows lie end to end up to this one, the earliest first. */
function apart(figures: readonly Figure[], until: Temporal.PlainDate, months: number): Figure[] {
	const byEnd = new Map(figures.map((figure) => [figure.until.toString(), figure]));
	const earliest = figures.reduce<Temporal.PlainDate>(
		(first, figure) => (isBefore(figure.until, first) ? figure.until : first),
		until,
	);
	const found: Figure[] = [];
	for (let end = until; !isBefore(end, earliest); end = monthsBefore(end, months)) {
		const figure = byEnd.get(end.toString());
		if (figure !== undefined) found.unshift(figure);
	}
	return found;
}
