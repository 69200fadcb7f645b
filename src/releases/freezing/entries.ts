import { type Doc, type Section, wordsOf } from '../../documents/index.ts';
import { wordsOfBlocks } from './block-words.ts';
import type { DocumentRow, EntryRow, FileRow, Rows } from './edition.ts';

/*
 * What search looks at: the texts of an edition, cut up so that each find has an address of its own. It says nothing that
 * the edition does not say.
 */

type Released = { release: string; title: string; on: Temporal.PlainDate };
type Common = Pick<
	EntryRow,
	'force_id' | 'force_slug' | 'force_name' | 'theme' | 'language' | 'illustrative'
>;

const nobody = { force_id: null, force_slug: null, force_name: null };
const plainly: Common = { ...nobody, theme: null, language: 'en-GB', illustrative: false };

/** A document, and each of its sections without those below it. */
export function documentEntries({ release, title, on }: Released, row: DocumentRow, doc: Doc): EntryRow[] {
	const address = `/publications/${release}/${row.slug}`;
	const { force_id, force_slug, force_name, language, illustrative } = row;
	const common = {
		...{ force_id, force_slug, force_name, theme: null, language, illustrative },
		year: row.dated === null ? on.year : Number(row.dated.slice(0, 4)),
	};
	const sections = (all: readonly Section[], path: readonly string[]): EntryRow[] =>
		all.flatMap((section) => {
			const heading = wordsOf(section.title).replaceAll(/\s+/g, ' ').trim();
			const own: EntryRow = {
				...common,
				kind: 'section',
				address: `${address}#${section.id}`,
				title: heading,
				path,
				words: wordsOfBlocks(section.blocks),
			};
			return [own, ...sections(section.sections, [...path, heading])];
		});
	return [
		{
			...common,
			kind: 'document',
			address,
			title: row.title,
			path: [title],
			words: [row.subtitle ?? '', wordsOfBlocks(doc.blocks)].filter((part) => part !== '').join('\n\n'),
		},
		...sections(doc.sections, [title, row.title]),
	];
}

/** Everything else that somebody may look for. */
export function rowEntries(
	{ release, title, on }: Released,
	{ rows, files, illustrative }: { rows: Rows; files: readonly { row: FileRow }[]; illustrative: boolean },
	summary: string | null,
): EntryRow[] {
	const home = `/publications/${release}`;
	const entry = (
		kind: EntryRow['kind'],
		own: Partial<Common> & Pick<EntryRow, 'address' | 'title' | 'words'>,
	): EntryRow => ({
		...plainly,
		kind,
		year: on.year,
		path: kind === 'publication' ? [] : [title],
		...own,
	});
	return [
		entry('publication', { address: home, title, words: summary ?? '', illustrative }),
		...files.map(({ row }) =>
			entry('file', {
				address: `${home}/files/${encodeURIComponent(row.name)}`,
				title: row.title,
				words: row.name,
			}),
		),
		// What is carried over was said in another edition, and is found there.
		...rows.grade
			.filter(({ carried_over }) => !carried_over)
			.map(({ force_id, force_slug, force_name, ...one }) =>
				entry('judgment', {
					...{ force_id, force_slug, force_name },
					// With what it is compared stands among its words.
					illustrative: one.illustrative || one.direction_illustrative,
					address: `/police-forces/${force_slug}#${one.framework}-${one.component}`,
					title: `${one.title}: ${one.grade_title}`,
					words: said(one.asks, one.summary, one.direction_note),
				}),
			),
		...rows.finding.map(({ force_id, force_slug, illustrative, ...one }) =>
			entry('finding', {
				...{ force_id, force_slug, force_name: nameOf(rows, force_slug), illustrative },
				address: `${home}/findings#finding-${one.number}`,
				title: one.component_title,
				words: one.text,
			}),
		),
		...rows.raised.map(({ force_id, force_slug, force_name, illustrative, theme, ...one }) =>
			entry('raised', {
				...{ force_id, force_slug, force_name, illustrative, theme },
				address: `${home}/raised#raised-${one.number}`,
				title: one.title ?? one.component_title ?? one.kind,
				words: said(
					one.text,
					...one.items.map(({ text }) => text),
					// "the force" is named beside it.
					force_id === null ? one.addressee : null,
					theme,
				),
			}),
		),
		...rows.statement.map(({ force_id, force_slug, force_name, illustrative, ...one }) =>
			entry('statement', {
				...{ force_id, force_slug, force_name, illustrative },
				address: `${home}#${force_slug}`,
				title: force_name,
				words: one.text,
			}),
		),
		// Of a forecast there are several versions, and one page.
		...[...new Map(rows.indicator.map((one) => [one.indicator, one])).values()].map((one) =>
			entry('indicator', {
				address: `/methods/${one.indicator}`,
				title: one.title,
				words: wordsIn(one.content),
			}),
		),
		...rows.term.map((one) =>
			entry('term', { address: `/words#${one.slug}`, title: one.term, words: one.meaning }),
		),
	];
}

function said(...parts: readonly (string | null)[]): string {
	return parts.filter((part) => part !== null && part !== '').join('\n\n');
}

function nameOf({ force }: Rows, slug: string | null): string | null {
	return force.find((one) => one.slug === slug)?.name ?? null;
}

/** What is said of an indicator in sentences: whatever in its definition has more than two words. */
function wordsIn(content: Rows['indicator'][number]['content']): string {
	if (typeof content === 'string') return /\S+\s+\S+\s+\S+/.test(content) ? content : '';
	if (typeof content !== 'object' || content === null) return '';
	return said(...Object.values(content).map(wordsIn));
}
