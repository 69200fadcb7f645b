import {
	type AccountActor,
	everyStaffMember,
	forceRoles,
	type Grants,
	mayTry,
	to,
} from '../../foundation/index.ts';

const staffAndForces: Grants = { ...everyStaffMember, ...to('own organisation', ...forceRoles) };
const everybodyAsked: Grants = { ...staffAndForces, ...to('own organisation', 'local policing body') };

/** The pages of follow-up, and for whom each is: those of the steps above are named here as addresses only. */
const tabs = [
	{ key: 'register', text: 'Register', href: '/followup', grants: everybodyAsked },
	{ key: 'responses', text: 'Responses', href: '/followup/responses', grants: everybodyAsked },
	{ key: 'plans', text: 'Plans', href: '/followup/plans', grants: staffAndForces },
	{ key: 'windows', text: 'Update windows', href: '/followup/windows', grants: staffAndForces },
	{ key: 'monitoring', text: 'Monitoring', href: '/followup/monitoring', grants: staffAndForces },
	{ key: 'across', text: 'Across the years', href: '/followup/across', grants: staffAndForces },
] as const satisfies readonly { key: string; text: string; href: string; grants: Grants }[];
export type FollowupTab = (typeof tabs)[number]['key'];

/** For ui.tabs: those that concern whoever reads. A page below one of them names it as the current one. */
export function followupTabs(actor: AccountActor, current: FollowupTab) {
	return tabs
		.filter(({ key, grants }) => mayTry(actor, { resource: 'follow-up', action: key, grants }))
		.map(({ key, text, href }) => ({ text, href, active: key === current }));
}
