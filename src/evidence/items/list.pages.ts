import { z } from 'zod';
import {
	type CsvValue,
	csv,
	get,
	Missing,
	mayTry,
	pageNumber,
	paginationOf,
	type Route,
	type Tx,
	view,
	zone,
} from '../../foundation/index.ts';
import {
	type Framework,
	forceBySlug,
	forceTabs,
	frameworkOf,
	type InspectionTab,
	inspectionById,
	inspectionTabs,
	listForces,
	questionsOf,
	type TabPorts,
} from '../../programmes/index.ts';
import { bearsOnOf, type EvidenceFilter, evidenceOf, type Reuse, reusesOf } from './item.store.ts';
import {
	type BearsOn,
	bearingTexts,
	cite,
	type Evidence,
	evidenceKinds,
	evidencePolicy,
	kindTexts,
	reliabilityTexts,
} from './item.ts';
import { lineOf, paragraphs } from './words.ts';

export type ListPorts = TabPorts & { tabs: readonly InspectionTab[] };

export function listPages(ports: ListPorts): Route[] {
	return [allPage, allFile, inspectionPage(ports), inspectionFile, forcePage(ports)];
}

const { read, gather } = evidencePolicy.can;
const kinds = evidenceKinds.map((kind) => ({ value: kind, text: kindTexts[kind] }));
const kindQuery = z.enum(['', ...evidenceKinds]).catch('');
const state = z.enum(['', 'standing', 'withdrawn']).catch('');
const states = [
	{ value: 'standing', text: 'Not withdrawn' },
	{ value: 'withdrawn', text: 'Withdrawn' },
];

const applied = (
	address: string,
	query: Record<string, string>,
	names: Record<string, { title: string; choices: readonly { value: string; text: string }[] }>,
) =>
	Object.entries(names).flatMap(([name, { title, choices }]) => {
		const value = query[name] ?? '';
		if (value === '') return [];
		const text = choices.find((choice) => choice.value === value)?.text ?? value;
		const rest = Object.fromEntries(
			Object.entries(query).filter(([other, kept]) => other !== name && kept !== ''),
		);
		return [{ name: title, text, href: `${address}?${new URLSearchParams(rest)}` }];
	});

function withoutEmpty(query: Record<string, string>): Record<string, string> {
	return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));
}

const allQuery = z.object({
	kind: kindQuery,
	force: z.string().max(200).catch(''),
	from: z.enum(['', 'force', 'gathered']).catch(''),
	state,
	page: pageNumber,
});
const froms = [
	{ value: 'force', text: 'Sent by a force' },
	{ value: 'gathered', text: 'Gathered by the inspectorate' },
];

async function allFilter(tx: Tx, query: z.output<typeof allQuery>): Promise<EvidenceFilter> {
	const force = query.force === '' ? null : await forceBySlug(tx, query.force);
	if (query.force !== '' && force === null) throw new Missing();
	return {
		...(query.kind === '' ? {} : { kind: query.kind }),
		...(force === null ? {} : { force: force.id }),
		...(query.from === '' ? {} : { supplied: query.from === 'force' }),
		...(query.state === '' ? {} : { withdrawn: query.state === 'withdrawn' }),
	};
}

const allPage = get({
	url: '/evidence',
	opens: 'account',
	permit: read,
	query: allQuery,
	async handle({ tx, query, actor }) {
		const { evidence, total } = await evidenceOf(tx, { ...(await allFilter(tx, query)), page: query.page });
		const { page: _, ...filters } = query;
		const forces = (await listForces(tx)).map(({ slug, name }) => ({ value: slug, text: name }));
		return view('evidence/all.njk', {
			lines: evidence.map(lineOf),
			filter: { values: query, errors: {} },
			kinds,
			forces,
			froms,
			states,
			applied: applied('/evidence', filters, {
				kind: { title: 'Kind', choices: kinds },
				force: { title: 'Force', choices: forces },
				from: { title: 'From', choices: froms },
				state: { title: 'State', choices: states },
			}),
			csvHref: `/evidence.csv?${new URLSearchParams(withoutEmpty(filters))}`,
			may: mayTry(actor, gather),
			pagination: paginationOf({ page: query.page, total, query: withoutEmpty(filters), noun: 'item' }),
		});
	},
});

