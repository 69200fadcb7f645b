import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { peopleOf } from '../../../test/people.ts';
import { testService } from '../../../test/service.ts';
import { createApp } from '../../app.ts';
import { createFiles } from '../files/files.ts';
import { Failure } from '../kernel/failures.ts';
import { filesPart } from './files.pages.ts';

const service = await testService();
const files = await createFiles(service.services, {});
let full = false;
const part = filesPart({
	...files,
	keep(...given) {
		if (full) throw new Failure('There is no room left on the disk for files.');
		return files.keep(...given);
	},
});
const app = await createApp(
	service.services,
	{ ...service.assembly, files, parts: [part] },
	{ INSPECTORATE_REQUESTS_PER_MINUTE: 1_000_000 },
);

const people = peopleOf(service, app);

const essex = await people.organisation('force', 'Essex Police');
const kent = await people.organisation('force', 'Kent Police');
const officer = await people.signedInAs('force liaison officer', { organisation: essex });
const colleague = await people.signedInAs('chief officer', { organisation: essex });
const stranger = await people.signedInAs('chief officer', { organisation: kent });
const inspector = await people.signedInAs('inspector');

const plan = { field: 'file', name: 'plan.txt', content: Buffer.from('What Essex means to do.') };

async function idOf(name: string): Promise<string> {
	const { rows } = await service.owner.query<{ id: string }>(
		'select id from foundation.file where name = $1 order by at desc limit 1',
		[name],
	);
	return rows[0]?.id ?? '';
}

test('a force uploads a file, and its colleagues and the inspectorate can download it', async () => {
	const sent = await officer.upload('/files/upload', {}, plan);
	assert.equal(sent.statusCode, 303);
	assert.equal(sent.headers.location, '/files');
	const shown = await officer.get('/files');
	assert.match(shown.body, /plan\.txt has been uploaded/);
	for (const reader of [officer, colleague, inspector]) {
		assert.match((await reader.get('/files')).body, /plan\.txt/);
		const download = await reader.get(`/files/${await idOf('plan.txt')}`);
		assert.equal(download.body, 'What Essex means to do.');
	}
});

test('a download is saved and never shown in the browser', async () => {
	const { headers } = await officer.get(`/files/${await idOf('plan.txt')}`);
	assert.match(String(headers['content-disposition']), /^attachment; filename="plan\.txt"/);
	assert.equal(headers['x-content-type-options'], 'nosniff');
	assert.equal(headers['content-security-policy'], "default-src 'none'; sandbox");
	assert.equal(headers['cache-control'], 'no-store');
});

test('another force cannot tell the file from one that does not exist', async () => {
	const theirs = await stranger.get(`/files/${await idOf('plan.txt')}`);
	const none = await stranger.get('/files/00000000-0000-4000-8000-000000000000');
	assert.equal(theirs.statusCode, 404);
	assert.equal(theirs.headers['content-disposition'], undefined);
	const comparable = (body: string) => body.replaceAll(/name="_form" value="[^"]+"/g, '');
	assert.equal(comparable(theirs.body), comparable(none.body));
	assert.doesNotMatch((await stranger.get('/files')).body, /plan\.txt/);
});

test('a force does not see what the inspectorate keeps to itself, and sees what is shared with it', async () => {
	const own = { ...plan, name: 'internal.txt' };
	const shared = { ...plan, name: 'shared.txt' };
	assert.equal((await inspector.upload('/files/upload', { organisation: '' }, own)).statusCode, 303);
	assert.equal((await inspector.upload('/files/upload', { organisation: essex }, shared)).statusCode, 303);
	const list = (await officer.get('/files')).body;
	assert.doesNotMatch(list, /internal\.txt/);
	assert.match(list, /shared\.txt/);
	assert.equal((await officer.get(`/files/${await idOf('internal.txt')}`)).statusCode, 404);
	assert.equal((await officer.get(`/files/${await idOf('shared.txt')}`)).statusCode, 200);
});

test('a force cannot put a file where another force sees it', async () => {
	const sly = { ...plan, name: 'sly.txt' };
	assert.equal((await officer.upload('/files/upload', { organisation: kent }, sly)).statusCode, 303);
	assert.doesNotMatch((await stranger.get('/files')).body, /sly\.txt/);
});

test('a dangerous file is refused beside its field, and nothing of it is left', async () => {
	const rowsBefore = (await service.owner.query('select from foundation.file')).rowCount;
	const answer = await officer.upload(
		'/files/upload',
		{},
		{ field: 'file', name: 'plan.exe', content: Buffer.from('MZ and the rest') },
	);
	assert.equal(answer.statusCode, 422);
	assert.match(answer.body, /id="file-error"/);
	assert.match(answer.body, /It can run as a program/);
	assert.equal((await service.owner.query('select from foundation.file')).rowCount, rowsBefore);
	assert.deepEqual(await readdir(join(service.services.dataFolder, 'spool')), []);
});

test('a file whose content is not what its name says is refused', async () => {
	const answer = await officer.upload(
		'/files/upload',
		{},
		{ field: 'file', name: 'plan.pdf', content: Buffer.from('only words') },
	);
	assert.equal(answer.statusCode, 422);
	assert.match(answer.body, /id="file-error"/);
});

test('a form without a file asks for one', async () => {
	const answer = await officer.upload('/files/upload', {}, { ...plan, name: '' });
	assert.equal(answer.statusCode, 422);
	assert.match(answer.body, /Choose a file/);
});

test('a full disk is said beside the field', async () => {
	full = true;
	const answer = await officer.upload('/files/upload', {}, { ...plan, name: 'large.txt' });
	full = false;
	assert.equal(answer.statusCode, 422);
	assert.match(answer.body, /There is no room left on the disk/);
	assert.equal(await idOf('large.txt'), '');
});

test('whoever uploaded a file can remove it, and a colleague cannot', async () => {
	const id = await idOf('plan.txt');
	assert.equal((await colleague.get(`/files/${id}/withdraw`)).statusCode, 404);
	const gone = await officer.submit(`/files/${id}/withdraw`, {});
	assert.equal(gone.headers.location, '/files');
	assert.equal((await officer.get(`/files/${id}`)).statusCode, 404);
});

test('files are found by a part of their name and sorted by what is asked for', async () => {
	const found = (await inspector.get('/files?search=SHAR')).body;
	assert.match(found, /shared\.txt/);
	assert.doesNotMatch(found, /internal\.txt/);
	const sorted = (await inspector.get('/files?sort=name&order=descending')).body;
	assert.ok(sorted.indexOf('shared.txt') < sorted.indexOf('internal.txt'));
	assert.match((await inspector.get('/files?search=nothing-like-it')).body, /No files match these filters/);
});

test('a reader of no organisation has no files', async () => {
	const reader = await people.signedInAs('reader');
	assert.equal((await reader.get('/files')).statusCode, 404);
});
