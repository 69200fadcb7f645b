import { type ActingAs, type Actor, actingAs, actsAs, forceOf, type Role, roles } from '../database/actor.ts';
import { Missing } from '../kernel/failures.ts';

/**
 * How far a grant reaches: everything of the kind; what belongs to one's own organisation (for a policing body, its
 * force too); what is one's own; what one was named for.
 */
export type Reach = 'any' | 'own organisation' | 'own' | 'named';

export type Grants = Partial<Record<ActingAs, Reach>>;

/** One action on one kind of thing, and who may do it: what a route, a button and a workflow step ask for. */
export type Permit = { resource: string; action: string; grants: Grants };

export type Policy<Action extends string = string> = { resource: string; can: Record<Action, Permit> };

/** A room's policy for one kind of thing, as a table: action × role → reach. What is not granted is refused. */
export function definePolicy<const Action extends string>(
	resource: string,
	table: Record<Action, Grants>,
): Policy<Action> {
	const permit = (action: string, grants: Grants): Permit => ({ resource, action, grants });
	// Object.fromEntries forgets the keys that it was given.
	const can = Object.fromEntries(
		Object.entries<Grants>(table).map(([action, grants]) => [action, permit(action, grants)]),
	) as Record<Action, Permit>;
	return { resource, can };
}

/** The same reach for each of these. */
export function to(reach: Reach, ...who: readonly ActingAs[]): Grants {
	return Object.fromEntries(who.map((one) => [one, reach]));
}

export const staffRoles = [
	'programme manager',
	'inspector',
	'analyst',
	'editor',
	'HM Inspector',
	'administrator',
] as const satisfies readonly Role[];
export const forceRoles = [
	'force liaison officer',
	'force contributor',
	'chief officer',
] as const satisfies readonly Role[];

export const everyStaffMember: Grants = to('any', ...staffRoles);
export const everyAccount: Grants = to('own', ...roles);
export const everyone: Grants = to('any', ...actingAs);

/** What a thing must say of itself before a grant that is not "any" can be judged. */
export type Subject = {
	organisation?: string | null;
	account?: string | null;
	readers?: readonly string[];
};

/** May someone in one of the actor's roles do this at all, to something? A route asks this before it reads anything. */
export function mayTry(actor: Actor, permit: Permit): boolean {
	return actsAs(actor).some((role) => permit.grants[role] !== undefined);
}

export function may(actor: Actor, permit: Permit, subject: Subject = {}): boolean {
	return actsAs(actor).some((role) => {
		const reach = permit.grants[role];
		return reach !== undefined && reaches(actor, reach, subject);
	});
}

/** What the actor may not do does not exist for them. */
export function demand(actor: Actor, permit: Permit, subject: Subject = {}): void {
	if (!may(actor, permit, subject)) throw new Missing();
}

function reaches(actor: Actor, reach: Reach, subject: Subject): boolean {
	if (reach === 'any') return true;
	if (actor.kind !== 'account') return false;
	switch (reach) {
		case 'own':
			return subject.account === actor.account;
		case 'named':
			return subject.readers?.includes(actor.account) ?? false;
		case 'own organisation':
			return (
				typeof subject.organisation === 'string' &&
				(subject.organisation === actor.organisation?.id || subject.organisation === forceOf(actor))
			);
	}
}

export type MatrixRow = { resource: string; action: string; role: ActingAs; reach: Reach | 'no' };

/** Every role against every action on every resource: the whole product's policy, for reading. */
export function policyMatrix(policies: readonly Policy[]): MatrixRow[] {
	return policies.flatMap((policy) =>
		Object.values(policy.can).flatMap((permit) =>
			actingAs.map((role) => ({
				resource: permit.resource,
				action: permit.action,
				role,
				reach: permit.grants[role] ?? 'no',
			})),
		),
	);
}
