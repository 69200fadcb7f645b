import { zone } from '../../foundation/index.ts';
import { type DueSetter, dueSetters } from './promise.ts';

const texts: Readonly<Record<DueSetter, string>> = {
	inspectorate: 'the inspectorate',
	force: 'the force',
	'policing body': 'the policing body',
	other: 'somebody else',
};

/** Whose deadline it is, in words. */
export function setterText(due: { setBy: DueSetter; setByName: string | null }): string {
	return due.setByName ?? texts[due.setBy];
}

export const setterChoices = dueSetters.map((value) => ({
	value,
	text: `${texts[value].charAt(0).toUpperCase()}${texts[value].slice(1)}`,
}));

/** A day is over at midnight in London. */
export function endOf(day: Temporal.PlainDate): Temporal.Instant {
	return day.add({ days: 1 }).toZonedDateTime(zone).toInstant().subtract({ seconds: 1 });
}
