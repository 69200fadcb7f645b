import type { CsvValue } from '../../foundation/index.ts';

/** What a cell holds: a value, or what is wrong with it and what to do. */
export type Cell<V> = { value: V } | { problem: string; remedy: string };

/** A column of a file: how it is headed, what it means, and how a cell of it is read and written. */
export type Column<V = unknown> = {
	heading: string;
	/** Headings of published files that mean the same: "LAD22CD". */
	also?: readonly string[];
	/** A sentence for the page that explains the file. */
	about: string;
	example: string;
	/** Whether a row may leave it empty; the file may then leave the column out. */
	optional: boolean;
	/** Is never asked about an empty cell. */
	read(text: string): Cell<V>;
	write(value: V): CsvValue;
};

type About = { also?: readonly string[]; about: string; example: string };

export function textColumn(heading: string, about: About & { most?: number }): Column<string> {
	const { most = 200, ...rest } = about;
	return {
		heading,
		...rest,
		optional: false,
		read: (text) =>
			text.length <= most
				? { value: text }
				: {
						problem: `“${heading}” has ${text.length.toLocaleString('en-GB')} characters`,
						remedy: `Shorten it to ${most.toLocaleString('en-GB')} characters.`,
					},
		write: (value) => value,
	};
}

/** Text of one shape, such as a code. */
export function codeColumn(
	heading: string,
	about: About & { shape: RegExp; remedy: string },
): Column<string> {
	const { shape, remedy, ...rest } = about;
	return {
		heading,
		...rest,
		optional: false,
		read: (text) =>
			shape.test(text)
				? { value: text }
				: { problem: `“${shortened(text)}” is not a ${heading.toLowerCase()}`, remedy },
		write: (value) => value,
	};
}

/** One of a few words; capitals and spaces are forgiven. */
export function choiceColumn<const V extends string>(
	heading: string,
	choices: readonly V[],
	about: About,
): Column<V> {
	return {
		heading,
		...about,
		optional: false,
		read(text) {
			const value = choices.find((choice) => choice.toLowerCase() === text.toLowerCase());
			if (value !== undefined) return { value };
			return {
				problem: `“${shortened(text)}” is not one of the choices`,
				remedy: `Write one of: ${choices.join(', ')}.`,
			};
		},
		write: (value) => value,
	};
}

const yes = ['yes', 'y', 'true', '1'];
const no = ['no', 'n', 'false', '0'];

export function yesNoColumn(heading: string, about: About): Column<boolean> {
	return {
		heading,
		...about,
		optional: false,
		read(text) {
			const word = text.toLowerCase();
			if (yes.includes(word)) return { value: true };
			if (no.includes(word)) return { value: false };
			return { problem: `“${shortened(text)}” is neither yes nor no`, remedy: 'Write “yes” or “no”.' };
		},
		write: (value) => (value ? 'yes' : 'no'),
	};
}

export function dayColumn(heading: string, about: About): Column<Temporal.PlainDate> {
	return {
		heading,
		...about,
		optional: false,
		read(text) {
			const value = readDay(text);
			if (value !== null) return { value };
			return {
				problem: `“${shortened(text)}” is not a date`,
				remedy: 'Write the day as 2018-04-01, 1/4/2018 (day first) or 1 April 2018.',
			};
		},
		write: (value) => value.toString(),
	};
}

/** Several pieces of text in one cell, with semicolons between them. */
export function listColumn(heading: string, about: About): Column<string[]> {
	return {
		heading,
		...about,
		optional: false,
		read: (text) => ({
			value: text
				.split(';')
				.map((one) => one.trim())
				.filter((one) => one !== ''),
		}),
		write: (value) => value.join('; '),
	};
}

/** The same column where a row may leave it empty. */
export function optional<V>(column: Column<V>): Column<V | null> {
	return {
		...column,
		optional: true,
		write: (value) => (value === null ? null : column.write(value)),
	};
}

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

/** A day as our files write it, as British spreadsheets do, or in words; null for what is none. */
export function readDay(text: string): Temporal.PlainDate | null {
	const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
	if (iso !== null) return dayOf(iso[1], iso[2], iso[3]);
	const british = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(text);
	if (british !== null) return dayOf(british[3], british[2], british[1]);
	const [, day, name = '', year] = /^(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})[ -](\d{4})$/i.exec(text) ?? [];
	const month = months.findIndex((one) => one.startsWith(name.toLowerCase()));
	return day === undefined ? null : dayOf(year, String(month + 1), day);
}

function dayOf(year = '', month = '', day = ''): Temporal.PlainDate | null {
	try {
		const found = Temporal.PlainDate.from(
			{ year: Number(year), month: Number(month), day: Number(day) },
			{ overflow: 'reject' },
		);
		// A year that nobody means was mistyped.
		return found.year >= 1800 && found.year < 2200 ? found : null;
	} catch {
		return null;
	}
}

/** As much of a cell as a sentence about it can bear. */
export function shortened(text: string): string {
	const oneLine = text.replaceAll(/\s+/g, ' ');
	return oneLine.length <= 60 ? oneLine : `${oneLine.slice(0, 59)}…`;
}
