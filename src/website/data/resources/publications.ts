import { sql } from 'kysely';
import { releaseKinds } from '../../../releases/index.ts';
import { sectionHtml, sectionsIn } from '../../section.ts';
import {
	address,
	boolean,
	day,
	illustrative,
	instant,
	integer,
	json,
	list,
	optional,
	text,
} from '../field.ts';
import { plainWords } from '../plain.ts';
import {
	among,
	byForce,
	byPublication,
	dayFrom,
	dayUntil,
	londonDay,
	now,
	numbered,
	type Resource,
} from '../resource.ts';
import { documentMarkup } from './document.store.ts';

const kinds = Object.keys(releaseKinds);

export const publications: Resource = {
	name: 'publications',
	title: 'Publications',
	row: 'A publication, as its newest edition tells it',
	means: 'What was released together, at one instant: reports, letters, statistics.',
	fields: [
		text('publication', 'p.slug', 'Its address, for ever'),
		text('title', 'p.title', 'Its title'),
		optional(text('summary', 'p.summary', 'What is said of it beside its title')),
		{ ...text('kind', 'p.kind', 'What it is'), values: kinds },
		optional(text('programme', 'p.programme', 'The programme of inspection that it belongs to')),
		instant('publishedAt', 'p.published_at', 'When its first edition was published'),
		integer('edition', 'p.edition', 'The number of its newest edition'),
		instant('editionAt', 'p.edition_at', 'When that was published'),
		optional(
			instant(
				'withdrawnAt',
				'p.withdrawn_at',
				'When it was withdrawn; nothing of it but this notice is left',
			),
		),
		address('url', sql`'/publications/' || p.slug`, 'Its page'),
		illustrative('p.illustrative'),
	],
	among: [],
	from: sql`(select distinct on (e.release_id) e.slug, e.title, e.summary, e.kind, e.programme_name as programme,
		min(e.release_at) over (partition by e.release_id) as published_at, e.number as edition, e.release_at as edition_at,
		e.withdrawn_at, e.illustrative from edition.edition e order by e.release_id, e.number desc) p`,
	order: sql`p.published_at desc, p.title, p.slug`,
	parameters: [
		among('p.slug', { name: 'publication', means: 'Addresses of publications', example: 'peel-2018-19' }),
		among('p.kind', { name: 'kind', means: 'What it is', example: 'reports' }, kinds),
		dayFrom(londonDay('p.published_at'), {
			name: 'since',
			means: 'Published on this day or later',
			example: '2019-01-01',
		}),
		dayUntil(londonDay('p.published_at'), {
			name: 'until',
			means: 'Published on this day or earlier',
			example: '2019-12-31',
		}),
	],
	one: { keys: ['publication'] },
};

export const editions: Resource = {
	name: 'editions',
	title: 'Editions',
	row: 'An edition of a publication',
	means:
		'Every edition that is or was public. The first is number 1; a correction is the next, and says what it corrects.',
	fields: [
		text('publication', 'e.slug', 'The address of its publication'),
		integer('edition', 'e.number', 'Its number'),
		text('title', 'e.title', 'Its title'),
		instant('publishedAt', 'e.release_at', 'When it was published'),
		boolean(
			'newest',
			'not exists (select from edition.edition l where l.release_id = e.release_id and l.number > e.number)',
			'No later edition has been published',
		),
		optional(text('changeNote', 'e.change_note', 'Why it corrects the one before')),
		optional(instant('withdrawnAt', 'e.withdrawn_at', 'When it was withdrawn')),
		optional(text('withdrawnBecause', 'e.withdrawn_because', 'Why it was withdrawn')),
		optional(
			text(
				'recordedBecause',
				'e.recorded_because',
				'Of what was published before this system: why it is on record here',
			),
		),
		address('url', sql`concat('/publications/', e.slug, '/editions/', e.number)`, 'Its page, for ever'),
		illustrative('e.illustrative'),
	],
	among: [],
	from: sql`edition.edition e`,
	order: sql`e.release_at desc, e.slug, e.number desc`,
	parameters: [
		byPublication('e.slug'),
		numbered('e.number', { name: 'edition', means: 'Numbers of editions', example: '1' }),
		dayFrom(londonDay('e.release_at'), {
			name: 'since',
			means: 'Published on this day or later',
			example: '2019-01-01',
		}),
	],
};

