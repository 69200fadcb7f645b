import type { Problems } from '../../foundation/index.ts';
import { countProblem } from './count.ts';
import {
	type Bearing,
	bearingsFor,
	type CountUnit,
	type EvidenceKind,
	type Reliability,
	reliabilitiesFor,
} from './item.ts';

/** What a version says, as somebody brings it. */
export type NewVersion = {
	title: string;
	text: string;
	happenedOn: Temporal.PlainDate;
	happenedUntil?: Temporal.PlainDate | null;
	place?: string | null;
	/** The account that gathered it, where it has one; and the name that is printed. */
	gatheredBy?: string | null;
	gatheredByName: string;
	/** So many of so many people or records; without the first, only how many there were. */
	counted?: number | null;
	countedOf?: number | null;
	unit?: CountUnit | null;
	reliability: Reliability;
	/** Without it: as far as the kind may go. */
	bearing?: Bearing;
	address?: string | null;
	capturedAt?: Temporal.Instant | null;
	figure?: string | null;
	/** Kept files that belong to it. */
	files?: readonly string[];
};

/** What a force wrote is kept as it came: whoever receives it can put no numbers to its words. */
const inTheirWords = new Set<EvidenceKind>([
	'management statement',
	'force update',
	'action plan',
	'cannot supply',
]);

/** Everything that stands against keeping it, by its field. */
export function problemsOf(kind: EvidenceKind, version: NewVersion, today: Temporal.PlainDate): Problems {
	const { title, text, happenedOn, happenedUntil = null, counted = null, countedOf = null } = version;
	const { unit = null, reliability, bearing } = version;
	const problems: Problems = {};
	if (title.trim() === '') problems.title = 'Enter a title';
	if (Temporal.PlainDate.compare(happenedOn, today) > 0)
		problems['happened-on'] = 'The day must be today or earlier: evidence is of what has been';
	if (happenedUntil !== null && Temporal.PlainDate.compare(happenedUntil, happenedOn) < 0)
		problems['happened-until'] = 'The last day must not be before the first';
	if (bearing !== undefined && !bearingsFor(kind).includes(bearing)) {
		problems.bearing =
			kind === 'action plan'
				? 'An action plan does not inform judgment'
				: 'A survey of the workforce may suggest themes; it does not inform judgment';
	}
	if (!reliabilitiesFor(kind).includes(reliability))
		problems.reliability = 'Choose how far it can be relied on';
	if (counted !== null && countedOf === null) problems['counted-of'] = 'Enter how many there were in all';
	else if (counted !== null && countedOf !== null && counted > countedOf)
		problems.counted = `${counted} of ${countedOf} cannot be: enter as many as there were, or fewer`;
	else if (countedOf !== null && unit === null) problems.unit = 'Choose whether these are people or records';
	else if (!inTheirWords.has(kind)) {
		const problem = countProblem(`${title}. ${text}`, counted, countedOf);
		if (problem !== null) problems.counted = problem;
	}
	return problems;
}
