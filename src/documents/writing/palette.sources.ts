import { cite, evidenceOf } from '../../evidence/index.ts';
import { allIndicators } from '../../figures/index.ts';
import type { Tx } from '../../foundation/index.ts';
import {
	citeFinding,
	citeRaised,
	findingsOf,
	type RaisedKind,
	raisedOf,
	raisedTexts,
} from '../../judgments/index.ts';
import { componentsInOrder, type Framework, frameworkOf, listForces } from '../../programmes/index.ts';
import type { WrittenBlock, WrittenDocument } from '../drafts/document.ts';
import type { Glossary } from '../glossary/glossary.ts';
import { isCounted } from '../records/samples.ts';
import { directives, marks } from '../tree/directives.ts';
import { type Entry, type PaletteKind, written } from './palette.ts';

/** What a search of the palette looks through. */
export type Searched = {
	document: WrittenDocument;
	blocks: readonly WrittenBlock[];
	glossary: Glossary;
};

type Source = (tx: Tx, searched: Searched) => Promise<Entry[]>;

const sources: Readonly<Record<PaletteKind, Source>> = {
	figure: figures,
	comparison: comparisons,
	chart: charts,
	finding: findings,
	raised,
	sample: samples,
	judgment: judgments,
	term: terms,
	name: names,
	text: texts,
	other: forms,
};

/** Everything that there is, or everything of one kind. */
export async function entriesOf(tx: Tx, searched: Searched, kind: PaletteKind | null): Promise<Entry[]> {
	if (kind !== null) return sources[kind](tx, searched);
	const all: Entry[] = [];
	for (const source of Object.values(sources)) all.push(...(await source(tx, searched)));
	return all;
}

const common = { note: null, asked: null, block: false, words: '' } as const;

/** A report about all forces says of which area it speaks. */
function areaOf({ force }: WrittenDocument): { area?: string } {
	return force === null ? { area: 'nation' } : {};
}

/** Once each, whatever versions it has: the newest is meant where none is named. */
async function indicators(tx: Tx): Promise<{ id: string; title: string }[]> {
	return [...new Map((await allIndicators(tx)).map(({ id, title }) => [id, { id, title }])).values()];
}

async function figures(tx: Tx, { document }: Searched): Promise<Entry[]> {
	const ways = [
		['', {}],
		[', with its unit and period', { show: 'whole' }],
	] as const;
	return (await indicators(tx)).flatMap(({ id, title }) =>
		ways.map(([how, show]) => {
			const attributes = { ...areaOf(document), ...show };
			return {
				...common,
				kind: 'figure' as const,
				title: `${title}${how}`,
				directive: written(':', 'figure', id, attributes),
				asked: { port: 'figure' as const, name: id, attributes },
			};
		}),
	);
}

async function comparisons(tx: Tx, { document }: Searched): Promise<Entry[]> {
	const ways =
		document.force === null
			? ([['with the period before', { area: 'nation', with: 'before', show: 'phrase' }]] as const)
			: ([
					['with England and Wales', { with: 'nation', show: 'whole' }],
					['with the most similar forces', { with: 'group', show: 'whole' }],
					['with the period before', { with: 'before', show: 'phrase' }],
				] as const);
	return (await indicators(tx)).flatMap(({ id, title }) =>
		ways.map(([how, attributes]) => ({
			...common,
			kind: 'comparison' as const,
			title: `${title}, ${how}`,
			directive: written(':', 'compare', id, attributes),
			asked: { port: 'compare' as const, name: id, attributes },
		})),
	);
}

async function charts(tx: Tx, { document }: Searched): Promise<Entry[]> {
	const own = document.force === null ? { area: 'nation' } : {};
	const ways = [
		['line over time', '::', 'chart', { kind: 'series', ...own }],
		['all forces in order', '::', 'chart', { kind: 'ranked' }],
		['funnel', '::', 'chart', { kind: 'funnel' }],
		['table', '::', 'table', own],
		['table of all forces', '::', 'table', { areas: 'all' }],
	] as const;
	return (await indicators(tx)).flatMap(({ id, title }) =>
		ways.map(([how, form, name, attributes]) => ({
			...common,
			kind: 'chart' as const,
			title: `${title}: ${how}`,
			directive: written(form, name, id, attributes),
			block: true,
		})),
	);
}

async function findings(tx: Tx, { document: { inspection, programme } }: Searched): Promise<Entry[]> {
	const found = await findingsOf(
		tx,
		inspection === null ? { programme: programme.id, national: true } : { inspection },
	);
	return found
		.filter(({ withdrawn }) => withdrawn === null)
		.map((finding) => ({
			...common,
			kind: 'finding' as const,
			title: citeFinding(finding),
			note: finding.text,
			directive: written('::', 'finding', citeFinding(finding)),
			block: true,
			words: `${finding.tone} ${finding.component}`,
		}));
}

