import { type RawBuilder, sql } from 'kysely';
import { fullestFirst, newestRegister } from '../../record/index.ts';
import {
	address,
	boolean,
	day,
	decimal,
	illustrative,
	instant,
	integer,
	json,
	list,
	optional,
	text,
} from '../field.ts';
import {
	among,
	byPublication,
	dayFrom,
	dayUntil,
	londonDay,
	now,
	type Parameter,
	type Resource,
} from '../resource.ts';

/** Of each indicator the edition that it is read from: where it was last published whole, or otherwise quoted most fully. */
const shown = sql`shown as materialized (
	select distinct on (i.indicator) i.indicator, i.version, i.edition_id, i.gathered, n.slug, n.number, n.published_at
	from now n join edition.indicator i on i.edition_id = n.id
	order by i.indicator, ${fullestFirst}, n.published_at desc, i.version desc)`;

const themes = sql`(i.content ->> 'theme')`;

export const indicators: Resource = {
	name: 'indicators',
	title: 'Indicators',
	row: 'An indicator, as it was last published',
	means: 'What each figure means, how it is made, and what is to be known before it is used.',
	fields: [
		text('indicator', 'i.indicator', 'Its address'),
		integer('version', 'i.version', 'Its version'),
		text('title', 'i.title', 'Its title'),
		text('theme', "i.content ->> 'theme'", 'The heading that it is listed under'),
		text('meaning', "i.content ->> 'meaning'", 'What it tells'),
		text('unit', "i.content ->> 'unit'", 'What is counted'),
		text('kind', "i.content ->> 'kind'", 'A proportion is printed as a percentage; a rate is per so many'),
		text('polarity', "i.content ->> 'polarity'", 'Whether more is better'),
		text('method', "i.content ->> 'method'", 'How its interval is made'),
		json('definition', 'i.content', 'All of its definition, as an analyst wrote it', { type: 'object' }),
		{
			...illustrative(
				'exists (select from edition.figure g where (g.edition_id, g.indicator, g.version) = (s.edition_id, s.indicator, s.version) and g.illustrative)',
			),
			means: 'Some of its figures are made up to show how this looks',
		},
		text('publication', 's.slug', 'The publication that it is read from'),
		integer('edition', 's.number', 'The edition that this is'),
		instant('publishedAt', 's.published_at', 'When it was first published'),
		address('url', sql`'/methods/' || i.indicator`, 'Its page'),
	],
	among: [now, shown],
	from: sql`shown s join edition.indicator i using (edition_id, indicator, version)`,
	order: sql`${themes}, i.title, i.indicator`,
	parameters: [
		among('i.indicator', { name: 'indicator', means: 'Indicators', example: 'recorded-crime-rate' }),
		among("(i.content ->> 'theme')", { name: 'theme', means: 'Themes', example: 'Recorded crime' }),
	],
	one: { keys: ['indicator'] },
};

const areaOf = (given: readonly string[]): RawBuilder<boolean> => sql`l.slug = any (${[...given]}::text[])`;

const ofForces: Parameter = {
	name: 'force',
	means: 'Addresses of forces: figures of their areas',
	example: 'derbyshire',
	kind: 'text',
	several: true,
	where: areaOf,
};

const breakdown: Parameter = {
	name: 'breakdown',
	means: 'Without parts (none), or with them (all), which is what you get if you do not say',
	example: 'none',
	kind: 'choice',
	several: false,
	values: ['none', 'all'],
	where: ([given]) => (given === 'none' ? sql`f.breakdown = '{}'::jsonb` : sql`true`),
};

