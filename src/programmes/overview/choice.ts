import { z } from 'zod';
import { inWordsDate, pageNumber } from '../../foundation/index.ts';
import type { Force } from '../forces/force.ts';
import type { Programme } from '../planning/programme.ts';
import type { TrancheName } from './board.store.ts';
import type { Picture } from './board.ts';
import { lastDayOf, spans, touches, usualSpan, type Weeks, weeksFromMonth } from './week.ts';

/** What the address of the board says: which weeks, of which forces, and how they are shown. */
export const boardQuery = z.object({
	from: z.iso.date().or(z.literal('')).catch(''),
	weeks: z.coerce
		.number()
		.refine((count) => spans.some((span) => span === count))
		.catch(usualSpan),
	programme: z.string().max(200).catch(''),
	tranche: z.uuid().or(z.literal('')).catch(''),
	region: z.string().max(100).catch(''),
	conflicts: z.enum(['', 'yes']).catch(''),
	view: z.enum(['', 'list']).catch(''),
	page: pageNumber,
});
export type BoardQuery = z.output<typeof boardQuery>;

/** What the filters of a board come to, once the programme and the tranche in its address have been looked up. */
export type Choice = {
	weeks: Weeks;
	programme: Programme | null;
	tranche: TrancheName | null;
	region: string;
	conflicts: boolean;
};

/**
 * Without a day in the address the weeks begin with this month; where a programme is chosen that has its fieldwork at
 * another time, they begin with that.
 */
export function choiceOf(
	query: BoardQuery,
	known: { programmes: readonly Programme[]; tranches: readonly TrancheName[]; today: Temporal.PlainDate },
): Choice {
	const programme = known.programmes.find(({ slug }) => slug === query.programme) ?? null;
	const tranche =
		known.tranches.find(({ id, programme: of }) => id === query.tranche && of === programme?.id) ?? null;
	const { region } = query;
	const choice = { programme, tranche, region, conflicts: query.conflicts === 'yes' };
	if (query.from !== '') {
		return { ...choice, weeks: weeksFromMonday(Temporal.PlainDate.from(query.from), query.weeks) };
	}
	const now = weeksFromMonth(known.today, query.weeks);
	if (programme === null) return { ...choice, weeks: now };
	const { fieldworkSince: from, fieldworkUntil: until } = programme;
	return { ...choice, weeks: touches(now, { from, until }) ? now : weeksFromMonth(from, query.weeks) };
}

function weeksFromMonday(day: Temporal.PlainDate, count: number): Weeks {
	return { since: day.subtract({ days: day.dayOfWeek - 1 }), count };
}

/**
 * The forces that have a row. One that a programme was chosen for keeps whatever else it is asked for beside that, so
 * that a conflict is never filtered away. One that is not inspected, or not there in these weeks, is left out until
 * somebody asks it for something.
 */
export function forcesOf(all: readonly Force[], choice: Choice, picture: Picture): Force[] {
	const { programme, tranche, region, conflicts, weeks } = choice;
	const last = lastDayOf(weeks);
	return all.filter((force) => {
		if (region !== '' && force.region !== region) return false;
		if (conflicts && !picture.conflicts.has(force.id)) return false;
		const asked = picture.within.get(force.id) ?? [];
		if (programme !== null) {
			return asked.some(
				(one) => one.programme.id === programme.id && (tranche === null || one.tranche === tranche.id),
			);
		}
		if (asked.length > 0) return true;
		const { inScope, existedSince, existedUntil } = force;
		return (
			inScope &&
			(existedSince === null || Temporal.PlainDate.compare(existedSince, last) <= 0) &&
			(existedUntil === null || Temporal.PlainDate.compare(existedUntil, weeks.since) >= 0)
		);
	});
}

/** The same board with something changed; what is as usual is left out of the address. */
export function addressOf(
	path: string,
	query: BoardQuery,
	change: Partial<Record<keyof BoardQuery, string>>,
): string {
	const { page, weeks, ...rest } = query;
	const all = {
		...rest,
		weeks: weeks === usualSpan ? '' : String(weeks),
		page: page === 1 ? '' : String(page),
		...change,
	};
	const search = new URLSearchParams(Object.entries(all).filter(([, value]) => value !== ''));
	return search.size === 0 ? path : `${path}?${search}`;
}

/** The filters that are on, each with the address of the board without it. */
export function appliedOf(query: BoardQuery, { programme, tranche, region, conflicts }: Choice) {
	const without = (change: Partial<Record<keyof BoardQuery, string>>) =>
		addressOf('/planning', query, { page: '', ...change });
	return [
		...(programme === null
			? []
			: [{ name: 'Programme', text: programme.name, href: without({ programme: '', tranche: '' }) }]),
		...(tranche === null ? [] : [{ name: 'Tranche', text: tranche.name, href: without({ tranche: '' }) }]),
		...(region === '' ? [] : [{ name: 'Region', text: region, href: without({ region: '' }) }]),
		...(conflicts ? [{ name: 'Forces', text: 'with a conflict', href: without({ conflicts: '' }) }] : []),
	];
}

/** "5 October to 1 November 2026". */
export function daysInWords(since: Temporal.PlainDate, until: Temporal.PlainDate): string {
	const last = inWordsDate(until);
	if (since.equals(until)) return last;
	const first = inWordsDate(since);
	return since.year === until.year ? `${first.replace(/ \d{4}$/, '')} to ${last}` : `${first} to ${last}`;
}
