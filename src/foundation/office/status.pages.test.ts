import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { peopleOf } from '../../../test/people.ts';
import { testService } from '../../../test/service.ts';
import { createApp } from '../../app.ts';
import { sealAudit } from '../audit/seal.ts';
import { enqueue, registerJobs } from '../jobs/job.store.ts';
import { defineJob } from '../jobs/job.ts';
import { Failure } from '../kernel/failures.ts';
import { version } from '../kernel/version.ts';
import { statusPart } from './status.pages.ts';

const service = await testService();
let works = true;
const part = statusPart(service.services, {
	fileStore: 'A folder in the data folder',
	checks: [
		{
			name: 'virus scanner',
			async check() {
				if (!works) throw new Failure('The virus scanner is not working.');
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
	assert.ok(page.body.includes(version));
	assert.match(page.body, /PostgreSQL/);
	const { fact } = await system();
	assert.match(fact('Migrations')?.value ?? '', /the last \d{4}_/);
	assert.match(fact('Disk')?.value ?? '', /GB free$/);
	assert.equal(fact('Virus scanner')?.value, 'Works');
});

test('what is wrong is said in a sentence', async () => {
	works = false;
	const { well, fact } = await system();
	assert.equal(well, false);
	assert.equal(fact('Virus scanner')?.problem, 'The virus scanner is not working.');
	assert.match(
		(await administrator.get('/system')).body,
		/Virus scanner: The virus scanner is not working\./,
	);
	works = true;
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

test('an audit that nobody seals is pointed out', async () => {
	// What migrations wrote is as old as the template that this database is a copy of.
	await sealAudit(service.services);
	await people.signedInAs('inspector');
	assert.equal((await system()).fact('Newest seal')?.problem, undefined);
	await service.shiftClock('11 minutes');
	assert.match((await system()).fact('Newest seal')?.problem ?? '', /have not been sealed/);
	await service.shiftClock('0');
});

test('nobody else sees the system', async () => {
	for (const role of ['programme manager', 'chief officer', 'reader'] as const) {
		const reader = await people.signedInAs(role);
		assert.equal((await reader.get('/system')).statusCode, 404);
		assert.equal((await reader.get('/system.json')).statusCode, 404);
	}
});