export const figures: Resource = {
	name: 'figures',
	title: 'Figures',
	row: 'A figure: one indicator, one area, one period',
	means:
		'Figures with their intervals: of forces, of their groups, of regions and nations. Each indicator is read from where it was last published most fully; what else a publication quotes of it stands among the figures of that publication.',
	fields: [
		text('indicator', 'f.indicator', 'The indicator'),
		integer('version', 'f.version', 'Its version'),
		text(
			'area',
			'f.area',
			'The area: a code, or "group:" and a code for a force pooled with its most similar group',
		),
		text('areaName', 'f.area_name', 'Its name'),
		optional(text('force', 'l.slug', 'The force, where the area is that of one')),
		day('since', 'f.period_since', 'The first day of the period'),
		day('until', 'f.period_until', 'Its last day'),
		json('breakdown', 'f.breakdown', 'Of which part it is; empty for the whole', {
			type: 'object',
			additionalProperties: { type: 'string' },
		}),
		optional(
			decimal('value', 'f.value', 'The value, unrounded; none where there is none, and the markers say why'),
		),
		optional(decimal('lower', 'f.lower', 'The lower end of its interval')),
		optional(decimal('upper', 'f.upper', 'The upper end of its interval')),
		optional(decimal('numerator', 'f.numerator', 'What was divided')),
		optional(decimal('denominator', 'f.denominator', 'By what')),
		list('markers', 'f.markers', 'What is to be known of this figure'),
		text('method', 'f.method', 'How its interval was made'),
		text('publication', 's.slug', 'The publication that it is read from'),
		integer('edition', 's.number', 'The edition that this is'),
		illustrative('f.illustrative'),
	],
	among: [now, shown],
	from: sql`shown s join edition.figure f using (edition_id, indicator, version)
		left join (select code, slug from edition.force where edition_id = ${newestRegister}) l on l.code = f.area`,
	order: sql`f.indicator, f.area, f.period_until, f.period_since, f.breakdown::text`,
	parameters: [
		among('f.indicator', { name: 'indicator', means: 'Indicators', example: 'recorded-crime-rate' }),
		ofForces,
		among('f.area', { name: 'area', means: 'Codes of areas', example: 'E23000018' }),
		dayFrom('f.period_until', {
			name: 'since',
			means: 'Periods that end on this day or later',
			example: '2018-01-01',
		}),
		dayUntil('f.period_until', {
			name: 'until',
			means: 'Periods that end on this day or earlier',
			example: '2018-12-31',
		}),
		breakdown,
	],
};

export const sources: Resource = {
	name: 'sources',
	title: 'Sources of figures',
	row: 'A vintage that figures were computed from',
	means:
		'What the figures of each publication were computed from, and under which licence its publisher gives it.',
	fields: [
		text('publication', 'n.slug', 'The publication'),
		integer('edition', 'n.number', 'The edition that this is'),
		text('source', 'v.source', 'The source'),
		text('release', 'v.release', 'What its publisher calls this vintage'),
		optional(day('publishedOn', 'v.published_on', 'When its publisher published it')),
		day('since', 'v.period_since', 'The first day that it tells of'),
		day('until', 'v.period_until', 'The last'),
		text('sourceLicence', 'v.licence', 'The licence that its publisher gives it under'),
		illustrative('v.illustrative'),
	],
	among: [now],
	from: sql`now n join edition.snapshot v on v.edition_id = n.id`,
	order: sql`n.published_at desc, n.slug, v.source, v.position, v.snapshot_id`,
	parameters: [
		byPublication('n.slug'),
		among('v.source', { name: 'source', means: 'Sources', example: 'recorded-crime' }),
	],
};

export const terms: Resource = {
	name: 'glossary',
	title: 'Glossary',
	row: 'A word and its meaning',
	means: 'The words of reports, each as it was last published.',
	fields: [
		text('term', 't.slug', 'Its address'),
		text('word', 't.term', 'The word'),
		text('meaning', 't.meaning', 'What it means'),
		text('publication', 't.publication', 'The publication that says so'),
		integer('edition', 't.number', 'The edition that this is'),
		illustrative('false'),
	],
	among: [now],
	from: sql`(select distinct on (t.slug) t.slug, t.term, t.meaning, n.slug as publication, n.number
		from now n join edition.term t on t.edition_id = n.id order by t.slug, n.published_at desc, n.slug) t`,
	order: sql`lower(t.term), t.slug`,
	parameters: [among('t.slug', { name: 'term', means: 'Addresses of words', example: 'cause-of-concern' })],
	one: { keys: ['term'] },
};

export const calendar: Resource = {
	name: 'calendar',
	title: 'Release calendar',
	row: 'An announcement',
	means: 'What is announced: a title and an instant, and nothing of what will stand in it.',
	fields: [
		integer('announcement', 'a.number', 'Its number; a later announcement of the same has another'),
		text('title', 'a.title', 'What is announced'),
		text('kind', 'a.kind', 'What it is'),
		instant('releaseAt', 'a.release_at', 'The instant that it is announced for'),
		optional(text('because', 'a.because', 'Why it moved, or why it is cancelled')),
		boolean('cancelled', 'a.cancelled', 'It will not be published'),
		instant('announcedAt', 'a.announced_at', 'When this was announced'),
		{ ...illustrative('false'), means: 'Made up to show how this looks' },
	],
	among: [],
	from: sql`(select distinct on (release_id) * from edition.announcement order by release_id, number desc) a`,
	order: sql`a.release_at desc, a.title, a.number`,
	parameters: [
		dayFrom(londonDay('a.release_at'), {
			name: 'since',
			means: 'Announced for this day or later',
			example: '2026-11-21',
		}),
	],
};
