import { Missing, type Tx } from '../../foundation/index.ts';
import { listForces } from '../../programmes/index.ts';
import type { WordingRules } from '../../statistics/index.ts';
import { groupArea } from '../engine/areas.ts';
import { figuresOf } from '../engine/figure.store.ts';
import { type Figure, figureId } from '../engine/figure.ts';
import { indicatorOf, indicatorText, listIndicators } from '../indicators/indicator.store.ts';
import type { Indicator, IndicatorKey } from '../indicators/indicator.ts';
import { areaNames, forcesOn } from './areas.ts';
import { type Comparison, comparisonOf, totalOf } from './compared.ts';
import type { GroupRule } from './group.ts';
import { newestPeriods } from './newest.store.ts';
import { groupsOfAreas } from './official.ts';
import { newest } from './period.ts';

export type { Comparison } from './compared.ts';

export type Compared = {
	/** The newest version where none is said. */
	indicator: string;
	version?: number | undefined;
	/** The code of a force's area, "region:…", "BTP" or a total of the nation. */
	area: string;
	/** The last day of the period; the newest of this area where none is said. */
	until?: Temporal.PlainDate | undefined;
	groupRule?: GroupRule | undefined;
	rules?: WordingRules | undefined;
};

/** One area's figure beside all that it is compared with, in the same number of queries for every indicator. */
export async function compareArea(tx: Tx, compared: Compared): Promise<Comparison> {
	const { area } = compared;
	const indicator = await indicatorOf(tx, compared);
	if (indicator === null) throw new Missing();
	const until = compared.until ?? (await newestFor(tx, area, indicator));
	if (until === null) throw new Missing();
	const [comparison] = await comparisons(tx, area, [{ indicator, until }], compared);
	if (comparison === undefined) throw new Missing();
	return comparison;
}

export type ComparedAll = Pick<Compared, 'area' | 'groupRule' | 'rules'> & {
	/** Ids of those that are wanted, rather than all. */
	indicators?: readonly string[] | undefined;
	/** With the newest periods that ended on this day or earlier. */
	on?: Temporal.PlainDate | undefined;
};

/** Every indicator for one area, each in its newest period, in as many queries as one takes. */
export async function compareAll(tx: Tx, compared: ComparedAll): Promise<Comparison[]> {
	const { area, indicators, on } = compared;
	const listed = await listIndicators(tx);
	const newest = new Map((await newestPeriods(tx, { area, on })).map((one) => [versionOf(one), one.until]));
	const pairs = listed.flatMap((indicator) => {
		const until = newest.get(indicatorText(indicator));
		const wanted = indicators === undefined || indicators.includes(indicator.id);
		return until === undefined || !wanted ? [] : [{ indicator, until }];
	});
	return comparisons(tx, area, pairs, compared);
}

const versionOf = ({ indicator, version }: IndicatorKey) => indicatorText({ id: indicator, version });

async function newestFor(
	tx: Tx,
	area: string,
	{ id, version }: Indicator,
): Promise<Temporal.PlainDate | null> {
	const found = (await newestPeriods(tx, { area })).find(
		(one) => one.indicator === id && one.version === version,
	);
	return found?.until ?? null;
}

function comparisons(
	tx: Tx,
	area: string,
	pairs: readonly { indicator: Indicator; until: Temporal.PlainDate }[],
	options: Pick<Compared, 'groupRule' | 'rules'>,
): Promise<Comparison[]> {
	return compareEach(
		tx,
		pairs.map((pair) => ({ ...pair, area })),
		options,
	);
}

export type ComparedOne = { indicator: Indicator; area: string; until: Temporal.PlainDate };

/** Figures of any areas and periods beside all that they are compared with, in the same number of queries as one. */
export async function compareEach(
	tx: Tx,
	wanted: readonly ComparedOne[],
	{ groupRule, rules }: Pick<Compared, 'groupRule' | 'rules'> = {},
): Promise<Comparison[]> {
	const last = newest(wanted.map(({ until }) => until));
	if (last === null) return [];
	const periods = [
		...new Map(
			wanted.map(({ indicator, until }) => {
				const { id, version } = indicator;
				return [`${indicatorText(indicator)} ${until}`, { indicator: id, version, until }];
			}),
		).values(),
	];
	const areas = [...new Set(wanted.map(({ area }) => area))];
	const forces = await listForces(tx);
	const nameOf = areaNames(forces);
	const series = await figuresOf(tx, {
		indicators: [...new Map(periods.map((one) => [versionOf(one), one])).values()],
		areas: [
			...new Set([...areas, ...areas.map(groupArea), ...wanted.map(({ indicator }) => totalOf(indicator))]),
		],
		until: last,
	});
	const peers = await figuresOf(tx, {
		indicators: periods,
		areas: forces.flatMap(({ code }) => code ?? []),
		at: periods,
	});
	const groupOn = await groupsOfAreas(tx, forces, areas);
	const found = Map.groupBy(together(series, peers), versionOf);
	return wanted.map(({ indicator, area, until }) =>
		comparisonOf({
			indicator,
			area,
			until,
			figures: found.get(indicatorText(indicator)) ?? [],
			forces: forcesOn(forces, until),
			group: groupOn(area, until),
			nameOf,
			groupRule,
			rules,
		}),
	);
}

/** Every figure once, though it was asked for twice. */
function together(series: readonly Figure[], peers: readonly Figure[]): Figure[] {
	return [...new Map([...series, ...peers].map((figure) => [figureId(figure), figure])).values()];
}
