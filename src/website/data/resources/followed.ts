import { sql } from 'kysely';
import { openStates, partStates } from '../../../followup/index.ts';
import { today } from '../../record/index.ts';
import {
	address,
	boolean,
	choice,
	day,
	type Field,
	illustrative,
	instant,
	integer,
	json,
	nullable,
	object,
	optional,
	text,
} from '../field.ts';
import { among, byForce, dayFrom, londonDay, numbered, type Parameter, type Resource } from '../resource.ts';

/* What became of what was asked: each part, its course, and what others said and decided about it. */

const kinds = ['area for improvement', 'cause of concern', 'recommendation'];
const listed = (words: readonly string[]) => words.map((word) => `'${word}'`).join(', ');

/** Of a part `p`: it is open, and its day is over in London. */
export const overdue = sql`coalesce(p.due_on < ${today} and p.state in (${sql.raw(listed(openStates))}), false)`;

const ofPromise: readonly Field[] = [
	integer('promise', 'p.promise_number', 'Its number in the register, for ever: 12 is cited as FU-12'),
	optional(text('part', 'p.letter', 'The letter of the part; none where it has no parts')),
	choice('kind', 'p.kind', 'What it is', kinds),
	optional(text('force', 'p.force_slug', 'The force; none where it is to a body that is none')),
	optional(text('forceName', 'p.force_name', 'Its name')),
];
const said: readonly Field[] = [
	optional(text('words', 'p.words', 'What was said with it, for everybody to read')),
	optional(text('wordsOf', 'p.words_of', 'Of whom these words are')),
	optional(integer('instead', 'p.instead', 'The number of what took its place')),
	boolean('together', 'p.bulk', 'It was done together with others, for one reason'),
	boolean('olderRegister', 'p.taken_over', 'An older register says so, and nobody has looked at it since'),
];

const parameters: readonly Parameter[] = [
	byForce('p.force_slug'),
	among('p.state', { name: 'state', means: 'Where it stands', example: 'in progress' }, partStates),
	among('p.kind', { name: 'kind', means: 'What it is', example: 'recommendation' }, kinds),
	among('p.theme', { name: 'theme', means: 'Themes', example: 'custody' }),
	numbered('p.promise_number', { name: 'promise', means: 'Numbers in the register', example: '12' }),
	numbered('p.national_number', {
		name: 'national',
		means: 'Numbers of what all forces were asked: of each force',
		example: '12',
	}),
	numbered('p.raised_number', { name: 'raised', means: 'Numbers of what was raised', example: '12' }),
];

export const followed: Resource = {
	name: 'followed',
	title: 'What has become of what was asked',
	row: 'A part of what somebody was asked to do, and where it stands',
	means:
		'Each part of each recommendation, cause of concern and area for improvement, with its deadline and its public state; of what all forces were asked, of each force.',
	fields: [
		...ofPromise,
		optional(text('title', 'p.title', 'Its title')),
		text('text', 'p.promise_text', 'What is asked, whole'),
		text('partText', 'p.text', 'What is asked in this part'),
		optional(text('addressee', 'p.addressee', 'Whom it is addressed to')),
		optional(text('theme', 'p.theme', 'Its theme')),
		optional(text('component', 'p.component', 'The question that it is about')),
		optional(
			integer('raised', 'p.raised_number', 'The number of what was raised; none out of an older register'),
		),
		optional(integer('national', 'p.national_number', 'The number of what all forces were asked')),
		text('source', 'p.source', 'Where it was asked'),
		optional(
			text('sourceAddress', 'p.source_address', 'Where that stands: on this website, or a whole address'),
		),
		day('publishedOn', 'p.published_on', 'When it was first published'),
		optional(day('dueOn', 'p.due_on', 'By which day, where one was set')),
		optional(text('due', 'p.due_basis', 'On what the deadline rests, in words')),
		optional(text('dueSetBy', 'p.due_set_by', 'Who set it')),
		choice('state', 'p.state', 'Where it stands', partStates),
		instant(
			'since',
			'p.since',
			'Since when; of what awaits its response, since it was entered in the register',
		),
		boolean('overdue', overdue, 'It is open after the end of its day, in London'),
		...said,
		address('url', sql`concat('/recommendations/FU-', p.promise_number)`, 'Its page, with its course'),
		boolean('stateIllustrative', 'p.state_illustrative', 'Where it stands is made up'),
		illustrative('(p.illustrative or p.state_illustrative)'),
	],
	among: [],
	// Not one after the other: so a choice of forces is looked up by them.
	from: sql`(select f.* from edition.followed f where not exists (select from edition.followed later
		where later.promise_number = f.promise_number and later.letter is not distinct from f.letter and later.id > f.id)) p`,
	order: sql`p.published_on desc, p.force_name nulls first, p.promise_number, p.letter nulls first`,
	parameters: [
		...parameters,
		dayFrom(londonDay('p.since'), {
			name: 'since',
			means: 'What has come to stand where it stands on this day or later',
			example: '2019-05-02',
		}),
	],
};

export const history: Resource = {
	name: 'history',
	title: 'The course of what was asked',
	row: 'A change of where a part stands, or of its deadline',
	means:
		'How each part came to stand where it stands: every public state and every deadline it had, with the words.',
	fields: [
		...ofPromise,
		integer('entry', 'p.id', 'The number of this change, for ever'),
		instant('at', 'p.happened', 'When'),
		choice('change', 'p.change', 'What changed', ['state', 'deadline']),
		choice('state', 'p.state', 'Where it stood from then on', partStates),
		optional(day('dueOn', 'p.due_on', 'Its deadline from then on, where one was set')),
		optional(text('due', 'p.due_basis', 'On what that rests, in words')),
		optional(text('dueSetBy', 'p.due_set_by', 'Who set it')),
		...said,
		boolean('stateIllustrative', 'p.state_illustrative', 'Where it stands is made up'),
		illustrative('(p.illustrative or p.state_illustrative)'),
	],
	among: [],
	from: sql`(
		select c.id, c.promise_number, c.letter, c.kind, c.theme, c.national_number, c.raised_number, c.force_slug,
			c.force_name, c.state, c.due_on, c.due_basis, c.due_set_by, c.instead, c.illustrative, c.state_illustrative,
			case when c.moved then 'state' else 'deadline' end as change, case when c.moved then c.since else c.at end as happened,
			case when c.moved then c.words end as words, case when c.moved then c.words_of end as words_of,
			c.moved and c.bulk as bulk, c.moved and c.taken_over as taken_over
		from (select f.*, lag((f.state, f.since)) over w is distinct from (f.state, f.since) as moved,
				lag(f.due_on) over w is distinct from f.due_on as set_anew
			from edition.followed f window w as (partition by f.promise_number, f.letter order by f.id)) c
		where c.moved or c.set_anew) p`,
	order: sql`p.happened desc, p.id desc`,
	parameters: [
		...parameters,
		dayFrom(londonDay('p.happened'), {
			name: 'since',
			means: 'What changed on this day or later',
			example: '2019-05-02',
		}),
	],
};

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
		json('parts', 'r.parts', 'What it says of each recommendation, by its number in the register', {
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
		}),
		json('also', 'r.also', 'National reports that it answers too', {
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
		json('recommendations', 'p.recommendations', 'How it answers each recommendation', {
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
