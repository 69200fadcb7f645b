import type { StandardVersion } from '../../evidence/index.ts';
import { definePolicy, everyStaffMember, inWordsDate, to, zone } from '../../foundation/index.ts';
import type { Tone } from '../findings/finding.ts';

export const raisedKinds = [
	'promising practice',
	'area for improvement',
	'cause of concern',
	'recommendation',
] as const;
export type RaisedKind = (typeof raisedKinds)[number];

export const raisedTexts: Record<RaisedKind, { text: string; a: string; colour: string }> = {
	'promising practice': { text: 'Promising practice', a: 'promising practice', colour: 'green' },
	'area for improvement': { text: 'Area for improvement', a: 'an area for improvement', colour: 'yellow' },
	'cause of concern': { text: 'Cause of concern', a: 'a cause of concern', colour: 'red' },
	recommendation: { text: 'Recommendation', a: 'a recommendation', colour: 'blue' },
};

/** Whose deadline it is. */
export const setters = ['inspectorate', 'force', 'policing body', 'other'] as const;
export type Setter = (typeof setters)[number];

export const setterTexts: Record<Setter, string> = {
	inspectorate: 'the inspectorate',
	force: 'the force',
	'policing body': 'the policing body',
	other: 'somebody else',
};

type SetBy = { setBy: Setter; setByName: string | null };
/** By when something has to be done, and who says so; months are counted from publication. */
export type Due =
	| { kind: 'none' }
	| ({ kind: 'day'; on: Temporal.PlainDate } & SetBy)
	| ({ kind: 'months'; months: number } & SetBy)
	| ({ kind: 'immediately' } & SetBy);

export type SubItem = { id: string; letter: string; text: string; due: Due | null };

/** What a later inspection found about something raised before. It is no state of any workflow. */
export const outcomes = ['achieved', 'in part', 'improving', 'not addressed'] as const;
export type Outcome = (typeof outcomes)[number];

export const outcomeTexts: Record<Outcome, { text: string; colour: string }> = {
	achieved: { text: 'Achieved', colour: 'green' },
	'in part': { text: 'In part', colour: 'yellow' },
	improving: { text: 'Improving', colour: 'yellow' },
	'not addressed': { text: 'Not addressed', colour: 'red' },
};

export type Progress = {
	id: string;
	subItem: string | null;
	/** Where it was found, of what was raised to more than one force. */
	force: { id: string; name: string } | null;
	outcome: Outcome;
	foundOn: Temporal.PlainDate;
	inspection: string | null;
	finding: string | null;
	source: string | null;
	text: string;
	illustrative: boolean;
	at: Temporal.Instant;
};

export type Raised = {
	id: string;
	number: number;
	kind: RaisedKind;
	inspection: string | null;
	programme: { id: string; slug: string; name: string } | null;
	/** Null: to all forces, or to a body that is none. */
	force: { id: string; slug: string; name: string } | null;
	framework: string | null;
	version: number | null;
	component: string | null;
	/** Of a recommendation under a cause of concern. */
	parent: string | null;
	title: string | null;
	text: string;
	addressee: string | null;
	theme: string | null;
	standard: StandardVersion | null;
	/** Null where its sub-items have deadlines of their own, and of promising practice. */
	due: Due | null;
	/** The report it stands in, where that was published earlier or elsewhere. */
	source: string | null;
	sourceAddress: string | null;
	raisedOn: Temporal.PlainDate | null;
	/** The same, or the day on which the report of its inspection was published. */
	published: Temporal.PlainDate | null;
	edition: number;
	withdrawn: { at: Temporal.Instant; because: string } | null;
	illustrative: boolean;
	addedAt: Temporal.Instant;
	addedBy: string | null;
	writtenBy: readonly string[];
	subItems: readonly SubItem[];
	findings: readonly { id: string; number: number; tone: Tone; text: string }[];
	progress: readonly Progress[];
	/** The numbers of the recommendations under a cause of concern. */
	recommendations: readonly string[];
};

/** What somebody writes of it. */
export type RaisedWords = Pick<
	Raised,
	'kind' | 'title' | 'text' | 'addressee' | 'theme' | 'due' | 'source' | 'sourceAddress' | 'raisedOn'
