import type { OrganisationKind, Role } from '../database/actor.ts';
import { rolesByKind } from '../database/actor.ts';

export const accountStates = ['invited', 'active', 'suspended'] as const;
export type AccountState = (typeof accountStates)[number];

export type Account = {
	id: string;
	email: string;
	name: string;
	roles: readonly Role[];
	state: AccountState;
	created_at: Temporal.Instant;
	organisation_id: string | null;
	organisation_kind: OrganisationKind | null;
	organisation_name: string | null;
};

/** Kinds of organisation that an account can belong to, as a filter names them. */
export const homes = ['inspectorate', 'force', 'policing body', 'none'] as const;
export type Home = (typeof homes)[number];

export const homeNames: Record<Home, string> = {
	inspectorate: 'the inspectorate',
	force: 'a police force',
	'policing body': 'a local policing body',
	none: 'no organisation',
};

/** Why these roles do not fit somebody there, in a sentence that says which would; null when they do. */
export function whyRolesDoNotFit(home: Home, roles: readonly Role[]): string | null {
	const fitting: readonly Role[] = rolesByKind[home];
	const misfit = roles.find((role) => !fitting.includes(role));
	if (misfit === undefined) return null;
	return `“${misfit}” is not a role in ${homeNames[home]}. Choose from: ${fitting.join(', ')}`;
}

export const stateTags: Record<AccountState, { text: string; colour: string }> = {
	invited: { text: 'Invited', colour: 'blue' },
	active: { text: 'Active', colour: 'green' },
	suspended: { text: 'Suspended', colour: 'red' },
};
