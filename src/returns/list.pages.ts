import { z } from 'zod';
import {
	type Answer,
	choicesIn,
	csv,
	filtersIn,
	get,
	Missing,
	mayTry,
	pageNumber,
	paginationOf,
	type Route,
	type Tx,
	view,
} from '../foundation/index.ts';
import { type InspectionTab, inspectionById, inspectionTabs, todayIn } from '../programmes/index.ts';
import { requestChoices } from './choices.store.ts';
import { bearingsOf, type RequestFilter, requestsOf } from './request.store.ts';
import {
	asksTexts,
	citeRequest,
	daysLate,
	daysLeft,
	ownTags,
	type Request,
	requestPolicy,
	requestStates,
	requestTags,
	standingOf,
} from './request.ts';

const { read, write } = requestPolicy.can;

const slug = z
	.string()
	.regex(/^[a-z0-9-]{0,200}$/)
	.catch('');
const query = z.object({
	state: z.enum(['', 'overdue', ...requestStates]).catch(''),
	programme: slug,
	force: slug,
	asks: z.enum(['', 'documents', 'data']).catch(''),
	words: z
		.string()
		.max(200)
		.transform((text) => text.replaceAll('\0', '').trim())
		.catch(''),
	page: pageNumber,
});
type Query = z.output<typeof query>;
const filters = ['words', 'state', 'programme', 'force', 'asks'] as const;

export function listPages(tabs: readonly InspectionTab[]): Route[] {
	return [allPage, allFile, inspectionPage(tabs), inspectionFile];
}

/** Staff: everything that was asked. A force: its one list. */
const allPage = get({
	url: '/requests',
	opens: 'account',
	permit: read,
	query,
	async handle({ tx, actor, query }) {
		if (actor.organisation?.kind !== 'inspectorate') return ownList(tx, query.page);
		const today = await todayIn(tx);
		const { requests, total } = await requestsOf(tx, query);
		const { programmes, forces } = await requestChoices(tx);
		const applied = filters.filter((name) => query[name] !== '');
		const kept = filtersIn(query, filters, null);
		return view('returns/list.njk', {
			rows: requests.map((request) => rowOf(request, today)),
			filter: { values: query, errors: {} },
			states,
			programmes: [{ value: 'none', text: 'None: between inspections' }, ...programmes],
			forces,
			kinds: choicesIn(asksTexts),
			applied: applied.map((name) => ({
				name: titles[name],
				text: wordOf(name, query, { programmes, forces }),
				href: `/requests?${new URLSearchParams(filtersIn(query, filters, name))}`,
			})),
			filtered: applied.length > 0,
			mayWrite: mayTry(actor, write),
			writeHref: programmes.some(({ value }) => value === query.programme)
				? `/requests/add?programme=${encodeURIComponent(query.programme)}`
				: '/requests/add',
			csvHref: `/requests.csv?${new URLSearchParams(kept)}`,
			pagination: paginationOf({ page: query.page, total, query: kept, noun: 'request' }),
		});
	},
});

const states = [
	{ value: 'overdue', text: 'Overdue' },
	...requestStates.map((state) => ({ value: state, text: requestTags[state].text })),
];
const titles = {
	words: 'Words',
	state: 'State',
	programme: 'Programme',
	force: 'Force',
	asks: 'Asked for',
};

async function ownList(tx: Tx, page: number): Promise<Answer> {
	const today = await todayIn(tx);
	const { requests, total } = await requestsOf(tx, { page });
	const rows = requests.map((request) => rowOf(request, today, ownTags));
	return view('returns/own-list.njk', {
		open: rows.filter(({ state }) => state === 'sent'),
		others: rows.filter(({ state }) => state !== 'sent'),
		overdue: rows.filter(({ overdue }) => overdue).length,
		pagination: paginationOf({ page, total, query: {}, noun: 'request' }),
	});
}

