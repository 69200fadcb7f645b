import { sql } from 'kysely';
import { judgmentsNow, meaningsNow, newestRegister, registerNow, standingOf } from '../../record/index.ts';
import {
	address,
	boolean,
	choice,
	day,
	decimal,
	illustrative,
	instant,
	integer,
	json,
	list,
	nullable,
	object,
	optional,
	text,
} from '../field.ts';
import { among, byForce, byPublication, now, numbered, type Resource } from '../resource.ts';

const words = (...names: string[]) => ({
	type: 'array',
	items: object(Object.fromEntries(names.map((name) => [name, { type: 'string' }]))),
});

export const forces: Resource = {
	name: 'forces',
	title: 'Police forces',
	row: 'A police force',
	means:
		'The register of police forces, as it stood on the day of the newest publication that brings one. One alone is told with what the inspectorate says of it now.',
	fields: [
		text('force', 'f.slug', 'Its address'),
		text('name', 'f.name', 'Its name'),
		optional(text('code', 'f.code', 'The code of its area, as the Office for National Statistics has it')),
		choice('kind', 'f.kind', 'Whether it polices an area', ['territorial', 'other']),
		boolean('inScope', 'f.in_scope', 'The inspectorate inspects it'),
		optional(text('scopeNote', 'f.scope_note', 'Why it does not, or on what ground it does')),
		text('region', 'f.region', 'Its region'),
		optional(choice('nation', 'f.nation', 'Its nation', ['England', 'Wales'])),
		list('spellings', 'f.spellings', 'Every other spelling that publications use, earlier names among them'),
		json('authorities', 'f.authorities', 'The local authorities of its area', words('code', 'name')),
		optional(list('similarForces', 'f.similar_forces', 'The other forces of its most similar group')),
		optional(text('similarSource', 'f.similar_source', 'Where that group was published')),
		optional(text('similarNoneBecause', 'f.similar_none_because', 'Why it has no such group')),
		optional(day('since', 'f.since', 'Its first day')),
		optional(day('until', 'f.until', 'Its last day')),
		json('became', 'f.became', 'What it has become', {
			type: 'array',
			items: object({
				slug: { type: 'string' },
				name: { type: 'string' },
				since: { type: 'string' },
				note: nullable('string'),
			}),
		}),
		day('stoodOn', 'f.stood_on', 'The day on which the register stood so'),
		address('url', sql`'/police-forces/' || f.slug`, 'Its page'),
		illustrative('f.similar_illustrative'),
	],
	among: [],
	from: sql`edition.force f join ${newestRegister} latest using (edition_id)`,
	order: sql`f.name, f.slug`,
	parameters: [
		byForce('f.slug'),
		among('f.code', { name: 'code', means: 'Codes of areas', example: 'E23000018' }),
		among('f.region', { name: 'region', means: 'Regions', example: 'East Midlands' }),
		among('f.nation', { name: 'nation', means: 'Its nation', example: 'Wales' }, ['England', 'Wales']),
	],
	one: {
		keys: ['force'],
		more: {
			schema: {
				says: {
					type: 'array',
					description:
						'What the inspectorate says of it now: of each question the newest judgment, the newest round first',
					items: object({
						framework: { type: 'string' },
						version: { type: 'integer' },
						cycle: nullable('string'),
						publication: { type: 'string' },
						judgments: {
							type: 'array',
							items: object({
								component: { type: 'string' },
								kind: { type: 'string' },
								title: { type: 'string' },
								grade: nullable('string'),
								gradeTitle: { type: 'string' },
								lastInspected: { type: 'string' },
								carriedOver: { type: 'boolean' },
								direction: nullable('string'),
								directionNote: nullable('string'),
								directionIllustrative: { type: 'boolean' },
								illustrative: { type: 'boolean' },
							}),
						},
					}),
				},
			},
			async read(tx, row) {
				const force = (await registerNow(tx)).bySlug(String(row.force));
				const all = await judgmentsNow(tx, { forces: force === undefined ? [] : [force.id] });
				return {
					says: standingOf(all, await meaningsNow(tx)).map(
						({ framework, version, cycle, release, judgments }) => ({
							framework,
							version,
							cycle,
							publication: release.slug,
							judgments: judgments.map((one) => ({
								component: one.component,
								kind: one.kind,
								title: one.title,
								grade: one.grade,
								gradeTitle: one.gradeTitle,
								lastInspected: one.lastInspected,
								carriedOver: one.carriedOver,
								direction: one.direction,
								directionNote: one.directionNote,
								directionIllustrative: one.directionIllustrative,
								illustrative: one.illustrative,
							})),
						}),
					),
				};
			},
		},
	},
};

