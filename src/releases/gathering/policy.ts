import { definePolicy, everyStaffMember, to } from '../../foundation/index.ts';

/** Releases are the inspectorate’s own. What others read of them early or publicly, they read of their editions. */
export const releasePolicy = definePolicy('release', {
	read: everyStaffMember,
	prepare: to('any', 'programme manager', 'editor', 'HM Inspector', 'operator'),
});
