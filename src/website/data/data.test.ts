import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import * as xlsx from '@e965/xlsx';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { followedWorld } from '../../../test/followed.ts';
import { addEdition, addRows, publicWorld } from '../../../test/open-data.ts';
import { testService } from '../../../test/service.ts';
import { escaped } from './atom.ts';
import { resources } from './resources.ts';
import { shelfOf } from './shelf.ts';

const service = await testService();
const { app, owner } = service;
await publicWorld(owner);
await followedWorld(owner);

const origin = 'http://localhost';
let asker = 0;
/** Each from an address of its own: nobody is asked to wait. */
function ask(url: string, headers: Record<string, string> = {}) {
	asker += 1;
	return app.inject({ url: url.replace(origin, ''), headers, remoteAddress: `10.0.${asker % 250}.1` });
}
async function fetched(url: string): Promise<string> {
	const answer = await ask(url);
	assert.equal(answer.statusCode, 200, `${url}: ${answer.body.slice(0, 300)}`);
	return answer.body;
}

const row = z.record(z.string(), z.unknown());
const listing = z.object({
	data: z.array(row),
	page: z.object({ total: z.number() }),
	links: z.object({ next: z.string().optional() }),
});
const operation = z.object({
	operationId: z.string(),
	responses: z.object({
		'200': z.object({ content: z.record(z.string(), z.object({ schema: row })) }),
	}),
});
const description = z.object({
	servers: z.array(z.object({ url: z.string() })),
	paths: z.record(z.string(), z.object({ get: operation })),
});

/** All rows of a table, page by page, two at a time. */
async function everyRow(address: string, check: (body: unknown) => void): Promise<z.output<typeof row>[]> {
	const rows: z.output<typeof row>[] = [];
	let next: string | undefined = `${address}?size=2`;
	while (next !== undefined) {
		const body: unknown = JSON.parse(await fetched(next));
		check(body);
		const page = listing.parse(body);
		rows.push(...page.data);
		next = page.links.next;
	}
	return rows;
}

