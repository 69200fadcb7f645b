import {
	type AccountActor,
	everyStaffMember,
	forceRoles,
	type Grants,
	mayTry,
	to,
} from '../../foundation/index.ts';
import { raisedTexts } from '../../judgments/index.ts';
import { whoseTexts } from './list.ts';
import {
	citePromised,
	isOverdue,
	type Promised,
	type PromisedPart,
	promisedHref,
	type Whose,
} from './promise.ts';
import { isOpen, partStateTexts, wholeState } from './state.ts';

const staffAndForces: Grants = { ...everyStaffMember, ...to('own organisation', ...forceRoles) };
const everybodyAsked: Grants = { ...staffAndForces, ...to('own organisation', 'local policing body') };

/** The pages of follow-up, and for whom each is: those of the steps above are named here as addresses only. */
const tabs = [
	{ key: 'register', text: 'Register', href: '/followup', grants: everybodyAsked },
	{ key: 'responses', text: 'Responses', href: '/followup/responses', grants: everybodyAsked },
	{ key: 'plans', text: 'Plans', href: '/followup/plans', grants: everybodyAsked },
	{ key: 'windows', text: 'Update windows', href: '/followup/windows', grants: staffAndForces },
	{ key: 'monitoring', text: 'Monitoring', href: '/followup/monitoring', grants: everybodyAsked },
	{ key: 'across', text: 'Across the years', href: '/followup/across', grants: everybodyAsked },
] as const satisfies readonly { key: string; text: string; href: string; grants: Grants }[];
export type FollowupTab = (typeof tabs)[number]['key'];

/** For ui.tabs: those that concern whoever reads. A page below one of them names it as the current one. */
export function followupTabs(actor: AccountActor, current: FollowupTab) {
	return tabs
		.filter(({ key, grants }) => mayTry(actor, { resource: 'follow-up', action: key, grants }))
		.map(({ key, text, href }) => ({ text, href, active: key === current }));
}

/** A part as it is listed: where it stands, since when, and by when it has to be done. */
export function partLine(promised: Promised, part: PromisedPart, today: Temporal.PlainDate) {
	return {
		...part,
		name: part.letter === null ? 'The whole' : `(${part.letter})`,
		cited: citePart(promised, part),
		tag: tagOf(part),
		open: isOpen(part.state),
		overdue: isOverdue(part, today),
		time: timeInWords(part, today),
	};
}

/** What an older register calls done nobody here has verified, and it is not called so. */
function tagOf({ state, takenOver }: PromisedPart): { text: string; colour: string } {
	return takenOver && state === 'verified closed'
		? { text: 'Closed in an older register', colour: 'grey' }
		: partStateTexts[state];
}

/** "FU-4 (b)", as it is named beside others. */
export function citePart(promised: Pick<Promised, 'number'>, part: Pick<PromisedPart, 'letter'>): string {
	return part.letter === null ? citePromised(promised) : `${citePromised(promised)} (${part.letter})`;
}

/** How long is left of an open part, or how long its day is over. */
function timeInWords(part: PromisedPart, today: Temporal.PlainDate): string | null {
	if (part.due === null || !isOpen(part.state)) return null;
	const { days } = today.until(part.due.on, { largestUnit: 'day' });
	if (days === 0) return 'Due today';
	const said = `${Math.abs(days).toLocaleString('en-GB')} ${Math.abs(days) === 1 ? 'day' : 'days'}`;
	return days > 0 ? `${said} left` : `${said} overdue`;
}

/** A promise as a row of a list, and at the head of its pages. */
export function promisedLine(promised: Promised, today: Temporal.PlainDate) {
	return {
		...promised,
		href: promisedHref(promised),
		cited: citePromised(promised),
		kindTag: raisedTexts[promised.kind],
		whoseText: whoseTexts[promised.whose],
		parts: promised.parts.map((part) => partLine(promised, part, today)),
		tag: promised.parts.length === 0 ? null : partStateTexts[wholeState(promised.parts)],
	};
}

export function isStaff(actor: AccountActor): boolean {
	return actor.organisation?.kind === 'inspectorate';
}

/** Whose it is to act: a policing body answers for its force, and does not do what the force is asked. */
export function isTheirs(actor: AccountActor, { whose }: { whose: Whose }): boolean {
	return isStaff(actor) || actor.organisation?.kind === whose;
}
