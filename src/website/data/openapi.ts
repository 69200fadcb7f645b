import { always, mostRows, paging, usualSize } from './asked.ts';
import { type Field, object, type Schema, schemaOf } from './field.ts';
import { attributionOf, licence, type Publisher } from './publisher.ts';
import type { Parameter, Resource } from './resource.ts';

/** How often one network address may ask. */
export const perMinute = 300;

const ref = (kind: string, name: string) => ({ $ref: `#/components/${kind}/${name}` });
const nameOf = (resource: Resource) => resource.name.replace(/^./, (letter) => letter.toUpperCase());

const headers = {
	ETag: {
		description: 'Send it back as If-None-Match, and get 304 while nothing has changed',
		schema: { type: 'string' },
	},
	Link: { description: 'The licence, and the pages before and after', schema: { type: 'string' } },
	'X-RateLimit-Limit': {
		description: 'How often one network address may ask this in a minute',
		schema: { type: 'integer' },
	},
	'X-RateLimit-Remaining': {
		description: 'How often it still may in this minute',
		schema: { type: 'integer' },
	},
	'X-RateLimit-Reset': { description: 'In how many seconds the minute is over', schema: { type: 'integer' } },
};

const problems = {
	'400': ref('responses', 'BadParameter'),
	'404': ref('responses', 'NotFound'),
	'429': ref('responses', 'TooMany'),
	'503': ref('responses', 'NotNow'),
};

const about: Record<string, Schema> = {
	licence: { $ref: '#/components/schemas/Licence' },
	attribution: { type: 'string', description: 'The sentence to print beside what you make of it' },
	state: {
		type: 'string',
		description: 'What is public, in one word: it changes when anything is published, corrected or withdrawn',
	},
};

/** The description of the interface (OpenAPI 3.1), made from the tables. */
export function openApiOf(resources: readonly Resource[], publisher: Publisher): Schema {
	return {
		openapi: '3.1.1',
		info: {
			title: `Open data of ${publisher.name}`,
			version: '1.0.0',
			summary: 'Everything that is published, as data',
			description: `What the pages of this website show, and nothing that is not published. Nothing has to be asked for, and no key is needed. ${attributionOf(publisher)} What is marked illustrative is made up, and says nothing about a real police force. Fields may be added to version 1; none is taken away or given another meaning.`,
			license: { name: licence.name, url: licence.url },
		},
		servers: [{ url: `${publisher.origin}/api/v1` }],
		externalDocs: { description: 'The same, to read', url: `${publisher.origin}/api` },
		tags: resources.map(({ name, title, means }) => ({ name, description: `${title}. ${means}` })),
		paths: Object.fromEntries(resources.flatMap((one) => pathsOf(one))),
		components: {
			schemas: {
				Licence: object({
					name: { type: 'string' },
					id: { type: 'string' },
					url: { type: 'string', format: 'uri' },
				}),
				Page: object({
					number: { type: 'integer', minimum: 1 },
					size: { type: 'integer', minimum: 1, maximum: mostRows },
					pages: { type: 'integer', minimum: 1 },
					total: { type: 'integer', minimum: 0 },
				}),
				Links: {
					type: 'object',
					properties: Object.fromEntries(
						['self', 'first', 'previous', 'next', 'last', 'csv', 'json'].map((name) => [
							name,
							{ type: 'string', format: 'uri' },
						]),
					),
					required: ['self', 'first', 'last', 'csv', 'json'],
				},
				Problem: {
					type: 'object',
					description: 'What went wrong (RFC 9457)',
					properties: {
						type: { type: 'string' },
						title: { type: 'string' },
						status: { type: 'integer' },
						detail: { type: 'string' },
						unknown: { type: 'array', items: { type: 'string' }, description: 'What is not known' },
						known: { type: 'array', items: { type: 'string' }, description: 'What is' },
						wrong: {
							type: 'array',
							items: object({
								parameter: { type: 'string' },
								value: { type: 'string' },
								because: { type: 'string' },
							}),
						},
						limit: { type: 'integer' },
						window: { type: 'string' },
						retryAfter: { type: 'integer', description: 'In how many seconds to ask again' },
					},
					required: ['type', 'title', 'status', 'detail'],
				},
				...Object.fromEntries(resources.map((one) => [nameOf(one), rowSchema(one)])),
			},
			responses: {
				BadParameter: problemAnswer('A parameter or field that is not known, or cannot be read: it is named'),
				NotFound: problemAnswer('There is nothing at this address, or no such page'),
				TooMany: problemAnswer(`One network address may ask ${perMinute} times a minute`),
				NotNow: problemAnswer('Ask again in a few seconds'),
			},
		},
	};
}

