import { z } from 'zod';
import {
	type AccountActor,
	csv,
	filtersIn,
	get,
	pageNumber,
	paginationOf,
	perPage,
	type Route,
	type Tx,
	view,
} from '../../foundation/index.ts';
import { followupTabs, isStaff } from '../register/view.ts';
import { londonDay, type StandingKind } from './clock.ts';
import { responsesOf } from './response.store.ts';
import { type Response, responseHref, responsePolicy, standings } from './response.ts';
import { responseLine } from './view.ts';

const { read } = responsePolicy.can;
const kinds = Object.keys(standings) as StandingKind[]; // Object.keys forgets which keys these are.

const query = z.object({
	state: z.enum(['', ...kinds]).catch(''),
	force: z
		.string()
		.regex(/^[a-z0-9-]{0,200}$/)
		.catch(''),
	page: pageNumber,
});
type Query = z.output<typeof query>;
const filters = ['state', 'force'] as const;

/** Those of the filter; `all` are those of its force alone, for the counts. */
async function found(tx: Tx, actor: AccountActor, { state, force }: Query) {
	const every = await responsesOf(tx);
	const all = isStaff(actor) && force !== '' ? every.filter((one) => one.force.slug === force) : every;
	return { every, all, rows: state === '' ? all : all.filter(({ standing }) => standing.kind === state) };
}

/** Staff: of every force. A force and its body: their own; the database shows them no other. */
const listPage = get({
	url: '/followup/responses',
	opens: 'account',
	permit: read,
	query,
	async handle({ tx, actor, query }) {
		const staff = isStaff(actor);
		const { every, all, rows } = await found(tx, actor, query);
		const forces = forcesIn(every);
		const asked = staff ? filters : (['state'] as const);
		const kept = filtersIn(query, asked, null);
		const start = (query.page - 1) * perPage;
		return view('answering/list.njk', {
			tabs: followupTabs(actor, 'responses'),
			staff,
			rows: rows.slice(start, start + perPage).map(responseLine),
			counts: kinds.map((kind) => ({
				...standings[kind],
				count: all.filter(({ standing }) => standing.kind === kind).length,
				href: addressOf({ ...kept, state: kind }),
				active: query.state === kind,
			})),
			filter: { values: query, errors: {} },
			states: kinds.map((kind) => ({ value: kind, text: standings[kind].text })),
			forces,
			applied: asked
				.filter((name) => query[name] !== '')
				.map((name) => ({
					name: name === 'state' ? 'State' : 'Force',
					text:
						query.state !== '' && name === 'state'
							? standings[query.state].text
							: (forces.find(({ value }) => value === query.force)?.text ?? query.force),
					href: addressOf(filtersIn(query, asked, name)),
				})),
			csvHref: addressOf(kept, '/followup/responses.csv'),
			pagination: paginationOf({ page: query.page, total: rows.length, query: kept, noun: 'report' }),
		});
	},
});

function addressOf(kept: Record<string, string>, path = '/followup/responses'): string {
	return Object.keys(kept).length === 0 ? path : `${path}?${new URLSearchParams(kept)}`;
}

function forcesIn(rows: readonly Response[]): { value: string; text: string }[] {
	const names = new Map(rows.map(({ force: { slug, name } }) => [slug, name]));
	return [...names]
		.map(([value, text]) => ({ value, text }))
		.toSorted((a, b) => a.text.localeCompare(b.text, 'en-GB'));
}

const columns = [
	'force',
	'policing body',
	'report',
	'report address',
	'report illustrative',
	'published on',
	'due on',
	'state',
	'days left',
	'days late',
	'responded on',
	'published elsewhere at',
	'recommendations',
	'chief officer invited on',
	'address',
	'response illustrative',
];

const listFile = get({
	url: '/followup/responses.csv',
	opens: 'account',
	permit: read,
	query,
	async handle({ tx, actor, query }) {
		const { rows } = await found(tx, actor, query);
		return {
			kind: 'data',
			type: 'text/csv; charset=utf-8',
			saveAs: 'responses.csv',
			body: csv(
				columns,
				rows.map((row) => [
					...[row.force.name, row.body, row.title, row.address, yesOrNo(row.illustrative)],
					...[row.publishedOn.toString(), row.dueOn.toString(), row.standing.kind],
					row.standing.kind === 'waiting' ? row.standing.daysLeft : null,
					'days' in row.standing ? row.standing.days : null,
					...[row.published?.on.toString() ?? null, row.published?.elsewhere ?? null],
					row.recommendations,
					row.invited === null ? null : londonDay(row.invited.at).toString(),
					...[responseHref(row), yesOrNo(row.published?.illustrative ?? false)],
				]),
			),
		};
	},
});

const yesOrNo = (is: boolean) => (is ? 'yes' : 'no');

export const listPages: Route[] = [listPage, listFile];