const allFile = get({
	url: '/evidence.csv',
	opens: 'account',
	permit: read,
	query: allQuery,
	async handle({ tx, query }) {
		const { evidence } = await evidenceOf(tx, await allFilter(tx, query));
		return fileOf(tx, evidence, 'evidence.csv');
	},
});

const ofInspection = z.object({ id: z.uuid() });
const inspectionQuery = z.object({
	kind: kindQuery,
	question: z.string().max(100).catch(''),
	from: z.enum(['', 'force', 'gathered', 'again']).catch(''),
	state,
	page: pageNumber,
});
const inspectionFroms = [...froms, { value: 'again', text: 'Used again' }];

function inspectionFilter(id: string, query: z.output<typeof inspectionQuery>): EvidenceFilter {
	return {
		heldBy: id,
		...(query.kind === '' ? {} : { kind: query.kind }),
		...(query.question === '' ? {} : { component: query.question }),
		...(query.from === '' || query.from === 'again' ? {} : { supplied: query.from === 'force' }),
		...(query.from === 'again' ? { again: true } : {}),
		...(query.state === '' ? {} : { withdrawn: query.state === 'withdrawn' }),
	};
}

/** The questions of a framework as a list to choose from, with their titles. */
function questionChoices(framework: Framework | null): { value: string; text: string }[] {
	if (framework === null) return [];
	return framework.pillars.flatMap((pillar) => [
		{ value: pillar.id, text: `Pillar: ${pillar.title}` },
		...questionsOf(framework, pillar.id).map(({ id, title }) => ({ value: id, text: title })),
	]);
}

function titleOf(framework: Framework, component: string): string {
	const all = [
		...framework.pillars,
		...framework.questions,
		...framework.questions.flatMap(({ parts }) => parts),
	];
	return all.find(({ id }) => id === component)?.title ?? component;
}

function inspectionPage({ tabs }: ListPorts): Route {
	return get({
		url: '/inspections/:id/evidence',
		opens: 'account',
		permit: read,
		params: ofInspection,
		query: inspectionQuery,
		async handle({ tx, params, query, actor }) {
			const inspection = await inspectionById(tx, params.id);
			if (inspection === null) throw new Missing();
			const framework = await frameworkOf(tx, inspection);
			const { evidence, total } = await evidenceOf(tx, {
				...inspectionFilter(inspection.id, query),
				page: query.page,
			});
			const bears = await bearsOnOf(
				tx,
				evidence.map(({ id }) => id),
			);
			const { page: _, ...filters } = query;
			const questions = questionChoices(framework);
			const href = `/inspections/${inspection.id}/evidence`;
			return view('evidence/inspection.njk', {
				inspection,
				tabs: inspectionTabs(inspection, 'evidence', tabs),
				lines: evidence.map((item) => ({
					...lineOf(item),
					again: item.inspection !== inspection.id,
					questions:
						framework === null
							? []
							: (bears.get(item.id) ?? [])
									.filter((place) => isOf(place, framework))
									.map(({ component }) => titleOf(framework, component)),
				})),
				filter: { values: query, errors: {} },
				kinds,
				questions,
				froms: inspectionFroms,
				states,
				applied: applied(href, filters, {
					kind: { title: 'Kind', choices: kinds },
					question: { title: 'Bears on', choices: questions },
					from: { title: 'From', choices: inspectionFroms },
					state: { title: 'State', choices: states },
				}),
				href,
				csvHref: `${href}.csv?${new URLSearchParams(withoutEmpty(filters))}`,
				may: mayTry(actor, gather) && inspection.state !== 'cancelled',
				pagination: paginationOf({ page: query.page, total, query: withoutEmpty(filters), noun: 'item' }),
			});
		},
	});
}

const isOf = (place: BearsOn, { id, version }: Framework) =>
	place.framework === id && place.version === version;

const inspectionFile = get({
	url: '/inspections/:id/evidence.csv',
	opens: 'account',
	permit: read,
	params: ofInspection,
	query: inspectionQuery,
	async handle({ tx, params, query }) {
		const inspection = await inspectionById(tx, params.id);
		if (inspection === null) throw new Missing();
		const { evidence } = await evidenceOf(tx, inspectionFilter(inspection.id, query));
		return fileOf(tx, evidence, `evidence-${inspection.force.slug}.csv`);
	},
});

