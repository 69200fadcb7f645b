import { definePolicy, everyStaffMember, forceRoles, to, zone } from '../../foundation/index.ts';
import type { FrameworkKey } from '../frameworks/framework.ts';

/** What was judged of one force, under one version of a framework, and published. */
export type Judgment = FrameworkKey & {
	id: string;
	force: string;
	/** A pillar or a question. */
	component: string;
	/** Null: it was inspected, and no grade was given. */
	grade: string | null;
	/** The report it stands in, as it is cited, and where that is. */
	source: string;
	address: string | null;
	publishedAt: Temporal.Instant;
	basis: Basis;
	/** Whatever a reader has to know of it. */
	note: string | null;
	illustrative: boolean;
	/** The judgment whose place it takes, and why. */
	replaces: string | null;
	replacesBecause: string | null;
	/** A correction that says: this judgment was never made. */
	withdrawn: boolean;
	enteredAt: Temporal.Instant;
};

/** How it came here: typed, read from a file, or published from an inspection of ours. */
export const bases = ['entered', 'imported', 'inspection'] as const;
export type Basis = (typeof bases)[number];

export type NewJudgment = Pick<
	Judgment,
	'force' | 'framework' | 'version' | 'component' | 'grade' | 'source' | 'publishedAt' | 'basis'
> &
	Partial<Pick<Judgment, 'address' | 'note' | 'illustrative'>>;

export const judgmentPolicy = definePolicy('judgment', {
	read: { ...everyStaffMember, ...to('own organisation', ...forceRoles) },
	change: to('any', 'programme manager', 'administrator', 'operator'),
});

/** What is published on a day is published at one minute past midnight in London. */
export function publishedOn(day: Temporal.PlainDate): Temporal.Instant {
	return day.toZonedDateTime({ timeZone: zone, plainTime: '00:01' }).toInstant();
}
