import { sql } from 'kysely';
import {
	address,
	choice,
	day,
	illustrative,
	instant,
	integer,
	json,
	nullable,
	optional,
	text,
} from '../field.ts';
import { among, byForce, byPublication, now, numbered, type Resource } from '../resource.ts';

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

const raisedKinds = ['area for improvement', 'cause of concern', 'recommendation', 'promising practice'];

export const raised: Resource = {
	name: 'raised',
	title: 'What forces are asked to do',
	row: 'A recommendation, cause of concern, area for improvement, or promising practice',
	means:
		'What was raised, with its public state: everything that asks for something awaits a response until that is published.',
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
		choice(
			'state',
			"case r.kind when 'promising practice' then 'nothing asked' else 'awaiting response' end",
			'What everybody may know of what became of it',
			['awaiting response', 'nothing asked'],
		),
		address('url', sql`concat('/publications/', n.slug, '/raised#raised-', r.number)`, 'Where it stands'),
		illustrative('r.illustrative'),
	],
	among: [now],
	from: sql`now n join edition.raised r on r.edition_id = n.id`,
	order: sql`n.published_at desc, n.slug, r.force_name nulls first, r.kind, r.number`,
	parameters: [
		byForce('r.force_slug'),
		byPublication('n.slug'),
		among('r.kind', { name: 'kind', means: 'What it is', example: 'recommendation' }, raisedKinds),
		among('r.theme', { name: 'theme', means: 'Themes', example: 'custody' }),
		numbered('r.number', { name: 'number', means: 'Numbers', example: '12' }),
	],
	one: { keys: ['number'] },
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