test('the description drives a client that gets everything that pages show, as it is described; the two agree', async () => {
	const written = await fetched('/api/v1/openapi.json');
	const spec: unknown = JSON.parse(written);
	const { valid, errors } = await new Validator().validate(written);
	assert.ok(valid, JSON.stringify(errors));
	const { servers, paths } = description.parse(spec);
	const base = servers[0]?.url ?? '';
	const ajv = new Ajv2020({ strict: false });
	formats.default(ajv);
	ajv.addSchema(spec as object, 'api');
	const pointer = (path: string) =>
		path.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll(/[{}]/g, encodeURIComponent);
	const checked = (path: string, type: string) => (body: unknown) => {
		const { $id: _, ...at } = {
			$ref: `api#/paths/${pointer(path)}/get/responses/200/content/${pointer(type)}/schema`,
			$id: '',
		};
		assert.ok(ajv.validate(at, body), `${path}: ${ajv.errorsText()}`);
	};
	const tables = new Map<string, z.output<typeof row>[]>();
	let said = '';
	for (const [path, { get }] of Object.entries(paths)) {
		const table = path.split(/[/.]/)[1] ?? '';
		const check = checked(path, Object.keys(get.responses['200'].content)[0] ?? '');
		if (path.includes('{')) {
			for (const one of tables.get(table) ?? assert.fail()) {
				const filled = path.replaceAll(/\{(\w+)\}/g, (_, key: string) =>
					encodeURIComponent(String(one[key])),
				);
				const body: unknown = JSON.parse(await fetched(base + filled));
				check(body);
				said += JSON.stringify(body);
			}
		} else if (path.endsWith('.csv')) {
			const body = await fetched(base + path);
			const rows: Record<string, string>[] = parse(body, { columns: true, bom: true });
			assert.equal(rows.length, tables.get(table)?.length, path);
			for (const [index, one] of rows.entries()) {
				assert.equal(one.illustrative, String(tables.get(table)?.[index]?.illustrative), path);
				assert.equal(one.licence, 'OGL-UK-3.0');
				assert.equal(one.attribution, 'Inspectorate of Policing');
			}
			const metadata = JSON.parse(await fetched(`${base}${path}-metadata.json`));
			const [header = []]: string[][] = parse(body, { bom: true, to_line: 1 });
			assert.deepEqual(
				metadata.tableSchema.columns.map(({ name }: { name: string }) => name),
				header,
			);
			said += body;
		} else if (path.endsWith('metadata.json')) continue;
		else if (path.endsWith('.json')) {
			const body: unknown = JSON.parse(await fetched(base + path));
			check(body);
			assert.deepEqual(z.object({ data: z.array(row) }).parse(body).data, tables.get(table), path);
		} else tables.set(table, await everyRow(base + path, check));
	}
	assert.deepEqual(
		[...tables.keys()],
		resources.map(({ name }) => name),
	);
	for (const [name, rows] of tables)
		if (name !== 'calendar') assert.ok(rows.length > 0, `nothing in ${name}`);
	assert.doesNotMatch(said, /secret|before/);

	// What pages show.
	const of = (name: string) => tables.get(name) ?? assert.fail();
	const shown = await fetched('/publications');
	for (const { title, withdrawnAt } of of('publications'))
		assert.ok(withdrawnAt !== null || shown.includes(String(title)), String(title));
	for (const slug of ['peel-2018-19', 'custody']) {
		const grades: Record<string, string>[] = parse(await fetched(`/publications/${slug}/grades.csv`), {
			columns: true,
			bom: true,
		});
		assert.deepEqual(
			of('grades')
				.filter(({ publication }) => publication === slug)
				.map((one) => [one.force, one.component, one.gradeTitle, one.illustrative ? 'yes' : 'no']),
			grades.map((one) => [one.force, one.component, one['grade title'], one.illustrative]),
		);
		const raised = await fetched(`/publications/${slug}/raised`);
		for (const { text } of of('raised').filter(({ publication }) => publication === slug))
			assert.ok(raised.includes(String(text)), String(text));
	}
	const report = await fetched('/publications/peel-2018-19/report/crime');
	assert.match(report, /Victims wait/);
	const one = JSON.parse(await fetched(`${base}/documents/peel-2018-19/report`));
	assert.deepEqual(
		one.data.sections.map(({ section, within, words }: Record<string, unknown>) => [section, within, words]),
		[
			['crime', null, 'Victims wait.'],
			['burglary', 'crime', 'Nobody comes.'],
		],
	);
	const force = JSON.parse(await fetched(`${base}/forces/derbyshire`));
	assert.equal(force.data.says.flatMap(({ judgments }: { judgments: unknown[] }) => judgments).length, 1);
});

test('what pages show in a list is there as a file, to which they lead', async () => {
	for (const page of [
		'/compare/figures/recorded-crime-rate',
		'/recommendations',
		'/methods',
		'/words',
		'/grades-explained',
	]) {
		const hrefs = [...(await fetched(page)).matchAll(/href="(\/api\/v1\/[^"]*)"/g)].map(([, href = '']) =>
			href.replaceAll('&amp;', '&'),
		);
		assert.equal(hrefs.length, 2, page);
		const [file = '', rows = ''] = hrefs;
		const lines: unknown[] = parse(await fetched(file), { columns: true, bom: true });
		const { data } = z.object({ data: z.array(row) }).parse(JSON.parse(await fetched(rows)));
		assert.ok(data.length > 0, page);
		assert.equal(lines.length, data.length, page);
	}
});

