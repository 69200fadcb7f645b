import { inWordsDate, type Problems } from '../../foundation/index.ts';
import type { InspectionState } from './inspection-state.ts';

/** When a force is visited, and when its report comes out. */
export type Weeks = {
	fieldworkSince: Temporal.PlainDate;
	fieldworkUntil: Temporal.PlainDate;
	publishOn: Temporal.PlainDate | null;
};

/** A force that may be planned, as a programme sees it. */
export type Candidate = {
	id: string;
	name: string;
	existedSince: Temporal.PlainDate | null;
	existedUntil: Temporal.PlainDate | null;
	/** The names of those that took its place. */
	successors: readonly string[];
	/** The programme says something of it: it is in scope, or left out for a reason. */
	named: boolean;
	excludedBecause: string | null;
	planned: boolean;
};

/** A sentence for each field of a plan that cannot be kept. */
export function faultsOf(plan: Weeks & { forces: readonly string[] }, known: readonly Candidate[]): Problems {
	const faults = faultsOfWeeks(plan);
	if (plan.forces.length === 0) return { ...faults, forces: 'Choose at least one force' };
	const byId = new Map(known.map((candidate) => [candidate.id, candidate]));
	const refused = plan.forces.flatMap((id) => {
		const candidate = byId.get(id);
		return candidate === undefined ? ['Choose forces from the list.'] : (whyNot(candidate, plan) ?? []);
	});
	return refused.length === 0 ? faults : { ...faults, forces: refused.join(' ') };
}

export function faultsOfWeeks({ fieldworkSince, fieldworkUntil, publishOn }: Weeks): Problems {
	const faults: Problems = {};
	if (Temporal.PlainDate.compare(fieldworkUntil, fieldworkSince) < 0) {
		faults.fieldworkUntil = 'The last day of fieldwork must be the same as or after the first day';
	}
	if (publishOn !== null && Temporal.PlainDate.compare(publishOn, fieldworkUntil) <= 0) {
		faults.publishOn = 'The day of publication must be after the last day of fieldwork';
	}
	return faults;
}

/** Why a force cannot be planned for these weeks; null where it can. */
export function whyNot(force: Candidate, weeks: Weeks): string | null {
	const { name, planned, named, excludedBecause } = force;
	if (planned) return `${name} is in the plan of this programme already.`;
	if (excludedBecause !== null)
		return `${name} is left out of this programme: ${endedWithStop(excludedBecause)}`;
	if (!named) return `${name} is not among the forces of this programme.`;
	return whyNotThere(force, weeks);
}

/** Why a force is not there on every day of fieldwork; null where it is. */
export function whyNotThere(
	{ name, existedSince, existedUntil, successors }: Candidate,
	{ fieldworkSince, fieldworkUntil }: Pick<Weeks, 'fieldworkSince' | 'fieldworkUntil'>,
): string | null {
	if (existedUntil !== null && Temporal.PlainDate.compare(existedUntil, fieldworkUntil) < 0) {
		const next =
			successors.length === 0
				? 'Choose earlier weeks.'
				: `After that, plan its ${successors.length === 1 ? 'successor' : 'successors'}: ${inWords(successors)}.`;
		return `${name} existed until ${inWordsDate(existedUntil)}. ${next}`;
	}
	if (existedSince !== null && Temporal.PlainDate.compare(fieldworkSince, existedSince) < 0) {
		return `${name} exists from ${inWordsDate(existedSince)}. Choose later weeks.`;
	}
	return null;
}

/**
 * What of an inspection may still be changed where it is planned. What it is inspected under is pinned when it is opened,
 * its weeks when fieldwork begins, and its day of publication when that has come.
 */
export function whatMayChange(state: InspectionState): {
	version: boolean;
	weeks: boolean;
	publication: boolean;
} {
	return {
		version: state === 'planned',
		weeks: ['planned', 'preparing'].includes(state),
		publication: !['published', 'closed', 'cancelled'].includes(state),
	};
}

/** Where weeks lie outside a wider window: a plan may do that, and whoever plans is told. */
export function outside(
	{ fieldworkSince, fieldworkUntil }: Pick<Weeks, 'fieldworkSince' | 'fieldworkUntil'>,
	window: Pick<Weeks, 'fieldworkSince' | 'fieldworkUntil'>,
): boolean {
	return (
		Temporal.PlainDate.compare(fieldworkSince, window.fieldworkSince) < 0 ||
		Temporal.PlainDate.compare(window.fieldworkUntil, fieldworkUntil) < 0
	);
}

const list = new Intl.ListFormat('en-GB', { style: 'long', type: 'conjunction' });

/** "Essex Police, Kent Police and Surrey Police". */
export function inWords(names: readonly string[]): string {
	return list.format(names);
}

const endedWithStop = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);