export const changes: Resource = {
	name: 'changes',
	title: 'Changes',
	row: 'Something that changed',
	means:
		'What came, what was corrected and what was withdrawn, edition by edition, the newest first. Ask for what came since you last asked, and fetch again what it names.',
	fields: [
		instant('at', 'c.at', 'When it became public'),
		text('publication', 'c.slug', 'The address of the publication'),
		integer('edition', 'c.number', 'The edition that brought it'),
		{
			...text(
				'change',
				'c.kind',
				'A publication came; it was corrected; one thing in it was changed by that; it was withdrawn',
			),
			values: ['published', 'corrected', 'changed', 'withdrawn'],
		},
		integer('position', 'c.position', 'Of several things that one edition changed: which; otherwise 0'),
		text('title', 'c.title', 'The title of the publication'),
		optional(text('what', 'c.what', 'What was changed, in words')),
		optional(text('was', 'c.was', 'How it read before')),
		optional(text('becomes', 'c.becomes', 'How it reads since')),
		optional(text('note', 'c.note', 'Why')),
		address('url', sql`concat('/publications/', c.slug, '/editions/', c.number)`, 'The edition'),
		illustrative('c.illustrative'),
	],
	among: [],
	from: sql`(
		select e.slug, e.title, e.number, 0 as position, e.release_at as at, e.change_note as note, e.illustrative,
			case e.number when 1 then 'published' else 'corrected' end as kind, null as what, null as was, null as becomes
			from edition.edition e
		union all select e.slug, e.title, e.number, one.position::int, e.release_at, e.change_note, e.illustrative, 'changed',
			one.said ->> 'what', one.said ->> 'was', one.said ->> 'becomes' from edition.edition e
			cross join lateral jsonb_array_elements(e.changes) with ordinality as one (said, position)
		union all select e.slug, e.title, e.number, 0, e.withdrawn_at, e.withdrawn_because, e.illustrative, 'withdrawn', null,
			null, null from edition.edition e where e.withdrawn_at is not null) c`,
	order: sql`c.at desc, c.slug, c.number desc, c.kind, c.position`,
	parameters: [
		dayFrom(londonDay('c.at'), {
			name: 'since',
			means: 'What became public on this day or later',
			example: '2026-01-01',
		}),
		byPublication('c.slug'),
	],
};

const downloads = {
	type: ['array', 'null'],
	items: {
		type: 'object',
		properties: {
			face: { type: 'string' },
			type: { type: 'string' },
			name: { type: 'string' },
			size: { type: 'integer' },
			sha256: { type: 'string' },
		},
		required: ['face', 'type', 'name', 'size', 'sha256'],
		additionalProperties: false,
	},
};

