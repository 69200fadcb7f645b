import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import { testFramework } from '../../../test/frameworks/index.ts';
import type { Actor } from '../../foundation/database/actor.ts';
import { ownDefinitions } from '../../foundation/index.ts';
import type { Log } from '../../foundation/kernel/log.ts';
import { silent } from '../../foundation/kernel/log.ts';
import { frameworkFiles, keepFrameworkFiles, standingOf } from './file.store.ts';
import { listFrameworks } from './framework.store.ts';

const { database, owner } = await testDatabase();
const dataFolder = await mkdtemp(join(tmpdir(), 'inspectorate-frameworks-'));
const own = ownDefinitions('frameworks', dataFolder);
await mkdir(own);
after(() => rm(dataFolder, { recursive: true, force: true }));

const told: string[] = [];
const log: Log = {
	...silent,
	warn: (facts: unknown, text?: string) => told.push(`${JSON.stringify(facts)} ${text}`),
};
const operator: Actor = { kind: 'operator', name: 'tests' };
const read = () => keepFrameworkFiles({ database, dataFolder, log });
const kept = async () =>
	(await database.asActor(operator, listFrameworks)).map(
		({ framework, version }) => `${framework}@${version}`,
	);
const named = (id: string, source = testFramework) => source.replace('id: test-custody\n', `id: ${id}\n`);
const write = (name: string, text: string | Buffer) => writeFile(join(own, name), text);

test('what is shipped is kept at the start, and so is what an editor has put into the data folder', async () => {
	// The later one stands first in the folder; what it goes on from is kept before it all the same.
	await write(
		'a-later.yaml',
		named('test-later').replace(
			'    title: Complaints\n',
			'    title: Complaints\n    continues: [test-custody/complaints]\n',
		),
	);
	await write('custody.yaml', testFramework);
	await write('notes.txt', 'no framework');
	const files = await frameworkFiles(dataFolder);
	const standing = await database.asActor(operator, (tx) => standingOf(tx, files));
	assert.deepEqual(standing.warnings, []);
	assert.equal(standing.waiting.length, files.length);
	assert.deepEqual(await kept(), []);
	assert.deepEqual(await read(), []);
	assert.deepEqual(told, []);
	const all = await kept();
	assert.equal(all.length, files.length);
	assert.ok(all.includes('test-custody@1') && all.includes('test-later@1'));
	const { rows } = await owner.query(
		"select file from programmes.framework_version where framework = 'test-custody'",
	);
	assert.deepEqual(rows, [{ file: join(own, 'custody.yaml') }]);
});

test('a second start changes nothing and writes nothing', async () => {
	const entries = async () =>
		(await owner.query('select count(*)::int as count from foundation.audit_entry')).rows[0]?.count;
	const before = await entries();
	assert.deepEqual(await read(), []);
	assert.equal(await entries(), before);
});

test('files that cannot be kept are told, each with its reason, and the good ones beside them are kept', async () => {
	await write('bad.yaml', named('test-bad').replace('    pillar: conduct\n', '    pillar: conducts\n'));
	await write('binary.yaml', Buffer.from([0xff, 0xfe, 0x00]));
	await write('good.yaml', named('test-good'));
	await write('twice.yaml', testFramework.replace('title: Custody visits', 'title: Something else'));
	const warnings = await read();
	assert.deepEqual(warnings.map(({ file, sentence }) => [file.replace(`${own}/`, ''), sentence]).sort(), [
		['bad.yaml', 'There is a problem in this file.'],
		['binary.yaml', 'This file is not text in UTF-8. Save it as “UTF-8” and try again.'],
		[
			'twice.yaml',
			`test-custody@1 stands in ${join(own, 'custody.yaml')} as well. Keep one of the two files.`,
		],
	]);
	assert.equal(warnings.flatMap(({ problems }) => problems)[0]?.field, 'questions[2].pillar');
	assert.equal(told.length, 3);
	assert.ok((await kept()).includes('test-good@1'));
	await Promise.all(['bad.yaml', 'binary.yaml', 'twice.yaml'].map((name) => rm(join(own, name))));
});

test('the changed file of a version in use is told with the remedy, and the version stays as it is', async () => {
	await owner.query(
		`with made as (insert into programmes.programme (slug, name, purpose, fieldwork_since, fieldwork_until)
			values ('custody', 'Custody', 'To try', '2021-01-01', '2021-02-01') returning id)
		insert into programmes.programme_framework (programme_id, framework, version) select id, 'test-custody', 1 from made`,
	);
	await write('custody.yaml', testFramework.replace('title: Custody visits', 'title: Another title'));
	const [warning, ...others] = await read();
	assert.deepEqual(others, []);
	assert.equal(warning?.file, join(own, 'custody.yaml'));
	assert.match(warning?.sentence ?? '', /is in use, so it stays as it is.*Write “version: 2”/);
	const { rows } = await owner.query(
		"select title from programmes.framework_version where framework = 'test-custody'",
	);
	assert.deepEqual(rows, [{ title: 'Custody visits' }]);
});