test('numbers keep every digit, in Parquet and OpenDocument too, which hold the same rows, the licence and the mark', async () => {
	assert.match(
		await fetched('/api/v1/figures?area=EW&size=1'),
		/"value":77\.123456789012,"lower":-1\.5,"upper":null/,
	);
	const parquet = await ask('/open-data/figures.parquet');
	const folder = await mkdtemp(join(tmpdir(), 'open-data-'));
	const path = join(folder, 'figures.parquet');
	await writeFile(path, parquet.rawPayload);
	const duck = await (await DuckDBInstance.create(':memory:')).connect();
	const read = await duck.runAndReadAll(
		`select count(*)::int as n, min(value)::varchar as value, min(until)::varchar as until, bool_or(illustrative) as made_up,
		min(markers)[2] as marker from '${path}'`,
	);
	assert.deepEqual(read.getRowsJson(), [[12, '77.123456789012', '2017-03-31', false, 'revised']]);
	const about = await duck.runAndReadAll(`select value::varchar from parquet_kv_metadata('${path}')`);
	assert.match(
		JSON.stringify(about.getRowsJson()),
		/Open Government Licence v3\.0.*Inspectorate of Policing/,
	);
	const { rawPayload, headers } = await ask('/open-data/grades.ods');
	assert.equal(headers['content-type'], 'application/vnd.oasis.opendocument.spreadsheet');
	const book = xlsx.read(rawPayload);
	assert.deepEqual(book.SheetNames, ['About', 'Grades']);
	assert.match(JSON.stringify(book.Sheets.About), /licensed under the Open Government Licence v3\.0/);
	const rows = xlsx.utils.sheet_to_json<Record<string, unknown>>(book.Sheets.Grades ?? {});
	assert.deepEqual(
		rows.map(({ force, note, rank, illustrative }) => [force, note, rank, illustrative]),
		['derbyshire', 'derbyshire', 'durham', 'durham'].map((force, index) => [
			force,
			index % 2 === 0 ? '=made up; "quoted", in two\nlines' : '=plain; "quoted", in two\nlines',
			0.3333,
			index % 2 === 0,
		]),
	);
});

test('what is not known or makes no sense is named in a problem, and never answered with everything', async () => {
	const problem = z.looseObject({ status: z.number(), title: z.string(), detail: z.string() });
	for (const [url, status, names] of [
		['/api/v1/grades?forse=derbyshire&fource=x', 400, /“forse”, “fource”.*“force”/],
		['/api/v1/grades?fields=grade,colour', 400, /no field “colour”.*“gradeTitle”/],
		['/api/v1/grades.csv?page=2', 400, /“page”/],
		['/api/v1/figures?until=2019-02-30', 400, /until is “2019-02-30”.*It is a day/],
		['/api/v1/grades?kind=pillars', 400, /kind is “pillars”.*“pillar”, “question”/],
		['/api/v1/raised?number=1;drop', 400, /number is “1;drop”.*whole number/],
		['/api/v1/grades?force=', 400, /force is “”.*needs a value/],
		[`/api/v1/grades?force=${'x'.repeat(10_000)}`, 400, /longer than anything/],
		...['0', '-1', '1e3', '99999999999999999999', 'NaN', ''].map(
			(page) => [`/api/v1/grades?page=${page}`, 400, /page is “/] as const,
		),
		['/api/v1/grades?page=1&page=2', 400, /given once/],
		['/api/v1/grades?size=100000', 400, /from 1 to 1,000/],
		['/api/v1/grades?page=500000', 404, /There is 1 page of this/],
		['/api/v1/gradez', 404, /no table “gradez”.*grades/],
		['/api/v1/forces/atlantis', 404, /“atlantis”/],
		['/api/v1/grades/one', 404, /no addresses of their own/],
		['/api/v1/forces/derbyshire/more', 404, /\/api\/v1\/forces\/\{force\}/],
		['/open-data/grades.xlsx', 404, /\.parquet or \.ods/],
		['/open-data/..%2f..%2fpasswd', 404, /named by their table/],
	] as const) {
		const answer = await ask(url);
		assert.equal(answer.statusCode, status, url);
		assert.equal(answer.headers['content-type'], 'application/problem+json; charset=utf-8', url);
		assert.match(problem.parse(answer.json()).detail, names, url);
	}
	// A force that there is not has no rows, and says nothing else.
	assert.deepEqual(JSON.parse(await fetched('/api/v1/grades?force=atlantis')).data, []);
	const some = JSON.parse(await fetched('/api/v1/grades?force=derbyshire,durham&fields=force,grade&size=1'));
	assert.deepEqual(some.data, [{ force: 'derbyshire', grade: 'good', illustrative: true }]);
	assert.match(some.links.next, /\?force=derbyshire,durham&fields=force,grade&size=1&page=2$/);

	const often = () => app.inject({ url: '/api/v1/nothing', remoteAddress: '10.9.9.9' });
	const answers = await Promise.all(Array.from({ length: 300 }, often));
	assert.equal(answers.at(-1)?.headers['x-ratelimit-limit'], '300');
	const refused = await often();
	assert.equal(refused.statusCode, 429);
	assert.ok(Number(refused.headers['retry-after']) > 0);
	assert.equal(refused.headers['access-control-allow-origin'], '*');
	const { limit, retryAfter, detail } = problem.parse(refused.json());
	assert.equal(limit, 300);
	assert.equal(retryAfter, Number(refused.headers['retry-after']));
	assert.match(detail, /300 times a minute/);
});

