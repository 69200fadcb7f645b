import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testFramework, testFrameworkFile, testFrameworkKey } from '../../../test/frameworks/index.ts';
import { testService } from '../../../test/service.ts';
import type { Actor } from '../../foundation/database/actor.ts';
import {
	addForce,
	addProgramme,
	addTranche,
	inspectionsOf,
	keepFramework,
	planInspections,
} from '../index.ts';
import { mondayOf } from '../planning/conflict.ts';

const { database, signedInAs, owner } = await testService();
const operator: Actor = { kind: 'operator', name: 'tests' };

/** Days that lie in the weeks of the board and after today, whenever the test runs. */
const start = mondayOf(Temporal.Now.plainDateISO('Europe/London').with({ day: 1 }));
const after = (days: number) => start.add({ days: 42 + days });

const world = await database.asActor(operator, async (tx) => {
	await keepFramework(tx, { source: testFramework, file: testFrameworkFile });
	const force = (name: string, region: string) =>
		addForce(tx, { name, code: null, region, inScope: true, scopeNote: null });
	const north = await force('Northshire Police', 'North');
	const south = await force('Southshire Police', 'South');
	const idle = await force('Idleshire Police', 'North');
	const programme = async (name: string, since: number, until: number, illustrative = false) =>
		addProgramme(tx, {
			name,
			purpose: 'To see how forces do.',
			assessment: null,
			fieldworkSince: after(since),
			fieldworkUntil: after(until),
			frameworks: [testFrameworkKey],
			illustrative,
		});
	const custody = await programme('Custody visits', 7, 60);
	const cyber = await programme('Cyber crime', 7, 60, true);
	const past = await programme('Long ago', -2000, -1900);
	const tranche = await addTranche(tx, {
		programme: custody.id,
		name: 'First tranche',
		fieldworkSince: after(7),
		fieldworkUntil: after(30),
	});
	const plan = (of: { id: string }, forces: string[], since: number, until: number, inTranche = false) =>
		planInspections(tx, {
			programme: of.id,
			tranche: inTranche ? tranche : null,
			forces,
			...testFrameworkKey,
			fieldworkSince: after(since),
			fieldworkUntil: after(until),
			publishOn: null,
		});
	await plan(custody, [north], 7, 25, true);
	await plan(custody, [south], 35, 46);
	await plan(cyber, [north], 24, 37);
	await plan(past, [south], -2000, -1990);
	assert.ok(tranche);
	return { north, south, idle, tranche };
});
const manager = await signedInAs('programme manager');

async function page(address: string): Promise<string> {
	const { statusCode, body } = await manager.get(address);
	assert.equal(statusCode, 200, address);
	return body;
}

/** The table as a screen reader says it: each row's header and what stands in its cells, with the columns they take. */
function rowsOf(body: string): Map<string, string[]> {
	const rows = [...body.matchAll(/<tr>\s*<th scope="row"[^>]*>(.*?)<\/th>(.*?)<\/tr>/gs)];
	return new Map(
		rows.map(([, head = '', cells = '']) => [
			plain(head),
			[...cells.matchAll(/<td(?: colspan="(\d+)")?[^>]*>(.*?)<\/td>/gs)].map(
				([, columns = '1', cell = '']) => `${columns}|${plain(cell)}`,
			),
		]),
	);
}

function plain(html: string): string {
	return html
		.replaceAll('<br>', ', ')
		.replaceAll(/<[^>]+>/g, '')
		.replaceAll(/\s+/g, ' ')
		.trim();
}

test('the board shows each force in its weeks, with the mark of the programme and what it stands for', async () => {
	const body = await page('/planning');
	const rows = rowsOf(body);
	assert.deepEqual(
		[...rows.keys()],
		['Idleshire Police', 'Northshire Police', 'Southshire Police', 'Forces asked', 'Conflicts'],
	);
	const south = rows.get('Southshire Police') ?? [];
	// Eleven free weeks, two of fieldwork, thirteen free, and the load.
	assert.equal(south.length, 11 + 1 + 13 + 2);
	assert.match(south[11] ?? '', /^2\|CV: Custody visits, .*, planned$/);
	assert.equal(south.at(-2), '1|1 inspection, 2 weeks');
	assert.equal(south.at(-1), '1|0 inspections, 0 weeks');
	assert.match(body, /3 inspections in these weeks\./);
	assert.match(body, /1 force is asked for nothing\./);
});

test('where two programmes ask a force in one week, a word says so, and the totals count it', async () => {
	const body = await page('/planning');
	const north = rowsOf(body).get('Northshire Police') ?? [];
	assert.deepEqual(
		north.filter((cell) => !cell.endsWith('|')).map((cell) => cell.replaceAll(/, \d.*?, planned/g, '')),
		[
			'2|CV: Custody visits',
			'1|Conflict: CV: Custody visits CC: Cyber crime',
			'2|CC: Cyber crime',
			'1|2 inspections, 5 weeks',
			'1|0 inspections, 0 weeks',
		],
	);
	assert.match(body, /<strong>1 conflict<\/strong>: a force is asked by two programmes in the same weeks/);
	assert.deepEqual((rowsOf(body).get('Forces asked') ?? []).slice(6, 14), [
		'1|',
		'1|1',
		'1|1',
		'1|1',
		'1|1',
		'1|2',
		'1|1',
		'1|',
	]);
	assert.deepEqual((rowsOf(body).get('Conflicts') ?? []).slice(8, 11), ['1|', '1|1', '1|']);
});

