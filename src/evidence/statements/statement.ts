import { definePolicy, everyStaffMember, forceRoles, to } from '../../foundation/index.ts';

/** What a force says of itself every year: demand, workforce, plans and risks. */
export type Statement = {
	id: string;
	force: { id: string; slug: string; name: string };
	year: number;
	/** Counted from 1 within a year. */
	version: number;
	receivedOn: Temporal.PlainDate;
	/** The whole document. */
	file: string | null;
	note: string | null;
	illustrative: boolean;
	sections: number;
	/** Whether it is the newest version of its year. */
	newest: boolean;
};

/** A part of a statement as it was read: an item of evidence of its own. */
export type Section = { number: string | null; heading: string; text: string };

const gatherers = ['inspector', 'HM Inspector', 'analyst', 'programme manager', 'operator'] as const;

export const statementPolicy = definePolicy('management statement', {
	read: { ...everyStaffMember, ...to('own organisation', ...forceRoles) },
	receive: to('any', ...gatherers),
});

/** "Force management statement 2019": the one source that all its sections are of. */
export function sourceName(year: number): string {
	return `Force management statement ${year}`;
}

/** "4.2 Workforce": as the statement itself names it. */
export function headingText({ number, heading }: Pick<Section, 'number' | 'heading'>): string {
	return number === null ? heading : `${number} ${heading}`;
}

/** What makes it the same section in a later version of the statement. */
export function sectionKey(section: Pick<Section, 'number' | 'heading'>): string {
	return headingText(section).toLowerCase().replaceAll(/\s+/g, ' ');
}
