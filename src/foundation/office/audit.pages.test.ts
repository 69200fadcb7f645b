import assert from 'node:assert/strict';
import { test } from 'node:test';
import { roomService } from '../../../test/room.ts';
import { record } from '../audit/audit.store.ts';
import { sealAudit } from '../audit/seal.ts';
import { roles } from '../database/actor.ts';
import { silent } from '../kernel/log.ts';
import { auditPart } from './audit.pages.ts';

const room = await roomService(auditPart);
const administrator = await room.signedInAs('administrator');
const manager = await room.signedInAs('programme manager');
const operator = { kind: 'operator', name: 'ops' } as const;
const seal = () => sealAudit({ database: room.database, dataFolder: room.dataFolder, log: silent });

await room.database.asActor(operator, async (tx) => {
	for (let n = 1; n <= 60; n += 1) {
		await record(tx, {
			subject: { kind: 'thing', id: `t-${n}` },
			action: n % 2 === 0 ? 'changed' : 'added',
			before: { title: n % 2 === 0 ? `<old ${n}>` : null },
			after: { title: `=new ${n}` },
			reason: `reason ${n}`,
		});
	}
});

test('administrators and programme managers read the record, and nobody else', async () => {
	for (const role of roles) {
		const person = await room.signedInAs(role);
		const wanted = ['administrator', 'programme manager'].includes(role) ? 200 : 404;
		assert.equal((await person.get('/audit')).statusCode, wanted, role);
		assert.equal((await person.get('/audit.csv')).statusCode, wanted, role);
		const verified = await person.post('/audit/verify', {});
		assert.equal(verified.statusCode, wanted === 200 ? 400 : 404, role);
	}
	assert.equal((await room.visitor().get('/audit')).statusCode, 303);
});

test('an entry shows what changed, why and by whom, and leads to the thing and to the account', async () => {
	const { body } = await administrator.get('/audit?kind=thing&subject=t-60');
	assert.match(body, /href="\/audit\?kind=thing&amp;subject=t-60">Thing changed<\/a>/);
	assert.match(body, /by ops at the command line/);
	assert.match(body, /Reason: reason 60/);
	assert.match(body, /&lt;old 60&gt;[\s\S]*=new 60/);
	await room.owner.query('begin');
	await room.owner.query("select set_config('app.account', $1, true)", [manager.account]);
	await room.owner.query(
		"select set_config('app.actor', 'account', true), set_config('app.actor_name', 'Mo', true)",
	);
	await room.owner.query("select app.record('thing', 'by-mo', 'changed')");
	await room.owner.query('commit');
	const link = new RegExp(`href="/accounts/${manager.account}">Mo</a>`);
	assert.match((await administrator.get(`/audit?account=${manager.account}`)).body, link);
	// A programme manager cannot open accounts, so that there is no link that leads nowhere.
	assert.doesNotMatch((await manager.get(`/audit?account=${manager.account}`)).body, link);
});

test('the pages follow each other through everything that matches, and back', async () => {
	const entries = (body: string) => [...body.matchAll(/Reason: reason (\d+)/g)].map(([, n]) => Number(n));
	const first = (await administrator.get('/audit?kind=thing&person=ops')).body;
	assert.equal(entries(first).length, 50);
	assert.equal(entries(first)[0], 60);
	const older = /href="(\/audit\?[^"]*older=\d+)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? '';
	assert.match(older, /kind=thing&person=ops/);
	const second = (await administrator.get(older)).body;
	assert.deepEqual(entries(second), [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
	assert.doesNotMatch(second, /older=/);
	const newer = /href="(\/audit\?[^"]*newer=\d+)"/.exec(second)?.[1]?.replaceAll('&amp;', '&') ?? '';
	assert.deepEqual(entries((await administrator.get(newer)).body), entries(first));
});

test('filters narrow what is shown, stand in the page, and can be taken away one by one', async () => {
	const { body } = await administrator.get(
		'/audit?kind=thing&action=added&person=ops&from=1/1/2020&until=1/1/2999',
	);
	assert.match(body, /Reason: reason 59/);
	assert.doesNotMatch(body, /Reason: reason 60/);
	assert.match(body, /<option value="added" selected>/);
	assert.match(
		body,
		/href="\/audit\?kind=thing&amp;person=ops&amp;from=[^"]+&amp;until=[^"]+"><span[^>]*>Remove the filter <\/span>What happened: added/,
	);
	assert.match(
		(await administrator.get('/audit?kind=thing&until=1/1/2020')).body,
		/No entries match these filters/,
	);
});

test('a day that is none has its sentence and stays in its field', async () => {
	const { body } = await administrator.get('/audit?from=31/2/2027');
	assert.match(body, /<a href="#from">Enter a real date, like 27\/3\/2027<\/a>/);
	assert.match(body, /value="31\/2\/2027"/);
	const backwards = await administrator.get('/audit?from=2/1/2027&until=2027-01-01');
	assert.match(backwards.body, /not before the first one/);
});

test('an address that makes no sense shows the record all the same', async () => {
	for (const query of [
		'older=x',
		'account=nobody',
		'kind=a&kind=b',
		'person=%00',
		'older=-1',
		'newer=1e300',
	]) {
		assert.equal((await administrator.get(`/audit?${query}`)).statusCode, 200, query);
	}
});

test('the download holds what matches, is safe in a spreadsheet, and stands in the record', async () => {
	const sent = await administrator.get('/audit.csv?kind=thing&action=changed');
	assert.match(String(sent.headers['content-disposition']), /attachment; filename="audit\.csv"/);
	const lines = sent.body.trimEnd().split('\r\n');
	assert.equal(lines.filter((line) => line.includes('thing,t-')).length, 30);
	assert.match(lines[0] ?? '', /Number,Time \(UTC\)/);
	const recorded = await room.owner.query(
		"select account_id, after ->> 'filter' as filter from foundation.audit_entry where action = 'downloaded' order by id desc limit 1",
	);
	assert.deepEqual(recorded.rows, [
		{ account_id: administrator.account, filter: '?kind=thing&action=changed' },
	]);
});

test('the page says how far the record is sealed, and verifies it at once', async () => {
	await seal();
	const { body } = await administrator.get('/audit');
	assert.match(body, /Sealed up to batch \d+, on <time[^>]*>[^<]+<\/time>\.\s+0 entries wait to be sealed/);
	const intact = await administrator.submit('/audit/verify', {}, '/audit');
	assert.equal(intact.statusCode, 200);
	assert.match(intact.body, /<h1[^>]*>[\s\S]*The record is intact<\/h1>/);
	await room.owner.query(
		"begin; set local session_replication_role = replica; update foundation.audit_entry set reason = 'altered' where subject_id = 't-7'; commit",
	);
	const altered = await administrator.submit('/audit/verify', {}, '/audit');
	assert.match(altered.body, /The record is not intact/);
	assert.match(altered.body, /Entry \d+ \(thing added, [^)]+\) was altered after it had been sealed/);
	await room.owner.query(
		"begin; set local session_replication_role = replica; update foundation.audit_entry set reason = 'reason 7' where subject_id = 't-7'; commit",
	);
});
