/** From planned to closed; the workflow of inspections says who moves one on, and when. */
export const inspectionStates = [
	'planned',
	'preparing',
	'fieldwork',
	'judging',
	'reporting',
	'published',
	'closed',
	'cancelled',
] as const;
export type InspectionState = (typeof inspectionStates)[number];

export const stateTags: Record<InspectionState, { text: string; colour: string }> = {
	planned: { text: 'Planned', colour: 'grey' },
	preparing: { text: 'Preparing', colour: 'light-blue' },
	fieldwork: { text: 'Fieldwork', colour: 'blue' },
	judging: { text: 'Judging', colour: 'purple' },
	reporting: { text: 'Reporting', colour: 'turquoise' },
	published: { text: 'Published', colour: 'green' },
	closed: { text: 'Closed', colour: 'grey' },
	cancelled: { text: 'Cancelled', colour: 'red' },
};