const problemAnswer = (description: string) => ({
	description,
	content: { 'application/problem+json': { schema: ref('schemas', 'Problem') } },
});

function rowSchema({ row, fields }: Resource): Schema {
	return {
		type: 'object',
		description: row,
		properties: Object.fromEntries(fields.map((field: Field) => [field.name, schemaOf(field)])),
		// Whoever asks for some fields gets those, and this.
		required: ['illustrative'],
		additionalProperties: false,
	};
}

function parameterOf({ name, means, kind, several, values, example }: Parameter): Schema {
	const item = {
		type: kind === 'integer' ? 'integer' : 'string',
		...(kind === 'day' ? { format: 'date' } : {}),
		...(values === undefined ? {} : { enum: values }),
	};
	return {
		name,
		in: 'query',
		description: means,
		...(several
			? {
					style: 'form',
					explode: false,
					schema: { type: 'array', items: item },
					example: [kind === 'integer' ? Number(example) : example],
				}
			: { schema: item, example }),
	};
}

function pathsOf(resource: Resource): [string, Schema][] {
	const { name, title, means, one, fields } = resource;
	const tags = [name];
	const chosen = [
		...resource.parameters.map(parameterOf),
		...always.map((each) => ({
			name: each.name,
			in: 'query',
			description: each.means,
			style: 'form',
			explode: false,
			schema: { type: 'array', items: { type: 'string', enum: fields.map((field) => field.name) } },
		})),
	];
	const whole = { data: { type: 'array', items: ref('schemas', nameOf(resource)) }, ...about };
	const answer = (type: string, schema: Schema, description: string) => ({
		'200': { description, headers, content: { [type]: { schema } } },
		'304': { description: 'Nothing has changed since' },
		...problems,
	});
	const get = (id: string, summary: string, more: Schema) => ({
		get: { operationId: `${id}${nameOf(resource)}`, summary, tags, ...more },
	});
	const paths: [string, Schema][] = [
		[
			`/${name}`,
			get('list', title, {
				description: means,
				parameters: [
					...chosen,
					...paging.map((each) => ({
						name: each.name,
						in: 'query',
						description: each.means,
						schema: { type: 'integer', minimum: 1, default: each.name === 'page' ? 1 : usualSize },
					})),
				],
				responses: answer(
					'application/json',
					object({ ...whole, page: ref('schemas', 'Page'), links: ref('schemas', 'Links') }),
					'A page of rows, with links to the others',
				),
			}),
		],
		[
			`/${name}.json`,
			get('all', `${title}, whole`, {
				parameters: chosen,
				responses: answer('application/json', object(whole), 'All rows'),
			}),
		],
		[
			`/${name}.csv`,
			get('csv', `${title}, whole, as CSV`, {
				description: `Described by /${name}.csv-metadata.json (CSV on the Web).`,
				parameters: chosen,
				responses: answer('text/csv', { type: 'string' }, 'All rows'),
			}),
		],
		[
			`/${name}.csv-metadata.json`,
			get('describe', `What the columns of the CSV are`, {
				responses: answer('application/csvm+json', { type: 'object' }, 'CSV on the Web'),
			}),
		],
	];
	if (one === undefined) return paths;
	const keys = fields.filter((field) => one.keys.includes(field.name));
	return [
		...paths,
		[
			`/${name}/${one.keys.map((key) => `{${key}}`).join('/')}`,
			get('one', `${resource.row}, alone`, {
				parameters: keys.map(({ name: key, means: description, kind }) => ({
					name: key,
					in: 'path',
					required: true,
					description,
					schema: { type: kind === 'integer' ? 'integer' : 'string' },
				})),
				responses: answer(
					'application/json',
					object({
						data: {
							type: 'object',
							properties: {
								...Object.fromEntries(fields.map((field) => [field.name, schemaOf(field)])),
								...one.more?.schema,
							},
							required: [...fields.map((field) => field.name), ...Object.keys(one.more?.schema ?? {})],
							additionalProperties: false,
						},
						...about,
					}),
					resource.row,
				),
			}),
		],
	];
}
