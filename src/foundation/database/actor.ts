/** Who acts. Every transaction is opened as somebody, and the database itself holds them to it. */

export const organisationKinds = ['inspectorate', 'force', 'policing body', 'other'] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

/** The roles that an account can have, by the kind of organisation it belongs to; a reader belongs to none. */
export const rolesByKind = {
	inspectorate: ['programme manager', 'inspector', 'analyst', 'editor', 'HM Inspector', 'administrator'],
	force: ['force liaison officer', 'force contributor', 'chief officer'],
	'policing body': ['local policing body'],
	none: ['reader'],
} as const;

export type Role = (typeof rolesByKind)[keyof typeof rolesByKind][number];
export const roles: readonly Role[] = Object.values(rolesByKind).flat();

/** The same, with those who have no account: the public, and the program itself. */
export const actingAs = [...roles, 'public', 'worker', 'operator'] as const;
export type ActingAs = (typeof actingAs)[number];

export type AccountActor = {
	kind: 'account';
	account: string;
	name: string;
	email: string;
	roles: readonly Role[];
	organisation: { id: string; kind: OrganisationKind; name: string; force: string | null } | null;
	session: string;
	method: string;
};

export type Actor =
	| AccountActor
	| { kind: 'public' }
	/** The person at the machine's own command line. */
	| { kind: 'operator'; name: string }
	| { kind: 'worker'; task: string }
	/** Before it is known who somebody is: signing in, accepting an invitation, resetting a password. */
	| { kind: 'authentication' };

export function actsAs(actor: Actor): readonly ActingAs[] {
	switch (actor.kind) {
		case 'account':
			return actor.roles;
		case 'authentication':
			return ['public'];
		default:
			return [actor.kind];
	}
}

/** The force whose matters the actor may see as its own: its staff, and the policing body that answers for it. */
export function forceOf(actor: Actor): string | null {
	if (actor.kind !== 'account' || actor.organisation === null) return null;
	if (actor.organisation.kind === 'force') return actor.organisation.id;
	return actor.organisation.force;
}

const databaseRoles = {
	inspectorate: 'inspectorate_staff',
	force: 'inspectorate_force',
	'policing body': 'inspectorate_body',
	other: 'inspectorate_reader',
} as const satisfies Record<OrganisationKind, string>;

export function databaseRoleOf(actor: Actor): string {
	switch (actor.kind) {
		case 'account':
			return actor.organisation === null ? 'inspectorate_reader' : databaseRoles[actor.organisation.kind];
		case 'operator':
			return 'inspectorate_staff';
		case 'public':
			return 'inspectorate_public';
		case 'worker':
			return 'inspectorate_worker';
		case 'authentication':
			return 'inspectorate_authentication';
	}
}
