import { sql } from 'kysely';
import { partStates } from '../../../followup/index.ts';
import { overdueNow } from '../../record/index.ts';
import {
	address,
	boolean,
	choice,
	day,
	type Field,
	illustrative,
	instant,
	integer,
	optional,
	text,
} from '../field.ts';
import { among, byForce, dayFrom, londonDay, numbered, type Parameter, type Resource } from '../resource.ts';

/* What became of what was asked: each part, and its course. */

const kinds = ['area for improvement', 'cause of concern', 'recommendation'];

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
		boolean('overdue', overdueNow, 'It is open after the end of its day, in London'),
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
