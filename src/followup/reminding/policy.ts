import { definePolicy, everyone, forceRoles, staffRoles, to } from '../../foundation/index.ts';

const own = to('own', ...staffRoles, ...forceRoles, 'local policing body');

/** What everybody who follows up has of their own. */
export const remindingPolicy = definePolicy('reminders', {
	/** How often, and at which calendar address. */
	choose: own,
	'save lists': own,
	/** With the secret address of somebody's calendar, as that person. */
	'read a calendar': everyone,
});
