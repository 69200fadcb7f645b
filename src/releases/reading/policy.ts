import { definePolicy, forceRoles, to } from '../../foundation/index.ts';

const publishing = to('any', 'programme manager', 'editor', 'HM Inspector');
const watching = { ...publishing, ...to('any', 'administrator') };

/** Who is named to read a release before its instant, and what they looked at. */
export const readerPolicy = definePolicy('release reader', {
	see: watching,
	name: publishing,
	// At once and by whoever notices: naming is for those who publish, stopping is for administrators too.
	revoke: watching,
	confirm: watching,
});

/** What is read before its instant: by those who were named for it, while it is open to them. */
export const embargoedPolicy = definePolicy('embargoed release', {
	read: to('named', ...forceRoles, 'local policing body', 'reader'),
	// A file cannot be marked, and cannot be divided by force.
	'take files': to('named', 'reader'),
});
