import { definePolicy, everyStaffMember, forceRoles, to } from '../foundation/index.ts';

export const requestStates = ['draft', 'sent', 'answered', 'closed', 'not needed', 'withdrawn'] as const;
export type RequestState = (typeof requestStates)[number];

export const whatIsAsked = ['documents', 'data'] as const;
export type Asks = (typeof whatIsAsked)[number];
export const asksTexts: Record<Asks, string> = { documents: 'Documents', data: 'Data' };

/** One thing that one force is asked for. */
export type Request = {
	id: string;
	number: number;
	force: { id: string; slug: string; name: string };
	/** What it is asked for, and whether the force was told of that; null: monitoring between inspections. */
	inspection: { id: string; told: boolean } | null;
	programme: { id: string; slug: string; name: string } | null;
	asks: Asks;
	title: string;
	text: string;
	purpose: string;
	due: Temporal.PlainDate;
	/** Why the day is as it is, or why it was changed: the force reads it. */
	dueBecause: string | null;
	state: RequestState;
	sentAt: Temporal.Instant | null;
	answeredAt: Temporal.Instant | null;
	illustrative: boolean;
};

/** What of a request is the inspectorate's own. */
export type RequestInside = {
	batch: string | null;
	heldShown: number | null;
	heldBecause: string | null;
	addedAt: Temporal.Instant;
	addedBy: string | null;
	addedByName: string | null;
};

/** Those who gather evidence ask for it. */
export const whoAsks = ['inspector', 'HM Inspector', 'analyst', 'programme manager'] as const;
/** Those who speak for a force. */
export const whoAnswers = ['force liaison officer', 'chief officer'] as const;

export const requestPolicy = definePolicy('request', {
	read: { ...everyStaffMember, ...to('own organisation', ...forceRoles) },
	write: to('any', ...whoAsks, 'operator'),
	/** Everybody at the force gathers what answers it. */
	prepare: to('own organisation', ...forceRoles),
	'see the burden': everyStaffMember,
});

export const requestTags: Record<RequestState, { text: string; colour: string }> = {
	draft: { text: 'Draft', colour: 'grey' },
	sent: { text: 'With the force', colour: 'blue' },
	answered: { text: 'Answered', colour: 'purple' },
	closed: { text: 'Closed', colour: 'green' },
	'not needed': { text: 'Not needed', colour: 'turquoise' },
	withdrawn: { text: 'Withdrawn', colour: 'grey' },
};

/** The same as the force reads it. */
export const ownTags: Record<RequestState, { text: string; colour: string }> = {
	...requestTags,
	sent: { text: 'To answer', colour: 'blue' },
	answered: { text: 'Sent', colour: 'purple' },
};

/** As it is cited. */
export function citeRequest({ number }: Pick<Request, 'number'>): string {
	return `RQ-${number}`;
}

type Dated = Pick<Request, 'state' | 'due' | 'answeredAt'>;

/** The London day of an instant. */
export function dayOf(instant: Temporal.Instant): Temporal.PlainDate {
	return instant.toZonedDateTimeISO('Europe/London').toPlainDate();
}

/** How many days are left; below zero when it is overdue, null when nobody waits for an answer. */
export function daysLeft(
	{ state, due }: Pick<Dated, 'state' | 'due'>,
	today: Temporal.PlainDate,
): number | null {
	return state === 'sent' ? today.until(due, { largestUnit: 'day' }).days : null;
}

export function daysInWords(days: number): string {
	if (days === 0) return 'Due today';
	const count = Math.abs(days);
	const said = `${count} day${count === 1 ? '' : 's'}`;
	return days > 0 ? `${said} left` : `${said} overdue`;
}

/** By how many days the answer came too late; 0 when it did not, or has not come. */
export function daysLate({ due, answeredAt }: Pick<Dated, 'due' | 'answeredAt'>): number {
	if (answeredAt === null) return 0;
	return Math.max(0, due.until(dayOf(answeredAt), { largestUnit: 'day' }).days);
}

/** What stands beside a request in a list: how it stands, how long is left, or how late it came. */
export function standingOf(
	request: Dated,
	today: Temporal.PlainDate,
	tags: typeof requestTags = requestTags,
): { tag: { text: string; colour: string }; time: string | null } {
	const days = daysLeft(request, today);
	if (days !== null) {
		return days < 0
			? { tag: { text: 'Overdue', colour: 'red' }, time: daysInWords(days) }
			: { tag: tags.sent, time: daysInWords(days) };
	}
	const late = daysLate(request);
	return {
		tag: tags[request.state],
		time: late > 0 ? `Answered ${late} day${late === 1 ? '' : 's'} late` : null,
	};
}
