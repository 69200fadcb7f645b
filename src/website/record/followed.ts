import { isOpen, type PartState, partStates, wholeState } from '../../followup/index.ts';

/** A part of what was asked, as everybody may know of it: what has a deadline and a state. */
export type FollowedPart = {
	/** Null where the whole has no parts. */
	letter: string | null;
	text: string;
	due: Due | null;
	/** Where there is no day: "No deadline". */
	dueBasis: string | null;
	state: PartState;
	since: Temporal.Instant;
	/** An older register says so; nobody has looked since. */
	takenOver: boolean;
};
export type Due = { on: Temporal.PlainDate; basis: string; setBy: string };

/** What somebody was asked to do, and where it stands. */
export type Followed = {
	number: number;
	/** Null: it is out of an older register. */
	raised: number | null;
	/** The number of what was asked of all forces, of which this is one force's own. */
	national: number | null;
	kind: 'area for improvement' | 'cause of concern' | 'recommendation';
	title: string | null;
	text: string;
	addressee: string | null;
	theme: string | null;
	component: string | null;
	source: string;
	sourceAddress: string | null;
	publishedOn: Temporal.PlainDate;
	/** Null: to a body that is no force. */
	force: { id: string; slug: string; name: string } | null;
	/** Its words are made up. */
	illustrative: boolean;
	/** Where it stands is made up, as all that is done in a demonstration. */
	stateIllustrative: boolean;
	parts: readonly FollowedPart[];
	/** Where the part stands that has moved least. */
	state: PartState;
};

/** Something that was done about a part, or the day that was set for it. */
export type FollowedEvent = {
	letter: string | null;
	at: Temporal.Instant;
	state: PartState;
	/** The state is as it was: the deadline was set or moved. */
	due: Due | null;
	/** What was said with it, and of whom that is. */
	words: string | null;
	wordsOf: string | null;
	/** The number of what took its place. */
	instead: number | null;
	/** One of several in one go, for one reason. */
	bulk: boolean;
	takenOver: boolean;
};

/** What became of something that was raised, for all who were asked. */
export type RaisedState = {
	state: PartState;
	/** Each where the one stands that has moved least. */
	parts: readonly { letter: string | null; state: PartState }[];
	since: Temporal.Instant;
	/** In the register: of what was asked of all forces, of that. */
	promise: number;
	/** How many were asked. */
	asked: number;
	overdue: boolean;
	illustrative: boolean;
};

/** How it is cited, for ever. */
export const citedAs = (number: number) => `FU-${number}`;
export const followedHref = (number: number) => `/recommendations/${citedAs(number)}`;

/** "FU-12", "fu-12" or "12". */
export function numberIn(text: string): number | null {
	const [, digits] = /^(?:fu-)?([1-9]\d{0,11})$/i.exec(text) ?? [];
	return digits === undefined ? null : Number(digits);
}

/** A part that is open after the end of its day, in London. */
export function isPartOverdue(
	{ due, state }: Pick<FollowedPart, 'due' | 'state'>,
	today: Temporal.PlainDate,
) {
	return due !== null && isOpen(state) && Temporal.PlainDate.compare(due.on, today) < 0;
}

/** What an older register calls done nobody has verified, and it is not called so. */
export const older = 'closed in an older register' as const;
export const stateShown = ({
	state,
	takenOver,
}: Pick<FollowedPart, 'state' | 'takenOver'>): PartState | typeof older =>
	state === 'verified closed' && takenOver ? older : state;
export const wholeShown = ({ state, parts }: Pick<Followed, 'state' | 'parts'>): PartState | typeof older =>
	stateShown({ state, takenOver: parts.some(({ takenOver }) => takenOver) });

export function isOverdue({ parts }: Pick<Followed, 'parts'>, today: Temporal.PlainDate): boolean {
	return parts.some((part) => isPartOverdue(part, today));
}

/** From what has moved least to what is over: of two states, the one that the whole of both has. */
export const statesInOrder: readonly PartState[] = partStates.toSorted((one, other) =>
	one === other ? 0 : wholeState([{ state: one }, { state: other }]) === one ? -1 : 1,
);

/** How many stand where, in that order; none that nobody stands in. */
export function countsByState(
	all: readonly Pick<Followed, 'state' | 'parts'>[],
): { state: PartState | typeof older; count: number }[] {
	return [...statesInOrder, older].flatMap((state) => {
		const count = all.filter((one) => wholeShown(one) === state).length;
		return count === 0 ? [] : [{ state, count }];
	});
}