> & {
	/** The version of a standard that it rests on. */
	standard: string | null;
	/** In their order; one that is there already brings its id. */
	subItems: readonly { id: string | null; text: string; due: Due | null }[];
	/** The findings that it is raised on. */
	findings: readonly string[];
};

export type NewRaised = Partial<RaisedWords> &
	Pick<RaisedWords, 'kind' | 'text'> & {
		of:
			| { inspection: string; component: string | null }
			| { programme: string; framework?: string; version?: number; component?: string | null }
			/** Of a report from before this system was there: `source` says which. */
			| { force: string | null; framework?: string; version?: number; component?: string | null };
		parent?: string | null;
		illustrative?: boolean;
	};

export const raisedPolicy = definePolicy('raised', {
	read: everyStaffMember,
	write: to('any', 'programme manager', 'inspector', 'HM Inspector', 'operator'),
});

const letters: Record<RaisedKind, string> = {
	'promising practice': 'PP',
	'area for improvement': 'AFI',
	'cause of concern': 'CC',
	recommendation: 'R',
};

/** As it is cited: R-12, AFI-40. */
export function citeRaised({ kind, number }: Pick<Raised, 'kind' | 'number'>): string {
	return `${letters[kind]}-${number}`;
}

/** "(a)", and the words of the one with that letter. */
export function letterAt(index: number): string {
	return String.fromCharCode('a'.charCodeAt(0) + index);
}

/** "Within six months of publication" for readers: the deadline and who set it. */
export function dueText(due: Due | null): string {
	if (due === null) return 'Not said';
	if (due.kind === 'none') return 'No deadline';
	return `${whenText(due)}, set by ${due.setByName ?? setterTexts[due.setBy]}`;
}

function whenText(due: Exclude<Due, { kind: 'none' }>): string {
	switch (due.kind) {
		case 'day':
			return `By ${inWordsDate(due.on)}`;
		case 'months':
			return `Within ${due.months} ${due.months === 1 ? 'month' : 'months'} of publication`;
		case 'immediately':
			return 'At once';
	}
}

/** The day on which it is due, once it is known when it was published. */
export function dueDay(due: Due | null, published: Temporal.PlainDate | null): Temporal.PlainDate | null {
	if (due === null || due.kind === 'none') return null;
	if (due.kind === 'day') return due.on;
	if (published === null) return null;
	return due.kind === 'months' ? published.add({ months: due.months }) : published;
}

/** One sub-item of what was raised, or the whole of it, with what was found last. */
export type PartOfRaised = { subItem: SubItem | null; last: Progress | null };

/** Every part of it with what was last found there; of what was raised to many, at this force or in general. */
export function partsOf(
	raised: Pick<Raised, 'subItems' | 'progress' | 'force'>,
	force: string | null = null,
): PartOfRaised[] {
	const here = raised.progress.filter(
		(progress) => raised.force !== null || progress.force === null || progress.force.id === force,
	);
	const parts: (SubItem | null)[] = raised.subItems.length === 0 ? [null] : [...raised.subItems];
	return parts.map((subItem) => ({
		subItem,
		last: latest(
			here.filter(
				(progress) => subItem === null || progress.subItem === null || progress.subItem === subItem.id,
			),
		),
	}));
}

function latest(progress: readonly Progress[]): Progress | null {
	return progress.reduce<Progress | null>(
		(last, one) => (last === null || isLater(one, last) ? one : last),
		null,
	);
}

function isLater(one: Progress, other: Progress): boolean {
	const days = Temporal.PlainDate.compare(one.foundOn, other.foundOn);
	return days > 0 || (days === 0 && Temporal.Instant.compare(one.at, other.at) > 0);
}

/** Whether any of it has still to be done. Promising practice asks for nothing. */
export function isOpen(
	raised: Pick<Raised, 'kind' | 'withdrawn' | 'subItems' | 'progress' | 'force'>,
	force: string | null = null,
): boolean {
	if (raised.kind === 'promising practice' || raised.withdrawn !== null) return false;
	return partsOf(raised, force).some(({ last }) => last?.outcome !== 'achieved');
}

/** "2017": when it was raised, for "Said in 2017 and still open". */
export function yearRaised(raised: Pick<Raised, 'published' | 'addedAt'>): number {
	return raised.published?.year ?? raised.addedAt.toZonedDateTimeISO(zone).year;
}
