import { sql } from 'kysely';
import {
	address,
	boolean,
	day,
	illustrative,
	integer,
	json,
	nullable,
	object,
	optional,
	text,
} from '../field.ts';
import { among, byForce, dayFrom, numbered, type Resource } from '../resource.ts';

/* What others said and decided about what was asked: policing bodies, forces and the inspectorate. */

export const responses: Resource = {
	name: 'responses',
	title: 'What policing bodies answer',
	row: 'What a local policing body published about a report',
	means:
		'The comments of local policing bodies on reports about their forces, in their own words, with those of chief officers; due within 56 days, beginning with the day of publication.',
	fields: [
		text('force', 'r.force_slug', 'The force'),
		text('forceName', 'r.force_name', 'Its name'),
		text('body', 'r.body_name', 'The local policing body'),
		text('publication', 'r.release_slug', 'The publication that the report is in'),
		text('document', 'r.document_slug', 'The report in it'),
		text('report', 'r.report_title', 'Its title'),
		day('reportPublishedOn', 'r.report_published_on', 'When that was published'),
		day('dueOn', 'r.due_on', 'The last of the 56 days'),
		day('respondedOn', 'r.responded_on', 'When the response was first published, here or elsewhere'),
		integer('daysLate', 'r.days_late', 'How many days too late; 0 in time'),
		text('text', 'r.text', 'The comments of the body'),
		json(
			'parts',
			'edition.still_asked(r.parts)',
			'What it says of each recommendation, by its number in the register',
			{
				type: 'array',
				items: {
					type: 'object',
					properties: {
						promise: { type: 'integer' },
						answer: { type: 'string', enum: ['taken', 'proposed', 'none'] },
						text: { type: 'string' },
						words: { type: 'string' },
					},
					required: ['promise', 'answer', 'words'],
				},
			},
		),
		json('also', 'edition.still_out(r.also)', 'National reports that it answers too', {
			type: 'array',
			items: {
				type: 'object',
				properties: { slug: { type: 'string' }, title: { type: 'string' } },
				required: ['slug', 'title'],
			},
		}),
		optional(text('chiefComments', 'r.chief_comments', 'What the chief officer says')),
		optional(text('chiefBy', 'r.chief_by', 'Who said it')),
		optional(day('chiefCommentedOn', 'r.chief_commented_on', 'When')),
		optional(text('reply', 'r.reply', 'What the body says to that')),
		boolean('recorded', 'r.recorded', 'It was published elsewhere, and the inspectorate put it on record'),
		optional(text('elsewhere', 'r.elsewhere', 'Where it was published')),
		integer('version', 'r.version', 'Which version this is: later ones correct earlier ones'),
		optional(text('note', 'r.note', 'What this version corrects')),
		address(
			'url',
			sql`concat('/police-forces/', r.force_slug, '/responses/', r.release_slug, '/', r.document_slug)`,
			'Its page',
		),
		illustrative('r.illustrative'),
	],
	among: [],
	from: sql`(select distinct on (l.response_id) l.* from edition.response l
		order by l.response_id, l.version desc) r`,
	order: sql`r.report_published_on desc, r.force_name, r.id`,
	parameters: [
		byForce('r.force_slug'),
		among('r.release_slug', {
			name: 'publication',
			means: 'Addresses of publications, as /api/v1/publications lists them',
			example: 'peel-2018-19',
		}),
		dayFrom('r.responded_on', {
			name: 'since',
			means: 'Published on this day or later',
			example: '2019-05-02',
		}),
	],
};

export const plans: Resource = {
	name: 'plans',
	title: 'Action plans that forces have published',
	row: 'An action plan, in its newest version',
	means: 'What forces say that they will do, in their own words. Nothing in a plan is evidence for a grade.',
	fields: [
		integer('number', 'p.number', 'Its number, for ever'),
		integer('version', 'p.version', 'The version that this is'),
		text('force', 'p.force_slug', 'The force'),
		text('forceName', 'p.force_name', 'Its name'),
		text('programme', 'p.programme', 'The programme that asks for it'),
		text('title', 'p.title', 'Its title'),
		day('publishedOn', 'p.published_on', 'When this version was published'),
		optional(text('note', 'p.note', 'What the force says of this version')),
		optional(text('elsewhere', 'p.address', 'Where the force has published it as well')),
		json('elements', 'p.elements', 'What it has to say, and says', {
			type: 'array',
			items: { type: 'object' },
		}),
		json('recommendations', 'edition.still_asked(p.recommendations)', 'How it answers each recommendation', {
			type: 'array',
			items: { type: 'object' },
		}),
		json('milestones', 'p.milestones', 'What is to be done by whom, by which day', {
			type: 'array',
			items: { type: 'object' },
		}),
		address('url', sql`concat('/police-forces/', p.force_slug, '/plans/', p.number)`, 'Its page'),
		illustrative('p.illustrative'),
	],
	among: [],
	from: sql`(select distinct on (l.number) l.* from edition.plan l order by l.number, l.version desc) p`,
	order: sql`p.published_on desc, p.number`,
	parameters: [
		byForce('p.force_slug'),
		numbered('p.number', { name: 'number', means: 'Numbers', example: '1' }),
		dayFrom('p.published_on', {
			name: 'since',
			means: 'Published on this day or later',
			example: '2019-05-02',
		}),
	],
	one: { keys: ['number'] },
};

export const monitoring: Resource = {
	name: 'monitoring',
	title: 'How closely forces are watched',
	row: 'A decision on how closely a force is watched',
	means: 'Each decision with its day, its reasons, who took it, and what has to be seen before it ends.',
	fields: [
		integer('decision', 'm.decision_number', 'Its number, for ever'),
		text('force', 'm.force_slug', 'The force'),
		text('forceName', 'm.force_name', 'Its name'),
		text('was', 'm.was', 'The stage before'),
		text('stage', 'm.stage', 'The stage from then on'),
		text('stageName', 'm.stage_name', 'As the inspectorate called it then'),
		day('since', 'm.since', 'From which day'),
		text('reasons', 'm.reasons', 'Why'),
		text('decidedBy', 'm.decided_by', 'Who decided it'),
		text('decidedByRole', 'm.decided_by_role', 'As what'),
		json('criteria', 'm.criteria', 'What has to be seen before it ends, and when it was', {
			type: 'array',
			items: object({ text: { type: 'string' }, met_on: nullable('string') }),
		}),
		optional(text('unmetBecause', 'm.unmet_because', 'Why it ended before all of that was seen')),
		address(
			'url',
			sql`concat('/police-forces/', m.force_slug, '/monitoring#decision-', m.decision_number)`,
			'Its page',
		),
		illustrative('m.illustrative'),
	],
	among: [],
	from: sql`(select distinct on (l.decision_number) l.* from edition.monitored l
		order by l.decision_number, l.id desc) m`,
	order: sql`m.since desc, m.decision_number desc`,
	parameters: [
		byForce('m.force_slug'),
		among('m.stage', { name: 'stage', means: 'Stages', example: 'enhanced' }, ['default', 'enhanced']),
		dayFrom('m.since', { name: 'since', means: 'From this day or later', example: '2019-05-02' }),
	],
	one: { keys: ['decision'] },
};
