import { sql } from 'kysely';
import type { Tx } from '../../foundation/index.ts';
import { listForces } from '../../programmes/index.ts';
import { figuresOf } from '../engine/figure.store.ts';
import type { Figure } from '../engine/figure.ts';
import { indicatorText, listIndicators } from '../indicators/indicator.store.ts';
import type { Indicator } from '../indicators/indicator.ts';
import { listSnapshots } from '../snapshots/snapshot.store.ts';
import { areaNames, forcesOn } from './areas.ts';
import { totalOf } from './compared.ts';
import { type Finding, type FindingFilter, filtered, inReadingOrder } from './finding.ts';
import { newestPeriods, type PeriodOf } from './newest.store.ts';
import { yearsBefore } from './period.ts';
import {
	inconsistentParts,
	markedFigures,
	missingForces,
	negatives,
	olderVintages,
	type PartSum,
	staleData,
	unlikePublished,
} from './quality.ts';
import { outlyingAgainstOthers, outlyingAgainstThemselves } from './quality-outlying.ts';

export type QualityAsked = FindingFilter & {
	today: Temporal.PlainDate;
	/** With the newest periods that ended on this day or earlier. */
	on?: Temporal.PlainDate | undefined;
};

/** Everything that an analyst should look at in the newest figures of every indicator, in the same few queries. */
export async function qualityList(tx: Tx, { today, on, ...filter }: QualityAsked): Promise<Finding[]> {
	const read = await readNewest(tx, on);
	const { indicators, nameOf, forces } = read;
	const sums = Map.groupBy(await partSums(tx, read.at), versionOf);
	const snapshots = await listSnapshots(tx);
	const found = indicators.flatMap(({ indicator, until, now, before, total }) => {
		const all = total === undefined ? now : [...now, total];
		const whole = { indicator, figures: all, nameOf };
		const ofForces = { indicator, figures: now, nameOf };
		return [
			...negatives(whole),
			...inconsistentParts(whole, sums.get(indicatorText(indicator)) ?? []),
			...unlikePublished(whole),
			...missingForces(ofForces, until, forcesOn(forces, until)),
			...outlying({ indicator, now, before, nameOf }),
			...olderVintages(ofForces, snapshots),
			...markedFigures(ofForces),
		];
	});
	const stale = staleData({
		indicators: indicators.map(({ indicator }) => indicator),
		snapshots,
		computed: await computedAt(tx),
		today,
	});
	return inReadingOrder(filtered([...found, ...stale], filter));
}

/** What is outlying of one force, as it was known on a day. */
export async function outlyingOf(
	tx: Tx,
	{ area, on }: { area: string; on?: Temporal.PlainDate | undefined },
): Promise<Finding[]> {
	const { indicators, nameOf } = await readNewest(tx, on);
	const found = indicators.flatMap((one) => outlying({ ...one, nameOf }));
	return inReadingOrder(filtered(found, { areas: [area] }));
}

type Newest = {
	indicator: Indicator;
	until: Temporal.PlainDate;
	/** Of the forces, in the newest period and in that of the year before. */
	now: Figure[];
	before: Figure[];
	total: Figure | undefined;
};

/** What somebody expects is no figure to be outlying. */
function outlying(
	of: Pick<Newest, 'indicator' | 'now' | 'before'> & { nameOf(area: string): string },
): Finding[] {
	if (of.indicator.forecast !== undefined) return [];
	return [...outlyingAgainstOthers(of), ...outlyingAgainstThemselves(of)];
}

async function readNewest(tx: Tx, on: Temporal.PlainDate | undefined) {
	const listed = await listIndicators(tx);
	const newest = new Map((await newestPeriods(tx, { on })).map((one) => [versionOf(one), one]));
	const at = listed.flatMap((indicator) => newest.get(indicatorText(indicator)) ?? []);
	const forces = await listForces(tx);
	const codes = forces.flatMap(({ code }) => code ?? []);
	const totals = [...new Set(listed.map(totalOf))];
	const now = Map.groupBy(
		await figuresOf(tx, { indicators: at, areas: [...codes, ...totals], at }),
		versionOf,
	);
	const yearEarlier = at.map((one) => ({ ...one, until: yearsBefore(one.until, 1) }));
	const before = Map.groupBy(
		await figuresOf(tx, { indicators: at, areas: codes, at: yearEarlier }),
		versionOf,
	);
	const indicators = listed.flatMap((indicator): Newest[] => {
		const key = indicatorText(indicator);
		const until = newest.get(key)?.until;
		if (until === undefined) return [];
		const [total, ofForces] = [totalOf(indicator), new Set(forcesOn(forces, until).map(({ code }) => code))];
		const figures = now.get(key) ?? [];
		return [
			{
				indicator,
				until,
				now: figures.filter(({ area }) => ofForces.has(area)),
				before: (before.get(key) ?? []).filter(({ area }) => ofForces.has(area)),
				total: figures.find(({ area }) => area === total),
			},
		];
	});
	return { indicators, at, forces, nameOf: areaNames(forces) };
}

const versionOf = ({ indicator, version }: { indicator: string; version: number }) =>
	indicatorText({ id: indicator, version });

/** Breakdowns whose parts are all there and do not make the whole. */
async function partSums(tx: Tx, at: readonly PeriodOf[]): Promise<PartSum[]> {
	const { rows } = await sql<PartSum>`
		select part.indicator, part.version, part.area, part.period_until as until, name.breakdown,
			trim_scale(sum(part.numerator))::text as parts, trim_scale(whole.numerator)::text as whole,
			whole.illustrative or bool_or(part.illustrative) as illustrative
		from figures.figure part
		cross join lateral jsonb_object_keys(part.breakdown) as name (breakdown)
		join figures.figure whole on whole.indicator = part.indicator and whole.version = part.version
			and whole.area = part.area and whole.period_until = part.period_until
			and whole.period_since = part.period_since and whole.breakdown = '{}'
		where (part.indicator, part.version, part.period_until) in (select * from unnest(
				${at.map((one) => one.indicator)}::text[], ${at.map((one) => one.version)}::int[],
				${at.map((one) => one.until.toString())}::date[]))
			and part.breakdown <> '{}' and part.area !~ ':'
		group by part.indicator, part.version, part.area, part.period_until, name.breakdown, whole.numerator,
			whole.illustrative
		having count(*) = count(part.numerator) and sum(part.numerator) <> whole.numerator
		order by part.indicator, part.version, part.area collate "C", name.breakdown
	`.execute(tx);
	return rows;
}

async function computedAt(tx: Tx): Promise<Map<string, Temporal.Instant>> {
	const rows = await tx.selectFrom('figures.computation').select(['indicator', 'version', 'at']).execute();
	return new Map(rows.map((row) => [versionOf(row), row.at]));
}
