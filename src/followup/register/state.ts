/** What a part of a promise is in. Recommendations are not orders, so that one may be refused with reasons. */
export const partStates = [
	'awaiting response',
	'accepted',
	'rejected',
	'in progress',
	'submitted for verification',
	'verified closed',
	'not accepted as closed',
	'superseded',
	'no longer applicable',
	'reopened',
] as const;
export type PartState = (typeof partStates)[number];

export const partStateTexts: Readonly<Record<PartState, { text: string; colour: string }>> = {
	'awaiting response': { text: 'Awaiting response', colour: 'yellow' },
	accepted: { text: 'Accepted', colour: 'light-blue' },
	rejected: { text: 'Rejected with reasons', colour: 'grey' },
	'in progress': { text: 'In progress', colour: 'blue' },
	'submitted for verification': { text: 'Submitted for verification', colour: 'purple' },
	'verified closed': { text: 'Verified closed', colour: 'green' },
	'not accepted as closed': { text: 'Not accepted as closed', colour: 'red' },
	superseded: { text: 'Superseded', colour: 'grey' },
	'no longer applicable': { text: 'No longer applicable', colour: 'grey' },
	reopened: { text: 'Reopened', colour: 'orange' },
};

/** Nothing more is expected of anybody. */
export const endedStates = [
	'rejected',
	'verified closed',
	'superseded',
	'no longer applicable',
] as const satisfies readonly PartState[];
const ended = new Set<PartState>(endedStates);

export const isOpen = (state: PartState): boolean => !ended.has(state);

export const openStates: readonly PartState[] = partStates.filter(isOpen);

/** From what has moved least to what is over. */
const order: readonly PartState[] = [
	'awaiting response',
	'reopened',
	'not accepted as closed',
	'accepted',
	'in progress',
	'submitted for verification',
	'rejected',
	'no longer applicable',
	'superseded',
	'verified closed',
];

/**
 * Where a promise stands: as far as the part that has moved least. A part may be closed while others are open; the whole
 * is closed when its last part is, and no other way.
 */
export function wholeState(parts: readonly { state: PartState }[]): PartState {
	const found = order.find((state) => parts.some((part) => part.state === state));
	if (found === undefined) throw new Error('A promise has at least one part.');
	return found;
}

export function partStateOf(text: string): PartState {
	const found = partStates.find((state) => state === text);
	if (found === undefined) throw new Error(`“${text}” is no state of a part.`);
	return found;
}
