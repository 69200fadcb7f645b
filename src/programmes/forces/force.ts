import { definePolicy, everyStaffMember, to } from '../../foundation/index.ts';

/** A police force as the inspectorate knows it; its organisation has the same number. */
export type Force = {
	id: string;
	name: string;
	/** The Office for National Statistics' code of its area; null for a force that has none. */
	code: string | null;
	region: string;
	inScope: boolean;
	scopeNote: string | null;
};

export const forcePolicy = definePolicy('force', {
	read: everyStaffMember,
	add: to('any', 'programme manager', 'administrator'),
});
