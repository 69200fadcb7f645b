import type { DueSetter, Whose } from './promise.ts';

/** Whose it is to act, by the words for whom it is asked of. A name that is neither is a body that we do not follow. */
export function whoseOf(addressee: string | null, force: string | null): Whose {
	if (addressee === null) return 'force';
	if (/\b(policing bod|commissioner|mayor)/i.test(addressee)) return 'policing body';
	if (force !== null || /\b(force|constabular|chief constable|chief officer|police$)/i.test(addressee))
		return 'force';
	return 'other';
}

export type DueWords = {
	on: Temporal.PlainDate | null;
	basis: string | null;
	setBy: DueSetter | null;
	setByName: string | null;
};

const months = /^within (\d+) months? of publication/i;
const setters: Readonly<Record<string, DueSetter>> = {
	'the inspectorate': 'inspectorate',
	'the force': 'force',
	'the policing body': 'policing body',
	'somebody else': 'other',
};

/**
 * A deadline as an edition prints it, as a day. Months are counted from the day on which it was public, and end on the last
 * day of a month that has no such day; who set it is said where it was not the inspectorate.
 */
export function dueFrom(
	printed: { due: string | null; dueOn: Temporal.PlainDate | null },
	published: Temporal.PlainDate,
): DueWords {
	const { due, dueOn } = printed;
	if (due === null && dueOn === null) return { on: null, basis: null, setBy: null, setByName: null };
	const [basis = '', by] = (due ?? '').split(', set by ');
	const number = months.exec(basis)?.[1];
	const on =
		number !== undefined
			? published.add({ months: Number(number) }, { overflow: 'constrain' })
			: basis === 'At once'
				? published
				: dueOn;
	if (on === null) return { on, basis, setBy: null, setByName: null };
	const known = by === undefined ? 'inspectorate' : setters[by];
	return {
		on,
		basis: basis === '' ? 'A day that is set' : basis,
		setBy: known ?? 'other',
		setByName: known === undefined ? (by ?? null) : null,
	};
}
