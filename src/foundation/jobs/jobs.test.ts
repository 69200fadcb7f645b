import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { z } from 'zod';
import { testDatabase } from '../../../test/database.ts';
import type { Actor } from '../database/actor.ts';
import { Failure } from '../kernel/failures.ts';
import { silent } from '../kernel/log.ts';
import {
	abandonJob,
	countJobs,
	enqueue,
	listJobs,
	registerJobs,
	retryJob,
	type SeenJob,
} from './job.store.ts';
import { defineJob, PermanentFailure } from './job.ts';
import { startJobs } from './runner.ts';
import { findWork, startWork } from './work.store.ts';

const { database, owner, address, secret } = await testDatabase();
const administrator: Actor = { kind: 'operator', name: 'tester' };
const inspector = await accountIn('inspector');

const done: string[] = [];
const simple = defineJob({
	name: 'test simple',
	payload: z.object({ word: z.string() }),
	async run({ payload }) {
		done.push(payload.word);
	},
});
let broken = true;
const breaking = defineJob({
	name: 'test breaking',
	payload: z.object({ secret: z.string() }),
	attempts: 2,
	async run() {
		if (broken) throw new Failure('The other side did not answer.');
	},
});
const faulty = defineJob({
	name: 'test faulty',
	payload: z.object({ secret: z.string() }),
	async run({ payload }) {
		throw new TypeError(`cannot read ${payload.secret}`);
	},
});
const hopeless = defineJob({
	name: 'test hopeless',
	payload: z.object({}),
	async run() {
		throw new PermanentFailure('There is no such address.');
	},
});
const long = defineJob({
	name: 'test long',
	payload: z.object({ fails: z.boolean() }),
	async run({ payload, report, result }) {
		await report({ done: 1, total: 3, text: 'One' });
		await report({ done: 3, total: 3, text: 'All three' });
		if (payload.fails) throw new PermanentFailure('The second sheet has no heading.');
		result('/returns/7');
	},
});
const slow = defineJob({
	name: 'test slow',
	payload: z.object({}),
	async run() {
		done.push('slow');
	},
});
const unlisted = defineJob({ name: 'test unlisted', payload: z.object({}), async run() {} });
const kinds = [simple, breaking, faulty, hopeless, long, slow];

await database.asActor({ kind: 'worker', task: 'test' }, (tx) => registerJobs(tx, kinds));

function start() {
	const jobs = startJobs({
		jobs: kinds,
		schedule: [{ job: simple, every: 'day' }],
		database,
		address,
		secret,
		log: silent,
		concurrency: 2,
	});
	return jobs;
}

async function running<T>(work: () => Promise<T>): Promise<T> {
	const jobs = start();
	try {
		return await work();
	} finally {
		await jobs.stop();
	}
}

async function accountIn(role: string) {
	const { rows } = await owner.query<{ id: string; organisation: string }>(
		`with home as (insert into foundation.organisation (kind, name) values ('inspectorate', 'The inspectorate') returning id)
		insert into foundation.account (email, name, organisation_id, roles, state)
		select 'someone@test.example', 'Someone', id, array[$1], 'active' from home returning id, organisation_id as organisation`,
		[role],
	);
	const row = rows[0];
	if (row === undefined) throw new Error('nothing was added');
	return {
		kind: 'account',
		account: row.id,
		name: 'Someone',
		email: 'someone@test.example',
		roles: ['inspector'],
		organisation: { id: row.organisation, kind: 'inspectorate', name: 'The inspectorate', force: null },
		session: row.id,
		method: 'password',
	} satisfies Actor;
}

async function until<T>(look: () => Promise<T | undefined | false>): Promise<T> {
	for (let tries = 0; tries < 300; tries += 1) {
		const found = await look();
		if (found !== undefined && found !== false) return found;
		await wait(50);
	}
	throw new Error('waited in vain');
}

const list = () =>
	database.asActor(
		administrator,
		async (tx) => (await listJobs(tx, { state: null, most: 50, skip: 0 })).jobs,
	);
const find = async (id: number): Promise<SeenJob | undefined> => (await list()).find((job) => job.id === id);
const untilState = (id: number, state: SeenJob['state']) =>
	until(async () => {
		const job = await find(id);
		return job?.state === state && job;
	});

