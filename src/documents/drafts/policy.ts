import { definePolicy, everyStaffMember, to } from '../../foundation/index.ts';

/** Documents are the inspectorate's own until they are released: forces, bodies and readers see nothing of them here. */
export const documentPolicy = definePolicy('document', {
	read: everyStaffMember,
	write: to('any', 'programme manager', 'inspector', 'HM Inspector', 'editor', 'operator'),
});
