import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testFramework, testFrameworkFile, testFrameworkKey } from '../../../test/frameworks/index.ts';
import { testService } from '../../../test/service.ts';
import type { Actor } from '../../foundation/database/actor.ts';
import { addGroup } from '../forces/group.store.ts';
import {
	addForce,
	addHolder,
	addJudgment,
	addProgramme,
	forceBySlug,
	keepFramework,
	mergeForces,
	planInspections,
	publishedOn,
	renameForce,
} from '../index.ts';

const { database, signedInAs, owner, organisation } = await testService();
const operator: Actor = { kind: 'operator', name: 'tests' };
const today = Temporal.Now.plainDateISO('Europe/London');

const world = await database.asActor(operator, async (tx) => {
	await keepFramework(tx, { source: testFramework, file: testFrameworkFile });
	const force = (name: string, region: string) =>
		addForce(tx, { name, code: null, region, inScope: true, scopeNote: null });
	const north = await force('Northshire Constabulary', 'North');
	const south = await force('Southshire Police', 'South');
	const found = await forceBySlug(tx, 'northshire');
	assert.ok(found);
	await renameForce(tx, { force: found, name: 'Northshire Police', since: today.subtract({ years: 2 }) });
	const nobody = { title: null, honours: null, knownAs: null, salutation: null, email: null, since: null };
	const holder = (kind: 'chief officer' | 'HM Inspector', post: string, surname: string, until = null) =>
		addHolder(tx, { ...nobody, force: north, kind, post, firstName: 'A', surname, until });
	await holder('chief officer', 'Chief Constable', 'B');
	await holder('HM Inspector', 'HM Inspector, Northern Region', 'C');
	await addGroup(tx, {
		forceId: north,
		since: null,
		until: null,
		source: 'Home Office',
		noneBecause: null,
		members: [south],
	});
	const programme = (name: string, years: number) =>
		addProgramme(tx, {
			name,
			purpose: 'To see how forces do.',
			assessment: null,
			fieldworkSince: today.add({ years }).add({ days: 30 }),
			fieldworkUntil: today.add({ years }).add({ days: 60 }),
			frameworks: [testFrameworkKey],
		});
	const plan = async (name: string, years: number) => {
		const [id] = await planInspections(tx, {
			programme: (await programme(name, years)).id,
			tranche: null,
			forces: [north],
			...testFrameworkKey,
			fieldworkSince: today.add({ years }).add({ days: 30 }),
			fieldworkUntil: today.add({ years }).add({ days: 36 }),
			publishOn: today.add({ years }).add({ days: 90 }),
		});
		assert.ok(id);
		return id;
	};
	const judge = (force: string, component: string, grade: string | null, day: Temporal.PlainDate) =>
		addJudgment(tx, {
			force,
			...testFrameworkKey,
			component,
			grade,
			source: 'The report',
			publishedAt: publishedOn(day),
			basis: 'entered',
		});
	await judge(north, 'care', 'weak', today.subtract({ days: 200 }));
	await judge(north, 'use-of-force', 'strong', today.subtract({ days: 200 }));
	// What is to be published tomorrow is known inside only.
	await judge(north, 'complaints', null, today.add({ days: 1 }));
	return {
		north,
		south,
		coming: await plan('Announced visits', 0),
		secret: await plan('Unannounced visits', 0),
		past: await plan('Visits of last year', -1),
	};
});

await owner.query('set session_replication_role = replica');
await owner.query('update programmes.inspection set announced_at = app.now() where id = any ($1)', [
	[world.coming, world.past],
]);
await owner.query("update programmes.inspection set state = 'closed' where id = $1", [world.past]);
await owner.query('reset session_replication_role');

const inspector = await signedInAs('inspector');
const officer = await signedInAs('force liaison officer', { organisation: world.north });

async function page(who: typeof inspector, address: string): Promise<string> {
	const { statusCode, body } = await who.get(address);
	assert.equal(statusCode, 200, `${address}: ${body.slice(0, 2000)}`);
	return body.replaceAll(/<span class="govuk-visually-hidden">.*?<\/span>/g, '');
}

function plain(html: string): string {
	return html
		.replaceAll(/<[^>]+>/g, ' ')
		.replaceAll(/\s+/g, ' ')
		.trim();
}

function facts(body: string): Record<string, string> {
	return Object.fromEntries(
		[...body.matchAll(/<dt>(.*?)<\/dt><dd>(.*?)<\/dd>/gs)].map(([, name = '', value = '']) => [
			name,
			plain(value),
		]),
	);
}

const rowsUnder = (body: string, id: string) =>
	[
		...(body.split(`id="${id}"`)[1]?.split('<h2')[0] ?? '').matchAll(
			/<tr class="govuk-table__row">(.*?)<\/tr>/gs,
		),
	]
		.map(([, row = '']) => plain(row))
		.slice(1);

test('a force is known by its name of today, with who leads it, its region, its group and what it was called', async () => {
	const body = await page(inspector, '/forces/northshire');
	assert.match(body, /<h1[^>]*>Northshire Police<\/h1>/);
	const about = facts(body);
	assert.equal(about['Chief officer'], 'A B Chief Constable');
	assert.equal(about['HM Inspector'], 'A C HM Inspector, Northern Region');
	assert.equal(about['Liaison officer'], 'Nobody has been entered');
	assert.equal(about.Region, 'North');
	assert.equal(about['Most similar group'], 'Southshire Police');
	assert.match(about['Called before'] ?? '', /^Northshire Constabulary, until \d/);
	assert.match(body, /<a class="govuk-link" href="\/forces\/southshire">Southshire Police<\/a>/);
	assert.match(body, /href="\/forces\/northshire"[^>]* aria-current="page"/);
});