test('who has it already is told so, from any site; what comes, is corrected or goes is in the changes and feeds', async () => {
	const urls = ['/api/v1/forces', '/api/v1/statements.csv', '/feeds/all.atom', '/open-data/glossary.parquet'];
	const before = await Promise.all(urls.map((url) => ask(url, { origin: 'https://elsewhere.example' })));
	for (const [index, { headers }] of before.entries()) {
		const url = urls[index] ?? '';
		assert.equal(headers['access-control-allow-origin'], '*', url);
		assert.equal(headers['cross-origin-resource-policy'], 'cross-origin', url);
		assert.equal(headers['set-cookie'], undefined, url);
		const again = await ask(url, { 'if-none-match': `"other", W/${headers.etag}` });
		assert.deepEqual([again.statusCode, again.body], [304, ''], url);
	}
	// A browser asks before a program of another site may name what it has.
	for (const url of [...urls, '/police-forces.csv', '/publications/peel-2018-19/grades.json']) {
		const asked = await app.inject({
			...{ method: 'OPTIONS', url },
			headers: { origin: 'https://elsewhere.example', 'access-control-request-headers': 'if-none-match' },
		});
		const allowed = ['origin', 'methods', 'headers'].map(
			(what) => asked.headers[`access-control-allow-${what}`],
		);
		assert.deepEqual([asked.statusCode, ...allowed], [204, '*', 'GET, HEAD', '*'], url);
		assert.equal((await ask(url)).headers['access-control-allow-origin'], '*', url);
	}
	assert.equal((await app.inject({ method: 'OPTIONS', url: '/publications' })).statusCode, 404);
	const changes = z
		.array(row)
		.parse(JSON.parse(await fetched('/api/v1/changes?publication=peel-2018-19,gone')).data);
	assert.deepEqual(
		changes.map(({ publication, edition, change, what, was, becomes, note }) => [
			publication,
			edition,
			change,
			what,
			was,
			becomes,
			note,
		]),
		[
			['gone', 1, 'withdrawn', null, null, null, 'It named somebody'],
			['gone', 1, 'published', null, null, null, null],
			[
				'peel-2018-19',
				2,
				'changed',
				'Crime in Derbyshire',
				'Good',
				'Outstanding',
				'A grade was copied wrongly',
			],
			['peel-2018-19', 2, 'corrected', null, null, null, 'A grade was copied wrongly'],
			['peel-2018-19', 1, 'published', null, null, null, null],
		],
	);
	const all = await fetched('/feeds/all.atom');
	assert.match(all, /<title>Withdrawn: Title of gone<\/title>[\s\S]*<title>Corrected: Title of peel/);
	assert.match(all, /<rights>Contains information of/);
	assert.match(all, /Title of custody \(illustrative\)<\/title>/);
	assert.equal((await fetched('/feeds/forces/durham.atom')).match(/<entry>/g)?.length, 3);
	const theme = await fetched('/feeds/themes/custody-care.atom');
	assert.equal(theme.match(/<entry>/g)?.length, 4);
	assert.match(
		theme,
		/to do, 1 July 2019<\/title>[\s\S]*<summary>FU-1 \(a\), recommendation to Derbyshire Constabulary: accepted\.<\/summary>/,
	);
	for (const url of ['/feeds/forces/atlantis.atom', '/feeds/themes/nothing.atom'])
		assert.equal((await ask(url)).statusCode, 404, url);
	const map = await fetched('/sitemap.xml');
	assert.doesNotMatch(map, /secret|gone/);
	for (const [, address = ''] of map.matchAll(/<loc>([^<]*)<\/loc>/g))
		assert.equal((await ask(address)).statusCode, 200, address);
	assert.match(await fetched('/robots.txt'), /Sitemap: http:\/\/localhost\/sitemap\.xml/);

	await owner.query('set session_replication_role = replica');
	const next = await addEdition(owner, { slug: 'newer', at: '2021-01-01' });
	await addRows(owner, next, { term: [{ slug: 'new', term: 'New', meaning: 'Just come' }] });
	await owner.query('reset session_replication_role');
	const after = await Promise.all(urls.map((url) => ask(url)));
	assert.deepEqual(
		after.map(({ headers }, index) => headers.etag === before[index]?.headers.etag),
		// The state that JSON names is another; a file of rows that did not change is the same.
		[false, true, false, false],
	);
	assert.match(await fetched('/api/v1/glossary.csv'), /Just come/);
});

