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

/** Nothing more is expected of anybody. */
const ended = new Set<PartState>(['rejected', 'verified closed', 'superseded', 'no longer applicable']);

export const isOpen = (state: PartState): boolean => !ended.has(state);

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
