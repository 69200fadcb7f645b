import { sql } from 'kysely';
import { partStates } from '../../../followup/index.ts';
import { followedHistory, followedNow, newestParts, overdueNow, statesInOrder } from '../../record/index.ts';
import {
	address,
	boolean,
	choice,
	day,
	illustrative,
	instant,
	integer,
	json,
	nullable,
	object,
	optional,
	text,
} from '../field.ts';
import {
	among,
	byForce,
	byPublication,
	dayFrom,
	londonDay,
	now,
	numbered,
	type Resource,
} from '../resource.ts';

export const findings: Resource = {
	name: 'findings',
	title: 'Findings',
	row: 'A finding that a document states',
	means: 'What inspectors found, as documents state it.',
	fields: [
		integer('finding', 'f.number', 'Its number, for ever'),
		text('publication', 'n.slug', 'The publication'),
		integer('edition', 'n.number', 'The edition that this is'),
		instant('publishedAt', 'n.published_at', 'When it was first published'),
		optional(text('force', 'f.force_slug', 'The force')),
		text('component', 'f.component', 'The question that it is about'),
		text('componentTitle', 'f.component_title', 'Its title'),
		text('tone', 'f.tone', 'Whether it speaks well of the force'),
		text('text', 'f.text', 'What was found'),
		illustrative('f.illustrative'),
	],
	among: [now],
	from: sql`now n join edition.finding f on f.edition_id = n.id`,
	order: sql`n.published_at desc, n.slug, f.number`,
	parameters: [byForce('f.force_slug'), byPublication('n.slug')],
};

const ordered = `array[${statesInOrder.map((state) => `'${state}'`).join(', ')}]`;
/** Until it is entered, what asks for something awaits its response. */
const stateOfRaised = `case r.kind when 'promising practice' then 'nothing asked'
	else coalesce((${ordered})[s.step], 'awaiting response') end`;

const raisedKinds = ['area for improvement', 'cause of concern', 'recommendation', 'promising practice'];