test('the examples on the pages run as they stand', async () => {
	const address = await app.listen({ port: 0, host: '127.0.0.1' });
	const run = promisify(execFile);
	const examples = [
		...(await fetched('/api/grades')).matchAll(/<pre class="app-program"[^>]*><code>(.*?)<\/code>/gs),
	].map(([, code = '']) =>
		code
			.replaceAll('&lt;', '<')
			.replaceAll('&gt;', '>')
			.replaceAll('&quot;', '"')
			.replaceAll('&#39;', "'")
			.replaceAll('&amp;', '&')
			.replaceAll(origin, address),
	);
	const [curl = '', csv = '', typescript = ''] = examples;
	const folder = await mkdtemp(join(tmpdir(), 'open-data-'));
	const grades = JSON.parse((await run('sh', ['-c', curl], { cwd: folder })).stdout);
	assert.equal(grades.data.length, 2);
	await run('sh', ['-c', `${csv} && grep -c OGL-UK-3.0 grades.csv`], { cwd: folder });
	await writeFile(join(folder, 'all.ts'), typescript);
	assert.equal((await run(process.execPath, ['all.ts'], { cwd: folder })).stdout, '4\n');
});

test('files that servers left behind are removed, and those of a server that runs are not, whatever its number', async () => {
	const dataFolder = await mkdtemp(join(tmpdir(), 'open-data-'));
	const root = join(dataFolder, 'open-data');
	const folders = async () =>
		(await readdir(root, { withFileTypes: true })).filter((one) => one.isDirectory()).map(({ name }) => name);
	const made = (shelf: ReturnType<typeof shelfOf>) =>
		shelf.made('state', { name: 'a table', filtered: false }, (path) => writeFile(path, 'made'));
	const services = { dataFolder };
	// Nothing can be made where a file stands in the way, and once it is gone everything can.
	await writeFile(root, '');
	await assert.rejects(made(shelfOf(services)));
	await rm(root);
	await mkdir(join(root, `${process.pid}-left`), { recursive: true });
	await writeFile(join(root, `${process.pid}-left`, 'half'), 'ha');
	const { path } = await made(shelfOf(services));
	assert.equal((await folders()).length, 1);
	const second = { dataFolder };
	await made(shelfOf(second));
	assert.equal((await folders()).length, 2);
	assert.equal(await readFile(path, 'utf8'), 'made');
	await rm(dataFolder, { recursive: true });
});

test('whoever asks for many choices at once waits or is sent away, and keeps nobody from whole tables', async () => {
	const dataFolder = await mkdtemp(join(tmpdir(), 'open-data-'));
	const shelf = shelfOf({ dataFolder });
	const gate = Promise.withResolvers<void>();
	const asked = Array.from({ length: 10 }, (_, index) =>
		shelf.made('state', { name: `?only=${index}`, filtered: true }, async (path) => {
			await gate.promise;
			await writeFile(path, 'chosen');
		}),
	);
	const all = Promise.allSettled(asked);
	const whole = { name: '', filtered: false };
	const { path } = await shelf.made('state', whole, (to) => writeFile(to, 'whole'));
	gate.resolve();
	assert.equal((await all).filter(({ status }) => status === 'fulfilled').length, 7);
	for (let index = 0; index < 210; index += 1)
		await shelf.made('state', { name: `?other=${index}`, filtered: true }, (to) => writeFile(to, ''));
	const again = await shelf.made('state', whole, () => assert.fail('it is there'));
	assert.equal(again.path, path);
	await rm(dataFolder, { recursive: true });
});

test('feeds, the map and spreadsheets hold nothing that XML has no place for', () => {
	assert.equal(
		escaped('a\u0000\u000B\u0085\uFFFE\uFFFFb\uD800<&"\u{1F693}'),
		'ab\uFFFD&lt;&amp;&quot;\u{1F693}',
	);
});
