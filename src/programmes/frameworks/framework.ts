import { z } from 'zod';

/**
 * A framework as an editor writes it in YAML: what is asked, how it is graded, and what every room above reads of it.
 * This file is its shape; check.ts holds what no shape can say (ids that are not there, circles, doubles).
 */

/** Stable names, never shown: "protecting-vulnerable". */
const id = z
	.string()
	.regex(
		/^[a-z0-9]+(?:-[a-z0-9]+)*$/,
		'Write an id in small letters, digits and hyphens, such as "armed-policing"',
	);
const words = z.string().trim().min(1, 'Write something here, or leave the field out');
/** A question of this or another framework: "peel-2017/investigating-crime". */
const reference = z
	.string()
	.regex(
		/^[a-z0-9]+(?:-[a-z0-9]+)*\/[a-z0-9]+(?:-[a-z0-9]+)*$/,
		'Write the framework, a slash and the question, such as "peel-2017/investigating-crime"',
	);
const several = <T extends z.ZodType>(item: T) => z.array(item).default([]);

const grade = z.strictObject({
	id,
	title: words,
	positive: z.boolean(),
	/** What it says of a force, as the report prints it. */
	means: words,
});

const scale = z.strictObject({
	/** Judgments are compared only within one family. */
	family: id,
	/** From the best to the worst. */
	grades: z.array(grade).min(2, 'A scale has at least two grades'),
	/** What is printed where something was inspected and no grade given. */
	ungraded: words.default('Ungraded'),
});

/** A sentence of the bank that a finding may start from; its kind says what it speaks for. */
const stock = z.strictObject({ id, kind: z.enum(['strength', 'neutral', 'weakness']), text: words });

const indicator = z.strictObject({ id, title: words, stock: several(stock) });

/** What a file, a record or an observation is held against. */
const criterion = z.strictObject({ id, text: words, answers: several(words) });

const part = z.strictObject({ id, title: words, aliases: several(words), scope: words.optional() });

const common = {
	id,
	title: words,
	/** The question itself: "How effectively does the force reduce crime and keep people safe?" */
	asks: words.optional(),
	/** Other names that readers meet; each leads to this one. */
	aliases: several(words),
	scope: words.optional(),
	graded: z.boolean(),
	/** The earlier questions that this one goes on from. */
	continues: several(reference),
	/** What a force looks like in each grade, by the id of the grade. */
	characteristics: z.record(z.string(), z.array(words)).default({}),
};

const pillar = z.strictObject({
	...common,
	/** How a sentence names an inspection of this pillar, where that differs: "2016 effectiveness inspection". */
	inspection: words.optional(),
});

const question = z.strictObject({
	...common,
	/** The id of its pillar. */
	pillar: id,
	/** Asked of every force, in every round. */
	mandatory: z.boolean().default(false),
	/** The reason that is printed. */
	because: words.optional(),
	/** Sub-questions: the headings of the detailed findings. */
	parts: several(part),
	criteria: several(criterion),
	indicators: several(indicator),
});

const evidenceMethod = z.strictObject({ id, title: words, text: words.optional() });

const sample = z.strictObject({
	id,
	title: words,
	/** One record: "a crime investigation file". */
	unit: words,
	/** What it is drawn from: "crimes recorded between … and …". */
	population: words,
	method: z.enum(['simple random', 'stratified', 'systematic', 'chosen']),
	/** How many records of each force; or `margin`, from which each force's number is worked out. */
	size: z.int().positive().optional(),
	/** Half the width of the 95% interval that is wanted around one half, as a share: 0.05 for five points. */
	margin: z
		.number()
		.gt(0, 'Write a share above 0, such as 0.05')
		.lt(0.5, 'Write a share below 0.5, such as 0.05')
		.optional(),
	/** Other sizes, by the code of the force's area. */
	sizes: several(z.strictObject({ force: words, size: z.int().positive(), because: words.optional() })),
	strata: several(z.strictObject({ id, title: words, size: z.int().positive().optional() })),
	criteria: several(criterion),
	/** What the results must not be used for. */
	caution: words.optional(),
});

