import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { read, utils } from '@e965/xlsx';
import { testService } from '../../../test/service.ts';
import { counted, madeFigure, madeIndicator, madeShare } from '../comparison/testing/made.ts';
import { operator, putFigures, putForces, putIndicator, statementsOf } from '../comparison/testing/world.ts';
import type { Figure } from '../engine/figure.ts';
import { duckOf, rowsOf } from '../tables/duck.ts';

const incidents = madeIndicator({
	caveats: [{ text: 'Kept on paper until 2012.' }],
	breaks: [{ at: '2013-01-01', because: 'a new way of counting' }],
});
const empty = madeIndicator({ id: 'nothing-yet', title: 'Nothing yet of this', theme: 'Other things' });
const undecided = { ...madeShare, undecided: madeShare.numerator };
const forces = 12;

const service = await testService();
await service.database.asActor(operator, async (tx) => {
	for (const indicator of [incidents, empty, undecided]) await putIndicator(tx, indicator);
	const known = await putForces(tx, forces);
	const figures: Figure[] = known.flatMap(({ code }, index) => [
		counted(incidents, 400 + index * 10, 10_000, { area: code, illustrative: index === 0 }),
		counted(incidents, 500 + index, 10_000, { area: code, until: '2013-03-31' }),
	]);
	await putFigures(tx, [
		...figures.slice(0, -2),
		madeFigure(incidents, { area: known.at(-1)?.code ?? '', marker: 'suppressed' }),
		counted(incidents, 5000, 110_000, {
			area: 'EW',
			marker: 'incomplete',
			missing: [known.at(-1)?.code ?? ''],
		}),
		counted(incidents, -12, 10_000, { area: 'region:East Midlands' }),
		counted(incidents, 100, 10_000, { area: known[1]?.code ?? '', breakdown: { kind: '=1+1' } }),
		counted(undecided, 20, 100, { area: 'EW', undecided: '12' }),
	]);
});

const pageOf = async (url: string, role: 'analyst' | 'inspector' | 'force liaison officer' = 'analyst') => {
	const browser = await service.signedInAs(role);
	const response = await browser.get(url);
	return {
		status: response.statusCode,
		body: response.body,
		raw: response.rawPayload,
		headers: response.headers,
	};
};

test('indicators are listed by theme with their newest period and the forces that have a figure', async () => {
	const { body } = await pageOf('/figures');
	const row = body.slice(body.indexOf('href="/figures/incidents"'));
	assert.match(row, /12 months ending March 2014.*?illustrative.*?<td[^>]*>11<\/td>/s);
	assert.match(body.slice(body.indexOf('href="/figures/nothing-yet"')), /Nothing yet<\/td>/);
});

test('indicators are found by a word of their meaning or title, and a theme narrows them', async () => {
	const found = await pageOf('/figures?search=nothing');
	assert.match(found.body, /href="\/figures\/nothing-yet"/);
	assert.doesNotMatch(found.body, /href="\/figures\/incidents"/);
	const themed = await pageOf('/figures?theme=Incidents');
	assert.doesNotMatch(themed.body, /href="\/figures\/nothing-yet"/);
});

test('an indicator without figures says what to do', async () => {
	const { status, body } = await pageOf('/figures/nothing-yet');
	assert.equal(status, 200);
	assert.match(body, /Nothing has been computed.*Import the data/s);
});

test('its page tells the definition, every force by value, the nation, breaks, caveats and the command', async () => {
	const { body } = await pageOf('/figures/incidents');
	for (const text of [
		'How many incidents there were for every 1,000 people.',
		'Kept on paper until 2012.',
		'a new way of counting',
		'--area EW --period 2014-03 --explain',
		'without Force 12',
		'England and Wales',
	])
		assert.ok(body.includes(text), text);
	const table = body.slice(body.indexOf('id="forces"'));
	assert.ok(table.indexOf('>Force 11<') < table.indexOf('>Force 2<'), 'the highest comes first');
	assert.match(table, />Force 12<\/a><\/th>.*?<td[^>]*>–<\/td>.*?suppressed/s);
	const byName = (await pageOf('/figures/incidents?sort=name')).body;
	const sorted = byName.slice(byName.indexOf('id="forces"'));
	assert.ok(
		sorted.indexOf('>Force 2<') > sorted.indexOf('>Force 11<') &&
			sorted.indexOf('>Force 1<') < sorted.indexOf('>Force 10<'),
	);
});

test('another period is shown when it is chosen, and one that is not there is not found', async () => {
	const earlier = await pageOf('/figures/incidents?period=2013-03-31');
	assert.match(earlier.body, /Forces, 12 months ending March 2013/);
	assert.equal((await pageOf('/figures/incidents?period=2011-03-31')).status, 404);
	assert.equal((await pageOf('/figures/incidents?period=yesterday')).status, 404);
	assert.equal((await pageOf('/figures/no-such')).status, 404);
	assert.equal((await pageOf('/figures/incidents?version=7')).status, 404);
});

