import { definePolicy, everyStaffMember, forceRoles, to } from '../../foundation/index.ts';
import { isOpen, type PartState } from './state.ts';

export const promiseKinds = ['area for improvement', 'cause of concern', 'recommendation'] as const;
export type PromiseKind = (typeof promiseKinds)[number];

/** Whose it is to act. */
export const actors = ['force', 'policing body', 'other'] as const;
export type Whose = (typeof actors)[number];

export const dueSetters = ['inspectorate', 'force', 'policing body', 'other'] as const;
export type DueSetter = (typeof dueSetters)[number];

/** A day, whose it is, and on what it rests: "Within six months of publication". */
export type PartDue = {
	on: Temporal.PlainDate;
	basis: string;
	setBy: DueSetter;
	setByName: string | null;
};

/** A sub-item or, where there are none, the whole: what has a deadline and a state. */
export type PromisedPart = {
	id: string;
	letter: string | null;
	text: string;
	due: PartDue | null;
	/** Why there is no day: "No deadline". */
	basis: string | null;
	state: PartState;
	since: Temporal.Instant;
	/** An older register says so: nobody here has looked. */
	takenOver: boolean;
};

/** What somebody was asked to do, from the day on which that was public. */
export type Promised = {
	id: string;
	number: number;
	/** Null: out of an older register. */
	raised: { id: string; number: number } | null;
	release: { id: string; slug: string; title: string } | null;
	/** To all forces: it has no parts, and each force has one of its own. */
	everybody: boolean;
	national: { id: string; number: number } | null;
	parent: { id: string; number: number } | null;
	force: { id: string; slug: string; name: string } | null;
	whose: Whose;
	addressee: string | null;
	kind: PromiseKind;
	title: string | null;
	text: string;
	component: string | null;
	componentTitle: string | null;
	theme: string | null;
	standard: string | null;
	/** What has to be seen before it is closed. */
	needed: string | null;
	source: string;
	sourceAddress: string | null;
	olderId: string | null;
	publishedOn: Temporal.PlainDate;
	illustrative: boolean;
	parts: readonly PromisedPart[];
};

export const promisePolicy = definePolicy('promise', {
	read: { ...everyStaffMember, ...to('own organisation', ...forceRoles, 'local policing body') },
	/** Deadlines, links, what is needed, internal notes, older registers. */
	keep: to('any', 'programme manager', 'inspector', 'HM Inspector', 'operator'),
	'set a deadline': {
		...to('any', 'programme manager', 'inspector', 'HM Inspector', 'operator'),
		...to('own organisation', ...forceRoles, 'local policing body'),
	},
	/** One reason for several; each of them is asked whether it may be. */
	'act on several': {
		...to('any', 'programme manager', 'inspector', 'HM Inspector'),
		...to('own organisation', ...forceRoles, 'local policing body'),
	},
	note: everyStaffMember,
});

export function citePromised({ number }: Pick<Promised, 'number'>): string {
	return `FU-${number}`;
}

export function promisedHref({ number }: Pick<Promised, 'number'>, page = ''): string {
	return `/followup/${number}${page === '' ? '' : `/${page}`}`;
}

/** A part that is open after the end of its day, in London. */
export function isOverdue({ due, state }: Pick<PromisedPart, 'due' | 'state'>, today: Temporal.PlainDate) {
	return due !== null && isOpen(state) && Temporal.PlainDate.compare(due.on, today) < 0;
}
