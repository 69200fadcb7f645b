import type { DateToken, WindowToken } from './token.ts';
import { numberOf } from './words.ts';

const months = [
	'january',
	'february',
	'march',
	'april',
	'may',
	'june',
	'july',
	'august',
	'september',
	'october',
	'november',
	'december',
];
/** The month in which each of these parts of a year begins, and how many months it lasts. */
const parts: Readonly<Record<string, readonly [begins: number, lasts: number]>> = {
	spring: [3, 3],
	summer: [6, 3],
	autumn: [9, 3],
	winter: [12, 3],
	early: [1, 4],
	mid: [5, 4],
	late: [9, 4],
};
const monthName = months.map((name) => `${name[0]?.toUpperCase()}${name.slice(1)}`).join('|');
const year = '(?:19|20)\\d\\d';
const weekday = '(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?';

/** From the most precise to the least, so that "3 September 2014" is not read as a month or a year. */
const date = new RegExp(
	[
		`${weekday}\\b(?<day>\\d{1,2})(?:st|nd|rd|th)? (?<dayMonth>${monthName})(?:,? (?<dayYear>${year}))?\\b`,
		`\\b(?<month>${monthName}) (?<monthYear>${year})\\b(?![/–-]\\d\\d)`,
		`\\b(?<part>spring|summer|autumn|winter|early|mid|late)(?: in)?[ -](?<partYear>${year})\\b(?![/–-]\\d\\d)`,
		`\\b(?<financial>${year})[/–-](?<second>\\d\\d|${year})\\b`,
		`(?<![\\d£.,/-])\\b(?<only>${year})\\b(?![,.]\\d|[/–-]\\d| ?%| percent| per cent)`,
	].join('|'),
	'giu',
);

/** Every date of the text that has a year. */
export function readDates(text: string): DateToken[] {
	return [...text.matchAll(date)].flatMap((match) => {
		const token = dateOf(match.groups ?? {});
		return token === undefined ? [] : [{ ...token, at: match.index, end: match.index + match[0].length }];
	});
}

/** Where days and months stand without a year: their digits are no counts. */
export function dayMonths(text: string): { at: number; end: number }[] {
	return [...text.matchAll(date)]
		.filter(({ groups }) => groups?.day !== undefined && groups.dayYear === undefined)
		.map((match) => ({ at: match.index, end: match.index + match[0].length }));
}

type Bare = Omit<DateToken, 'at' | 'end'>;

function dateOf(groups: Record<string, string | undefined>): Bare | undefined {
	const { day, dayMonth, dayYear, month, monthYear, part, partYear, financial, second, only } = groups;
	const kind = 'date' as const;
	if (day !== undefined)
		return dayYear === undefined
			? undefined
			: { kind, precision: 'day', year: Number(dayYear), month: monthOf(dayMonth), day: Number(day) };
	if (month !== undefined)
		return { kind, precision: 'month', year: Number(monthYear), month: monthOf(month), day: null };
	if (part !== undefined)
		return {
			kind,
			precision: 'season',
			year: Number(partYear),
			month: parts[part.toLowerCase()]?.[0] ?? null,
			day: null,
		};
	if (financial !== undefined && second !== undefined) {
		const follows = (Number(financial) + 1) % 100 === Number(second) % 100;
		return {
			kind,
			precision: follows ? 'financial-year' : 'year',
			year: Number(financial),
			month: null,
			day: null,
		};
	}
	return only === undefined
		? undefined
		: { kind, precision: 'year', year: Number(only), month: null, day: null };
}

function monthOf(name: string | undefined): number | null {
	const index = months.indexOf((name ?? '').toLowerCase());
	return index < 0 ? null : index + 1;
}

/** The first and the last day that a date may mean, as ISO days; undefined for a day that there never was. */
export function spanOf(token: Bare): { from: string; until: string } | undefined {
	const { precision, year: y, month, day } = token;
	try {
		if (precision === 'day' && month !== null && day !== null) {
			const one = Temporal.PlainDate.from({ year: y, month, day }, { overflow: 'reject' }).toString();
			return { from: one, until: one };
		}
		if (precision === 'financial-year') return { from: `${y}-04-01`, until: `${y + 1}-03-31` };
		if (month === null) return { from: `${y}-01-01`, until: `${y}-12-31` };
		const from = Temporal.PlainDate.from({ year: y, month, day: 1 });
		const lasts =
			precision === 'season' ? (Object.values(parts).find(([begins]) => begins === month)?.[1] ?? 3) : 1;
		return { from: from.toString(), until: from.add({ months: lasts }).subtract({ days: 1 }).toString() };
	} catch {
		return undefined;
	}
}

const through =
	/\b(?:the )?(?:(?<count>\d+|six|nine|twelve|three) months|(?<year>year))(?: (?:period|prior))? ?(?:up )?(?:to|ending|ended|ending in|to the end of|ending on)(?: the)?(?: end of)? $/i;
const between =
	/\b(?:between|from)(?: the)? (?<first>(?:(?!\bbetween\b|\bfrom\b)[\w ]){1,24}?)(?: to| and| until)(?: the end of)? $/i;
const dayMonthOnly = new RegExp(
	`^(?:(?<day>\\d{1,2})(?:st|nd|rd|th)? )?(?<month>${monthName})(?: (?<year>${year}))?$`,
	'i',
);

/** Windows whose ends are both known: "the 12 months to June 2014", "between 1 June and 31 August 2019". */
export function readWindows(text: string, dates: readonly DateToken[]): WindowToken[] {
	return dates.flatMap((last): WindowToken[] => {
		const before = text.slice(Math.max(0, last.at - 60), last.at);
		const span = spanOf(last);
		if (span === undefined) return [];
		const lasting = through.exec(before);
		if (lasting !== null) {
			const { count, year: whole } = lasting.groups ?? {};
			const months = whole === undefined ? (numberOf(count ?? '') ?? Number(count)) : 12;
			if (!(months > 0 && months < 600)) return [];
			const until = Temporal.PlainDate.from(span.until);
			const from = until.add({ days: 1 }).subtract({ months });
			return [windowToken(last.at - lasting[0].length, last.end, from.toString(), span.until)];
		}
		const ranging = between.exec(before);
		const first = dayMonthOnly.exec(ranging?.groups?.first ?? '')?.groups;
		if (ranging === null || first === undefined) return [];
		const begins = spanOf({
			kind: 'date',
			precision: first.day === undefined ? 'month' : 'day',
			year: first.year === undefined ? last.year : Number(first.year),
			month: monthOf(first.month),
			day: first.day === undefined ? null : Number(first.day),
		});
		return begins === undefined || begins.from > span.until
			? []
			: [windowToken(last.at - ranging[0].length, last.end, begins.from, span.until)];
	});
}

function windowToken(at: number, end: number, from: string, until: string): WindowToken {
	const after = Temporal.PlainDate.from(until).add({ days: 1 });
	const { months, years } = Temporal.PlainDate.from(from).until(after, { largestUnit: 'years' });
	return { kind: 'window', at, end, from, until, months: years * 12 + months };
}
