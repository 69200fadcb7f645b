import { definePolicy, everyStaffMember, forceRoles, inWordsDate, to } from '../../foundation/index.ts';
import { promisePolicy } from '../register/promise.ts';

export const acrossPolicy = definePolicy('follow-up across the years', {
	/** Staff: all forces. Others: their own force. */
	read: { ...everyStaffMember, ...to('own organisation', ...forceRoles, 'local policing body') },
	/** What is alike, what repeats what, and what inspections found: between colleagues. */
	relate: everyStaffMember,
	decide: promisePolicy.can.keep.grants,
});

/** Of fewer, a median says little, and it says so. */
const few = 10;

/** From publication to the day on which a part was closed, of so many parts. */
export type Days = { median: number | null; of: number };

/** "184 days (12 parts)": never without how many, and with a word of warning where they are few. */
export function daysText({ median, of }: Days): string {
	if (median === null || of === 0) return 'None closed';
	return `${plural(Math.round(median), 'day')} (${of < few ? 'only ' : ''}${plural(of, 'part')})`;
}

/** So many of so many: no count stands without what it is of. */
export function ofText(count: number, all: number): string {
	return `${number(count)} of ${number(all)}`;
}

export function plural(count: number, noun: string): string {
	return `${number(count)} ${noun}${count === 1 ? '' : 's'}`;
}

const number = (value: number) => value.toLocaleString('en-GB');

/** Promises and their parts: how many, and where these stand. */
export type Tally = {
	promises: number;
	/** With a part that is open. */
	openPromises: number;
	parts: number;
	open: number;
	/** Of the open parts, those under a letter. */
	openLetters: number;
	overdue: number;
	/** Submitted, and nobody has looked yet. */
	waiting: number;
	/** An inspector here has looked, and closed it. */
	verified: number;
	/** An older register says that it is closed; nobody here has looked. */
	unverified: number;
	/** Rejected, superseded or no longer applicable. */
	otherwise: number;
	days: Days;
	illustrative: boolean;
};

export const noTally: Tally = {
	promises: 0,
	openPromises: 0,
	parts: 0,
	open: 0,
	openLetters: 0,
	overdue: 0,
	waiting: 0,
	verified: 0,
	unverified: 0,
	otherwise: 0,
	days: { median: null, of: 0 },
	illustrative: false,
};

/** What was said before, and how it stands now. */
export type Said = {
	/** The days on which it was published, first to last. */
	published: readonly Temporal.PlainDate[];
	open: boolean;
	/** When an inspection last found that it was not addressed. */
	notAddressed?: Temporal.PlainDate | null;
};

/** "Identified in 2017 and again in 2021: found not addressed on 3 May 2019, still open". */
export function saidText({ published, open, notAddressed = null }: Said): string {
	const [first, ...again] = [...new Set(published.map(({ year }) => year))].sort((a, b) => a - b);
	const years = new Intl.ListFormat('en-GB').format(again.map(String));
	const said =
		again.length > 0
			? `Identified in ${first} and again in ${years}`
			: published.length > 1
				? `Identified twice in ${first}`
				: `Identified in ${first}`;
	const found = notAddressed === null ? '' : `found not addressed on ${inWordsDate(notAddressed)}, `;
	return `${said}: ${found}${open ? 'still open' : 'no longer open'}`;
}

/** For each table with a figure for each force. */
export const noLeague =
	'This is no league table: forces differ in size, in how often they are inspected, and in what they are asked.';