test('every inspection is linked, and the legend names each mark on the board and no other', async () => {
	const body = await page('/planning');
	const inspections = await database.asActor(operator, (tx) => inspectionsOf(tx, { force: world.north }));
	for (const { id } of inspections) assert.ok(body.includes(`href="/inspections/${id}"`));
	const legend = [...body.matchAll(/<dt>(\w+)<\/dt><dd>(.*?)<\/dd>/gs)].map(([, mark, name = '']) => [
		mark,
		plain(name),
	]);
	assert.deepEqual(legend, [
		['CC', 'Cyber crime illustrative: made up for this demonstration'],
		['CV', 'Custody visits'],
	]);
});

const filtered: [query: string, forces: string[]][] = [
	['?region=North', ['Idleshire Police', 'Northshire Police']],
	['?conflicts=yes', ['Northshire Police']],
	['?programme=custody-visits', ['Northshire Police', 'Southshire Police']],
	['?programme=cyber-crime', ['Northshire Police']],
	[`?programme=custody-visits&tranche=${world.tranche}`, ['Northshire Police']],
	[`?programme=cyber-crime&tranche=${world.tranche}`, ['Northshire Police']],
	[
		'?programme=nothing-of-the-kind&weeks=7&page=9&from=soon',
		['Idleshire Police', 'Northshire Police', 'Southshire Police'],
	],
];
for (const [query, forces] of filtered) {
	test(`${query.replace(world.tranche, '…')} shows ${forces.length} forces`, async () => {
		const names = [...rowsOf(await page(`/planning${query}`)).keys()].slice(0, -2);
		assert.deepEqual(names, forces);
	});
}

test('a chosen programme filters nothing else away that its forces are asked for', async () => {
	const north = rowsOf(await page('/planning?programme=cyber-crime')).get('Northshire Police');
	assert.ok(north?.some((cell) => cell.includes('Conflict: CV: Custody visits')));
});

test('a programme of another time is shown at that time', async () => {
	const body = await page('/planning?programme=long-ago');
	assert.match(body, /1 inspection in these weeks\./);
	assert.match(body, /<a[^>]*>From this month<\/a>/);
});

test('previous and next lead through time and keep the filters; an empty board leads to where there is something', async () => {
	const next = /<a[^>]*href="([^"]+)" rel="next"/.exec(await page('/planning?region=North&weeks=13'))?.[1];
	assert.equal(next, `/planning?from=${start.add({ days: 91 })}&amp;region=North&amp;weeks=13`);
	const body = await page(`/planning?from=${start.subtract({ days: 900 })}&region=South`);
	assert.match(body, /No fieldwork is planned in these weeks with these filters\./);
	assert.doesNotMatch(body, /<table/);
	const back = /href="([^"]+)">Go back to the last fieldwork/.exec(body)?.[1]?.replaceAll('&amp;', '&');
	assert.ok(back);
	assert.match(await page(back), /1 inspection in these weeks\./);
	assert.match(body, /Go on to the next fieldwork after them/);
});

test('the list by force says the same without a table', async () => {
	const body = await page('/planning?view=list');
	assert.doesNotMatch(body, /<table/);
	const sections = [...body.matchAll(/<section class="app-board-force">(.*?)<\/section>/gs)].map(
		([, section = '']) => plain(section),
	);
	assert.equal(sections.length, 2, 'who is asked for nothing is not in it');
	assert.match(
		sections[0] ?? '',
		/^Northshire Police Custody visits, First tranche: .* Planned Conflict with Cyber crime, .* Cyber crime: .* Planned illustrative.* Conflict with Custody visits/,
	);
	assert.match(sections[1] ?? '', /In these weeks: 1 inspection, 2 weeks of fieldwork\./);
});

test('the spreadsheet has a line for each inspection that the filters show', async () => {
	const link = /href="(\/planning\.csv[^"]*)"/.exec(await page('/planning?conflicts=yes'))?.[1];
	assert.ok(link);
	const { headers, body } = await manager.get(link.replaceAll('&amp;', '&'));
	assert.match(String(headers['content-disposition']), /filename="planning\.csv"/);
	const lines = body.replace('\uFEFF', '').trimEnd().split('\r\n');
	assert.deepEqual(lines, [
		'force,code,region,programme,tranche,fieldwork from,fieldwork to,state,conflict with,illustrative',
		`Northshire Police,,North,Custody visits,First tranche,${after(7)},${after(25)},planned,Cyber crime,no`,
		`Northshire Police,,North,Cyber crime,,${after(24)},${after(37)},planned,Custody visits,yes`,
	]);
});

test('what was cancelled asks nobody', async () => {
	await owner.query('set session_replication_role = replica');
	const cancel = (state: string) =>
		owner.query('update programmes.inspection set state = $1 where force_id = $2', [state, world.north]);
	await cancel('cancelled');
	const body = await page('/planning');
	await cancel('planned');
	await owner.query('reset session_replication_role');
	assert.match(body, /1 inspection in these weeks\. No force is asked by two programmes/);
});

test('the board is for the inspectorate', async () => {
	const officer = await signedInAs('force liaison officer', { organisation: world.north });
	for (const url of ['/planning', '/planning.csv']) assert.equal((await officer.get(url)).statusCode, 404);
});

test('a hundred forces stand on a page, and the totals are of all of them', async () => {
	await owner.query(
		`with added as (insert into foundation.organisation (kind, name)
			select 'force', 'Further ' || lpad(n::text, 3, '0') from generate_series(1, 100) n returning id)
		insert into programmes.force (id, region) select id, 'Far' from added`,
	);
	const rows = [...rowsOf(await page('/planning')).keys()];
	assert.equal(rows.length, 100 + 2);
	const second = await page('/planning?page=2');
	assert.deepEqual([...rowsOf(second).keys()].slice(0, -2), [
		'Idleshire Police',
		'Northshire Police',
		'Southshire Police',
	]);
	assert.deepEqual(rowsOf(second).get('Forces asked'), rowsOf(await page('/planning')).get('Forces asked'));
});
