import { inWordsDate, type Problem } from '../../foundation/index.ts';
import { existsOn } from '../forces/force.ts';
import { spanInWords } from '../imports/dated.ts';
import { undecided } from '../scoping/scoping.ts';
import { type Inspecting, type InspectionAction, planned } from './inspecting.ts';

const at = (id: string, path: string) => `/inspections/${id}${path}`;

export function* beforeOpening(subject: Inspecting): Generator<Problem> {
	const { inspection, team, chiefOfficer, hmInspector } = subject;
	const dates = planned(inspection);
	if (inspection.fieldworkSince === null) yield { text: 'Set the dates of fieldwork', href: dates };
	if (inspection.publishOn === null) yield { text: 'Set the day of publication', href: dates };
	if (!team.some(({ part }) => part === 'lead')) {
		yield { text: 'Choose who leads it', href: at(inspection.id, '/team/add') };
	}
	// Who holds a post is asked for the first day of fieldwork; without that day, the first thing to do is above.
	if (inspection.fieldworkSince !== null) {
		const register = `/forces/${inspection.force.slug}/register`;
		const when = `on ${inWordsDate(inspection.fieldworkSince)}, the first day of fieldwork`;
		if (chiefOfficer === null) {
			yield { text: `Enter who is chief officer of ${inspection.force.name} ${when}`, href: register };
		}
		if (hmInspector === null) {
			yield { text: `Enter who is HM Inspector for ${inspection.force.name} ${when}`, href: register };
		}
	}
	yield* whileTheForceIsThere(subject);
	yield* beforeScopeIsComplete(subject);
	yield* gatesOf(subject, 'open');
}

/** A force may have been merged since it was planned. */
function* whileTheForceIsThere({ inspection, existence }: Inspecting): Generator<Problem> {
	const { force, fieldworkSince, fieldworkUntil } = inspection;
	if (fieldworkSince === null || fieldworkUntil === null) return;
	if (existsOn(existence, fieldworkSince) && existsOn(existence, fieldworkUntil)) return;
	const { existedSince, existedUntil } = existence;
	const days = spanInWords({ since: existedSince, until: existedUntil }, inWordsDate);
	yield {
		text: `Change the dates of fieldwork, or cancel it: ${force.name} exists ${days}`,
		href: planned(inspection),
	};
}

function* beforeScopeIsComplete({ inspection, framework, scoping }: Inspecting): Generator<Problem> {
	if (framework === null) {
		yield { text: `Load version ${inspection.version} of its framework`, href: '/frameworks' };
		return;
	}
	const href = at(inspection.id, '/scoping/decide');
	const open = undecided(framework, scoping);
	if (scoping === null) yield { text: 'Decide what this force is inspected on', href };
	else if (open.length > 0) yield { text: `Decide its scope again: ${open.join(', ')}`, href };
}

export function* beforeFieldwork(subject: Inspecting): Generator<Problem> {
	const { inspection, today } = subject;
	yield* whileTheForceIsThere(subject);
	yield* beforeScopeIsComplete(subject);
	const first = inspection.fieldworkSince;
	if (first === null || Temporal.PlainDate.compare(first, today) > 0) {
		yield {
			text:
				first === null
					? 'Set the dates of fieldwork'
					: `Wait until ${inWordsDate(first)}, the first day of fieldwork, or change that day`,
			href: planned(inspection),
		};
	}
	yield* gatesOf(subject, 'begin fieldwork');
}

export function* gatesOf({ gates }: Inspecting, action: InspectionAction): Generator<Problem> {
	yield* gates.get(action) ?? [];
}

export const gated = (action: InspectionAction) => (subject: Inspecting) => gatesOf(subject, action);
