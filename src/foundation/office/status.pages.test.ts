import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { peopleOf } from '../../../test/people.ts';
import { testService } from '../../../test/service.ts';
import { createApp } from '../../app.ts';
import { enqueue, registerJobs } from '../jobs/job.store.ts';
import { defineJob } from '../jobs/job.ts';
import { Failure } from '../kernel/failures.ts';
import { statusPart } from './status.pages.ts';

const service = await testService();
let sealed = true;
const part = statusPart(service.services, {
	version: '1.2.3',
	fileStore: 'A folder in the data folder',
	checks: [
		{
			name: 'audit seal',
			async check() {
				if (!sealed) throw new Failure('The audit has not been sealed for an hour.');
			},
		},
	],
});
const app = await createApp(
	service.services,
	{ ...service.assembly, parts: [part] },
	{ INSPECTORATE_REQUESTS_PER_MINUTE: 1_000_000 },
);
const people = peopleOf(service, app);
const administrator = await people.signedInAs('administrator');

const shape = z.object({
	well: z.boolean(),
	facts: z.array(z.object({ name: z.string(), value: z.string(), problem: z.string().optional() })),
});
async function system() {
	const { well, facts } = shape.parse(JSON.parse((await administrator.get('/system.json')).body));
	return { well, fact: (name: string) => facts.find((fact) => fact.name === name) };
}

test('an administrator sees how the service is', async () => {
	const page = await administrator.get('/system');
	assert.equal(page.statusCode, 200);
	assert.match(page.body, /1\.2\.3/);
	assert.match(page.body, /PostgreSQL/);
	const { fact } = await system();
	assert.match(fact('Migrations')?.value ?? '', /the last \d{4}_/);
	assert.match(fact('Disk')?.value ?? '', /GB free$/);
	assert.equal(fact('Audit seal')?.value, 'Works');
});

test('what is wrong is said in a sentence', async () => {
	sealed = false;
	const { well, fact } = await system();
	assert.equal(well, false);
	assert.equal(fact('Audit seal')?.problem, 'The audit has not been sealed for an hour.');
	assert.match(
		(await administrator.get('/system')).body,
		/Audit seal: The audit has not been sealed for an hour\./,
	);
	sealed = true;
});

test('jobs that failed or that nobody does are pointed out', async () => {
	const job = defineJob({ name: 'test', payload: z.object({}), async run() {} });
	const ids = await service.database.asActor({ kind: 'worker', task: 'test' }, async (tx) => {
		await registerJobs(tx, [job]);
		return [await enqueue(tx, job, {}), await enqueue(tx, job, {})];
	});
	assert.equal((await system()).fact('Waiting')?.problem, undefined);
	await service.owner.query(
		"update graphile_worker._private_jobs set run_at = now() - interval '6 minutes' where id = $1",
		[ids[0]],
	);
	await service.owner.query(
		'update graphile_worker._private_jobs set attempts = max_attempts where id = $1',
		[ids[1]],
	);
	const { fact } = await system();
	assert.match(fact('Waiting')?.problem ?? '', /more than 5 minutes/);
	assert.match(fact('Failed')?.problem ?? '', /have failed/);
});

test('nobody else sees the system', async () => {
	for (const role of ['programme manager', 'chief officer', 'reader'] as const) {
		const reader = await people.signedInAs(role);
		assert.equal((await reader.get('/system')).statusCode, 404);
		assert.equal((await reader.get('/system.json')).statusCode, 404);
	}
});