export const documents: Resource = {
	name: 'documents',
	title: 'Reports and letters',
	row: 'A report or letter',
	means:
		'Reports and letters, each as its newest edition has it. One alone is told with its sections and their words.',
	fields: [
		text('publication', 'n.slug', 'The address of its publication'),
		text('document', 'd.slug', 'Its address within that'),
		integer('edition', 'n.number', 'The edition that this is'),
		instant('publishedAt', 'n.published_at', 'When the publication was first published'),
		text('title', 'd.title', 'Its title'),
		optional(text('subtitle', 'd.subtitle', 'What stands under its title')),
		text('kind', 'd.kind', 'A report or a letter'),
		text('language', 'd.language', 'The language that it is written in'),
		optional(text('force', 'd.force_slug', 'The force that it is about; none where it is about all')),
		optional(text('forceName', 'd.force_name', 'Its name in this publication')),
		optional(day('dated', 'd.dated', 'The day that it bears')),
		optional(text('isbn', 'd.isbn', 'Its book number')),
		json(
			'downloads',
			`(select coalesce(jsonb_agg(jsonb_build_object('face', c.face, 'type', c.type, 'name', c.name, 'size', c.size,
				'sha256', c.sha256) order by c.face), '[]') from edition.copy c where c.document_id = d.id)`,
			'Its faces: PDF, OpenDocument, plain text; at its own address with the ending .pdf, .odt or .txt',
			downloads,
		),
		address('url', sql`concat('/publications/', n.slug, '/', d.slug)`, 'Its page'),
		illustrative('d.illustrative'),
	],
	among: [now],
	from: sql`now n join edition.document d on d.edition_id = n.id`,
	order: sql`n.published_at desc, n.slug, d.position, d.slug`,
	parameters: [
		byPublication('n.slug'),
		among('d.slug', { name: 'document', means: 'Addresses of documents', example: 'derbyshire-report' }),
		byForce('d.force_slug'),
		among('d.kind', { name: 'kind', means: 'A report or a letter', example: 'report' }),
	],
	one: {
		keys: ['publication', 'document'],
		more: {
			schema: {
				sections: {
					type: 'array',
					description:
						'Its sections in their order, each with its own words and without those of the sections in it',
					items: {
						type: 'object',
						properties: {
							section: { type: 'string', description: 'Its anchor, for ever' },
							level: { type: 'integer', description: '1 for the parts of the document' },
							title: { type: 'string' },
							within: { type: ['string', 'null'], description: 'The section that it stands in' },
							words: { type: 'string' },
						},
						required: ['section', 'level', 'title', 'within', 'words'],
						additionalProperties: false,
					},
				},
			},
			async read(tx, row) {
				const html = await documentMarkup(tx, String(row.publication), String(row.document));
				return {
					sections: sectionsIn(html).map((one) => ({
						section: one.id,
						level: one.level,
						title: one.title,
						within: one.within,
						words: plainWords(sectionHtml(html, one, { whole: false, href: '' }).text),
					})),
				};
			},
		},
	},
};

export const sections: Resource = {
	name: 'sections',
	title: 'Sections of reports',
	row: 'A section of a report or letter',
	means: 'What reports and letters say, section by section, in plain words.',
	fields: [
		text('publication', 'n.slug', 'The address of its publication'),
		text('document', "split_part(split_part(s.address, '#', 1), '/', 4)", 'The address of its document'),
		text('section', "split_part(s.address, '#', 2)", 'Its anchor in that, for ever'),
		integer('edition', 'n.number', 'The edition that this is'),
		text('title', 's.title', 'Its heading'),
		list(
			'path',
			's.path',
			'What stands above it, from the outermost: the publication, the document, the headings',
		),
		text('words', 's.words', 'Its own words, without those of the sections in it'),
		optional(text('force', 's.force_slug', 'The force that the document is about')),
		text('language', 's.language', 'The language that it is written in'),
		address('url', 's.address', 'Where it stands'),
		illustrative('s.illustrative'),
	],
	among: [now],
	from: sql`now n join edition.entry s on s.edition_id = n.id and s.kind = 'section'`,
	order: sql`n.published_at desc, n.slug, s.id`,
	parameters: [byPublication('n.slug'), byForce('s.force_slug')],
};

export const files: Resource = {
	name: 'files',
	title: 'Files beside publications',
	row: 'A file',
	means: 'Files that are published as they are: data, transcripts.',
	fields: [
		text('publication', 'n.slug', 'The address of its publication'),
		integer('edition', 'n.number', 'The edition that this is'),
		text('name', 'f.name', 'The name of the file'),
		text('title', 'f.title', 'What it is'),
		text('type', 'f.type', 'Its media type'),
		integer('size', 'f.size', 'Its size in bytes'),
		text('sha256', 'f.sha256', 'The SHA-256 of its content'),
		address('url', sql`concat('/publications/', n.slug, '/files/', f.name)`, 'Where it is'),
		illustrative('n_illustrative.illustrative'),
	],
	among: [now],
	from: sql`now n join edition.file f on f.edition_id = n.id
		join edition.edition n_illustrative on n_illustrative.id = n.id`,
	order: sql`n.published_at desc, n.slug, f.position, f.name`,
	parameters: [byPublication('n.slug')],
};
