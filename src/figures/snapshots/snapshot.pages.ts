import { definePolicy, everyStaffMember, type Part, type Services, to } from '../../foundation/index.ts';

/** Published data and what is computed from them: everybody at the inspectorate reads, analysts bring and define. */
export const figurePolicy = definePolicy('figure', {
	read: everyStaffMember,
	import: to('any', 'analyst', 'programme manager', 'administrator', 'operator'),
});

export function snapshotPages(_services: Services): Part {
	return { policies: [figurePolicy], routes: [] };
}