const section = z.strictObject({
	id,
	title: words,
	/** One such section for the whole document, or one for each pillar or question. */
	per: z.enum(['document', 'pillar', 'question']).default('document'),
	/** Words that it may have at most. */
	words: z.int().positive().optional(),
	/** Other places show its text by this name; a text for each question, by the name, a hyphen and the question’s id. */
	name: id.optional(),
	/** What its writer begins with: Markdown with directives and {placeholders}. Without it, its title as a heading. */
	start: words.optional(),
	/** The same for a question that was not inspected; without it, the section stands for those inspected only. */
	notInspected: words.optional(),
});

const outline = z.strictObject({
	id,
	kind: z.enum(['letter', 'report', 'national report', 'summary']),
	title: words,
	/** How it looks on paper, where the kind does not settle that. */
	layout: z.enum(['letter', 'report-2014', 'report-2018-19', 'national', 'report']).optional(),
	/** What it is called on its cover, or the subject of a letter, with {placeholders}; without it, its title. */
	heading: words.optional(),
	subtitle: words.optional(),
	/** It names no force, and lets none be recognised. */
	anonymous: z.boolean().optional(),
	sections: z.array(section).min(1, 'An outline has at least one section'),
});

/** What must be there before a grade may be given, or must not. */
const guard = z.strictObject({
	grade: id,
	rule: z.enum(['requires', 'refuses']),
	finding: z.enum(['cause of concern', 'area for improvement', 'strength']),
	because: words,
});

const paragraph = z.strictObject({ id, title: words, text: words });

const share = z
	.number()
	.min(0, 'Write a share between 0 and 1, such as 0.05')
	.max(1, 'Write a share between 0 and 1, such as 0.05');

/** The thresholds behind comparison words, where this framework has its own; src/statistics has the others. */
const wording = z.strictObject({
	version: words,
	inLine: z
		.strictObject({ points: z.number().min(0, 'Write 0 or more').optional(), relative: share })
		.optional(),
	slight: z
		.strictObject({ points: z.number().min(0, 'Write 0 or more').optional(), relative: share })
		.optional(),
	notableRatio: z.number().gt(1, 'Write a ratio above 1').optional(),
	quantifierLeast: z.int().positive().optional(),
	quantifiers: z
		.array(z.strictObject({ word: words, from: share, strictly: z.boolean().default(false) }))
		.optional(),
});

export const frameworkShape = z.strictObject({
	id,
	version: z.int().positive(),
	title: words,
	/** As readers name the round: "2018/19". It is printed as the year in which something was last inspected. */
	cycle: words,
	/** How a sentence names an inspection by it: "2018/19 PEEL assessment". */
	inspection: words,
	summary: words,
	/** What this version changed, and why. */
	changes: words.optional(),
	scale: scale.optional(),
	pillars: z.array(pillar).min(1, 'A framework has at least one pillar'),
	questions: z.array(question).min(1, 'A framework has at least one question'),
	/** Ids of earlier versions and what they are now: { armed-response: armed-policing }. */
	renamed: z.record(z.string(), id).default({}),
	evidence: several(evidenceMethod),
	samples: several(sample),
	outlines: several(outline),
	guards: several(guard),
	/** What an action plan must speak of. */
	actionPlan: several(z.strictObject({ id, title: words, text: words })),
	/** Fixed paragraphs of letters and reports. */
	paragraphs: several(paragraph),
	wording: wording.optional(),
});

export type Framework = z.output<typeof frameworkShape>;
export type Pillar = Framework['pillars'][number];
export type Question = Framework['questions'][number];
export type Grade = z.output<typeof grade>;
export type Scale = z.output<typeof scale>;
export type Outline = z.output<typeof outline>;
export type SampleDesign = z.output<typeof sample>;

/** Which version of which framework: what an inspection, a programme and a judgment are pinned to. */
export type FrameworkKey = { framework: string; version: number };

/** A pillar or a question, as judgments name them. */
export type Component = Pillar | Question;
