import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testService } from '../../../test/service.ts';
import type { Actor } from '../../foundation/database/actor.ts';
import { addForce, listForces } from '../index.ts';

const { database, signedInAs, owner } = await testService();
const operator: Actor = { kind: 'operator', name: 'tests' };

const forces = [
	{ name: 'Northshire Police', code: 'E23000901', region: 'North', inScope: true, scopeNote: null },
	{ name: 'Southshire Constabulary', code: 'E23000902', region: 'South', inScope: true, scopeNote: null },
	{ name: 'Åmark Police', code: 'W15000903', region: 'North', inScope: true, scopeNote: null },
	{
		name: '=Canal Police',
		code: null,
		region: 'National',
		inScope: false,
		scopeNote: 'Inspected, “by agreement”, only',
	},
];
await database.asActor(operator, async (tx) => {
	for (const force of forces) await addForce(tx, force);
});
const inspector = await signedInAs('inspector');

async function shown(query: string): Promise<string[]> {
	const { statusCode, body } = await inspector.get(`/forces${query}`);
	assert.equal(statusCode, 200, query);
	return [...body.matchAll(/<th scope="row"[^>]*><a[^>]*>([^<]+)</g)].map(([, name = '']) => name);
}

test('the register lists every force by name, as British readers order them', async () => {
	assert.deepEqual(await shown(''), [
		'=Canal Police',
		'Åmark Police',
		'Northshire Police',
		'Southshire Constabulary',
	]);
	assert.match((await inspector.get('/forces')).body, /4 of 4 forces/);
	assert.match((await inspector.get('/forces')).body, /Outside scope: Inspected, “by agreement”, only/);
});

for (const [query, names] of [
	['?search=SHIRE', ['Northshire Police', 'Southshire Constabulary']],
	['?search=e23000902', ['Southshire Constabulary']],
	['?search=++north++', ['Northshire Police']],
	['?region=North', ['Åmark Police', 'Northshire Police']],
	['?scope=out', ['=Canal Police']],
	['?scope=in&region=South', ['Southshire Constabulary']],
	['?search=shire&region=North', ['Northshire Police']],
	[
		'?sort=code&order=descending',
		['Åmark Police', 'Southshire Constabulary', 'Northshire Police', '=Canal Police'],
	],
	[
		'?sort=name&order=descending',
		['Southshire Constabulary', 'Northshire Police', 'Åmark Police', '=Canal Police'],
	],
	[
		'?scope=sideways&sort=shoe-size&order=up',
		['=Canal Police', 'Åmark Police', 'Northshire Police', 'Southshire Constabulary'],
	],
] as const) {
	test(`forces${query} shows ${names.length}`, async () => {
		assert.deepEqual(await shown(query), [...names]);
	});
}

test('a list that matches nothing says so, and every filter that is on can be taken off', async () => {
	const { body } = await inspector.get('/forces?search=nowhere&region=North&sort=code');
	assert.match(body, /No force matches these filters\./);
	assert.match(body, /0 of 4 forces/);
	const removing = [...body.matchAll(/class="moj-filter__tag" href="([^"]+)"/g)].map(([, href = '']) =>
		href.replaceAll('&amp;', '&'),
	);
	assert.deepEqual(removing, [
		'/forces?region=North&sort=code&order=ascending',
		'/forces?search=nowhere&sort=code&order=ascending',
	]);
});

test('a heading says how its column is sorted, and turns the order round with the filters kept', async () => {
	const { body } = await inspector.get('/forces?region=North&sort=name&order=ascending');
	assert.match(body, /<th[^>]*aria-sort="ascending"/);
	const links = [...body.matchAll(/class="app-sort[^>]* href="([^"]+)"/g)].map(([, href = '']) =>
		href.replaceAll('&amp;', '&'),
	);
	assert.ok(links.includes('?region=North&sort=name&order=descending'));
	assert.ok(links.includes('?region=North&sort=code&order=ascending'));
});

test('the list is saved as a spreadsheet of what the filters show, which no spreadsheet runs as a formula', async () => {
	const link = /href="(\/forces\.csv\?[^"]+)"/.exec((await inspector.get('/forces?scope=out')).body)?.[1];
	assert.ok(link);
	const { headers, body } = await inspector.get(link.replaceAll('&amp;', '&'));
	assert.equal(headers['content-type'], 'text/csv; charset=utf-8');
	assert.match(String(headers['content-disposition']), /^attachment; filename="forces\.csv"/);
	const lines = body.replace('\uFEFF', '').trimEnd().split('\r\n');
	assert.equal(
		lines[0],
		'code,name,region,in scope,note,address,since,until,names,other spellings,chief officer,HM Inspector,most similar group,illustrative',
	);
	assert.equal(lines.length, 2);
	assert.match(lines[1] ?? '', /^,"?'=Canal Police"?,National,no,/);
});

test('words that were searched for are shown as words', async () => {
	const { body } = await inspector.get('/forces?search=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E');
	assert.doesNotMatch(body, /<script>alert/);
});

test('the register is for the inspectorate: a force does not find it', async () => {
	const officer = await signedInAs('force liaison officer');
	for (const url of ['/forces', '/forces.csv']) assert.equal((await officer.get(url)).statusCode, 404, url);
});

test('a force is added by whoever may, with its organisation, and both are on record', async () => {
	const { rows } = await owner.query(
		`select e.subject_kind, e.action from foundation.audit_entry e
		join programmes.force f on f.id::text = e.subject_id where f.code is null order by e.id`,
	);
	assert.deepEqual(rows, [
		{ subject_kind: 'organisation', action: 'added' },
		{ subject_kind: 'force', action: 'added' },
		// Its first name.
		{ subject_kind: 'force', action: 'added' },
	]);
	const another = {
		name: 'Eastshire Police',
		code: 'E23000904',
		region: 'East',
		inScope: true,
		scopeNote: null,
	};
	await assert.rejects(
		database.asActor({ kind: 'worker', task: 'test' }, (tx) => addForce(tx, another)),
		{ code: '42501' },
	);
});

test('the database refuses a force without a proper code, and one outside scope without the reason', async () => {
	const [good] = forces;
	assert.ok(good);
	for (const wrong of [
		{ ...good, name: 'One', code: 'E230' },
		{ ...good, name: 'Two', code: 'Canal Police' },
		{ ...good, name: 'Three', code: 'E23000905', inScope: false },
	]) {
		await assert.rejects(
			database.asActor(operator, (tx) => addForce(tx, wrong)),
			{ code: '23514' },
		);
	}
	assert.equal((await database.asActor(operator, listForces)).length, forces.length);
});
