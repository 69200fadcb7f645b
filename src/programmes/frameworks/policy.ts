import { definePolicy, everyStaffMember, forceRoles, to } from '../../foundation/index.ts';

/** What is inspected is published: a force reads it as the inspectorate does. What rests on it is the inspectorate's. */
export const frameworkPolicy = definePolicy('framework', {
	read: { ...everyStaffMember, ...to('any', ...forceRoles) },
	'see use': everyStaffMember,
	keep: to('any', 'programme manager', 'administrator', 'operator'),
});