test('a job is done once its transaction has been committed, and dropped when it is rolled back', async () => {
	await assert.rejects(
		database.asActor(inspector, async (tx) => {
			await enqueue(tx, simple, { word: 'dropped' });
			throw new Failure('changed my mind');
		}),
	);
	await database.asActor(inspector, (tx) => enqueue(tx, simple, { word: 'kept' }));
	await running(() => until(async () => done.includes('kept')));
	assert.equal(done.includes('dropped'), false);
	assert.deepEqual(await list(), []);
});

test('a job that no program has made known cannot be asked for', async () => {
	await assert.rejects(
		database.asActor(inspector, (tx) => enqueue(tx, unlisted, {})),
		/There is no job named "test unlisted"/,
	);
});

test('a job cannot be asked for with a payload of another form', async () => {
	const anything: { word: string } = JSON.parse('{"word":7}');
	await assert.rejects(
		database.asActor(inspector, (tx) => enqueue(tx, simple, anything)),
		z.ZodError,
	);
});

test('a waiting job is replaced by another one under its key', async () => {
	const runAt = Temporal.Now.instant().add({ hours: 1 });
	const first = await database.asActor(inspector, (tx) =>
		enqueue(tx, simple, { word: 'first' }, { key: 'one', runAt }),
	);
	const second = await database.asActor(inspector, (tx) =>
		enqueue(tx, simple, { word: 'second' }, { key: 'one', runAt: Temporal.Now.instant() }),
	);
	assert.equal(second, first);
	await running(() => until(async () => done.includes('second')));
	assert.equal(done.includes('first'), false);
});

test('nobody reaches the queue but through its own functions', async () => {
	const actors: Actor[] = [
		inspector,
		administrator,
		{ kind: 'worker', task: 'test' },
		{ kind: 'authentication' },
		{ kind: 'public' },
	];
	for (const actor of actors) {
		for (const statement of [
			sql`select graphile_worker.add_job('test simple')`,
			sql`select * from graphile_worker._private_jobs`,
			sql`select * from app.jobs_as_seen()`,
		]) {
			await assert.rejects(
				database.asActor(actor, (tx) => statement.execute(tx)),
				/permission denied/,
				`${actor.kind} is refused`,
			);
		}
	}
	await assert.rejects(
		database.asActor({ kind: 'public' }, (tx) => enqueue(tx, simple, { word: 'public' })),
		/permission denied/,
	);
});

test('only an administrator sees the jobs, tries them again or gives them up', async () => {
	for (const attempt of [
		() => database.asActor(inspector, (tx) => listJobs(tx, { state: null, most: 1, skip: 0 })),
		() => database.asActor(inspector, (tx) => retryJob(tx, 1)),
		() => database.asActor(inspector, (tx) => abandonJob(tx, 1)),
	]) {
		await assert.rejects(attempt, /Only an administrator/);
	}
});

test('a failed job says why, and succeeds when it is tried again after its cause is gone', async () => {
	const id = await database.asActor(inspector, (tx) => enqueue(tx, breaking, { secret: 'not-to-be-shown' }));
	await running(async () => {
		const failed = await untilState(id, 'failed');
		assert.equal(failed.error, 'The other side did not answer.');
		assert.equal(failed.attempts, 2);
		assert.equal(JSON.stringify(failed).includes('not-to-be-shown'), false);
		broken = false;
		assert.equal(await database.asActor(administrator, (tx) => retryJob(tx, id)), true);
		await until(async () => (await find(id)) === undefined);
	});
	const { rows } = await owner.query(
		"select action, actor_name, before from foundation.audit_entry where subject_kind = 'job' and subject_id = $1",
		[String(id)],
	);
	assert.deepEqual(rows, [
		{
			action: 'tried again',
			actor_name: 'tester',
			before: { kind: 'test breaking', error: 'The other side did not answer.' },
		},
	]);
});

test('a permanent failure is not tried again until somebody asks, and then with all its attempts', async () => {
	const id = await database.asActor(inspector, (tx) => enqueue(tx, hopeless, {}));
	await running(() => untilState(id, 'failed'));
	const failed = await find(id);
	assert.equal(failed?.attempts, 1);
	assert.equal(failed?.error, 'There is no such address.');
	await database.asActor(administrator, (tx) => retryJob(tx, id));
	assert.equal((await find(id))?.most, hopeless.attempts);
	await running(() => untilState(id, 'failed'));
	assert.equal(await database.asActor(administrator, (tx) => abandonJob(tx, id)), true);
	assert.equal(await find(id), undefined);
	assert.equal(await database.asActor(administrator, (tx) => abandonJob(tx, id)), false);
});

