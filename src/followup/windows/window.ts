import { definePolicy, everyStaffMember, forceRoles, to } from '../../foundation/index.ts';

/** Until a day, forces say how it stands with what they were asked to do. */
export type UpdateWindow = {
	id: string;
	number: number;
	/** Whose inspections consider what is sent. */
	programme: { id: string; name: string };
	title: string;
	asked: string;
	from: Temporal.PlainDate;
	/** The last day; until its end in London. */
	until: Temporal.PlainDate;
	illustrative: boolean;
	addedByName: string;
};

export type Extension = {
	was: Temporal.PlainDate;
	until: Temporal.PlainDate;
	because: string;
	byName: string;
	at: Temporal.Instant;
};

/** What a force sent; its words and files are in the evidence. */
export type SentUpdate = {
	id: string;
	window: string;
	force: { id: string; slug: string; name: string };
	/** Of what it tells; null: of the whole. */
	part: { id: string; promise: number; letter: string | null } | null;
	evidence: { id: string; number: number };
	late: boolean;
	byName: string;
	at: Temporal.Instant;
};

/** A force that was asked, and how often it has sent. */
export type AskedForce = {
	force: { id: string; slug: string; name: string };
	sent: number;
	late: number;
	lastAt: Temporal.Instant | null;
};

/** It stands on every page where something is sent, and beside what was sent. */
export const becomesEvidence =
	'What is sent is evidence for a later inspection: as the force reports it, until somebody has looked.';

const opens = to('any', 'programme manager', 'operator');

export const windowPolicy = definePolicy('update window', {
	read: { ...everyStaffMember, ...to('own organisation', ...forceRoles) },
	'see forces': everyStaffMember,
	open: opens,
	extend: opens,
	send: to('own organisation', ...forceRoles),
});

/** "UW-4", as windows are cited. */
export function citeWindow({ number }: Pick<UpdateWindow, 'number'>): string {
	return `UW-${number}`;
}

export function windowHref({ id }: Pick<UpdateWindow, 'id'>, page = ''): string {
	return `/followup/windows/${id}${page === '' ? '' : `/${page}`}`;
}

export type WindowTime = 'to come' | 'open' | 'closed';

/** A window closes by the day and by nothing else. */
export function timeOf(
	{ from, until }: Pick<UpdateWindow, 'from' | 'until'>,
	today: Temporal.PlainDate,
): WindowTime {
	if (Temporal.PlainDate.compare(today, from) < 0) return 'to come';
	return Temporal.PlainDate.compare(today, until) > 0 ? 'closed' : 'open';
}

const windowTags: Readonly<Record<WindowTime, { text: string; colour: string }>> = {
	'to come': { text: 'To come', colour: 'grey' },
	open: { text: 'Open', colour: 'green' },
	closed: { text: 'Closed', colour: 'blue' },
};

/** A window at the head of its pages, and as a row of a list. */
export function windowLine(window: UpdateWindow, today: Temporal.PlainDate) {
	const time = timeOf(window, today);
	const days = today.until(window.until).days;
	return {
		...window,
		cited: citeWindow(window),
		href: windowHref(window),
		time,
		tag: windowTags[time],
		left:
			time !== 'open'
				? null
				: days === 0
					? 'Until the end of today'
					: `${days.toLocaleString('en-GB')} day${days === 1 ? '' : 's'} left`,
	};
}
