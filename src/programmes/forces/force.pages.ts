import { z } from 'zod';
import { csv, get, type Part, view } from '../../foundation/index.ts';
import { listForces } from './force.store.ts';
import { type Force, forcePolicy } from './force.ts';

const columns = ['name', 'code', 'region', 'scope'] as const;
type Column = (typeof columns)[number];

const query = z.object({
	search: z.string().trim().max(100).default(''),
	region: z.string().max(100).default(''),
	scope: z.enum(['', 'in', 'out']).catch(''),
	sort: z.enum(columns).catch('name'),
	order: z.enum(['ascending', 'descending']).catch('ascending'),
});
type Query = z.output<typeof query>;

export function forcePages(): Part {
	const { list } = forcePolicy.can;
	return {
		policies: [forcePolicy],
		navigation: [{ text: 'Forces', href: '/forces', permit: list, layouts: ['staff'] }],
		routes: [
			get({
				url: '/forces',
				opens: 'account',
				permit: list,
				query,
				async handle({ tx, query }) {
					const all = await listForces(tx);
					const shown = choose(all, query);
					return view('forces/list.njk', {
						rows: shown.map((force) => [
							force.name,
							force.code,
							force.region,
							force.inScope ? 'In scope' : `Outside scope: ${force.scopeNote}`,
						]),
						columns: columns.map((column) => heading(column, query)),
						total: all.length,
						shown: shown.length,
						filter: { values: query },
						regions: [...new Set(all.map((force) => force.region))].sort(),
						applied: appliedFilters(query),
						keep: { sort: query.sort, order: query.order },
						csvHref: `/forces.csv${address(query, {})}`,
					});
				},
			}),
			get({
				url: '/forces.csv',
				opens: 'account',
				permit: list,
				query,
				async handle({ tx, query }) {
					const rows = choose(await listForces(tx), query).map((force) => [
						force.code,
						force.name,
						force.region,
						force.inScope ? 'yes' : 'no',
						force.scopeNote,
					]);
					return {
						kind: 'data',
						type: 'text/csv; charset=utf-8',
						body: csv(['code', 'name', 'region', 'in scope', 'note'], rows),
						saveAs: 'forces.csv',
					};
				},
			}),
		],
	};
}

const names: Record<Column, string> = { name: 'Force', code: 'Code', region: 'Region', scope: 'Scope' };
const keys: Record<Column, (force: Force) => string> = {
	name: (force) => force.name,
	code: (force) => force.code ?? '',
	region: (force) => force.region,
	scope: (force) => (force.inScope ? 'in' : 'outside'),
};

function choose(all: readonly Force[], { search, region, scope, sort, order }: Query): Force[] {
	const words = search.toLocaleLowerCase('en-GB');
	const direction = order === 'ascending' ? 1 : -1;
	return all
		.filter(
			(force) =>
				(words === '' || `${force.name} ${force.code ?? ''}`.toLocaleLowerCase('en-GB').includes(words)) &&
				(region === '' || force.region === region) &&
				(scope === '' || force.inScope === (scope === 'in')),
		)
		.sort((a, b) => direction * keys[sort](a).localeCompare(keys[sort](b), 'en-GB'));
}

function heading(column: Column, query: Query) {
	const sorted = query.sort === column ? query.order : undefined;
	const order = sorted === 'ascending' ? 'descending' : 'ascending';
	return {
		text: names[column],
		rowHeader: column === 'name',
		sorted,
		sortHref: address(query, { sort: column, order }),
	};
}

function appliedFilters(query: Query) {
	const words: Record<string, string> = {
		search: `“${query.search}”`,
		region: query.region,
		scope: query.scope === 'in' ? 'in scope' : 'outside scope',
	};
	const titles: Record<string, string> = { search: 'Name or code', region: 'Region', scope: 'Scope' };
	return (['search', 'region', 'scope'] as const)
		.filter((name) => query[name] !== '')
		.map((name) => ({
			name: titles[name],
			text: words[name],
			href: `/forces${address(query, { [name]: '' })}`,
		}));
}

function address(query: Query, change: Partial<Record<keyof Query, string>>): string {
	const all = Object.entries({ ...query, ...change }).filter(([, value]) => value !== '');
	return `?${new URLSearchParams(all)}`;
}
