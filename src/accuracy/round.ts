import { definePolicy, everyStaffMember, forceRoles, to } from '../foundation/index.ts';

export const roundStates = {
	preparing: 'Being prepared',
	shared: 'With the force',
	submitted: 'Handed in',
	decided: 'Decided',
	closed: 'Closed',
	'taken back': 'Taken back',
} as const;
export type RoundState = keyof typeof roundStates;

/** What is checked: the draft of a document, or the final figures that documents use about the force. */
export const roundKinds = { draft: 'Draft', data: 'Figures' } as const;
export type RoundKind = keyof typeof roundKinds;

/**
 * Nil: the force has read it and says that nothing is wrong. None: it did not answer by the deadline, which is never
 * told as agreement.
 */
export type RoundResponse = 'points' | 'nil' | 'none';

/** One round of the accuracy check: what was shared with whom until when, and how it went. */
export type Round = {
	id: string;
	number: number;
	kind: RoundKind;
	force: { id: string; slug: string; name: string };
	inspection: string;
	document: string | null;
	title: string;
	programme: string;
	message: string | null;
	/** The last day; until its end in London. */
	deadline: Temporal.PlainDate;
	state: RoundState;
	sharedAt: Temporal.Instant | null;
	submittedAt: Temporal.Instant | null;
	submittedBy: string | null;
	response: RoundResponse | null;
	late: boolean;
	note: string | null;
	decidedAt: Temporal.Instant | null;
	closedAt: Temporal.Instant | null;
	told: string | null;
	illustrative: boolean;
	addedBy: string | null;
};

/** Somebody at the force who was named; `removed` when they no longer are. */
export type Member = {
	account: string;
	name: string;
	handsIn: boolean;
	removed: boolean;
	/** Let in by a colleague, and not named by the inspectorate. */
	letIn: boolean;
};

/** Those who lead inspections and write about them; analysts for the figures. */
export const whoRuns = ['programme manager', 'inspector', 'HM Inspector', 'editor', 'analyst'] as const;

export const roundPolicy = definePolicy('accuracy round', {
	read: { ...everyStaffMember, ...to('named', ...forceRoles) },
	run: to('any', ...whoRuns, 'operator'),
	'see differences': everyStaffMember,
	comment: to('named', ...forceRoles),
	'let a colleague in': to('named', ...forceRoles),
	/** The database and the page ask besides that it is the one who hands in. */
	'state for the force': to('named', ...forceRoles),
});

export const roundTags: Readonly<Record<RoundState, { text: string; colour: string }>> = {
	preparing: { text: roundStates.preparing, colour: 'grey' },
	shared: { text: roundStates.shared, colour: 'blue' },
	submitted: { text: roundStates.submitted, colour: 'purple' },
	decided: { text: roundStates.decided, colour: 'turquoise' },
	closed: { text: roundStates.closed, colour: 'green' },
	'taken back': { text: roundStates['taken back'], colour: 'grey' },
};

/** The same as the force reads it. */
export const ownTags: typeof roundTags = {
	...roundTags,
	shared: { text: 'To check', colour: 'blue' },
	submitted: { text: 'With the inspectorate', colour: 'purple' },
};

/** "AC-4", as rounds are cited; a point of it is "AC-4.7". */
export function citeRound({ number }: Pick<Round, 'number'>): string {
	return `AC-${number}`;
}

export function citePoint(round: Pick<Round, 'number'>, point: { number: number }): string {
	return `${citeRound(round)}.${point.number}`;
}

/** The round itself, a place in its draft such as `#passage-7`, or a page of it. */
export function roundHref({ id }: Pick<Round, 'id'>, page = ''): string {
	return `/accuracy/${id}${page === '' || page.startsWith('#') ? page : `/${page}`}`;
}

/** So many working days after a day: weekends are not counted. Bank holidays are for whoever sets the deadline to know. */
export function workingDaysAfter(day: Temporal.PlainDate, days: number): Temporal.PlainDate {
	let found = day;
	for (let left = days; left > 0; ) {
		found = found.add({ days: 1 });
		if (found.dayOfWeek <= 5) left -= 1;
	}
	return found;
}

export function isOverdue({ state, deadline }: Pick<Round, 'state' | 'deadline'>, today: Temporal.PlainDate) {
	return state === 'shared' && Temporal.PlainDate.compare(deadline, today) < 0;
}

/** How long is left, or what came of it, beside the tag. */
export function timeInWords(round: Round, today: Temporal.PlainDate): string | null {
	if (round.state === 'shared') {
		const days = today.until(round.deadline, { largestUnit: 'day' }).days;
		if (days === 0) return 'Until the end of today';
		const said = `${Math.abs(days)} day${Math.abs(days) === 1 ? '' : 's'}`;
		return days > 0 ? `${said} left` : `${said} past the deadline`;
	}
	if (round.response === 'none') return 'No response came';
	const late = round.late ? ', late' : '';
	if (round.response === 'nil') return `Nothing wrong found${late}`;
	return round.late ? 'Handed in late' : null;
}