function rowOf(request: Request, today: Temporal.PlainDate, tags = requestTags) {
	return {
		id: request.id,
		cited: citeRequest(request),
		title: request.title,
		force: request.force,
		programme: request.programme?.name ?? null,
		asks: asksTexts[request.asks],
		due: request.due,
		state: request.state,
		overdue: (daysLeft(request, today) ?? 0) < 0,
		standing: standingOf(request, today, tags),
		illustrative: request.illustrative,
	};
}

type Choices = Awaited<ReturnType<typeof requestChoices>>;

function wordOf(name: (typeof filters)[number], query: Query, { programmes, forces }: Choices): string {
	if (name === 'words') return query.words;
	if (name === 'state') return states.find(({ value }) => value === query.state)?.text ?? query.state;
	if (name === 'asks') return query.asks === '' ? '' : asksTexts[query.asks];
	if (name === 'programme' && query.programme === 'none') return 'None';
	const choices = name === 'programme' ? programmes : forces;
	return choices.find(({ value }) => value === query[name])?.text ?? query[name];
}

const allFile = get({
	url: '/requests.csv',
	opens: 'account',
	permit: read,
	query,
	async handle({ tx, actor, query: { page: _page, ...filter } }) {
		const inside = actor.organisation?.kind === 'inspectorate';
		return requestsFile(tx, inside ? filter : {}, 'requests.csv');
	},
});

const ofInspection = z.object({ id: z.uuid() });

function inspectionPage(tabs: readonly InspectionTab[]): Route {
	return get({
		url: '/inspections/:id/requests',
		opens: 'account',
		permit: requestPolicy.can['see the burden'],
		params: ofInspection,
		async handle({ tx, actor, params }) {
			const inspection = await inspectionById(tx, params.id);
			if (inspection === null) throw new Missing();
			const today = await todayIn(tx);
			const { requests } = await requestsOf(tx, { inspection: inspection.id });
			const told = inspection.state !== 'planned' && inspection.state !== 'cancelled';
			return view('returns/inspection.njk', {
				inspection,
				tabs: inspectionTabs(inspection, 'requests', tabs),
				rows: requests.map((request) => rowOf(request, today)),
				open: requests.filter(({ state }) => state === 'sent').length,
				told,
				mayWrite: told && mayTry(actor, write),
			});
		},
	});
}

const inspectionFile = get({
	url: '/inspections/:id/requests.csv',
	opens: 'account',
	permit: requestPolicy.can['see the burden'],
	params: ofInspection,
	async handle({ tx, params }) {
		const inspection = await inspectionById(tx, params.id);
		if (inspection === null) throw new Missing();
		return requestsFile(tx, { inspection: inspection.id }, `requests-${inspection.force.slug}.csv`);
	},
});

async function requestsFile(tx: Tx, filter: RequestFilter, saveAs: string): Promise<Answer> {
	const today = await todayIn(tx);
	const { requests } = await requestsOf(tx, filter);
	const bearings = Map.groupBy(
		await bearingsOf(
			tx,
			requests.map(({ id }) => id),
		),
		({ request }) => request,
	);
	const header = [
		'request',
		'force',
		'programme',
		'asks for',
		'title',
		'text',
		'purpose',
		'questions',
		'due',
		'state',
		'sent',
		'answered',
		'days left',
		'days late',
		'illustrative',
	];
	const rows = requests.map((request) => [
		citeRequest(request),
		request.force.name,
		request.programme?.name ?? null,
		request.asks,
		request.title,
		request.text,
		request.purpose,
		(bearings.get(request.id) ?? []).map(({ component }) => component).join(' '),
		request.due.toString(),
		request.state,
		request.sentAt?.toString() ?? null,
		request.answeredAt?.toString() ?? null,
		daysLeft(request, today),
		request.answeredAt === null ? null : daysLate(request),
		request.illustrative ? 'yes' : 'no',
	]);
	return { kind: 'data', type: 'text/csv; charset=utf-8', body: csv(header, rows), saveAs };
}
