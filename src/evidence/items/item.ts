import { definePolicy, everyStaffMember, forceRoles, to } from '../../foundation/index.ts';
import type { FrameworkKey } from '../../programmes/index.ts';

export const evidenceKinds = [
	'interview',
	'focus group',
	'observation',
	'reality test',
	'visit',
	'document',
	'figure',
	'record review',
	'public survey',
	'workforce survey',
	'published page',
	'management statement',
	'force update',
	'earlier finding',
	'other inspection',
	'monitoring',
	'action plan',
	'cannot supply',
] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

export const kindTexts: Readonly<Record<EvidenceKind, string>> = {
	interview: 'Interview',
	'focus group': 'Focus group',
	observation: 'Observation',
	'reality test': 'Reality test',
	visit: 'Visit',
	document: 'Document',
	figure: 'Figure',
	'record review': 'Review of records',
	'public survey': 'Survey of the public',
	'workforce survey': 'Survey of the workforce',
	'published page': 'Published page',
	'management statement': 'Force management statement',
	'force update': 'Force update',
	'earlier finding': 'Earlier finding',
	'other inspection': 'Finding of another inspection',
	monitoring: 'Monitoring entry',
	'action plan': 'Action plan',
	'cannot supply': 'Could not be supplied',
};

export const sourceKinds = [
	'person',
	'meeting',
	'place',
	'sample',
	'survey',
	'figures',
	'document',
	'organisation',
] as const;
export type SourceKind = (typeof sourceKinds)[number];

export const reliabilities = [
	'as told',
	'force-reported',
	'corroborated',
	'verified',
	'non-statistical',
] as const;
export type Reliability = (typeof reliabilities)[number];

export const reliabilityTexts: Readonly<Record<Reliability, string>> = {
	'as told': 'As told',
	'force-reported': 'As the force reports it',
	corroborated: 'Corroborated',
	verified: 'Verified',
	'non-statistical': 'Not statistical',
};

export const bearings = ['informs', 'themes', 'context'] as const;
export type Bearing = (typeof bearings)[number];

export const bearingTexts: Readonly<Record<Bearing, string>> = {
	informs: 'Informs judgment',
	themes: 'Suggests themes only',
	context: 'Does not inform judgment',
};

export const units = ['people', 'records'] as const;
export type CountUnit = (typeof units)[number];

/** A pillar, question or sub-question of a framework. */
export type BearsOn = FrameworkKey & { component: string };

/** One item of evidence: what never changes of it, and whether it still stands. */
export type Item = {
	id: string;
	/** As it is cited: E-1043. */
	number: number;
	kind: EvidenceKind;
	/** Null: it is about policing nationally. */
	force: { id: string; slug: string; name: string } | null;
	/** For which it was gathered; null: between inspections. */
	inspection: string | null;
	/** The organisation of the force that sent it; null: the inspectorate gathered it. */
	suppliedBy: string | null;
	/** Two items from one source are one source. Its name is for those who may read its words. */
	source: { id: string; kind: SourceKind; name: string };
	sensitivity: 'ordinary' | 'team';
	withdrawn: { at: Temporal.Instant; because: string } | null;
	illustrative: boolean;
	addedAt: Temporal.Instant;
	/** The number of its newest version. */
	latest: number;
};

export type Version = {
	number: number;
	title: string;
	text: string;
	happenedOn: Temporal.PlainDate;
	happenedUntil: Temporal.PlainDate | null;
	place: string | null;
	gatheredBy: string | null;
	gatheredByName: string;
	/** So many of so many people or records. */
	counted: number | null;
	countedOf: number | null;
	unit: CountUnit | null;
	reliability: Reliability;
	bearing: Bearing;
	/** The page that was looked at, and when it was captured. */
	address: string | null;
	capturedAt: Temporal.Instant | null;
	/** The figure that it states, as the room of figures names it. */
	figure: string | null;
	/** Why it took the place of the version before it. */
	because: string | null;
	enteredAt: Temporal.Instant;
	enteredBy: string | null;
};

/** With its newest version; null where its words are not for this reader. */
export type Evidence = Item & { current: Version | null };

export function cite({ number }: Pick<Item, 'number'>): string {
	return `E-${number}`;
}

const whoGathers = ['inspector', 'HM Inspector', 'analyst', 'programme manager'] as const;

export const evidencePolicy = definePolicy('evidence', {
	read: everyStaffMember,
	/** Record it, correct it, withdraw it, say what it bears on, use it again. */
	gather: to('any', ...whoGathers, 'operator'),
	'read own': to('own organisation', ...forceRoles),
	send: to('own organisation', ...forceRoles),
});

/** What nobody may override: an action plan informs no judgment, a survey that whoever wishes answers at most suggests. */
export function bearingsFor(kind: EvidenceKind): readonly Bearing[] {
	if (kind === 'action plan') return ['context'];
	if (kind === 'workforce survey') return ['themes', 'context'];
	return bearings;
}

const firstHand: readonly Reliability[] = ['verified', 'corroborated', 'as told'];
const fromTheForce: readonly Reliability[] = ['force-reported', 'corroborated', 'verified'];
const said: readonly Reliability[] = ['as told', 'corroborated', 'verified'];

const reliabilitiesOf: Readonly<Record<EvidenceKind, readonly Reliability[]>> = {
	interview: said,
	'focus group': said,
	observation: firstHand,
	'reality test': firstHand,
	visit: firstHand,
	document: [...fromTheForce, 'as told'],
	figure: ['verified', 'force-reported', 'corroborated', 'non-statistical'],
	'record review': ['verified', 'non-statistical'],
	'public survey': ['verified', 'non-statistical'],
	'workforce survey': ['non-statistical'],
	'published page': firstHand,
	'management statement': fromTheForce,
	'force update': fromTheForce,
	'earlier finding': ['verified', 'corroborated', 'as told'],
	'other inspection': ['verified', 'corroborated', 'as told'],
	monitoring: reliabilities,
	'action plan': fromTheForce,
	'cannot supply': ['force-reported', 'verified'],
};

/** How reliable something of this kind can be; the first is how it usually is. */
export function reliabilitiesFor(kind: EvidenceKind): readonly Reliability[] {
	return reliabilitiesOf[kind];
}

const sourceOf: Readonly<Record<EvidenceKind, SourceKind>> = {
	interview: 'person',
	'focus group': 'meeting',
	observation: 'place',
	'reality test': 'place',
	visit: 'place',
	document: 'document',
	figure: 'figures',
	'record review': 'sample',
	'public survey': 'survey',
	'workforce survey': 'survey',
	'published page': 'document',
	'management statement': 'document',
	'force update': 'organisation',
	'earlier finding': 'document',
	'other inspection': 'document',
	monitoring: 'organisation',
	'action plan': 'document',
	'cannot supply': 'organisation',
};

/** What kind of source something of this kind comes from. */
export function sourceKindFor(kind: EvidenceKind): SourceKind {
	return sourceOf[kind];
}

/** Somebody else has corrected it since: what stands now, for whoever came second. */
export class EvidenceOvertaken extends Error {
	override name = 'EvidenceOvertaken';
	readonly standing: Version;
	constructor(standing: Version) {
		super('This evidence has been corrected in the meantime');
		this.standing = standing;
	}
}
