// What somebody would write for one indicator who knows the data: which rows belong to which period, and which forces to
// which area. One query with the same results as the engine's: numerator, denominator, value and interval.

import type { Indicator } from '../src/figures/index.ts';
import { quotedName, quotedText } from '../src/figures/tables/duck.ts';
import { type Extent, extents, type Made, wholeYears } from './figures-data.ts';

type Part = Indicator['numerator'];
type Snapshots = ReadonlyMap<string, readonly Made[]>;

const extentOf = ({ source, measure }: Pick<Part, 'source' | 'measure'>) =>
	extents.get(`${source}/${measure}`) ?? 'year';

const fileOf = (snapshots: Snapshots, source: string) =>
	`read_parquet(${quotedText(snapshots.get(source)?.[0]?.path ?? '')})`;

function conditions({
	measure,
	where,
	without,
}: Pick<Part, 'measure' | 'where'> & Partial<Pick<Part, 'without'>>): string {
	const within = (name: string, values: readonly string[]) =>
		`${quotedName(name)} in (${values.map(quotedText).join(', ')})`;
	return [
		`measure = ${quotedText(measure)}`,
		...Object.entries(where).map(([name, values]) => within(name, values)),
		...Object.entries(without ?? {}).map(([name, values]) => `not coalesce(${within(name, values)}, false)`),
	].join(' and ');
}

const marchOf = (day: string) => `make_date(year(${day}) + (month(${day}) > 3)::int, 3, 31)`;

/** The last day of the window that a row belongs to. */
function windowEnd(extent: Extent, { months, ending }: Indicator['window']): string {
	if (extent === 'day') return months === 1 ? 'last_day(until)' : marchOf('until');
	if (ending === 'march' && extent === 'rolling year') return 'case when month(until) = 3 then until end';
	return 'until';
}

/** Which row of the denominator goes with a window: the mid-year before its end, or the same period. */
function match(extent: Extent): string {
	return extent === 'mid-year'
		? 'd.period = make_date(year(n.period) - (month(n.period) < 6)::int, 6, 30)'
		: 'd.period = n.period';
}

const wilson = {
	lower: '(p + 1.920729 / d - 1.959964 * sqrt((p * (1 - p) + 0.960365 / d) / d)) / (1 + 3.841459 / d)',
	upper: '(p + 1.920729 / d + 1.959964 * sqrt((p * (1 - p) + 0.960365 / d) / d)) / (1 + 3.841459 / d)',
};
const byar = {
	lower: 'case when n > 0 then n * pow(1 - 1 / (9 * n) - 1.959964 / (3 * sqrt(n)), 3) else 0 end',
	upper: '(n + 1) * pow(1 - 1 / (9 * (n + 1)) + 1.959964 / (3 * sqrt(n + 1)), 3)',
};

export function byHand(indicator: Indicator, snapshots: Snapshots): string {
	const { numerator, denominator, breakdowns, window, per, totals, method, deflate, margin } = indicator;
	if (margin !== undefined) return published(indicator, snapshots);
	const parts = breakdowns.map(quotedName);
	const sets = (columns: readonly string[]) =>
		`group by grouping sets (${['(area, period)', ...columns.map((column) => `(area, period, ${column})`)].join(', ')})`;
	const whole = (part: Part) =>
		extentOf(part) === 'day' && window.months === 12
			? `and until between date '${wholeYears.since}' and date '${wholeYears.until}'`
			: '';
	const select = (part: Part, columns: readonly string[], end: string) => `select area, ${end} as period,
		${columns.map((column) => `${column}, `).join('')} sum(value) as v from ${fileOf(snapshots, part.source)}
		where ${conditions(part)} ${whole(part)} and period is not null ${sets(columns)}`;
	const own = denominator?.of === 'all' ? [] : parts;
	const same = own.map((column) => ` and d.${column} is not distinct from n.${column}`).join('');
	const rate = denominator !== undefined;
	const value = rate ? `n * ${per} / nullif(d, 0)` : 'n';
	const scale = rate ? `${per} / d` : '1';
	const interval =
		method === 'wilson'
			? `${wilson.lower} as lower, ${wilson.upper} as upper`
			: method === 'byar'
				? `(${byar.lower}) * ${scale} as lower, (${byar.upper}) * ${scale} as upper`
				: 'null as lower, null as upper';
	const worth =
		deflate === undefined
			? ''
			: `join (select until, value, max(value) filter (until = date '${Number(deflate.base.slice(0, 4)) + 1}-03-31') over () as base
				from ${fileOf(snapshots, deflate.source)} where measure = ${quotedText(deflate.measure)}) w on w.until = period`;
	return `with n as (${select(numerator, parts, windowEnd(extentOf(numerator), window))})
		${rate ? `, d as (${select(denominator, own, denominator.over === 'last' ? 'until' : windowEnd(extentOf(denominator), window))})` : ''},
		rolled as (
			select b.area, n.period, ${parts.map((column) => `n.${column}, `).join('')} sum(n.v) as numerator
				${rate ? ', sum(d.v) as denominator' : ''}
			from belonging b join n on n.area = b.force
			${rate ? `join d on d.area = n.area and ${match(extentOf(denominator))}${same}` : ''}
			where b.kind in ('area', ${totals.map(quotedText).join(', ')})
			group by all
		)
		select area, period, ${parts.map((column) => `${column}, `).join('')} numerator, ${rate ? 'denominator,' : ''}
			${value}${deflate === undefined ? '' : ' * w.base / w.value'} as value, ${interval}
		from (select *, numerator::double as n ${rate ? ', denominator::double as d, numerator::double / denominator::double as p' : ''} from rolled) ${worth}`;
}

function published({ numerator, margin }: Indicator, snapshots: Snapshots): string {
	if (margin === undefined) return '';
	return `select s.area, s.until as period, s.value, s.value - m.value as lower, s.value + m.value as upper
		from (select * from ${fileOf(snapshots, numerator.source)} where ${conditions(numerator)}) s
		join (select * from ${fileOf(snapshots, margin.source)} where ${conditions(margin)}) m
			on m.area = s.area and m.until = s.until`;
}

/** Which forces make up which areas, as a table that the queries join. */
export function belongingTable(rows: readonly { area: string; force: string; kind: string }[]): string {
	const values = rows.map(({ area, force, kind }) => `(${[area, force, kind].map(quotedText).join(', ')})`);
	return `create or replace temp table belonging as select * from (values ${values.join(', ')}) t(area, force, kind)`;
}
