import { definePolicy, everyone, everyStaffMember, to } from '../../foundation/index.ts';

/** The public keys, for everybody who wants to know whether a bundle is ours. */
export const keyPolicy = definePolicy('signing key', { read: everyone });

/** An edition as one file. That for the public is read where the publication is; this is the inspectorate’s own side. */
export const bundlePolicy = definePolicy('bundle', {
	see: everyStaffMember,
	// They hold rows that are not published: those who work with figures, and those who publish.
	take: to('any', 'programme manager', 'editor', 'HM Inspector', 'analyst', 'administrator'),
	make: to('any', 'programme manager', 'editor', 'HM Inspector', 'analyst', 'administrator'),
});
