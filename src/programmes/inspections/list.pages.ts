import { z } from 'zod';
import { get, pageNumber, paginationOf, view } from '../../foundation/index.ts';
import { inspectionStates, stateTags } from '../planning/inspection-state.ts';
import { windowInWords } from '../planning/words.ts';
import { inspectionPolicy } from './inspection.ts';
import { choicesOf, listInspections } from './list.store.ts';
import { ownList } from './own.pages.ts';

const query = z.object({
	state: z.enum(['', ...inspectionStates]).catch(''),
	programme: z.string().max(200).catch(''),
	force: z.string().max(200).catch(''),
	page: pageNumber,
});
type Query = z.output<typeof query>;
const filters = ['state', 'programme', 'force'] as const;

export const listPage = get({
	url: '/inspections',
	opens: 'account',
	permit: inspectionPolicy.can.read,
	query,
	async handle({ tx, actor, query }) {
		if (actor.organisation?.kind !== 'inspectorate') return ownList(tx, actor);
		const { inspections, total } = await listInspections(tx, query, {
			page: query.page,
			account: actor.account,
		});
		const { programmes, forces } = await choicesOf(tx);
		const applied = filters.filter((name) => query[name] !== '');
		return view('inspections/list.njk', {
			rows: inspections.map((inspection) => ({
				...inspection,
				fieldwork: windowInWords(inspection.fieldworkSince, inspection.fieldworkUntil),
				tag: stateTags[inspectionStates.find((state) => state === inspection.state) ?? 'planned'],
			})),
			filter: { values: query, errors: {} },
			states: inspectionStates.map((state) => ({ value: state, text: stateTags[state].text })),
			programmes,
			forces,
			applied: applied.map((name) => ({
				name: titles[name],
				text: wordOf(name, query, { programmes, forces }),
				href: `/inspections?${new URLSearchParams(without(query, name))}`,
			})),
			filtered: applied.length > 0,
			pagination: paginationOf({
				page: query.page,
				total,
				query: without(query, null),
				noun: 'inspection',
			}),
		});
	},
});

const titles = { state: 'State', programme: 'Programme', force: 'Force' };

type Choices = Awaited<ReturnType<typeof choicesOf>>;

function wordOf(name: (typeof filters)[number], query: Query, { programmes, forces }: Choices): string {
	if (name === 'state') return query.state === '' ? '' : stateTags[query.state].text;
	const choices = name === 'programme' ? programmes : forces;
	return choices.find(({ value }) => value === query[name])?.text ?? query[name];
}

function without(query: Query, left: (typeof filters)[number] | null): Record<string, string> {
	return Object.fromEntries(
		filters.filter((name) => name !== left && query[name] !== '').map((name) => [name, query[name]]),
	);
}
