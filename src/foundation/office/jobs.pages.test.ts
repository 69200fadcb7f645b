import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { peopleOf } from '../../../test/people.ts';
import { testService } from '../../../test/service.ts';
import { createApp } from '../../app.ts';
import type { Actor } from '../database/actor.ts';
import { enqueue, registerJobs } from '../jobs/job.store.ts';
import { defineJob } from '../jobs/job.ts';
import { startWork } from '../jobs/work.store.ts';
import { failedJobs, jobsPart } from './jobs.pages.ts';
import { whatWaits } from './waiting.ts';
import { workPart } from './work.pages.ts';

const service = await testService();
const app = await createApp(
	service.services,
	{ ...service.assembly, parts: [jobsPart(), workPart()] },
	{ INSPECTORATE_REQUESTS_PER_MINUTE: 1_000_000 },
);
const people = peopleOf(service, app);
const administrator = await people.signedInAs('administrator');
const inspector = await people.signedInAs('inspector');
const essex = await people.organisation('force', 'Essex Police');
const officer = await people.signedInAs('force liaison officer', { organisation: essex });

const letter = defineJob({ name: 'send a letter', payload: z.object({ to: z.string() }), async run() {} });
await service.database.asActor({ kind: 'worker', task: 'test' }, (tx) => registerJobs(tx, [letter]));
const worker: Actor = { kind: 'worker', task: 'test' };

async function failedJob(): Promise<number> {
	const id = await service.database.asActor(worker, (tx) => enqueue(tx, letter, { to: 'a-secret-address' }));
	await service.owner.query(
		"update graphile_worker._private_jobs set attempts = 12, last_error = 'The letter box was full.' where id = $1",
		[id],
	);
	return id;
}

test('an administrator sees what failed and why, and nothing of what it was about', async () => {
	const id = await failedJob();
	const list = await administrator.get('/jobs?state=failed');
	assert.match(list.body, /send a letter/);
	assert.match(list.body, /The letter box was full\./);
	const page = await administrator.get(`/jobs/${id}`);
	assert.match(page.body, /12 of 12/);
	for (const { body } of [list, page]) assert.doesNotMatch(body, /a-secret-address/);
});

test('jobs do not exist for anyone but administrators', async () => {
	const id = await failedJob();
	for (const reader of [inspector, officer]) {
		assert.equal((await reader.get('/jobs')).statusCode, 404);
		assert.equal((await reader.get(`/jobs/${id}`)).statusCode, 404);
		assert.equal((await reader.submit(`/jobs/${id}/retry`, {}, '/home')).statusCode, 404);
	}
});

test('a failed job waits for an administrator, and is tried again by a button', async () => {
	const id = await failedJob();
	const retried = await administrator.submit(`/jobs/${id}/retry`, {}, `/jobs/${id}`);
	assert.equal(retried.headers.location, '/jobs');
	const { body } = await administrator.get(`/jobs/${id}`);
	assert.match(body, /0 of 12/);
	assert.doesNotMatch(body, /Try again now/);
});

test('a job is given up after a question, and then it is gone', async () => {
	const id = await failedJob();
	assert.match((await administrator.get(`/jobs/${id}/give-up`)).body, /will not be done/);
	await administrator.submit(`/jobs/${id}/give-up`, {}, `/jobs/${id}/give-up`);
	assert.equal((await administrator.get(`/jobs/${id}`)).statusCode, 404);
	const again = await administrator.submit(`/jobs/${id}/give-up`, {}, '/jobs/1');
	assert.notEqual(again.statusCode, 303);
});

test('the home page of an administrator counts the failed jobs', async () => {
	const actor = (roles: 'administrator' | 'inspector'): Actor & { kind: 'account' } => ({
		kind: 'account',
		account: administrator.account,
		name: 'Someone',
		email: administrator.email,
		roles: [roles],
		organisation: {
			id: administrator.organisation ?? '',
			kind: 'inspectorate',
			name: 'The inspectorate',
			force: null,
		},
		session: administrator.account,
		method: 'password',
	});
	const waiting = (who: Actor & { kind: 'account' }) =>
		service.database.asActor(who, (tx) => whatWaits([failedJobs], who, tx));
	assert.equal((await waiting(actor('administrator')))[0]?.href, '/jobs?state=failed');
	assert.deepEqual(await waiting(actor('inspector')), []);
});

test('whoever started long work, and their force, can follow it on a page that asks again by itself', async () => {
	const id = await service.database.asActor(worker, (tx) =>
		startWork(tx, {
			title: 'Reading the return of Essex Police',
			job: letter,
			payload: { to: 'x' },
			organisation: essex,
		}),
	);
	const page = await officer.get(`/work/${id}`);
	assert.match(page.body, /Reading the return of Essex Police/);
	assert.match(page.body, /<noscript><meta http-equiv="refresh"/);
	assert.match(page.body, new RegExp(`data-progress="/work/${id}/progress.json"`));
	assert.deepEqual(JSON.parse((await officer.get(`/work/${id}/progress.json`)).body), {
		done: 0,
		total: null,
		message: 'This is waiting for its turn.',
		finished: false,
		failed: false,
		result: null,
	});
	assert.equal((await inspector.get(`/work/${id}`)).statusCode, 404);
	assert.equal((await administrator.get(`/work/${id}`)).statusCode, 200);
});

test('finished work leads to its result, failed work says why, and work that was given up says that', async () => {
	const start = () =>
		service.database.asActor(worker, (tx) =>
			startWork(tx, { title: 'Counting', job: letter, payload: { to: 'x' }, organisation: essex }),
		);
	const finished = await start();
	await service.owner.query(
		"update foundation.work set finished_at = now(), result = '/returns/7' where id = $1",
		[finished],
	);
	assert.match((await officer.get(`/work/${finished}`)).body, /href="\/returns\/7"/);

	const failed = await start();
	await service.owner.query(
		"update graphile_worker._private_jobs set attempts = max_attempts, last_error = 'Sheet 2 has no heading.' where id = (select job_id from foundation.work where id = $1)",
		[failed],
	);
	const page = await officer.get(`/work/${failed}`);
	assert.match(page.body, /Sheet 2 has no heading\./);
	assert.doesNotMatch(page.body, /http-equiv="refresh"/);
	assert.equal(JSON.parse((await officer.get(`/work/${failed}/progress.json`)).body).failed, true);

	const dropped = await start();
	await service.owner.query(
		'delete from graphile_worker._private_jobs where id = (select job_id from foundation.work where id = $1)',
		[dropped],
	);
	assert.match((await officer.get(`/work/${dropped}`)).body, /gave this up/);
});
