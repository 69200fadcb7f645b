import {
	addEvidence,
	type EvidenceKind,
	type Reliability,
	type SourceKind,
} from '../../src/evidence/index.ts';
import type { Tx } from '../../src/foundation/index.ts';
import type { Inspection } from '../../src/programmes/index.ts';
import { correctedLate } from './round.ts';

type Gathered = {
	key: string;
	kind: EvidenceKind;
	source: readonly [kind: SourceKind, name: string];
	title: string;
	text: string;
	place?: string;
	counted?: readonly [counted: number, of: number, unit: 'people' | 'records'];
	reliability: Reliability;
	/** Null: it bears on every question of the inspection. */
	questions: readonly string[] | null;
	team?: true;
	/** Sent by the force itself. */
	supplied?: true;
	/** Gathered at one force only. */
	only?: string;
};

/** Made up, for every force alike: what a visit brings home. */
const gathered: readonly Gathered[] = [
	{
		key: 'control-room',
		kind: 'observation',
		source: ['place', 'Control room'],
		title: 'A late shift in the control room',
		text: 'Calls were listened to for six hours, and incident records read beside them.',
		place: 'Headquarters',
		reliability: 'verified',
		questions: ['service-for-victims', 'responding-to-the-public', 'crime-recording'],
	},
	{
		key: 'sergeants',
		kind: 'focus group',
		source: ['meeting', 'Focus group of sergeants'],
		title: 'Focus group: sergeants',
		text: 'Nine of twelve sergeants said that they have too little time to supervise.',
		counted: [9, 12, 'people'],
		place: 'Northern division',
		reliability: 'as told',
		questions: [
			'investigating-crime',
			'workforce',
			'preventing-crime',
			'police-powers',
			'responding-to-the-public',
		],
	},
	{
		key: 'detective',
		kind: 'interview',
		source: ['person', 'Head of crime'],
		title: 'Interview with the head of crime',
		text: 'How investigations are allocated, what waits for digital evidence, and how suspects are pursued.',
		place: 'Headquarters',
		reliability: 'as told',
		questions: [
			'investigating-crime',
			'managing-offenders',
			'serious-organised-crime',
			'protecting-vulnerable-people',
		],
	},
	{
		key: 'files',
		kind: 'record review',
		source: ['sample', 'Victim service files'],
		title: 'Victim service files that were read',
		text: '80 files, stratified by offence. 62 of the 80 investigations were effective.',
		counted: [62, 80, 'records'],
		reliability: 'verified',
		questions: [
			'service-for-victims',
			'crime-recording',
			'investigating-crime',
			'protecting-vulnerable-people',
			'police-powers',
		],
	},
	{
		key: 'plans',
		kind: 'document',
		source: ['document', 'Strategic plan and performance papers'],
		title: 'Strategic plan and papers of the performance meeting',
		text: 'The plan of the year, with twelve months of papers of the meeting that follows it.',
		reliability: 'force-reported',
		questions: null,
		supplied: true,
	},
	{
		key: 'partners',
		kind: 'interview',
		source: ['organisation', 'Partners in the safeguarding hub'],
		title: 'What partners said',
		text: 'Managers of children’s and adults’ services spoke of referrals, and of decisions made together.',
		reliability: 'as told',
		questions: [
			'protecting-vulnerable-people',
			'managing-offenders',
			'preventing-crime',
			'serious-organised-crime',
		],
	},
	{
		key: 'whistle',
		kind: 'interview',
		source: ['person', 'A member of staff who asked not to be named'],
		title: 'What a member of staff told us in confidence',
		text: 'Concerns about how standards are upheld in one team.',
		reliability: 'as told',
		questions: ['workforce', 'leadership'],
		team: true,
	},
	{
		key: 'workforce-survey',
		kind: 'workforce survey',
		source: ['survey', 'Survey of officers and staff'],
		title: 'Survey of officers and staff',
		text: '212 people answered of their own accord. Themes: supervision, wellbeing, why people leave.',
		reliability: 'non-statistical',
		questions: ['workforce', 'leadership'],
	},
	{
		key: 'leaders',
		kind: 'interview',
		source: ['meeting', 'Chief officers'],
		title: 'Meeting with chief officers',
		text: 'What they plan, what they know of the force, and what they are worried about.',
		place: 'Headquarters',
		reliability: 'as told',
		questions: ['leadership', 'workforce', 'preventing-crime', 'service-for-victims', 'police-powers'],
	},
	{
		key: 'calls',
		kind: 'record review',
		source: ['sample', 'Emergency calls of four weeks'],
		title: 'How soon emergency calls were answered',
		text: 'Of 200 emergency calls drawn by chance from four weeks, 181 were answered within ten seconds.',
		counted: [181, 200, 'records'],
		reliability: 'verified',
		questions: ['responding-to-the-public'],
		only: correctedLate.force,
	},
];

/** Evidence of one visit, by its key. */
export async function gatherPresent(
	tx: Tx,
	inspection: Inspection,
	{ questions, today, by }: { questions: readonly string[]; today: Temporal.PlainDate; by: string },
): Promise<Map<string, string>> {
	const kept = new Map<string, string>();
	for (const [number, one] of gathered.entries()) {
		if (one.only !== undefined && one.only !== inspection.force.slug) continue;
		const [kind, name] = one.source;
		const [counted = null, countedOf = null, unit = null] = one.counted ?? [];
		const planned = (inspection.fieldworkSince ?? today).add({ days: number % 5 });
		const { id } = await addEvidence(tx, {
			kind: one.kind,
			force: inspection.force.id,
			inspection: inspection.id,
			source: { kind, name },
			title: one.title,
			text: one.text,
			happenedOn: Temporal.PlainDate.compare(planned, today) > 0 ? today : planned,
			place: one.place ?? null,
			gatheredByName: by,
			counted,
			countedOf,
			unit,
			reliability: one.reliability,
			suppliedBy: one.supplied === true ? inspection.force.id : null,
			sensitivity: one.team === true ? 'team' : 'ordinary',
			illustrative: true,
			bearsOn: (one.questions ?? questions)
				.filter((component) => questions.includes(component))
				.map((component) => ({ framework: inspection.framework, version: inspection.version, component })),
		});
		kept.set(one.key, id);
	}
	return kept;
}

/** Which of it supports a finding under a question: two sources at least, and never one that may not inform judgment. */
export function supporting(question: string): string[] {
	return gathered
		.filter(({ key, kind, team, only, questions }) =>
			kind === 'workforce survey' || team === true || only !== undefined || key === 'plans'
				? false
				: (questions?.includes(question) ?? true),
		)
		.map(({ key }) => key)
		.slice(0, 2)
		.concat('plans');
}
