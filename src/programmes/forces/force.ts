import { definePolicy, everyStaffMember, forceRoles, to } from '../../foundation/index.ts';
import type { Span } from '../imports/dated.ts';

/** A police force as the inspectorate knows it; its organisation has the same number. */
export type Force = {
	id: string;
	/** Its address on our pages: "derbyshire". */
	slug: string;
	/** What it is called today; what it was last called, if it has ended. */
	name: string;
	/** The Office for National Statistics' code of its area; null for a force that has none. */
	code: string | null;
	region: string;
	inScope: boolean;
	scopeNote: string | null;
	/** Its first and its last day; null where that is not known, or not yet. */
	existedSince: Temporal.PlainDate | null;
	existedUntil: Temporal.PlainDate | null;
};

export const forcePolicy = definePolicy('force', {
	/** The list of all of them. */
	list: everyStaffMember,
	/** One force's pages: everyone at the inspectorate, and the force's own people. */
	read: { ...everyStaffMember, ...to('own organisation', ...forceRoles) },
	add: to('any', 'programme manager', 'administrator', 'operator'),
	change: to('any', 'programme manager', 'administrator', 'operator'),
});

export type Existence = Pick<Force, 'existedSince' | 'existedUntil'>;

export function existsOn({ existedSince, existedUntil }: Existence, day: Temporal.PlainDate): boolean {
	return within({ since: existedSince, until: existedUntil }, day);
}

/** The day is neither before its first nor after its last. */
export function within({ since, until }: Span, day: Temporal.PlainDate): boolean {
	return (
		(since === null || Temporal.PlainDate.compare(since, day) <= 0) &&
		(until === null || Temporal.PlainDate.compare(day, until) <= 0)
	);
}
