import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrange, operator } from '../../../test/inspections.ts';
import { testService } from '../../../test/service.ts';
import { statementsOf } from '../../figures/comparison/testing/world.ts';
import type { Tx } from '../../foundation/index.ts';
import { keepFrameworkFiles } from '../../programmes/index.ts';
import { addProgrammeFramework } from '../../programmes/planning/version.store.ts';
import { nationalItems } from './compose.pages.ts';

const service = await testService();
const as = <T>(work: (tx: Tx) => Promise<T>) => service.database.asActor(operator, work);

async function programme(): Promise<void> {
	const { id } = (await arrange(service)).programme;
	await as((tx) => addProgrammeFramework(tx, id, { framework: 'core-business-2014', version: 1 }));
}

test('what can be written about all forces takes as many statements for one programme as for several', async () => {
	const statements = () => as((tx) => statementsOf(tx, nationalItems));
	await keepFrameworkFiles(service.services);
	await programme();
	await as(nationalItems);
	const one = await statements();
	for (let count = 0; count < 3; count += 1) await programme();
	const items = await as(nationalItems);
	assert.ok(new Set(items.map(({ value }) => value.split(' ')[0])).size >= 4, 'each programme has its own');
	assert.equal(await statements(), one);
});
