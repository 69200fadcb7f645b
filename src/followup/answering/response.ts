import { definePolicy, everyStaffMember, forceRoles, to } from '../../foundation/index.ts';
import type { Standing, StandingKind } from './clock.ts';

/** How far the writing is. */
export const responseStates = {
	preparing: 'Not published',
	invited: 'Chief officer invited',
	published: 'Published',
} as const;
export type ResponseState = keyof typeof responseStates;

/** What is said of a recommendation. */
export const answers = {
	taken: 'Action has been taken',
	proposed: 'Action is proposed',
	none: 'No action is taken or proposed',
} as const;
export type Answer = keyof typeof answers;

/** A public report about a force, and how far the response of its policing body is. */
export type Response = {
	id: string;
	release: string;
	force: { id: string; slug: string; name: string };
	/** The report, and its address for everybody. */
	title: string;
	address: string;
	publishedOn: Temporal.PlainDate;
	dueOn: Temporal.PlainDate;
	/** The report was published before this system was there. */
	past: boolean;
	illustrative: boolean;
	/** As it is called today; null where none is known to answer for the force. */
	body: string | null;
	/** How many recommendations it has to say something about. */
	recommendations: number;
	state: ResponseState;
	invited: { at: Temporal.Instant; byName: string } | null;
	/** When the chief officer last commented. */
	commentedAt: Temporal.Instant | null;
	/** Of the newest version that everybody can read. */
	published: {
		version: number;
		on: Temporal.PlainDate;
		recorded: boolean;
		illustrative: boolean;
		elsewhere: string | null;
	} | null;
	standing: Standing;
};

/** What is said of one recommendation, as everybody reads it. */
export type AnsweredPart = {
	promise: number;
	/** The number of the promise to all forces that it comes from. */
	national: number | null;
	title: string | null;
	text: string;
	items: readonly { letter: string; text: string }[];
	answer: Answer;
	words: string;
};

/** One version of a response, as everybody reads it. */
export type Published = {
	version: number;
	bodyName: string;
	respondedOn: Temporal.PlainDate;
	daysLate: number;
	text: string;
	parts: readonly AnsweredPart[];
	also: readonly { slug: string; title: string }[];
	chiefInvitedOn: Temporal.PlainDate | null;
	chiefComments: string | null;
	chiefBy: string | null;
	chiefCommentedOn: Temporal.PlainDate | null;
	reply: string | null;
	elsewhere: string | null;
	/** Put on record by the inspectorate. */
	recorded: boolean;
	/** What a correction corrects. */
	note: string | null;
	illustrative: boolean;
	at: Temporal.Instant;
};

/** What the body is writing. */
export type Draft = {
	text: string;
	/** The releases of national reports that are answered with it. */
	also: readonly string[];
	/** 0: nothing is kept yet. */
	version: number;
	byName: string;
	parts: ReadonlyMap<string, { answer: Answer | null; text: string }>;
};

/** Between the chief officer and the body; the newest of each is published. */
export type Comment = {
	of: 'force' | 'policing body';
	number: number;
	text: string;
	byName: string;
	at: Temporal.Instant;
};

export const responsePolicy = definePolicy('policing body response', {
	read: { ...everyStaffMember, ...to('own organisation', ...forceRoles, 'local policing body') },
	write: to('own organisation', 'local policing body'),
	comment: to('own organisation', 'chief officer'),
	reply: to('own organisation', 'local policing body'),
});

export function responseHref({ id }: Pick<Response, 'id'>, page = ''): string {
	return `/followup/responses/${id}${page === '' ? '' : `/${page}`}`;
}

export const standings: Readonly<Record<StandingKind, { text: string; colour: string }>> = {
	late: { text: 'Late', colour: 'red' },
	waiting: { text: 'Waiting', colour: 'blue' },
	'published late': { text: 'Published late', colour: 'orange' },
	'in time': { text: 'Published in time', colour: 'green' },
	'not on record': { text: 'Not known', colour: 'grey' },
};

/** What stands beside the tag. */
export function standingInWords(standing: Standing): string {
	switch (standing.kind) {
		case 'waiting':
			return standing.daysLeft === 0 ? 'Due today' : `Due in ${inDays(standing.daysLeft)}`;
		case 'late':
			return `No response is on record, ${inDays(standing.days)} after it was due`;
		case 'published late':
			return `${inDays(standing.days)} late`;
		case 'not on record':
			return 'No response is on record';
		case 'in time':
			return '';
	}
}

/** "12 days". */
export function inDays(days: number): string {
	return `${days.toLocaleString('en-GB')} day${days === 1 ? '' : 's'}`;
}
