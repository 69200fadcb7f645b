import { z } from 'zod';
import {
	choicesIn,
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
import { isStaff, one } from './fields.ts';
import { type RoundFilter, roundsOf } from './round.store.ts';
import { type RoundState, roundKinds, roundPolicy, roundStates, roundTags } from './round.ts';
import { roundLine } from './view.ts';

const { read, run } = roundPolicy.can;

const query = z.object({
	state: z.enum(['', 'overdue', ...keysOf(roundStates)]).catch(''),
	kind: z.enum(['', ...keysOf(roundKinds)]).catch(''),
	force: z
		.string()
		.regex(/^[a-z0-9-]{0,200}$/)
		.catch(''),
	page: pageNumber,
});
type Query = z.output<typeof query>;
const filters = ['state', 'kind', 'force'] as const;
const titles = { state: 'State', kind: 'What is checked', force: 'Force' };

function keysOf<Key extends string>(table: Readonly<Record<Key, unknown>>): Key[] {
	return Object.keys(table) as Key[]; // Object.keys forgets which keys these are.
}

export function listPages(tabs: readonly InspectionTab[]): Route[] {
	return [allPage, inspectionPage(tabs)];
}

function filterOf({ state, kind, force, page }: Query): RoundFilter {
	return {
		page,
		force,
		...(kind === '' ? {} : { kind }),
		...(state === '' ? {} : state === 'overdue' ? { overdue: true } : { states: [state] }),
	};
}

/** Staff: every round. A force: those that whoever reads is named in; the database shows them no other. */
const allPage = get({
	url: '/accuracy',
	opens: 'account',
	permit: read,
	query,
	async handle({ tx, actor, query }) {
		const today = await todayIn(tx);
		const staff = isStaff(actor);
		const { rounds, total } = await roundsOf(tx, staff ? filterOf(query) : { page: query.page });
		const rows = rounds.map((round) => roundLine(round, today, staff));
		if (!staff) {
			const over: RoundState[] = ['closed', 'taken back'];
			return view('accuracy/own-list.njk', {
				open: rows.filter(({ state }) => !over.includes(state)),
				others: rows.filter(({ state }) => over.includes(state)),
				pagination: paginationOf({ page: query.page, total, query: {}, noun: 'round' }),
			});
		}
		const forces = await forcesAsked(tx);
		const kept = filtersIn(query, filters, null);
		return view('accuracy/list.njk', {
			rows,
			filter: { values: query, errors: {} },
			states: stateItems,
			kinds: choicesIn(roundKinds),
			forces,
			applied: filters
				.filter((name) => query[name] !== '')
				.map((name) => ({
					name: titles[name],
					text: textOf(name, query[name], forces),
					href: `/accuracy?${new URLSearchParams(filtersIn(query, filters, name))}`,
				})),
			mayRun: mayTry(actor, run),
			pagination: paginationOf({ page: query.page, total, query: kept, noun: 'round' }),
		});
	},
});

const stateItems = [
	{ value: 'overdue', text: 'Past the deadline' },
	...keysOf(roundStates).map((state) => ({ value: state, text: roundTags[state].text })),
];

function textOf(
	name: (typeof filters)[number],
	value: string,
	forces: readonly { value: string; text: string }[],
): string {
	const items = name === 'state' ? stateItems : name === 'force' ? forces : choicesIn(roundKinds);
	return items.find((item) => item.value === value)?.text ?? value;
}

async function forcesAsked(tx: Tx): Promise<{ value: string; text: string }[]> {
	return tx
		.selectFrom('accuracy.round as round')
		.innerJoin('programmes.force as force', 'force.id', 'round.force_id')
		.innerJoin('foundation.organisation as organisation', 'organisation.id', 'round.force_id')
		.select(['force.slug as value', 'organisation.name as text'])
		.where('force.slug', 'is not', null)
		.$narrowType<{ value: string }>()
		.distinct()
		.orderBy('organisation.name')
		.execute();
}

function inspectionPage(tabs: readonly InspectionTab[]): Route {
	return get({
		url: '/inspections/:id/accuracy',
		opens: 'account',
		permit: roundPolicy.can['see differences'],
		params: one,
		async handle({ tx, actor, params }) {
			const inspection = await inspectionById(tx, params.id);
			if (inspection === null) throw new Missing();
			const today = await todayIn(tx);
			const { rounds } = await roundsOf(tx, { inspection: inspection.id });
			return view('accuracy/inspection.njk', {
				inspection,
				tabs: inspectionTabs(inspection, 'accuracy', tabs),
				rows: rounds.map((round) => roundLine(round, today, true)),
				mayRun: mayTry(actor, run),
			});
		},
	});
}
