import { instantInWords } from '../gathering/london.ts';

/** Moving the instant of a release that is frozen: asked for by one, confirmed or refused by another. */
export type InstantChange = {
	id: string;
	kind: ChangeKind;
	was: Temporal.Instant;
	becomes: Temporal.Instant;
	because: string;
	asked: { at: Temporal.Instant; by: { id: string; name: string } };
	confirmed: { at: Temporal.Instant; by: string } | null;
	refused: { at: Temporal.Instant; by: string } | null;
};

export const changeKinds = {
	'brought forward': {
		text: 'Bring it forward',
		hint: 'It is public earlier than was announced',
		done: 'Brought forward',
	},
	delayed: { text: 'Delay it', hint: 'It is public later than was announced', done: 'Delayed' },
	accelerated: {
		text: 'Accelerate it',
		hint: 'It is published as soon as two people agree, because some of it has become known',
		done: 'Accelerated',
	},
} as const;
export type ChangeKind = keyof typeof changeKinds;

export function isOpen({ confirmed, refused }: Pick<InstantChange, 'confirmed' | 'refused'>): boolean {
	return confirmed === null && refused === null;
}

/** What is wrong with the new instant, in a sentence; null when nothing is. */
export function instantProblem(
	{ kind, becomes }: Pick<InstantChange, 'kind' | 'becomes'>,
	{ was, now }: { was: Temporal.Instant; now: Temporal.Instant },
): string | null {
	const { compare } = Temporal.Instant;
	if (compare(becomes, now) <= 0) {
		return 'The new instant must be in the future, with time enough for somebody else to confirm it';
	}
	if (kind === 'delayed' && compare(becomes, was) <= 0) {
		return `A release is delayed to a time after ${instantInWords(was)}`;
	}
	if (kind !== 'delayed' && compare(becomes, was) >= 0) {
		return `To be public earlier, it needs a time before ${instantInWords(was)}`;
	}
	return null;
}
