import type { Evidence } from '../../evidence/index.ts';
import { definePolicy, everyStaffMember, type Problem, to } from '../../foundation/index.ts';

/** What a finding says of the force: that something is good, how something is, or that something is not good. */
export const tones = ['strength', 'neutral', 'weakness'] as const;
export type Tone = (typeof tones)[number];

export const toneTexts: Record<Tone, { text: string; colour: string }> = {
	strength: { text: 'Strength', colour: 'green' },
	neutral: { text: 'Description', colour: 'grey' },
	weakness: { text: 'Weakness', colour: 'orange' },
};

/** How evidence stands to a finding that cites it. */
export const relations = ['supports', 'contradicts', 'compares'] as const;
export type Relation = (typeof relations)[number];

export const relationTexts: Record<Relation, string> = {
	supports: 'Supports it',
	contradicts: 'Speaks against it',
	compares: 'Is compared with it',
};

export type Citation = {
	evidence: Evidence;
	relation: Relation;
	/** Where in it, and what of it. */
	note: string | null;
	by: string | null;
	at: Temporal.Instant;
};

/** Why an HM Inspector lets a weakness rest on a sole basis: said of one edition of its words. */
export type SoleBasis = {
	edition: number;
	because: string;
	by: string;
	byName: string;
	at: Temporal.Instant;
};

export type Finding = {
	id: string;
	number: number;
	/** Null: a finding of the whole programme, about no one force. */
	inspection: string | null;
	programme: { id: string; slug: string; name: string };
	force: { id: string; slug: string; name: string } | null;
	framework: string;
	version: number;
	/** The question, and the sub-question under it, where there is one. */
	component: string;
	part: string | null;
	tone: Tone;
	text: string;
	/** The framework's indicator and the sentence of its bank that it began as. */
	indicator: string | null;
	stock: string | null;
	/** Counted up by every change of its words. */
	edition: number;
	withdrawn: { at: Temporal.Instant; because: string } | null;
	illustrative: boolean;
	addedAt: Temporal.Instant;
	addedBy: string | null;
	/** Everyone who has written in it. */
	writtenBy: readonly string[];
	citations: readonly Citation[];
	/** Of its words as they stand now. */
	soleBasis: SoleBasis | null;
	/** The assessed objects that it is about. */
	objects: readonly { id: string; name: string }[];
};

export type NewFinding = {
	/** The inspection, or, for a finding of the whole programme, the programme with the version that it is found under. */
	of: { inspection: string } | { programme: string; framework: string; version: number };
	component: string;
	part?: string | null;
	tone: Tone;
	text: string;
	indicator?: string | null;
	stock?: string | null;
	/** What it rests on from the beginning. */
	citations?: readonly NewCitation[];
	illustrative?: boolean;
};

export type NewCitation = { item: string; relation: Relation; note?: string | null };

export const findingPolicy = definePolicy('finding', {
	read: everyStaffMember,
	write: to('any', 'programme manager', 'inspector', 'HM Inspector', 'operator'),
	'accept a sole basis': to('any', 'HM Inspector'),
});

/** As it is cited: F-311. */
export function citeFinding({ number }: Pick<Finding, 'number'>): string {
	return `F-${number}`;
}

/** What is wrong with a weakness that rests on nothing beside this. */
export type Sole = 'sample' | 'survey' | 'figures' | 'person' | 'meeting';

export type Corroboration = {
	/** How many sources independent of one another support it. */
	sources: number;
	/** The kinds of those sources, each once. */
	kinds: string[];
	/** What it would rest on alone. */
	sole: Sole | null;
};

const alone: Readonly<Record<string, Sole>> = {
	sample: 'sample',
	survey: 'survey',
	figures: 'figures',
	person: 'person',
	meeting: 'meeting',
};

/**
 * Counts what supports a finding by where it comes from: two items of one person, meeting, sample or survey are one
 * source, what was withdrawn is none, and figures are figures however many tables they come from.
 */
export function corroboration(
	citations: readonly {
		relation: string;
		evidence: { source: { id: string; kind: string }; withdrawn: unknown };
	}[],
): Corroboration {
	const sources = new Map(
		citations
			.filter(({ relation, evidence }) => relation === 'supports' && evidence.withdrawn === null)
			.map(({ evidence: { source } }) => [source.id, source.kind]),
	);
	const kinds = [...new Set(sources.values())].sort();
	const [only = ''] = kinds;
	const single = sources.size === 1 || (kinds.length === 1 && only === 'figures');
	return { sources: sources.size, kinds, sole: single ? (alone[only] ?? null) : null };
}

const soleTexts: Record<Sole, string> = {
	sample: 'one sample',
	survey: 'one survey',
	figures: 'figures alone',
	person: 'what one person said',
	meeting: 'what was said in one meeting',
};

export function soleText(sole: Sole): string {
	return soleTexts[sole];
}

/** What a finding still wants before a judgment that rests on it may be approved. */
export function missingFrom(finding: Finding): Problem[] {
	if (finding.withdrawn !== null) return [];
	const { sources, sole } = corroboration(finding.citations);
	const cited = citeFinding(finding);
	const href = `/findings/${finding.id}`;
	const problems: Problem[] = [];
	if (sources === 0) problems.push({ text: `${cited} has no evidence that supports it.`, href });
	if (finding.tone === 'weakness' && sole !== null && finding.soleBasis === null) {
		problems.push({
			text: `${cited} is a weakness that rests on ${soleTexts[sole]}. Cite another source, or an HM Inspector records why this will do.`,
			href,
		});
	}
	for (const { relation, evidence } of finding.citations) {
		if (relation !== 'supports') continue;
		const item = `E-${evidence.number}`;
		if (evidence.withdrawn !== null) {
			problems.push({ text: `${cited} cites ${item}, which has been withdrawn.`, href });
		} else if (evidence.current !== null && evidence.current.bearing !== 'informs') {
			problems.push({ text: `${cited} cites ${item}, which does not inform judgment.`, href });
		}
	}
	return problems;
}

/** Somebody else has changed the words since they were read: both texts, so that nothing is lost. */
export class Overtaken<T> extends Error {
	override name = 'Overtaken';
	readonly theirs: T;
	readonly yours: T;
	constructor(theirs: T, yours: T) {
		super('Somebody else has changed this since you opened it.');
		this.theirs = theirs;
		this.yours = yours;
	}
}

/** Remarks that only advise: they are printed, and never followed up as promises. */
export type Advice = {
	id: string;
	inspection: string;
	component: string;
	finding: string | null;
	text: string;
	edition: number;
	illustrative: boolean;
	at: Temporal.Instant;
};