test('the words of a fault in the program stay in the log', async () => {
	const id = await database.asActor(inspector, (tx) => enqueue(tx, faulty, { secret: 'not-to-be-shown' }));
	const failing = await running(() => untilState(id, 'trying again'));
	assert.equal(failing.error, `The program failed. Its log says how, under “job ${id}”.`);
	await database.asActor(administrator, (tx) => abandonJob(tx, id));
});

test('what a job cannot read stops it at once, without showing what it is', async () => {
	const { rows } = await owner.query(
		`select app.enqueue('test simple', '{"payload":{"word":["not-to-be-shown"]}}') as id`,
	);
	const id = Number(rows[0].id);
	const failed = await running(() => untilState(id, 'failed'));
	assert.equal(failed.error, 'What the job was asked to do cannot be read (word).');
	await database.asActor(administrator, (tx) => abandonJob(tx, id));
});

test('a long piece of work tells how far it is, and where its result is', async () => {
	const id = await database.asActor(inspector, (tx) =>
		startWork(tx, { title: 'Reading a return', job: long, payload: { fails: false } }),
	);
	const look = () => database.asActor(inspector, (tx) => findWork(tx, id));
	assert.equal((await look())?.job?.state, 'waiting');
	const work = await running(() =>
		until(async () => {
			const found = await look();
			return found?.finished_at !== null && found;
		}),
	);
	assert.deepEqual([work.done, work.total, work.sentence, work.result], [3, 3, 'All three', '/returns/7']);
	const another = { ...inspector, account: '00000000-0000-4000-8000-000000000000' };
	assert.equal(await database.asActor(another, (tx) => findWork(tx, id)), undefined);
});

test('a piece of work whose job has failed says so', async () => {
	const id = await database.asActor(inspector, (tx) =>
		startWork(tx, { title: 'Reading a return', job: long, payload: { fails: true } }),
	);
	const work = await running(() =>
		until(async () => {
			const found = await database.asActor(inspector, (tx) => findWork(tx, id));
			return found?.job?.state === 'failed' && found;
		}),
	);
	assert.equal(work.job?.error, 'The second sheet has no heading.');
	assert.equal(work.finished_at, null);
});

test('jobs are counted by their state', async () => {
	const counts = await database.asActor(inspector, (tx) => countJobs(tx));
	assert.equal(counts.failed.count, 1);
	assert.equal(counts.running.count, 0);
	assert.equal(counts.waiting.oldest, null);
});

test('a job whose worker was killed is done by the next one, and a living worker keeps its own', async () => {
	const id = await database.asActor(inspector, (tx) => enqueue(tx, slow, {}));
	const victim = spawn(
		process.execPath,
		[
			'--disable-warning=ExperimentalWarning',
			fileURLToPath(new URL('../../../test/stuck-worker.ts', import.meta.url)),
			JSON.stringify({ address, secret, job: slow.name }),
		],
		{ stdio: ['ignore', 'ignore', 'inherit'] },
	);
	after(() => victim.kill('SIGKILL'));
	await untilState(id, 'running');
	await running(async () => {
		// Longer than it takes to find out that a worker is gone.
		await wait(4_000);
		assert.equal((await find(id))?.state, 'running');
		victim.kill('SIGKILL');
		await once(victim, 'exit');
	});
	await running(() => until(async () => done.includes('slow')));
	assert.equal(await find(id), undefined);
});

test('jobs go on after the database has thrown everyone out', async () => {
	await running(async () => {
		await database.asActor(inspector, (tx) => enqueue(tx, simple, { word: 'before' }));
		await until(async () => done.includes('before'));
		await owner.query(
			"select pg_terminate_backend(pid) from pg_stat_activity where usename = 'inspectorate_jobs' and datname = current_database()",
		);
		await database.asActor(inspector, (tx) => enqueue(tx, simple, { word: 'afterwards' }));
		await until(async () => done.includes('afterwards'));
	});
});
