import { areas, derbyshire } from './areas.ts';
import { drawnBetween } from './drawing.ts';
import { peopleAt } from './population.ts';
import type { Row } from './row.ts';
import { counted, sized } from './shares.ts';
import { beforeChange } from './solving.ts';
import { onDay, quarters, type Span, years, yearToMarch } from './time.ts';

/** What forces are asked for directly: 999 calls, posts, training, referrals. */
export function forceDataRows(): Row[] {
	return [...callRows(), ...postRows(), ...trainingRows(), ...referralRows()];
}

/** One force did not send its calls of one year, as happens: its row is not there. */
const withoutCalls = { code: 'W15000002', year: 2017 };

function callRows(): Row[] {
	return years(2015, 2020).flatMap((year) => {
		const span = yearToMarch(year);
		const calls = sized(`calls/${year}`, 0.155, (code) => peopleAt(code, span.until).population, 0.2);
		return rowsOf('calls-999', span, calls).filter(
			({ area }) => area !== withoutCalls.code || year !== withoutCalls.year,
		);
	});
}

/** Days at the end of quarters, over the time of the assessment of 2018/19. */
const days = quarters.filter((until) => until >= '2018-03-31' && until <= '2019-12-31');
const posts = sized('investigator-posts', 0.00034, (code) => peopleAt(code, '2019-12-31').population, 0.2);
const officers = sized('officers', 0.0019, (code) => peopleAt(code, '2019-12-31').population, 0.15);

/** By late 2019, 89 percent of investigators' posts will be filled, and 82 in England and Wales: a forecast. */
function postRows(): Row[] {
	return days.flatMap((day) => {
		const late = day === '2019-12-31';
		const way = days.indexOf(day);
		const filled = counted(
			{ name: 'filled', derbyshire: late ? 89 : 76 + way, nation: late ? 82 : 78 + (way % 3), variety: 0.08 },
			posts,
		);
		return [
			...rowsOf('investigator-posts', onDay(day), posts),
			...rowsOf('investigator-posts-filled', onDay(day), filled).map(
				(row): Row => (late ? { ...row, marker: 'projected' } : row),
			),
		];
	});
}

/** Up to 28 percent of officers' authorised training had expired: in September 2019, as far as the assessment says when. */
function trainingRows(): Row[] {
	return days.flatMap((day) => {
		const stated = day === '2019-09-30';
		const expired = counted(
			{ name: 'expired', derbyshire: stated ? 28 : 20 + (days.indexOf(day) % 4), nation: 14, variety: 0.4 },
			officers,
		);
		return [
			...rowsOf('officers', onDay(day), officers),
			...rowsOf('officers-training-expired', onDay(day), expired),
		];
	});
}

/** From May 2018 to May 2019, referrals grew by 111 percent for adults and by 84 for children. */
const referrals = [
	{ kind: 'Adults', each: 0.00078, may2019: 1688, change: 111 },
	{ kind: 'Children', each: 0.0011, may2019: 2103, change: 84 },
];

function referralRows(): Row[] {
	return Array.from({ length: 24 }, (_, index) => monthAfter('2018-01', index)).flatMap((month) => {
		const span = spanOf(month);
		return referrals.flatMap(({ kind, each, may2019, change }) => {
			const may2018 = beforeChange(may2019, change);
			const way = month.since('2018-05', { largestUnit: 'months' }).months / 12;
			const ours =
				may2018 +
				(may2019 - may2018) *
					way *
					(Number.isInteger(way) ? 1 : drawnBetween(0.97, 1.03, kind, month.toString()));
			const all = sized(`${kind}/${month}`, each, (code) => peopleAt(code, span.until).population, 0.2);
			all.set(derbyshire, Math.max(1, Math.round(ours)));
			return rowsOf('referrals', span, all).map((row) => ({ ...row, by: { kind } }));
		});
	});
}

function monthAfter(first: string, months: number): Temporal.PlainYearMonth {
	return Temporal.PlainYearMonth.from(first).add({ months });
}

function spanOf(month: Temporal.PlainYearMonth): Span {
	return {
		since: month.toPlainDate({ day: 1 }).toString(),
		until: month.toPlainDate({ day: month.daysInMonth }).toString(),
	};
}

function rowsOf(measure: string, span: Span, counts: ReadonlyMap<string, number>): Row[] {
	return areas.map(({ code }) => ({ area: code, ...span, measure, value: counts.get(code) ?? 0 }));
}