export const raised: Resource = {
	name: 'raised',
	title: 'What forces are asked to do',
	row: 'A recommendation, cause of concern, area for improvement, or promising practice',
	means:
		'What was raised, with its public state: of all its parts, where the one stands that has moved least; of what all forces were asked, of all of them. Each part stands in the table “followed”.',
	fields: [
		integer('number', 'r.number', 'Its number, for ever; with its kind, how it is cited'),
		choice('kind', 'r.kind', 'What it is', raisedKinds),
		text('publication', 'n.slug', 'The publication'),
		integer('edition', 'n.number', 'The edition that this is'),
		instant('publishedAt', 'n.published_at', 'When it was first published'),
		optional(text('force', 'r.force_slug', 'The force; none where it is to all, or to another body')),
		optional(text('forceName', 'r.force_name', 'Its name in this publication')),
		optional(text('component', 'r.component', 'The question that it is about')),
		optional(text('componentTitle', 'r.component_title', 'Its title')),
		optional(integer('parent', 'r.parent', 'The number of what it belongs to')),
		optional(text('title', 'r.title', 'Its title')),
		text('text', 'r.text', 'What it says'),
		optional(text('addressee', 'r.addressee', 'Whom it is addressed to')),
		optional(text('theme', 'r.theme', 'Its theme')),
		optional(text('due', 'r.due', 'By when, in words')),
		optional(day('dueOn', 'r.due_on', 'By which day, where it is one')),
		json('items', 'r.items', 'Its parts', {
			type: 'array',
			items: {
				type: 'object',
				properties: {
					letter: { type: 'string' },
					text: { type: 'string' },
					due: nullable('string'),
					due_on: nullable('string'),
				},
				required: ['letter', 'text'],
			},
		}),
		choice('state', stateOfRaised, 'What everybody may know of what became of it', [
			...partStates,
			'nothing asked',
		]),
		optional(instant('since', 's.since', 'When the last of its parts came to stand where it stands')),
		boolean(
			'overdue',
			'coalesce(s.overdue, false)',
			'A part of it is open after the end of its day, in London',
		),
		optional(integer('promise', 's.promise', 'Its number in the register: 12 is cited as FU-12')),
		integer('asked', 'coalesce(s.asked, 0)', 'How many were asked'),
		boolean('stateIllustrative', 'coalesce(s.illustrative, false)', 'Where it stands is made up'),
		address('url', sql`concat('/publications/', n.slug, '/raised#raised-', r.number)`, 'Where it stands'),
		illustrative('r.illustrative'),
	],
	among: [now],
	from: sql`now n join edition.raised r on r.edition_id = n.id left join lateral (
		select min(array_position(${sql.raw(ordered)}, p.state)) as step, max(p.since) as since, bool_or(${overdueNow}) as overdue,
			coalesce(min(p.national_number), min(p.promise_number)) as promise, count(distinct p.promise_number) as asked,
			bool_or(p.state_illustrative) as illustrative
		from ${newestParts(sql`f.raised_number = r.number`)} p) s on true`,
	order: sql`n.published_at desc, n.slug, r.force_name nulls first, r.kind, r.number`,
	parameters: [
		byForce('r.force_slug'),
		byPublication('n.slug'),
		among('r.kind', { name: 'kind', means: 'What it is', example: 'recommendation' }, raisedKinds),
		among('r.theme', { name: 'theme', means: 'Themes', example: 'custody' }),
		numbered('r.number', { name: 'number', means: 'Numbers', example: '12' }),
		among(stateOfRaised, { name: 'state', means: 'Where it stands', example: 'in progress' }, [
			...partStates,
			'nothing asked',
		]),
		dayFrom(londonDay('s.since'), {
			name: 'since',
			means: 'What has come to stand where it stands on this day or later',
			example: '2019-05-02',
		}),
	],
	one: {
		keys: ['number'],
		more: {
			schema: {
				history: {
					type: 'array',
					description:
						'The course of each part, the newest change first; of what all forces were asked, of none',
					items: object({
						promise: { type: 'integer' },
						part: nullable('string'),
						at: { type: 'string', format: 'date-time' },
						state: { type: 'string', enum: partStates },
						dueOn: nullable('string'),
						words: nullable('string'),
						wordsOf: nullable('string'),
					}),
				},
			},
			async read(tx, { promise }) {
				const own = promise === null ? [] : await followedNow(tx, { numbers: [Number(promise)] });
				const events = own.length === 0 ? [] : await followedHistory(tx, Number(promise));
				return {
					history: events.map(({ letter, at, state, due, words, wordsOf }) => ({
						promise: Number(promise),
						part: letter,
						at: at.toString(),
						state,
						dueOn: due?.on.toString() ?? null,
						words,
						wordsOf,
					})),
				};
			},
		},
	},
};

export const statements: Resource = {
	name: 'statements',
	title: 'What forces say',
	row: 'A statement beside a publication',
	means:
		'What forces say of themselves, unedited and not the inspectorate’s words; and how each checked its facts before publication.',
	fields: [
		text('force', 's.force_slug', 'The force'),
		text('forceName', 's.force_name', 'Its name in this publication'),
		choice('kind', 's.kind', 'What the force says, or how the check of facts went', ['force', 'accuracy']),
		text('publication', 'n.slug', 'The publication'),
		integer('edition', 'n.number', 'The edition that this is'),
		text('text', 's.text', 'The statement'),
		optional(text('byName', 's.by_name', 'Who gave it for the force')),
		instant('at', 's.at', 'When it was given'),
		illustrative('s.illustrative'),
	],
	among: [now],
	from: sql`now n join edition.statement s on s.edition_id = n.id`,
	order: sql`n.published_at desc, n.slug, s.force_name, s.kind`,
	parameters: [byForce('s.force_slug'), byPublication('n.slug')],
};
