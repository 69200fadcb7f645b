/** Periods as published tables write them. Digits of footnotes may be stuck to any of them. */

export type Span = { since: Temporal.PlainDate; until: Temporal.PlainDate };

const months = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';
const month = `((?:${months})[a-z]*)\\.?`;
const year = `(?:['’‘](\\d\\d)|((?:19|20)\\d\\d)|(\\d\\d)(?=\\D|\\d?$|\\d\\D))`;

const numberOf = (name: string) => months.split('|').indexOf(name.slice(0, 3).toLowerCase()) + 1;
const yearOf = (...digits: readonly (string | undefined)[]) => {
	const found = Number(digits.find((one) => one !== undefined));
	if (found >= 100) return found;
	return found < 70 ? 2000 + found : 1900 + found;
};

function monthOf(inYear: number, inMonth: number): Span {
	const since = Temporal.PlainDate.from({ year: inYear, month: inMonth, day: 1 });
	return { since, until: since.with({ day: since.daysInMonth }) };
}

/** The twelve months that end with this one. */
function yearTo(inYear: number, inMonth: number): Span {
	const { since, until } = monthOf(inYear, inMonth);
	return { since: since.subtract({ months: 11 }), until };
}

/** Every "year ending June 2018" in a text, in order; "year ending June 181,2" is June 2018 with two footnotes. */
export function yearsEnding(text: string): Span[] {
	const pattern = new RegExp(`(?:year|12 months) (?:ending|to|ended)(?: \\d{1,2})? ${month} ${year}`, 'gi');
	return [...text.matchAll(pattern)].map(([, name = '', ...digits]) =>
		yearTo(yearOf(...digits.slice(0, 3)), numberOf(name)),
	);
}

/** "Apr '17 to Mar '18", "April 2018 - March 2019", "1 April 2018 to 31 March 2019". */
export function monthToMonth(text: string): Span | null {
	const pattern = new RegExp(`${month} ${year} ?(?:to|-|–) ?(?:\\d{1,2} )?${month} ${year}`, 'i');
	const found = pattern.exec(text);
	if (found === null) return null;
	const [, from = '', a, b, c, to = '', d, e, f] = found;
	const { since } = monthOf(yearOf(a, b, c), numberOf(from));
	const { until } = monthOf(yearOf(d, e, f), numberOf(to));
	return Temporal.PlainDate.compare(since, until) < 0 ? { since, until } : null;
}

/** "30 September 2018". */
export function dayIn(text: string): Temporal.PlainDate | null {
	const found = new RegExp(`(\\d{1,2})(?:st|nd|rd|th)? ${month} ((?:19|20)\\d\\d)`, 'i').exec(text);
	if (found === null) return null;
	const [, day, name = '', inYear] = found;
	return dayFrom(Number(inYear), numberOf(name), Number(day));
}

function dayFrom(inYear: number, inMonth: number, day: number): Temporal.PlainDate | null {
	try {
		return Temporal.PlainDate.from({ year: inYear, month: inMonth, day }, { overflow: 'reject' });
	} catch {
		return null;
	}
}

/** The 30th of June of a year, which mid-year estimates are of. */
export const midYear = (inYear: number): Span => {
	const day = Temporal.PlainDate.from({ year: inYear, month: 6, day: 30 });
	return { since: day, until: day };
};

/** A period that stands alone in a cell: a day, a month, a year of the calendar, of finance or to a month; null if none. */
export function spanOf(text: string): Span | null {
	const said = text.trim().replaceAll(/\s+/g, ' ');
	const iso = /^(\d{4})-(\d\d)(?:-(\d\d))?$/.exec(said);
	if (iso !== null) {
		const [, inYear, inMonth, day] = iso;
		if (Number(inMonth) < 1 || Number(inMonth) > 12) return null;
		if (day === undefined) return monthOf(Number(inYear), Number(inMonth));
		const one = dayFrom(Number(inYear), Number(inMonth), Number(day));
		return one === null ? null : { since: one, until: one };
	}
	const finance = /^((?:19|20)\d\d)[/-](\d\d|\d{4})$/.exec(said);
	if (finance !== null) {
		const first = Number(finance[1]);
		return Number(finance[2]) % 100 === (first + 1) % 100 ? yearTo(first + 1, 3) : null;
	}
	const mid = /^mid[- ](?:year )?((?:19|20)\d\d)$/i.exec(said);
	if (mid !== null) return midYear(Number(mid[1]));
	if (/^(?:19|20)\d\d$/.test(said)) return yearTo(Number(said), 12);
	const [ending] = yearsEnding(said);
	if (ending !== undefined) return ending;
	const between = monthToMonth(said);
	if (between !== null) return between;
	const day = dayIn(said);
	if (day !== null) return { since: day, until: day };
	const alone = new RegExp(`^${month} ((?:19|20)\\d\\d)$`, 'i').exec(said);
	return alone === null ? null : monthOf(Number(alone[2]), numberOf(alone[1] ?? ''));
}

/** "year ending June 2018" */
export function inWordsEnding({ until }: Span): string {
	return `year ending ${until.toLocaleString('en-GB', { month: 'long', year: 'numeric' })}`;
}
