import { definePolicy, everyStaffMember, to } from '../../foundation/index.ts';

/** What is planned as one: its forces, under its frameworks, in its weeks. */
export type Programme = {
	id: string;
	/** Its address on our pages: "core-business". */
	slug: string;
	name: string;
	purpose: string;
	/** What it is a part of: "PEEL 2018/19". */
	assessment: string | null;
	/** The first and the last day of fieldwork. */
	fieldworkSince: Temporal.PlainDate;
	fieldworkUntil: Temporal.PlainDate;
	/** When reports come out of embargo on the day of publication, in London: "00:01". */
	embargoHour: string;
	illustrative: boolean;
};

/** What it was called before, to the last day on which it was called so. */
export type FormerName = { id: string; name: string; until: Temporal.PlainDate | null };

/** A version that it inspects under; a second one says why it is there. */
export type ProgrammeFramework = {
	framework: string;
	version: number;
	title: string;
	note: string | null;
	/** How many inspections are pinned to it. */
	inspections: number;
};

export const programmePolicy = definePolicy('programme', {
	read: everyStaffMember,
	add: to('any', 'programme manager', 'operator'),
	change: to('any', 'programme manager', 'operator'),
});

export const times = ['past', 'present', 'future'] as const;

/** Where its fieldwork stands on a day. */
export function timeOf(
	{ fieldworkSince, fieldworkUntil }: Pick<Programme, 'fieldworkSince' | 'fieldworkUntil'>,
	day: Temporal.PlainDate,
): (typeof times)[number] {
	if (Temporal.PlainDate.compare(fieldworkUntil, day) < 0) return 'past';
	return Temporal.PlainDate.compare(day, fieldworkSince) < 0 ? 'future' : 'present';
}

/** An address made of a name. */
export function addressOf(name: string): string {
	const words = name
		.normalize('NFKD')
		.replaceAll(/[\p{Mark}'’]/gu, '')
		.toLowerCase()
		.match(/[a-z0-9]+/g);
	return words?.join('-') ?? 'programme';
}