const boxNames: Readonly<Record<RaisedKind, string>> = {
	'cause of concern': 'cause-of-concern',
	recommendation: 'recommendation',
	'area for improvement': 'area-for-improvement',
	'promising practice': 'promising-practice',
};

async function raised(tx: Tx, { document: { inspection, programme } }: Searched): Promise<Entry[]> {
	const found = await raisedOf(
		tx,
		inspection === null ? { programme: programme.id, national: true } : { inspection },
	);
	return found
		.filter(({ withdrawn }) => withdrawn === null)
		.map((one) => ({
			...common,
			kind: 'raised' as const,
			title: `${citeRaised(one)}, ${raisedTexts[one.kind].text.toLowerCase()}`,
			note: [one.title, one.text].filter((part) => part !== null).join(': '),
			directive: written('::', boxNames[one.kind], citeRaised(one)),
			block: true,
		}));
}

async function samples(tx: Tx, { document: { inspection } }: Searched): Promise<Entry[]> {
	if (inspection === null) return [];
	const { evidence } = await evidenceOf(tx, { heldBy: inspection, withdrawn: false });
	return evidence.filter(isCounted).map((item) => {
		const { title, unit } = item.current;
		const attributes = { ...(unit === null ? {} : { of: unit }), show: 'whole' };
		return {
			...common,
			kind: 'sample' as const,
			title: `${cite(item)}, ${title}`,
			directive: written(':', 'sample', cite(item), attributes),
			asked: { port: 'sample' as const, name: cite(item), attributes },
		};
	});
}

async function judgments(tx: Tx, { document }: Searched): Promise<Entry[]> {
	const framework = await frameworkOf(tx, document);
	if (framework === null || document.force === null) return [];
	const ways = [
		['grade', { show: 'grade' }],
		['sentence of what was carried over', { show: 'carried-over' }],
		['direction of travel', { show: 'direction' }],
	] as const;
	return componentsInOrder(framework).flatMap(({ id, title }): Entry[] => [
		...ways.map(([how, attributes]) => ({
			...common,
			kind: 'judgment' as const,
			title: `${title}: ${how}`,
			directive: written(':', 'judgment', id, attributes),
			asked: { port: 'judgment' as const, name: id, attributes },
		})),
		{
			...common,
			kind: 'judgment',
			title: `${title}: grade on a line of its own`,
			directive: written('::', 'grade', id),
			block: true,
		},
	]);
}

async function terms(_tx: Tx, { glossary }: Searched): Promise<Entry[]> {
	return glossary.terms
		.filter(({ means }) => means !== null)
		.map(({ name, means, acronym, also, slug }) => ({
			...common,
			kind: 'term' as const,
			title: name,
			note: means,
			directive: written(':', 'term', name, glossary.byName(name)?.slug === slug ? {} : { slug }),
			words: [acronym ?? '', ...also].join(' '),
		}));
}

async function names(tx: Tx): Promise<Entry[]> {
	return (await listForces(tx)).map(({ slug, name }) => ({
		...common,
		kind: 'name' as const,
		title: name,
		note: 'As it was called on the day of the document',
		directive: written(':', 'name', slug),
	}));
}

async function texts(tx: Tx, { document, blocks }: Searched): Promise<Entry[]> {
	const framework: Framework | null = await frameworkOf(tx, document);
	const fixed = (framework?.paragraphs ?? []).map(({ id, title, text }) => ({ id, title, text }));
	const own = blocks.flatMap(({ name, text }) =>
		name === null ? [] : [{ id: name, title: `The block “${name}”`, text }],
	);
	const made = {
		id: 'about-the-data',
		title: 'About the data',
		text: 'Made from the sources, methods, samples and caveats that this document uses.',
	};
	return [...fixed, ...own, made].map(({ id, title, text }) => ({
		...common,
		kind: 'text' as const,
		title,
		note: text,
		directive: written('::', 'text', id),
		block: true,
	}));
}

/** What needs nothing of the records: the ways of writing a page. */
async function forms(): Promise<Entry[]> {
	const wanted: Readonly<Record<string, string>> = {
		stated: 'A number that was typed, and says on what it rests',
		ref: 'A reference to another place of this document',
		anchor: 'The name of a place, for references to it',
		note: 'A note in a box',
		observations: 'Observations that are signed',
		'page-break': 'A new page in print',
	};
	return directives.flatMap(({ name, form, example }): Entry[] => {
		const title = wanted[name];
		if (title === undefined) return [];
		const block = form !== 'inline';
		const directive = form === 'container' ? `${example}\nText\n${marks.container}` : example;
		return [{ ...common, kind: 'other', title, directive, block }];
	});
}
