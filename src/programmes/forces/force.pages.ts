import { z } from 'zod';
import { csv, get, inWordsDate, mayTry, type Part, view } from '../../foundation/index.ts';
import { aliasPages } from './alias.pages.ts';
import { forcePolicy } from './force.ts';
import { namePages } from './name.pages.ts';
import { postPages } from './post.pages.ts';
import { registerPages } from './register.pages.ts';
import { listRegister, type RegisterRow } from './register.store.ts';
import { successionPages } from './succession.pages.ts';
import type { TabPorts } from './tabs.ts';

const columns = ['name', 'code', 'region', 'scope'] as const;
type Column = (typeof columns)[number];

const query = z.object({
	search: z.string().trim().max(100).default(''),
	region: z.string().max(100).default(''),
	scope: z.enum(['', 'in', 'out']).catch(''),
	/** Those that there are still, unless others are asked for. */
	exists: z.enum(['', 'ended', 'all']).catch(''),
	sort: z.enum(columns).catch('name'),
	order: z.enum(['ascending', 'descending']).catch('ascending'),
});
type Query = z.output<typeof query>;

export function forcePages(ports: TabPorts = {}): Part {
	const { list, change, add } = forcePolicy.can;
	return {
		policies: [forcePolicy],
		navigation: [
			{ text: 'Forces', href: '/forces', permit: list, layouts: ['staff'], covers: ['/imports', '/bodies'] },
		],
		routes: [
			get({
				url: '/forces',
				opens: 'account',
				permit: list,
				query,
				async handle({ tx, query, actor }) {
					const all = await listRegister(tx);
					const shown = choose(all, query);
					return view('forces/list.njk', {
						rows: shown.map((force) => [
							{ text: force.name, href: `/forces/${force.slug}` },
							force.code,
							force.region,
							force.inScope ? 'In scope' : `Outside scope: ${force.scopeNote}`,
							...(query.exists === ''
								? []
								: [force.existedUntil === null ? null : inWordsDate(force.existedUntil)]),
						]),
						columns: [
							...columns.map((column) => heading(column, query)),
							...(query.exists === '' ? [] : [{ text: 'Last day' }]),
						],
						total: all.length,
						shown: shown.length,
						filter: { values: query },
						regions: [...new Set(all.map((force) => force.region))].sort(),
						applied: appliedFilters(query),
						keep: { sort: query.sort, order: query.order },
						csvHref: `/forces.csv${address(query, {})}`,
						mayAdd: mayTry(actor, add),
						mayMerge: mayTry(actor, change),
					});
				},
			}),
			get({
				url: '/forces.csv',
				opens: 'account',
				permit: list,
				query,
				async handle({ tx, query }) {
					return {
						kind: 'data',
						type: 'text/csv; charset=utf-8',
						body: csv(Object.keys(saved), choose(await listRegister(tx), query).map(inColumns)),
						saveAs: 'forces.csv',
					};
				},
			}),
			...registerPages(ports),
			...namePages(),
			...aliasPages(),
			...postPages(),
			...successionPages(),
		],
	};
}

/** The columns of the file, each with what it holds; where there are several, they are put between semicolons. */
const saved: Record<string, (force: RegisterRow) => string | null> = {
	code: ({ code }) => code,
	name: ({ name }) => name,
	region: ({ region }) => region,
	'in scope': ({ inScope }) => (inScope ? 'yes' : 'no'),
	note: ({ scopeNote }) => scopeNote,
	address: ({ slug }) => slug,
	since: ({ existedSince }) => existedSince?.toString() ?? null,
	until: ({ existedUntil }) => existedUntil?.toString() ?? null,
	names: ({ names }) => names.map(({ name, since, until }) => dated(name, since, until)).join('; '),
	'other spellings': ({ aliases }) => aliases.join('; '),
	'chief officer': ({ chiefOfficer }) => chiefOfficer,
	'HM Inspector': ({ hmInspector }) => hmInspector,
	'most similar group': ({ group }) => group.join('; '),
	illustrative: ({ illustrative }) => (illustrative ? 'yes' : 'no'),
};

const inColumns = (force: RegisterRow) => Object.values(saved).map((column) => column(force));

/** "Northshire Police (2014-04-01 to 2020-03-31)". */
function dated(name: string, since: string | null, until: string | null): string {
	return since === null && until === null ? name : `${name} (${since ?? ''} to ${until ?? ''})`;
}

const names: Record<Column, string> = { name: 'Force', code: 'Code', region: 'Region', scope: 'Scope' };
const keys: Record<Column, (force: RegisterRow) => string> = {
	name: (force) => force.name,
	code: (force) => force.code ?? '',
	region: (force) => force.region,
	scope: (force) => (force.inScope ? 'in' : 'outside'),
};

function choose(all: readonly RegisterRow[], { search, region, scope, exists, sort, order }: Query) {
	const words = search.toLocaleLowerCase('en-GB');
	const direction = order === 'ascending' ? 1 : -1;
	return all
		.filter(
			(force) =>
				(words === '' || searched(force).toLocaleLowerCase('en-GB').includes(words)) &&
				(region === '' || force.region === region) &&
				(scope === '' || force.inScope === (scope === 'in')) &&
				(exists === 'all' || force.ended === (exists === 'ended')),
		)
		.sort((a, b) => direction * keys[sort](a).localeCompare(keys[sort](b), 'en-GB'));
}

/** A force is found by what it was called and by other spellings too. */
function searched({ name, code, names, aliases }: RegisterRow): string {
	return [name, code, ...names.map((known) => known.name), ...aliases].join('\n');
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
		exists: query.exists === 'ended' ? 'ended' : 'all, with those that have ended',
	};
	const titles = { search: 'Name or code', region: 'Region', scope: 'Scope', exists: 'Existence' };
	return (['search', 'region', 'scope', 'exists'] as const)
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
