import { definePolicy, everyStaffMember, forceRoles, to } from '../../foundation/index.ts';

/** The plans that a programme asks for, one of each of its forces. */
export type PlanCall = {
	id: string;
	programme: { id: string; name: string };
	title: string;
	message: string | null;
	due: Temporal.PlainDate;
	/** Null: it is prepared, and no force sees it. */
	askedAt: Temporal.Instant | null;
	askedBy: string | null;
	illustrative: boolean;
};

/** One of the things that a plan has to speak about. */
export type PlanElement = { id: string; number: number; name: string; says: string };

const follows = to('any', 'programme manager', 'inspector', 'HM Inspector', 'operator');

export const callPolicy = definePolicy('plan call', {
	read: { ...everyStaffMember, ...to('own organisation', ...forceRoles, 'local policing body') },
	/** Who has handed in and who has not. */
	'see forces': everyStaffMember,
	ask: follows,
	begin: to('own organisation', ...forceRoles),
});

export function callHref({ id }: Pick<PlanCall, 'id'>, page = ''): string {
	return `/followup/plans/asked/${id}${page === '' ? '' : `/${page}`}`;
}
