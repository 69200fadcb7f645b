import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import { testDatabase } from '../../../test/database.ts';
import type { Actor } from '../database/actor.ts';
import { findJob, listJobs, registerJobs, retryJob } from '../jobs/job.store.ts';
import { startJobs } from '../jobs/runner.ts';
import { systemClock } from '../kernel/clock.ts';
import type { Environment } from '../kernel/config.ts';
import { silent } from '../kernel/log.ts';
import { settingsSource } from '../settings/settings.ts';
import { mailer, sendMailJob } from './mailer.ts';
import { outboxOf, smtpServer } from './postman.ts';

const { database, owner, address, secret } = await testDatabase();
const outboxFolder = await mkdtemp(join(tmpdir(), 'inspectorate-mail-'));
after(() => rm(outboxFolder, { recursive: true, force: true }));
const operator: Actor = { kind: 'operator', name: 'tester' };
const { post } = mailer(secret);
const invitation = {
	to: 'liaison@force.example',
	subject: 'You are invited',
	text: 'Open https://inspectorate.example/invitation/a-token-nobody-else-may-see',
};

function jobFor(environment: Environment) {
	const settings = settingsSource({
		database,
		environment,
		secret,
		fallbackAddress: () => 'http://localhost:3000',
	});
	return sendMailJob({ settings, secret, clock: systemClock }, outboxFolder);
}

async function sending<T>(environment: Environment, work: () => Promise<T>): Promise<T> {
	const job = jobFor(environment);
	const jobs = startJobs({
		jobs: [job],
		schedule: [],
		database,
		address,
		secret,
		log: silent,
		concurrency: 1,
	});
	try {
		return await work();
	} finally {
		await jobs.stop();
	}
}

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
	for (let tries = 0; tries < 200; tries += 1) {
		const found = await look();
		if (found !== undefined) return found;
		await wait(50);
	}
	throw new Error('waited in vain');
}

const jobsLeft = () =>
	database.asActor(operator, async (tx) => (await listJobs(tx, { state: null, most: 9, skip: 0 })).jobs);
const nothingLeft = () => until(async () => ((await jobsLeft()).length === 0 ? true : undefined));

/** Answers each message with the next of these; 250 once they are used up. */
async function mailServer(answers: number[]) {
	const received: string[] = [];
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['AUTH', 'STARTTLS'],
		logger: false,
		onRcptTo(_address, _session, done) {
			const answer = answers[0];
			if (answer === 550) {
				answers.shift();
				done(Object.assign(new Error('no such liaison@force.example'), { responseCode: 550 }));
			} else done();
		},
		onData(stream, _session, done) {
			text(stream).then((message) => {
				received.push(message);
				const answer = answers.shift() ?? 250;
				if (answer === 250) done();
				else done(Object.assign(new Error('try later'), { responseCode: answer }));
			}, done);
		},
	});
	await new Promise<void>((resolve) => {
		server.listen(0, '127.0.0.1', () => resolve());
	});
	after(() => new Promise<void>((resolve) => server.close(() => resolve())));
	const bound = server.server.address();
	if (bound === null || typeof bound === 'string') throw new Error('The mail server has no port.');
	const environment: Environment = {
		INSPECTORATE_MAIL: `smtp://127.0.0.1:${bound.port}`,
		INSPECTORATE_MAIL_FROM: 'reports@inspectorate.example',
	};
	return { received, environment };
}

const idIn = (message: string) => /^message-id: (.+)$/im.exec(message)?.[1];

await database.asActor({ kind: 'worker', task: 'test' }, (tx) => registerJobs(tx, [jobFor({})]));

test('a message that waits to be sent cannot be read in the database', async () => {
	await database.asActor(operator, (tx) => post(tx, invitation));
	const { rows } = await owner.query<{ everything: string }>(
		`select coalesce(string_agg(j::text, ' '), '') || (select coalesce(string_agg(a::text, ' '), '') from foundation.audit_entry a)
			as everything from graphile_worker._private_jobs j`,
	);
	const everything = rows[0]?.everything ?? '';
	assert.match(everything, /closed/);
	for (const part of ['a-token-nobody-else-may-see', 'liaison@force.example', 'You are invited']) {
		assert.equal(everything.includes(part), false, `${part} is closed`);
	}
	await sending({}, nothingLeft);
});

test('without other settings a message goes to the outbox', async () => {
	await database.asActor(operator, (tx) => post(tx, { ...invitation, subject: 'To the outbox' }));
	await sending({}, nothingLeft);
	const outbox = await outboxOf(
		{ name: 'Inspectorate', address: 'http://localhost:3000' },
		{ outboxFolder, clock: systemClock },
	);
	const item = (await outbox.list()).find(({ subject }) => subject === 'To the outbox');
	assert.equal(item?.to, 'liaison@force.example');
	assert.equal((await outbox.read(item.id)).text, invitation.text);
});

test('a message is not posted by a transaction that is rolled back', async () => {
	await assert.rejects(
		database.asActor(operator, async (tx) => {
			await post(tx, invitation);
			throw new Error('changed my mind');
		}),
	);
	assert.deepEqual(await jobsLeft(), []);
});

test('a message that a server first refuses is sent again, as the same message', async () => {
	const server = await mailServer([451]);
	await database.asActor(operator, (tx) => post(tx, invitation));
	await sending(server.environment, async () => {
		const job = await until(async () => (await jobsLeft()).find(({ state }) => state === 'trying again'));
		assert.match(job.error ?? '', /451/);
		await database.asActor(operator, (tx) => retryJob(tx, job.id));
		await nothingLeft();
	});
	const [first = '', second = ''] = server.received;
	assert.equal(server.received.length, 2);
	assert.notEqual(idIn(first), undefined);
	assert.equal(idIn(first), idIn(second));
});

test('a recipient that is refused for good is not tried again, and the sentence does not name them', async () => {
	const server = await mailServer([550]);
	await database.asActor(operator, (tx) => post(tx, invitation));
	const failed = await sending(server.environment, () =>
		until(async () => (await jobsLeft()).find(({ state }) => state === 'failed')),
	);
	assert.equal(failed.attempts, 1);
	assert.match(failed.error ?? '', /550/);
	assert.doesNotMatch(failed.error ?? '', /liaison/);
	assert.equal((await database.asActor(operator, (tx) => findJob(tx, failed.id)))?.most, 1);
});

test('the address of a mail server says how it is spoken to', () => {
	assert.deepEqual(smtpServer('smtps://user:p%40ss@mail.example'), {
		host: 'mail.example',
		port: 465,
		security: 'tls',
		login: { user: 'user', password: 'p@ss' },
	});
	assert.deepEqual(smtpServer('smtp://mail.example'), {
		host: 'mail.example',
		port: 587,
		security: 'starttls',
	});
	assert.equal(smtpServer('smtp://[::1]:25').security, 'none');
	assert.equal(smtpServer('smtp://[::1]:25').host, '::1');
});
