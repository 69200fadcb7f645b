import type { Span } from '../imports/dated.ts';
import type { Member } from './group.ts';

/** A body that is not a force, such as a regional unit. Its organisation has the same number. */
export type OtherBody = {
	id: string;
	name: string;
	/** What it is: "Regional special operations unit". */
	what: string;
	existedSince: Temporal.PlainDate | null;
	existedUntil: Temporal.PlainDate | null;
};

/** A force that a body serves, for a time. */
export type ServedForce = Span & { id: string; force: Member };