test('its judgments are those of the last round: graded pillars, and the questions of a pillar without a grade', async () => {
	assert.deepEqual(rowsUnder(await page(inspector, '/forces/northshire'), 'judgments'), [
		'Care Weak 2021 to 2023 No earlier judgment of it is on record.',
		'Force in custody Conduct Strong 2021 to 2023 No earlier judgment of it is on record.',
		'Complaints Conduct Not graded 2021 to 2023 It is not graded.',
	]);
});

test('what is planned stands before what is over, with weeks and states, and how much that is', async () => {
	const body = await page(inspector, '/forces/northshire');
	const current = rowsUnder(body, 'inspections');
	assert.equal(current.length, 2);
	assert.ok(current.every((row) => row.endsWith('Planned')));
	const past = rowsUnder(body, 'past');
	assert.match(past.join(), /^Visits of last year .* Closed$/);
	assert.match(
		plain(body),
		/In the last 12 months: 1 inspection, 2 weeks with fieldwork\.|1 inspection, 1 week with/,
	);
	assert.match(plain(body), /In the next 12 months: 2 inspections, [12] weeks?\./);
	assert.ok(body.includes(`href="/inspections/${world.coming}"`));
});

test('the force itself is led to its page, and reads there what it was told and what is published', async () => {
	const { statusCode, headers } = await officer.get('/your-force');
	assert.equal(statusCode, 303);
	assert.equal(headers.location, '/forces/northshire');
	const body = await page(officer, '/forces/northshire');
	assert.match(body, /aria-current="true"[^>]*>\s*<strong[^>]*>Your force/);
	const current = rowsUnder(body, 'inspections');
	assert.equal(current.length, 1);
	assert.match(current[0] ?? '', /^Announced visits/);
	assert.doesNotMatch(body, /Unannounced/);
	assert.deepEqual(
		rowsUnder(body, 'judgments').map((row) => row.split(' ')[0]),
		['Care', 'Force'],
	);
	assert.equal(facts(body)['Chief officer'], 'A B Chief Constable');
	// Other forces' pages are not for it, so nothing leads there.
	assert.equal(facts(body)['Most similar group'], 'Southshire Police');
	assert.doesNotMatch(body, /href="\/forces\/southshire"/);
	assert.doesNotMatch(body, /href="\/planning"/);
});

test("another force's page is not there for it, as if there were none", async () => {
	const other = await officer.get('/forces/southshire');
	const none = await officer.get('/forces/nowhere');
	assert.equal(other.statusCode, 404);
	const same = (body: string) =>
		body.replaceAll(/<code>.*?<\/code>|value="[^"]*"|req-\w+|[0-9a-f-]{36}/g, '');
	assert.equal(same(other.body), same(none.body));
	const body = await signedInAs('local policing body');
	assert.equal((await body.get('/forces/northshire')).statusCode, 404);
	assert.equal((await inspector.get('/your-force')).statusCode, 404);
});

test('somebody of an organisation that is in no register has no force page yet', async () => {
	const stranger = await signedInAs('chief officer', { organisation: await organisation('force') });
	assert.equal((await stranger.get('/your-force')).statusCode, 404);
});

test('a force without judgments and plans says so and what comes next', async () => {
	const body = plain(await page(inspector, '/forces/southshire'));
	assert.match(body, /No judgment of this force is in the register yet\. Go to its judgments/);
	assert.match(body, /Nothing is planned for this force, and nothing under way\./);
	assert.doesNotMatch(body, /Earlier inspections/);
});

test('a force that has become another says what and when, and the other where it came from', async () => {
	await database.asActor(operator, async (tx) => {
		const fields = { code: null, region: 'East', inScope: true, scopeNote: null };
		const since = today.subtract({ days: 10 });
		const successor = await addForce(tx, { name: 'Eastern Police', ...fields, existedSince: since });
		const one = await addForce(tx, { name: 'Marshshire Police', ...fields });
		await mergeForces(tx, { predecessors: [{ id: one }], successor, since, note: null });
	});
	assert.match(plain(await page(inspector, '/forces/marshshire')), /Became Eastern Police on \d/);
	const about = facts(await page(inspector, '/forces/eastern'));
	assert.match(about['Came from'] ?? '', /^Marshshire Police , on \d/);
});

test('the inspections of many years are paged', async () => {
	await owner.query('set session_replication_role = replica');
	await owner.query(
		`with programme as (insert into programmes.programme (slug, name, purpose, fieldwork_since, fieldwork_until)
			select 'old-' || n, 'Old ' || lpad(n::text, 2, '0'), 'Purpose', date '1990-01-01' + 365 * n, date '1990-02-01' + 365 * n
			from generate_series(1, 25) n returning id, fieldwork_since as since)
		insert into programmes.inspection (programme_id, force_id, framework, version, fieldwork_since, fieldwork_until, state)
		select id, $1, 'test-custody', 1, since, since + 5, 'closed' from programme`,
		[world.south],
	);
	await owner.query('reset session_replication_role');
	const first = rowsUnder(await page(inspector, '/forces/southshire'), 'past');
	assert.equal(first.length, 20);
	assert.match(first[0] ?? '', /^Old 25/);
	const second = rowsUnder(await page(inspector, '/forces/southshire?page=2'), 'past');
	assert.deepEqual([second.length, second.at(-1)?.slice(0, 6)], [5, 'Old 01']);
	assert.equal(rowsUnder(await page(inspector, '/forces/southshire?page=99'), 'past').length, 5);
});
