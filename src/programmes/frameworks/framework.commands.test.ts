import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { testFramework, testFrameworkFile } from '../../../test/frameworks/index.ts';
import { testService } from '../../../test/service.ts';
import { runCli } from '../../cli.ts';
import { Refused } from '../../foundation/kernel/failures.ts';
import { frameworkCommands } from './framework.commands.ts';

const { services, owner } = await testService();
const folder = await mkdtemp(join(tmpdir(), 'inspectorate-commands-'));
after(() => rm(folder, { recursive: true, force: true }));

async function run(name: string, positionals: string[], { json = false, database = true } = {}) {
	const command = frameworkCommands.find((one) => one.name === `framework ${name}`);
	assert.ok(command);
	let out = '';
	let err = '';
	const status = await command.run({
		values: {},
		positionals,
		json,
		io: { out: (text) => (out += text), err: (text) => (err += text) },
		world: async () => {
			if (!database) throw new Error('the database was opened');
			return services;
		},
	});
	return { status, out, err };
}
async function fileOf(name: string, text: string): Promise<string> {
	const path = join(folder, name);
	await writeFile(path, text);
	return path;
}
const later = testFramework
	.replace('version: 1\n', 'version: 2\n')
	.replace('title: Complaints\n', 'title: Complaining\n');

test('what is no file is refused in words', async () => {
	await assert.rejects(run('check', [folder], { database: false }), {
		message: `${folder} is a folder. Name the files in it.`,
	});
	const none = join(folder, 'none.yaml');
	await assert.rejects(run('check', [none], { database: false }), { message: `There is no file ${none}.` });
});

test('check needs no database, says what is sound, and names file, line and field of what is not', async () => {
	const bad = await fileOf(
		'bad.yaml',
		testFramework.replace('    pillar: conduct\n', '    pillar: conducts\n'),
	);
	const { status, out, err } = await run('check', [testFrameworkFile, bad], { database: false });
	assert.equal(status, 1);
	assert.equal(
		out,
		`${testFrameworkFile} is sound: Custody visits, version 1, 2 pillars, 4 questions, 3 grades.\n`,
	);
	assert.match(
		err,
		new RegExp(`^${bad}:\\d+:13: questions\\[2\\]\\.pillar: There is no pillar “conducts”\\.`),
	);
	assert.equal((await run('check', [testFrameworkFile], { database: false })).status, 0);
	const { out: data } = await run('check', [bad], { json: true, database: false });
	assert.equal(JSON.parse(data).problems[0].field, 'questions[2].pillar');
});

test('check finds earlier questions in the other files that it is given', async () => {
	const goesOn = await fileOf(
		'later.yaml',
		testFramework
			.replace('id: test-custody\n', 'id: test-later\n')
			.replace('title: Complaints\n', 'title: Complaints\n    continues: [test-custody/complaints]\n'),
	);
	assert.equal((await run('check', [goesOn, testFrameworkFile], { database: false })).status, 0);
	const alone = await run('check', [goesOn], { database: false });
	assert.equal(alone.status, 1);
	assert.match(alone.err, /There is no framework “test-custody” here/);
});

test('a file that is not there, and a command without one, are told in a sentence', async () => {
	await assert.rejects(run('check', [join(folder, 'none.yaml')]), Refused);
	let err = '';
	const io = { out: () => undefined, err: (text: string) => (err += text) };
	assert.equal(await runCli(['framework', 'check'], {}, io), 2);
	assert.match(err, /"framework check" takes FILE…/);
});

test('load keeps a file, list shows it, and a version in use is refused with the remedy', async () => {
	const path = await fileOf('custody.yaml', testFramework);
	assert.equal((await run('load', [path])).out, 'Custody visits (test-custody@1) is added.\n');
	assert.match((await run('load', [path])).out, /was there already, and nothing has changed/);
	assert.deepEqual(JSON.parse((await run('load', [path], { json: true })).out), {
		framework: 'test-custody',
		version: 1,
		outcome: 'unchanged',
	});
	assert.match((await run('list', [])).out, /^test-custody@1 {10}Custody visits$/m);
	await owner.query(
		`with made as (insert into programmes.programme (slug, name, purpose, fieldwork_since, fieldwork_until)
			values ('custody', 'Custody', 'To try', '2021-01-01', '2021-02-01') returning id)
		insert into programmes.programme_framework (programme_id, framework, version) select id, 'test-custody', 1 from made`,
	);
	assert.match((await run('list', [])).out, /^test-custody@1 {2}in use {2}Custody visits$/m);
	assert.equal(JSON.parse((await run('list', [], { json: true })).out)[0].inUse, true);
	const changed = await fileOf(
		'custody.yaml',
		testFramework.replace('title: Complaints\n', 'title: Complaining\n'),
	);
	await assert.rejects(run('load', [changed]), /is in use, so it stays as it is.*Write “version: 2”/);
});

test('diff compares files and names, and says how to name one that is not there', async () => {
	const path = await fileOf('later.yaml', later);
	const files = await run('diff', [testFrameworkFile, path], { database: false });
	assert.equal(
		files.out,
		[
			'From Custody visits (test-custody@1) to Custody visits (test-custody@2)',
			'',
			'Question “Complaints”',
			'  Title changed',
			'    - Complaints',
			'    + Complaining',
			'',
		].join('\n'),
	);
	assert.equal((await run('diff', ['test-custody@1', path])).out, files.out);
	assert.match((await run('diff', ['test-custody', testFrameworkFile])).out, /say the same/);
	const { differences } = JSON.parse((await run('diff', ['test-custody', path], { json: true })).out);
	assert.equal(differences.length, 1);
	await assert.rejects(run('diff', ['test-custdy@1', path]), /Did you mean “test-custody@1”\?/);
});
