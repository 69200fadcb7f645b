import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { testFramework } from '../../../test/frameworks/index.ts';
import { testService } from '../../../test/service.ts';
import type { Actor } from '../../foundation/database/actor.ts';
import { ownDefinitions } from '../../foundation/index.ts';
import { keepFrameworkFiles } from './file.store.ts';
import { keepFramework } from './framework.store.ts';

const { services, owner, signedInAs } = await testService();
const operator: Actor = { kind: 'operator', name: 'tests' };
const manager = await signedInAs('programme manager');
const inspector = await signedInAs('inspector');
const liaison = await signedInAs('force liaison officer');
const reader = await signedInAs('reader');

const keep = (source: string) =>
	services.database.asActor(operator, (tx) => keepFramework(tx, { source, file: 'test.yaml' }));
const named = (id: string) => testFramework.replace('id: test-custody\n', `id: ${id}\n`);
/** The words of a page, as somebody reads them. */
const words = (body: string) =>
	body
		.replace(/<(script|style)[\s\S]*?<\/\1>/g, '')
		.replace(/<[^>]+>/g, ' ')
		.replace(/&quot;/g, '"')
		.replace(/&#39;/g, "'")
		.replace(/\s+/g, ' ');

test('before there is a framework, the list says what to do next', async () => {
	assert.match(
		(await manager.get('/frameworks')).body,
		/<a[^>]*href="\/frameworks\/add"[^>]*>Add the first framework/,
	);
	const { body } = await inspector.get('/frameworks');
	assert.match(body, /No framework is kept yet/);
	assert.doesNotMatch(body, /\/frameworks\/add/);
});

test('the list shows each version with its round, questions, grades and whether anything rests on it', async () => {
	await keep(testFramework);
	await keep(named('test-used'));
	await owner.query(
		`with made as (insert into programmes.programme (slug, name, purpose, fieldwork_since, fieldwork_until)
			values ('night-visits', 'Night visits', 'To try', '2021-01-01', '2021-02-01') returning id)
		insert into programmes.programme_framework (programme_id, framework, version) select id, 'test-used', 1 from made`,
	);
	const { body } = await inspector.get('/frameworks');
	assert.match(
		words(body),
		/Custody visits 2021 to 2023 1 4 questions, 3 graded Strong, Sound, Weak custody-visits Not in use/,
	);
	assert.match(words(body), /custody-visits In use/);
	const other = words((await liaison.get('/frameworks')).body);
	assert.match(other, /4 questions, 3 graded/);
	assert.doesNotMatch(other, /In use/);
});

test('the page of a framework is readable whole: every text of the file stands on it', async () => {
	const { statusCode, body } = await inspector.get('/frameworks/test-custody/1');
	assert.equal(statusCode, 200);
	const page = words(body);
	const texts = [
		...testFramework.matchAll(
			/^\s*(?:- )?(?:title|asks|scope|text|because|means|summary|unit|population|caution): (.+)$/gm,
		),
		...testFramework.matchAll(/^\s*- (Everyone .+|Nobody .+)$/gm),
	].map(([, text = '']) => text.replace(/^"|"$/g, ''));
	assert.ok(texts.length > 40);
	for (const text of texts) assert.ok(page.includes(text), `“${text}” is not on the page`);
	assert.match(page, /Not with a cause of concern/);
	assert.match(page, /Also called: Booking in\./);
	assert.match(page, /Grades are compared with those of Custody visits , and with no others\./);
});

test('every entry of the contents leads to a heading of the page', async () => {
	const { body } = await inspector.get('/frameworks/test-custody/1');
	const links = [...body.matchAll(/href="#([^"]+)"/g)].map(([, id = '']) => id);
	assert.ok(links.includes('component-first-hour') && links.includes('samples'));
	for (const id of links) assert.ok(body.includes(`id="${id}"`), id);
});

test('a framework that does not grade says nothing of grades', async () => {
	await keep(
		named('test-ungraded')
			.replace(/scale:\n(?: {2}.*\n)+/, '')
			.replace(/graded: true/g, 'graded: false')
			.replace(/guards:\n(?: {2}.*\n)+/, '')
			.replace(/ {4}characteristics:\n(?: {6}.*\n)+/, ''),
	);
	const page = words((await inspector.get('/frameworks/test-ungraded/1')).body);
	assert.doesNotMatch(page, /Not graded|Grades/);
	assert.match(words((await inspector.get('/frameworks')).body), /4 questions Ungraded/);
});

test('a question shows what it goes on from, over several rounds, with links', async () => {
	await keep(
		named('test-second').replace(
			'    title: Complaints\n',
			'    title: Complaints\n    continues: [test-custody/complaints, test-custody/use-of-force]\n',
		),
	);
	await keep(
		named('test-third').replace(
			'    title: Complaints\n',
			'    title: Complaints\n    continues: [test-second/complaints]\n',
		),
	);
	const { body } = await inspector.get('/frameworks/test-third/1');
	const [, earlier = ''] = /Goes on from: (.*?)<\/p>/s.exec(body) ?? [];
	assert.deepEqual(
		[...earlier.matchAll(/href="([^"]+)"/g)].map(([, href]) => href),
		[
			'/frameworks/test-second/1#component-complaints',
			'/frameworks/test-custody/1#component-complaints',
			'/frameworks/test-custody/1#component-use-of-force',
		],
	);
});

test('what is in use says what rests on it, to the inspectorate only', async () => {
	assert.match(
		words((await inspector.get('/frameworks/test-used/1')).body),
		/In use, so this version stays as it is\. Programmes: Night visits \./,
	);
	assert.doesNotMatch((await liaison.get('/frameworks/test-used/1')).body, /Night visits/);
});

test('the file comes back as it was written', async () => {
	const { headers, body } = await inspector.get('/frameworks/test-custody/1/file');
	assert.equal(body, testFramework);
	assert.match(String(headers['content-disposition']), /^attachment; filename="test-custody\.v1\.yaml"/);
});

test('a framework or version that is not there is not found, and outsiders find none', async () => {
	for (const url of [
		'/frameworks/test-custody/2',
		'/frameworks/none/1',
		'/frameworks/test-custody/0',
		'/frameworks/test-custody/x',
		'/frameworks/Test_Custody/1',
		'/frameworks/none/1/file',
		'/frameworks/compare?a=none@1&b=test-custody@1',
	])
		assert.equal((await inspector.get(url)).statusCode, 404, url);
	assert.equal((await reader.get('/frameworks')).statusCode, 404);
	assert.equal((await inspector.get('/frameworks/add')).statusCode, 404);
});

test('two versions are compared in words, with what was and what is', async () => {
	await keep(
		testFramework
			.replace('version: 1\n', 'version: 2\n')
			.replace('    title: Complaints\n', '    title: Grievances\n'),
	);
	const page = words((await inspector.get('/frameworks/compare?a=test-custody@1&b=test-custody@2')).body);
	assert.match(page, /Question “Complaints” Title changed Before Complaints Now Grievances/);
	assert.match(
		words((await inspector.get('/frameworks/compare?a=test-custody@1&b=test-custody@1')).body),
		/The two say the same\./,
	);
	assert.match(words((await inspector.get('/frameworks/compare')).body), /Choose two frameworks/);
	assert.match(
		(await inspector.get('/frameworks/test-custody/2')).body,
		/href="\/frameworks\/compare\?a=test-custody@1&amp;b=test-custody@2"/,
	);
});

const fourth = named('test-fourth').replace('title: Custody visits\n', 'title: Court cells\n');

test('a pasted framework is checked, shown, and kept by a second button', async () => {
	const checked = await manager.submit('/frameworks/add', {
		text: fourth.replaceAll('\n', '\r\n'),
		step: 'check',
	});
	assert.equal(checked.statusCode, 200);
	assert.match(
		words(checked.body),
		/Court cells Version 1 Round 2021 to 2023 Pillars Care, Conduct Questions 4, 3 of them graded/,
	);
	assert.match(checked.body, /Add this framework/);
	assert.equal((await manager.get('/frameworks/test-fourth/1')).statusCode, 404);
	const fields = hiddenFields(checked.body);
	assert.equal(fields.text, fourth);
	const kept = await manager.post('/frameworks/add', { ...fields, step: 'keep' });
	assert.equal(kept.statusCode, 303);
	assert.equal(kept.headers.location, '/frameworks/test-fourth/1');
	assert.match((await manager.get('/frameworks/test-fourth/1')).body, /Court cells is added\./);
	assert.equal((await inspector.get('/frameworks/test-fourth/1/file')).body, fourth);
	assert.match(
		words((await manager.submit('/frameworks/add', { text: fourth, step: 'check' })).body),
		/This version is here already, and your file says the same\./,
	);
});

test('an uploaded file that changes a version is shown with the changes before it takes its place', async () => {
	const changed = fourth.replace('title: Complaints\n', 'title: Grievances\n');
	const file = { field: 'file', name: 'court cells.yaml', content: Buffer.from(changed) };
	const checked = await manager.upload('/frameworks/add', { text: 'something older', step: 'check' }, file);
	assert.equal(checked.statusCode, 200);
	assert.match(words(checked.body), /Nothing rests on it yet, so what you add takes its place/);
	assert.match(words(checked.body), /Question “Complaints” Title changed/);
	await manager.post('/frameworks/add', { ...hiddenFields(checked.body), step: 'keep' });
	const { rows } = await owner.query(
		`select kept.file, part.title from programmes.framework_version kept join programmes.framework_component part using (framework, version)
		where framework = 'test-fourth' and component = 'complaints'`,
	);
	assert.deepEqual(rows, [{ file: 'court cells.yaml', title: 'Grievances' }]);
});

test('a text with problems comes back with each of them: line, field and remedy, and nothing is lost', async () => {
	const bad = fourth
		.replace('    pillar: conduct\n', '    pillar: conducts\n')
		.replace('rule: refuses', 'rule: forbids');
	const { statusCode, body } = await manager.submit('/frameworks/add', { text: bad, step: 'check' });
	assert.equal(statusCode, 422);
	const page = words(body);
	assert.match(page, /There are 2 problems in this text/);
	assert.match(
		page,
		/Line \d+ pillar: conducts questions\[2\]\.pillar There is no pillar “conducts”\. Did you mean “conduct”\?/,
	);
	assert.match(page, /guards\[0\]\.rule Write “requires” or “refuses” here\./);
	assert.match(body, /pillar: conducts\n/);
	const file = { field: 'file', name: 'bad.yaml', content: Buffer.from(bad) };
	const uploaded = await manager.upload('/frameworks/add', { text: '', step: 'check' }, file);
	assert.equal(uploaded.statusCode, 422);
	assert.match(uploaded.body, /pillar: conducts\n/);
});

test('a version in use is refused with the remedy, in the first step and in the second', async () => {
	const changed = named('test-used').replace('title: Custody visits\n', 'title: Other visits\n');
	for (const step of ['check', 'keep']) {
		const { statusCode, body } = await manager.submit('/frameworks/add', { text: changed, step });
		assert.equal(statusCode, 422, step);
		assert.match(words(body), /is in use, so it stays as it is.*Write “version: 2” in the file/);
	}
	assert.match((await inspector.get('/frameworks/test-used/1')).body, /Custody visits/);
});

test('nothing, binary data and a file of another kind are told in a sentence', async () => {
	assert.match(
		(await manager.submit('/frameworks/add', { text: ' ' })).body,
		/Choose a file, or paste its text/,
	);
	const upload = (name: string, content: Buffer) =>
		manager.upload('/frameworks/add', { step: 'check' }, { field: 'file', name, content });
	assert.match((await upload('a.yaml', Buffer.from([0xe9, 0x0a]))).body, /not text in UTF-8/);
	assert.equal((await upload('a.exe', Buffer.from('MZ'))).statusCode, 422);
});

test('a file that cannot be kept is told on the list to whoever can do something, and new files are kept by a button', async () => {
	const own = ownDefinitions('frameworks', services.dataFolder);
	await keepFrameworkFiles(services);
	await mkdir(own, { recursive: true });
	await writeFile(join(own, 'bad.yaml'), fourth.replace('version: 1\n', 'version: one\n'));
	await writeFile(join(own, 'new.yaml'), named('test-fifth'));
	const { body } = await manager.get('/frameworks');
	assert.match(
		words(body),
		/A file is not kept: \S+bad\.yaml There is a problem in this file\..* Line 3 version: one version Write a number here/,
	);
	assert.match(words(body), /There is something new in the framework files: Custody visits, version 1/);
	assert.doesNotMatch((await inspector.get('/frameworks')).body, /bad\.yaml/);
	const answer = await manager.submit('/frameworks/files', {}, '/frameworks');
	assert.equal(answer.headers.location, '/frameworks');
	assert.match((await manager.get('/frameworks')).body, /Kept: Custody visits\./);
	assert.equal((await inspector.get('/frameworks/test-fifth/1')).statusCode, 200);
	await rm(own, { recursive: true });
});

test('every framework that is shipped has a page without a gap', async () => {
	const { rows } = await owner.query<{ framework: string; version: number }>(
		'select framework, version from programmes.framework_version',
	);
	assert.ok(rows.length > 9);
	for (const { framework, version } of rows) {
		const { statusCode, body } = await inspector.get(`/frameworks/${framework}/${version}`);
		assert.equal(statusCode, 200, framework);
		assert.doesNotMatch(words(body), /undefined|\[object|NaN/, framework);
	}
});

function hiddenFields(body: string): Record<string, string> {
	const fields = [...body.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)];
	return Object.fromEntries(
		fields
			.map(([, name = '', value = '']): [string, string] => [
				name,
				value
					.replace(/&lt;/g, '<')
					.replace(/&gt;/g, '>')
					.replace(/&quot;/g, '"')
					.replace(/&#39;/g, "'")
					.replace(/&amp;/g, '&'),
			])
			.filter(([name], index) => name !== '_form' || index > 0 || fields.length === 1),
	);
}