const ofForce = z.object({ slug: z.string().max(200) });

/** So many entries of the monitoring log stand above the list. */
const logged = 10;

function forcePage(ports: ListPorts): Route {
	return get({
		url: '/forces/:slug/evidence',
		opens: 'account',
		permit: read,
		params: ofForce,
		query: z.object({ kind: kindQuery, page: pageNumber }),
		async handle({ tx, params, query, actor }) {
			const force = await forceBySlug(tx, params.slug);
			if (force === null) throw new Missing();
			const log = await evidenceOf(tx, { force: force.id, kind: 'monitoring', page: 1, size: logged });
			const { evidence, total } = await evidenceOf(tx, {
				force: force.id,
				...(query.kind === '' ? {} : { kind: query.kind }),
				page: query.page,
			});
			const href = `/forces/${force.slug}/evidence`;
			return view('evidence/force.njk', {
				force,
				tabs: forceTabs(force, 'evidence', { actor, ...ports }),
				log: log.evidence.map((item) => ({
					...lineOf(item),
					source: item.source.name,
					paragraphs: item.current === null ? [] : paragraphs(item.current.text),
				})),
				logTotal: log.total,
				lines: evidence.map(lineOf),
				filter: { values: query, errors: {} },
				kinds,
				applied: applied(href, { kind: query.kind }, { kind: { title: 'Kind', choices: kinds } }),
				href,
				csvHref: `/evidence.csv?${new URLSearchParams(withoutEmpty({ force: force.slug, kind: query.kind }))}`,
				may: mayTry(actor, gather),
				pagination: paginationOf({
					page: query.page,
					total,
					query: withoutEmpty({ kind: query.kind }),
					noun: 'item',
				}),
			});
		},
	});
}

const header = [
	'number',
	'kind',
	'force',
	'title',
	'text',
	'from',
	'to',
	'place',
	'source',
	'kind of source',
	'gathered by',
	'counted',
	'of',
	'people or records',
	'reliability',
	'bearing',
	'bears on',
	'address',
	'figure',
	'version',
	'sent by the force',
	'used again',
	'entered',
	'withdrawn because',
	'illustrative',
] as const;

async function fileOf(tx: Tx, evidence: readonly Evidence[], saveAs: string) {
	const ids = evidence.map(({ id }) => id);
	const bears = await bearsOnOf(tx, ids);
	const reuses = Map.groupBy(await reusesOf(tx, ids, 'force'), ({ item }) => item);
	return {
		kind: 'data' as const,
		type: 'text/csv; charset=utf-8',
		body: csv(
			header,
			evidence.map((item) => csvRow(item, bears.get(item.id) ?? [], reuses.get(item.id) ?? [])),
		),
		saveAs,
	};
}

/** Of evidence for the team, those of others get what a page shows them: its number, its kind, and when it was entered. */
function csvRow(item: Evidence, bearsOn: readonly BearsOn[], reuses: readonly Reuse[]): CsvValue[] {
	const { current } = item;
	const head = [cite(item), kindTexts[item.kind], item.force?.name ?? ''];
	const tail = [
		item.addedAt.toZonedDateTimeISO(zone).toPlainDate().toString(),
		current === null ? '' : (item.withdrawn?.because ?? ''),
		item.illustrative ? 'yes' : 'no',
	];
	if (current === null) {
		const hidden = Array.from({ length: header.length - head.length - tail.length - 1 }, () => '');
		return [...head, 'for the team only', ...hidden, ...tail];
	}
	return [
		...head,
		current.title,
		current.text,
		current.happenedOn.toString(),
		(current.happenedUntil ?? current.happenedOn).toString(),
		current.place,
		item.source.name,
		item.source.kind,
		current.gatheredByName,
		current.counted,
		current.countedOf,
		current.unit,
		reliabilityTexts[current.reliability],
		bearingTexts[current.bearing],
		bearsOn.map(({ framework, version, component }) => `${framework}@${version}/${component}`).join(' '),
		current.address,
		current.figure,
		current.number,
		item.suppliedBy === null ? 'no' : 'yes',
		reuses.length,
		...tail,
	];
}