export const grades: Resource = {
	name: 'grades',
	title: 'Grades',
	row: 'How one question was judged in one force',
	means:
		'Every judgment of every force, as the newest edition of each publication has it. Grades of different frameworks are compared only where /api/v1/meanings says so.',
	fields: [
		text('force', 'g.force_slug', 'The force'),
		text('forceName', 'g.force_name', 'Its name in this publication'),
		text('publication', 'n.slug', 'The publication'),
		integer('edition', 'n.number', 'The edition that this is'),
		instant('publishedAt', 'n.published_at', 'When it was first published'),
		text('framework', 'g.framework', 'The framework of the round'),
		integer('version', 'g.version', 'Its version'),
		text('component', 'g.component', 'The question or pillar in that framework'),
		choice('kind', 'g.kind', 'A question, or a pillar of several', ['pillar', 'question']),
		optional(text('pillar', 'g.pillar', 'The pillar that the question belongs to')),
		optional(text('pillarTitle', 'g.pillar_title', 'Its title')),
		text('title', 'g.title', 'The title of the question or pillar'),
		optional(text('asks', 'g.asks', 'The question itself')),
		optional(text('grade', 'g.grade', 'The grade; none where it was inspected and not graded')),
		text('gradeTitle', 'g.grade_title', 'The grade as it is printed'),
		optional(
			decimal('rank', 'g.rank', 'Its place on the scale that it was given on, from 0 for the best to 1'),
		),
		optional(
			text(
				'givenFramework',
				'g.given_framework',
				'The framework that the grade was given under: of what is carried over, an earlier one',
			),
		),
		optional(integer('givenVersion', 'g.given_version', 'Its version')),
		text('lastInspected', 'g.last_inspected', 'When the question was last inspected, as it is printed'),
		boolean('carriedOver', 'g.carried_over', 'It was judged in an earlier round and carried over'),
		optional(instant('judgedAt', 'g.judged_at', 'Of what was judged in an earlier publication: when')),
		optional(text('source', 'g.source', 'Where it is stated')),
		optional(text('note', 'g.note', 'What is said beside the grade')),
		optional(text('summary', 'g.summary', 'What the report says right beside it')),
		optional(
			address('summaryUrl', sql`'/publications/' || n.slug || '/' || g.summary_at`, 'Where it says so'),
		),
		optional(
			choice(
				'direction',
				'g.direction',
				'How the force has moved since it was last judged, where that can be said',
				['improved', 'declined', 'unchanged'],
			),
		),
		optional(text('directionNote', 'g.direction_note', 'With what it is compared, or why with nothing')),
		boolean(
			'directionIllustrative',
			'g.direction_illustrative',
			'How it has moved is told from something made up',
		),
		illustrative('g.illustrative'),
	],
	among: [now],
	from: sql`now n join edition.grade g on g.edition_id = n.id`,
	order: sql`g.force_name, n.published_at desc, n.slug, g.position, g.framework, g.component`,
	parameters: [
		byForce('g.force_slug'),
		byPublication('n.slug'),
		among('g.framework', { name: 'framework', means: 'Frameworks', example: 'peel-2018' }),
		among('g.component', {
			name: 'component',
			means: 'Questions and pillars',
			example: 'investigating-crime',
		}),
		among('g.kind', { name: 'kind', means: 'Questions or pillars', example: 'question' }, [
			'pillar',
			'question',
		]),
	],
};

export const meanings: Resource = {
	name: 'meanings',
	title: 'What grades mean',
	row: 'A framework, as it was judged by',
	means: 'What each framework asks, what its grades mean, and with which others they are compared.',
	fields: [
		text('framework', 'm.framework', 'The framework'),
		integer('version', 'm.version', 'Its version'),
		text('title', 'm.title', 'Its title'),
		text('cycle', 'm.cycle', 'The round, as readers name it'),
		text('inspection', 'm.inspection', 'How a sentence names an inspection by it'),
		text('summary', 'm.summary', 'What it is about'),
		optional(
			text('family', 'm.family', 'Grades are compared within one family only; none where nothing is graded'),
		),
		optional(text('ungraded', 'm.ungraded', 'What is printed where something was inspected and not graded')),
		json('grades', 'm.grades', 'Its grades from the best to the worst', {
			type: 'array',
			items: object({
				grade: { type: 'string' },
				title: { type: 'string' },
				rank: { type: 'number' },
				positive: { type: 'boolean' },
				means: { type: 'string' },
			}),
		}),
		json('components', 'm.components', 'Its pillars and questions in their order', {
			type: 'array',
			items: object({
				component: { type: 'string' },
				kind: { type: 'string' },
				pillar: nullable('string'),
				title: { type: 'string' },
				asks: nullable('string'),
				graded: { type: 'boolean' },
				continues: { type: 'array', items: { type: 'string' } },
			}),
		}),
		json('compared', 'm.compared', 'The other frameworks, and whether grades are compared with theirs', {
			type: 'array',
			items: object({
				framework: { type: 'string' },
				version: { type: 'integer' },
				title: { type: 'string' },
				cycle: { type: 'string' },
				comparable: { type: 'boolean' },
				because: { type: 'string' },
			}),
		}),
		day('stoodOn', 'm.stood_on', 'The day of the publication that this is from'),
		illustrative('false'),
	],
	among: [now],
	from: sql`(select distinct on (l.framework, l.version) l.* from now n join edition.meaning l on l.edition_id = n.id
		order by l.framework, l.version, l.stood_on desc, n.release_at desc, n.id) m`,
	order: sql`m.cycle, m.framework, m.version`,
	parameters: [
		among('m.framework', { name: 'framework', means: 'Frameworks', example: 'peel-2018' }),
		numbered('m.version', { name: 'version', means: 'Versions', example: '1' }),
	],
	one: { keys: ['framework', 'version'] },
};
