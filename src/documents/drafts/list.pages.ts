import { z } from 'zod';
import {
	choicesIn,
	csv,
	get,
	Missing,
	mayTry,
	oneOf,
	pageNumber,
	paginationOf,
	perPage,
	type Route,
	view,
} from '../../foundation/index.ts';
import { inspectionById, inspectionTabs } from '../../programmes/index.ts';
import { countDocuments, documentsOf } from './document.store.ts';
import {
	citeDocument,
	type DocumentKind,
	type DocumentState,
	documentKinds,
	documentStates,
	type WrittenDocument,
} from './document.ts';
import { one } from './fields.ts';
import { documentPolicy } from './policy.ts';
import type { DraftPorts } from './ports.ts';
import { documentLine } from './view.ts';

const { read, write } = documentPolicy.can;

const filters = z.object({
	kind: oneOf(documentKinds),
	state: oneOf(documentStates),
	page: pageNumber.default(1),
});

export function listPages(ports: DraftPorts): Route[] {
	return [listPage(ports), listFile, inspectionPage(ports)];
}

type Filters = { kind?: DocumentKind | undefined; state?: DocumentState | undefined };

/** What a query asks for, without what it does not say. */
function wanted({ kind, state }: Filters) {
	return { ...(kind === undefined ? {} : { kind }), ...(state === undefined ? {} : { state }) };
}

function listPage({ writeHref, makeHref }: DraftPorts): Route {
	return get({
		url: '/documents',
		opens: 'account',
		permit: read,
		query: filters,
		async handle({ tx, actor, query: { page, ...asked } }) {
			const filter = wanted(asked);
			const documents = await documentsOf(tx, { ...filter, most: perPage, skip: (page - 1) * perPage });
			const without = (name: string) =>
				`?${new URLSearchParams(Object.entries(filter).filter(([each]) => each !== name))}`;
			return view('drafts/list.njk', {
				look: { values: filter },
				kindItems: choicesIn(documentKinds),
				stateItems: choicesIn(documentStates),
				applied: [
					...(filter.kind === undefined
						? []
						: [{ name: 'Kind', text: documentKinds[filter.kind], href: without('kind') }]),
					...(filter.state === undefined
						? []
						: [{ name: 'State', text: documentStates[filter.state], href: without('state') }]),
				],
				documents: documents.map(documentLine),
				pages: paginationOf({
					page,
					total: await countDocuments(tx, filter),
					query: filter,
					noun: 'document',
				}),
				csvHref: `/documents.csv?${new URLSearchParams(filter)}`,
				writeHref: mayTry(actor, write) ? (writeHref?.({}) ?? null) : null,
				makeHref: mayTry(actor, write) ? (makeHref ?? null) : null,
			});
		},
	});
}

const listFile = get({
	url: '/documents.csv',
	opens: 'account',
	permit: read,
	query: filters,
	async handle({ tx, query: { page: _page, ...asked } }) {
		return {
			kind: 'data',
			type: 'text/csv; charset=utf-8',
			body: csv(
				['document', 'title', 'kind', 'about', 'programme', 'state', 'dated', 'changes', 'illustrative'],
				(await documentsOf(tx, wanted(asked))).map(rowOf),
			),
			saveAs: 'documents.csv',
		};
	},
});

function rowOf(document: WrittenDocument) {
	const { title, kind, force, programme, state, dated, differs, illustrative } = document;
	return [
		citeDocument(document),
		title,
		documentKinds[kind],
		force?.name ?? null,
		programme.name,
		documentStates[state],
		dated?.toString() ?? null,
		differs,
		illustrative ? 'yes' : 'no',
	];
}

function inspectionPage({ tabs, writeHref }: DraftPorts): Route {
	return get({
		url: '/inspections/:id/documents',
		opens: 'account',
		permit: read,
		params: one,
		async handle({ tx, actor, params }) {
			const inspection = await inspectionById(tx, params.id);
			if (inspection === null) throw new Missing();
			return view('drafts/inspection.njk', {
				inspection,
				tabs: inspectionTabs(inspection, 'documents', tabs),
				documents: (await documentsOf(tx, { inspection: inspection.id })).map(documentLine),
				writeHref: mayTry(actor, write) ? (writeHref?.({ inspection: inspection.id }) ?? null) : null,
			});
		},
	});
}
