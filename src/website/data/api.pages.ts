import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import {
	type Answer,
	get,
	problem,
	type Route,
	type Services,
	type Tx,
	Unacceptable,
} from '../../foundation/index.ts';
import { type Asked, askedOf } from './asked.ts';
import { csvwOf } from './csvw.ts';
import { jsonOf } from './field.ts';
import { openApiOf, perMinute } from './openapi.ts';
import { openDataPolicy } from './policy.ts';
import { licence, openHeaders, type Publisher, publisherOf } from './publisher.ts';
import type { Resource } from './resource.ts';
import { resourceNamed, resources } from './resources.ts';
import { batchesOf, countNow, rowsOf, stateNow } from './rows.store.ts';
import { openMade, shelfOf, writeFile } from './shelf.ts';
import { aboutOf, csvFile, jsonFile, rowWriter } from './written.ts';

const { read } = openDataPolicy.can;
const types = {
	json: 'application/json; charset=utf-8',
	csv: 'text/csv; charset=utf-8; header=present',
} as const;

const home = '/api/v1';
const common = { opens: 'public', permit: read, perMinute, problems: true, open: true } as const;
const anything = z.record(z.string(), z.unknown());
const part = z.string().max(300);

/** The answer with its validator: whoever has it already need not get it again. */
export function openData(
	type: string,
	body: string,
	more: { links?: readonly string[]; saveAs?: string } = {},
): Answer {
	const { links = [], saveAs } = more;
	const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
	return {
		kind: 'data',
		type,
		body,
		...(saveAs === undefined ? {} : { saveAs }),
		headers: { ...openHeaders, etag, link: [...links, `<${licence.url}>; rel="license"`].join(', ') },
	};
}

const said = (value: unknown) => openData(types.json, `${JSON.stringify(value)}\n`);

function nothingNamed(name: string): never {
	throw new Unacceptable(
		problem(404, 'Not found', {
			detail: `There is no table “${name.slice(0, 60)}”. There is ${resources.map((one) => one.name).join(', ')}.`,
			known: resources.map((one) => one.name),
		}),
	);
}

function tableOr404(name: string): Resource {
	return resourceNamed(name) ?? nothingNamed(name);
}

function addressOf(publisher: Publisher, tail: string, given: Asked['given'], page?: number): string {
	const query = new URLSearchParams(given.map(([name, value]) => [name, value]));
	if (page !== undefined && page > 1) query.set('page', String(page));
	const text = query.toString().replaceAll('%2C', ',');
	return `${publisher.origin}${home}/${tail}${text === '' ? '' : `?${text}`}`;
}

/** A page of a table. */
async function listed(tx: Tx, resource: Resource, asked: Asked, publisher: Publisher): Promise<Answer> {
	const { page, size, fields, where, given } = asked;
	const state = await stateNow(tx);
	const filters = given.filter(([key]) => key !== 'size' && key !== 'fields');
	const total = await countNow(tx, resource, { where, state, asked: JSON.stringify(filters) });
	const pages = Math.max(1, Math.ceil(total / size));
	const { name } = resource;
	const at = (number: number) => addressOf(publisher, name, given, number);
	if (page > pages)
		throw new Unacceptable(
			problem(404, 'No such page', {
				detail: `There ${pages === 1 ? 'is 1 page' : `are ${pages} pages`} of this; you asked for page ${page}. The last is ${at(pages)}`,
				wrong: [{ parameter: 'page', value: String(page), because: `The last page is ${pages}.` }],
			}),
		);
	const rows = await rowsOf(tx, resource, { where, most: size, skip: (page - 1) * size });
	const whole = given.filter(([key]) => key !== 'size');
	const links = {
		self: at(page),
		first: at(1),
		...(page > 1 ? { previous: at(page - 1) } : {}),
		...(page < pages ? { next: at(page + 1) } : {}),
		last: at(pages),
		csv: addressOf(publisher, `${name}.csv`, whole),
		json: addressOf(publisher, `${name}.json`, whole),
	};
	const write = rowWriter(fields, publisher.origin);
	const body = `{"data":[${rows.map(write).join(',\n')}],"page":${JSON.stringify({ number: page, size, pages, total })},"links":${JSON.stringify(links)},${aboutOf(publisher, state)}}\n`;
	const related = [
		...('next' in links ? [`<${links.next}>; rel="next"`] : []),
		...('previous' in links ? [`<${links.previous}>; rel="prev"`] : []),
	];
	return openData(types.json, body, { links: related });
}