test('every member of staff reads figures, and a force does not', async () => {
	for (const url of ['/figures', '/figures/incidents', '/figures/incidents.csv', '/forces/force-2/figures']) {
		assert.equal((await pageOf(url, 'inspector')).status, 200, url);
		assert.equal((await pageOf(url, 'force liaison officer')).status, 404, url);
	}
});

test('the file of rows has every area and part with its marks, and nothing in it is a formula', async () => {
	const { body, headers } = await pageOf('/figures/incidents.csv');
	assert.match(String(headers['content-disposition']), /incidents_ 12 months ending March 2014\.csv/);
	const lines = body.split('\r\n');
	assert.match(lines[0] ?? '', /^\uFEFFarea_code,area,.*illustrative/);
	assert.ok(
		lines.some((line) =>
			/^E23000101,Force 1,force,2013-04-01,2014-03-31,the whole,40\.0+,.*,yes,/.test(line),
		),
	);
	assert.ok(lines.some((line) => /^E23000112,Force 12,.*,,,,,,suppressed,/.test(line)));
	assert.ok(
		lines.some((line) => /^region:East Midlands,.*,-1\.20*,.*,-12,/.test(line)),
		'a negative number stays one',
	);
	assert.ok(lines.some((line) => line.includes('kind: =1+1')));
	assert.doesNotMatch(body, /(^|,|")=/m);
});

test('its history has every period', async () => {
	const { body } = await pageOf('/figures/incidents.csv?rows=history');
	assert.match(body, /E23000101,Force 1,force,2012-04-01,2013-03-31/);
	assert.match(body, /E23000101,Force 1,force,2013-04-01,2014-03-31/);
});

test('the spreadsheet has a cover, notes and one table on each sheet, without a blank or merged cell', async () => {
	const { raw } = await pageOf('/figures/incidents.ods');
	const book = read(raw);
	assert.deepEqual(book.SheetNames, ['Cover_sheet', 'Notes', 'Table_1', 'Table_2']);
	const rowsIn = (name: string) => {
		const sheet = book.Sheets[name];
		assert.ok(sheet);
		assert.equal(sheet['!merges']?.length ?? 0, 0);
		return utils.sheet_to_json<unknown[]>(sheet, { header: 1 });
	};
	const [title, note, headings = [], ...rows] = rowsIn('Table_1');
	assert.match(String(title?.[0]), /^Table 1: Incidents, incidents per 1,000 people, by area/);
	assert.match(String(note?.[0]), /one table/);
	assert.ok(headings.includes('Figure (incidents per 1,000 people)') && headings.includes('Illustrative'));
	for (const row of rows) {
		assert.equal(row.length, headings.length);
		for (const cell of row) assert.ok(cell !== undefined && cell !== null && cell !== '', String(row[1]));
	}
	const figureOf = (area: string) =>
		rows.find((row) => row[1] === area)?.[headings.indexOf('Figure (incidents per 1,000 people)')];
	assert.equal(figureOf('Force 1'), 40);
	assert.equal(figureOf('Force 12'), '[c]');
	assert.equal(figureOf('East Midlands'), -1.2);
	assert.match(JSON.stringify(rowsIn('Cover_sheet')), /1 of \d+ figures are illustrative/);
	assert.match(JSON.stringify(rowsIn('Notes')), /\[c\].*Suppressed/);
	const part = book.Sheets.Table_2?.F4;
	assert.equal(part?.v, 'kind: =1+1');
	assert.equal(part?.f, undefined);
});

test('the Parquet file holds the same rows, with numbers as numbers and days as days', async () => {
	const { raw } = await pageOf('/figures/incidents.parquet');
	const duck = await duckOf(service.services);
	const path = `${duck.folder}/downloaded.parquet`;
	await writeFile(path, raw);
	const rows = await duck.use((connection) =>
		rowsOf(
			connection,
			`select area, value::varchar as value, illustrative::varchar as made, typeof(last_day) as kind from '${path}' where area = 'Force 1'`,
		),
	);
	assert.deepEqual(rows, [{ area: 'Force 1', value: '40.000000', made: 'true', kind: 'DATE' }]);
});

test('what nothing was computed of cannot be downloaded', async () => {
	for (const ending of ['csv', 'ods', 'parquet'])
		assert.equal((await pageOf(`/figures/nothing-yet.${ending}`)).status, 404);
});

test('a force has its figures beside England and Wales, with the rule behind each word', async () => {
	const { body } = await pageOf('/forces/force-2/figures');
	assert.match(body, /aria-current="page">Figures/);
	assert.match(body, /href="\/figures\/incidents\?area=E23000102"/);
	assert.match(body, /41\.0/);
	assert.match(body, /Rules and caveats: Incidents/);
	assert.match(body, /Kept on paper until 2012\./);
	const front = await pageOf('/forces/force-2', 'inspector');
	assert.match(front.body, /href="\/forces\/force-2\/figures"/);
});

test('a force does not see the tab of figures on its own pages', async () => {
	const { rows } = await service.owner.query<{ id: string }>(
		"select id from programmes.force where slug = 'force-2'",
	);
	const browser = await service.signedInAs('force liaison officer', { organisation: rows[0]?.id ?? null });
	const front = await browser.get('/forces/force-2');
	assert.equal(front.statusCode, 200);
	assert.doesNotMatch(front.body, /\/figures/);
	assert.equal((await browser.get('/forces/force-2/figures')).statusCode, 404);
});

test('up to ten forces stand side by side on at most five charts', async () => {
	const some = (count: number) =>
		`/figures/incidents/compare?${Array.from({ length: count }, (_, index) => `force=force-${index + 1}`).join('&')}`;
	const two = await pageOf(some(2));
	assert.match(two.body, /Chosen forces, 12 months ending March 2014/);
	assert.equal(two.body.match(/<figure class="app-chart"/g)?.length, 2);
	const ten = await pageOf(some(10));
	assert.equal(ten.body.match(/<figure class="app-chart"/g)?.length, 5);
	assert.match((await pageOf(some(11))).body, /You chose 11 forces/);
	assert.match((await pageOf('/figures/incidents/compare?force=atlantis')).body, /no force at the address/);
	assert.match((await pageOf('/figures/incidents/compare')).body, /Choose forces/);
});

test('a share is told under each outcome of what is undecided, and under each denominator', async () => {
	const { body } = await pageOf('/figures/what-if?indicator=detected');
	assert.match(body, /Of cases with an outcome, 20% have/);
	assert.match((await pageOf('/figures/what-if?area=E23000101')).body, /There is no figure for Force 1/);
	const printed = (await pageOf('/figures/what-if?share=19&undecided=12')).body;
	assert.match(printed, /21\.6%/);
	assert.match(printed, /16\.7%/);
	assert.match((await pageOf('/figures/what-if?share=many&undecided=12')).body, /Enter both as percentages/);
});

test('what to look at is listed, and its filters narrow it', async () => {
	const all = await pageOf('/figures/quality');
	assert.match(all.body, /Below zero|Marked|Force without a figure/);
	const some = await pageOf('/figures/quality?kind=stale&area=E23000101');
	assert.equal(some.status, 200);
});

test('forces that are alike are proposed with what the distance is made of', async () => {
	const { body } = await pageOf('/figures/similar?force=force-2&indicator=incidents');
	assert.match(body, /Nearest to Force 2/);
	assert.match(body, /Incidents: 100%/);
	assert.match((await pageOf('/figures/similar?force=force-2')).body, /Choose at least one indicator/);
});

test('what a page shows follows what its figures are computed from', async () => {
	const { owner } = service;
	const computed = (inputs: string) =>
		owner.query(
			`insert into figures.computation (indicator, version, inputs, figures) values ('detected', 1, sha256($1), 1)
				on conflict (indicator, version) do update set inputs = excluded.inputs`,
			[inputs],
		);
	const changed = (numerator: number) =>
		owner.query("update figures.figure set numerator = $1 where indicator = 'detected'", [numerator]);
	await computed('before');
	assert.match((await pageOf('/figures/detected')).body, /<td[^>]*>20<\/td>/);
	await changed(21);
	assert.match(
		(await pageOf('/figures/detected')).body,
		/<td[^>]*>20<\/td>/,
		'nothing is made anew without reason',
	);
	await computed('after');
	assert.match((await pageOf('/figures/detected')).body, /<td[^>]*>21<\/td>/);
	await owner.query("delete from figures.computation where indicator = 'detected'");
	await changed(20);
	assert.match((await pageOf('/figures/detected')).body, /<td[^>]*>20<\/td>/);
});

test('a page takes as many queries for ten forces as for two', async () => {
	const route = service.assembly.parts
		.flatMap(({ routes = [] }) => routes)
		.find(({ url, method }) => url === '/figures/:indicator/compare' && method === 'GET');
	assert.ok(route);
	const queries = (count: number) =>
		service.database.asActor(operator, (tx) =>
			statementsOf(tx, (counting) =>
				route.handle({
					actor: operator,
					reader: null,
					tx: counting,
					params: { indicator: 'incidents' },
					query: { force: Array.from({ length: count }, (_, index) => `force-${index + 1}`) },
					body: {},
					request: { id: '', language: 'en', url: '', address: '', device: '', cookie: () => undefined },
				}),
			),
		);
	assert.equal(await queries(10), await queries(2));
});
