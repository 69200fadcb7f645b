import type { Inspection } from '../planning/plan.store.ts';

/** A part of an inspection that another room brings: "Evidence", at /inspections/:id/evidence. */
export type InspectionTab = { key: string; text: string };

const own: readonly InspectionTab[] = [
	{ key: '', text: 'Home' },
	{ key: 'scoping', text: 'Scoping' },
	{ key: 'judgments', text: 'Judgments' },
];

/** The pages of one inspection, for ui.tabs. `active` is the last part of the address; the home page has none. */
export function inspectionTabs(
	inspection: Pick<Inspection, 'id'>,
	active: string,
	more: readonly InspectionTab[] = [],
): { text: string; href: string; active: boolean }[] {
	return [...own, ...more].map(({ key, text }) => ({
		text,
		href: `/inspections/${inspection.id}${key === '' ? '' : `/${key}`}`,
		active: key === active,
	}));
}
