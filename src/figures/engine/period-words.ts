import { WrongUsage } from '../../foundation/index.ts';

const names = [
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

/** The last day of the period that is meant: "2014-06", "2014-06-30", "June 2014", "12 months to June 2014". */
export function endMeant(words: string): Temporal.PlainDate {
	const text = words.trim().toLowerCase();
	const [, year, month, day] = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(text) ?? [];
	if (year !== undefined && month !== undefined) return ending(words, Number(year), Number(month), day);
	const [, name, said] =
		/^(?:(?:\d+ months?|year) (?:to|ending|to the end of) )?(?:\d{1,2} )?([a-z]+) (\d{4})$/.exec(text) ?? [];
	const found = name === undefined || name.length < 3 ? -1 : names.findIndex((one) => one.startsWith(name));
	if (found === -1 || said === undefined) throw new WrongUsage(unclear(words));
	return ending(words, Number(said), found + 1);
}

function ending(words: string, year: number, month: number, day?: string): Temporal.PlainDate {
	if (month < 1 || month > 12) throw new WrongUsage(unclear(words));
	const last = Temporal.PlainDate.from({ year, month, day: 1 });
	const until = last.with({ day: last.daysInMonth });
	if (day !== undefined && Number(day) !== until.day)
		throw new WrongUsage(`Figures end with a month, and “${words}” does not. Write ${until}.`);
	return until;
}

function unclear(words: string): string {
	return `“${words}” is not a period. Write the month that it ends with, such as 2014-06, or “12 months to June 2014”.`;
}