/** A whole table, or what is asked for of it, from a file that is made once for what is public. */
async function whole(
	tx: Tx,
	resource: Resource,
	{ asked, ending, services }: { asked: Asked; ending: 'json' | 'csv'; services: Services },
): Promise<Answer> {
	const publisher = publisherOf(services);
	const { fields, where, given } = asked;
	const { name } = resource;
	const state = await stateNow(tx);
	const made = await shelfOf(services).made(
		state,
		{
			name: `${name}.${ending}?${new URLSearchParams(given.map(([key, value]) => [key, value]))} ${publisher.origin} ${publisher.name}`,
			filtered: given.length > 0,
		},
		(path) => {
			const batches = batchesOf(tx, resource, where);
			return writeFile(
				path,
				ending === 'csv'
					? csvFile(batches, fields, publisher)
					: jsonFile(batches, fields, { publisher, state }),
			);
		},
	);
	const described = `<${publisher.origin}${home}/${name}.csv-metadata.json>; rel="describedby"; type="application/csvm+json"`;
	return {
		kind: 'file',
		name: `${name}.${ending}`,
		type: types[ending],
		size: made.size,
		open: () => openMade(made),
		headers: {
			...openHeaders,
			etag: `"${made.sha256}"`,
			link: [...(ending === 'csv' ? [described] : []), `<${licence.url}>; rel="license"`].join(', '),
		},
	};
}

/** One row, by what stands in its address, with what is told of it alone. */
async function oneOf(tx: Tx, services: Services, name: string, values: readonly string[]): Promise<Answer> {
	const resource = tableOr404(name);
	const keys = resource.one?.keys ?? [];
	if (keys.length !== values.length)
		throw new Unacceptable(
			problem(404, 'Not found', {
				detail:
					keys.length === 0
						? `Rows of ${name} have no addresses of their own. Ask ${home}/${name}.`
						: `One of ${name} stands at ${home}/${name}/${keys.map((key) => `{${key}}`).join('/')}.`,
			}),
		);
	const where = resource.fields.flatMap((field) => {
		const value = values[keys.indexOf(field.name)];
		return value === undefined ? [] : [sql<boolean>`(${field.read})::text = ${value}`];
	});
	const [row] = await rowsOf(tx, resource, { where, most: 1 });
	if (row === undefined)
		throw new Unacceptable(
			problem(404, 'Not found', {
				detail: `Nothing of ${name} that is published stands at “${values.join('/').slice(0, 100)}”. ${home}/${name} lists everything.`,
			}),
		);
	const publisher = publisherOf(services);
	const more = Object.entries((await resource.one?.more?.read(tx, row, services)) ?? {});
	const fields = [
		...resource.fields.map(
			(field) => `${JSON.stringify(field.name)}:${jsonOf(field, row[field.name], publisher.origin)}`,
		),
		...more.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`),
	];
	return openData(types.json, `{"data":{${fields.join(',')}},${aboutOf(publisher, await stateNow(tx))}}\n`);
}

/** The interface for programs: every table at its own address. */
export function apiRoutes(services: Services): Route[] {
	const publisher = () => publisherOf(services);
	return [
		get({
			...common,
			url: home,
			async handle({ tx }) {
				const { origin } = publisher();
				return said({
					version: '1.0.0',
					description: `${origin}${home}/openapi.json`,
					read: `${origin}/api`,
					state: await stateNow(tx),
					licence,
					tables: resources.map(({ name, title, means }) => ({
						name,
						title,
						means,
						url: `${origin}${home}/${name}`,
					})),
				});
			},
		}),
		get({
			...common,
			url: `${home}/:table`,
			params: z.object({ table: part }),
			query: anything,
			async handle({ tx, params: { table }, query }) {
				if (table === 'openapi.json') return said(openApiOf(resources, publisher()));
				const [, name = table, ending = ''] = /^([a-z]+)\.(csv-metadata\.json|csv|json)$/.exec(table) ?? [];
				const resource = tableOr404(name);
				if (ending === 'csv-metadata.json')
					return openData(
						'application/csvm+json; charset=utf-8',
						`${JSON.stringify(csvwOf(resource, publisher()), null, '\t')}\n`,
					);
				const asked = askedOf(resource, query, { paged: ending === '' });
				return ending === 'csv' || ending === 'json'
					? whole(tx, resource, { asked, ending, services })
					: listed(tx, resource, asked, publisher());
			},
		}),
		get({
			...common,
			url: `${home}/:table/:key`,
			params: z.object({ table: part, key: part }),
			handle: ({ tx, params: { table, key } }) => oneOf(tx, services, table, [key]),
		}),
		get({
			...common,
			url: `${home}/:table/:key/:second`,
			params: z.object({ table: part, key: part, second: part }),
			handle: ({ tx, params: { table, key, second } }) => oneOf(tx, services, table, [key, second]),
		}),
	];
}
