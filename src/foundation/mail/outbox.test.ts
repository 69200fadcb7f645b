import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import fc from 'fast-check';
import { Missing } from '../kernel/failures.ts';
import { PermanentMailFailure } from './message.ts';
import { type Outbox, outbox } from './outbox.ts';

const from = { name: 'Inspectorate of Police', address: 'office@inspectorate.example' };
const start = Temporal.Instant.from('2026-11-21T00:01:00.5Z');

let folder = '';
let now = start;
let box: Outbox;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'outbox-'));
	now = start;
	box = await outbox({ folder: join(folder, 'mail'), from, clock: { now: () => now } });
});
afterEach(() => rm(folder, { recursive: true }));

const letter = {
	id: 'job-1',
	to: 'reader@force.example',
	subject: 'Your draft',
	text: 'Dear reader,\n\nA link.',
};

test('a message is listed and read back as it was sent', async () => {
	await box.send(letter);
	assert.deepEqual(await box.list(), [
		{ id: 'job-1', to: 'reader@force.example', subject: 'Your draft', at: start },
	]);
	const read = await box.read('job-1');
	assert.equal(read.text, letter.text);
	assert.equal(read.from, 'Inspectorate of Police <office@inspectorate.example>');
	await box.check();
});

test('any text and subject survive the writing and the reading', async () => {
	const lines = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }).map((line) => `a${line}z`);
	let count = 0;
	await fc.assert(
		fc.asyncProperty(lines, fc.array(lines, { minLength: 1, maxLength: 5 }), async (subject, text) => {
			count += 1;
			const id = `job-${count}`;
			await box.send({ id, to: letter.to, subject, text: text.join('\n') });
			const read = await box.read(id);
			assert.equal(read.subject.replaceAll(/\s+/g, ' '), subject.replaceAll(/\s+/g, ' '));
			assert.equal(read.text, text.join('\n'));
		}),
		{ numRuns: 50 },
	);
});

test('a long link is whole when it is read back', async () => {
	const link = `https://inspectorate.example/invitation?token=${'aB3=_-'.repeat(40)}`;
	await box.send({ ...letter, text: `Open this:\n\n${link}\n` });
	assert.ok((await box.read('job-1')).text.includes(`\n${link}`));
});

test('the file is a message that any mail program opens', async () => {
	await box.send({ ...letter, subject: 'Gŵyl – “draft”' });
	const [name = ''] = await readdir(join(folder, 'mail'));
	assert.equal(name, '20261121T000100.500Z_job-1.eml');
	const source = await readFile(join(folder, 'mail', name), 'utf8');
	assert.match(source, /^Message-ID: <job-1@inspectorate\.example>\r$/m);
	assert.match(source, /^Date: Sat, 21 Nov 2026 00:01:00 \+0000\r$/m);
	assert.match(source, /^Auto-Submitted: auto-generated\r$/m);
	assert.match(source, /^MIME-Version: 1\.0\r$/m);
	assert.match(source, /^Subject: =\?UTF-8\?/m);
	// biome-ignore lint/suspicious/noControlCharactersInRegex: headers are ASCII
	assert.match(source.split('\r\n\r\n')[0] ?? '', /^[\x00-\x7f]*$/);
});

test('the newest comes first, and no more than a page holds', async () => {
	for (let count = 0; count < 103; count += 1) {
		now = start.add({ seconds: count });
		await box.send({ ...letter, id: `job-${count}` });
	}
	const items = await box.list();
	assert.equal(items.length, 100);
	assert.equal(items[0]?.id, 'job-102');
	assert.equal(items[99]?.id, 'job-3');
	assert.equal((await box.read('job-0')).id, 'job-0');
});

test('a message that is sent again by a repeated job is there once', async () => {
	await box.send(letter);
	now = start.add({ seconds: 5 });
	await box.send(letter);
	assert.equal((await box.list()).length, 1);
});

test('what is not a message of the outbox is neither listed nor read', async () => {
	await writeFile(join(folder, 'secret.eml'), 'From: x\r\n\r\n');
	await writeFile(join(folder, 'mail', 'notes.txt'), 'x');
	await writeFile(join(folder, 'mail', '20261121T000100.500Z_job-9.eml.part'), 'half');
	assert.deepEqual(await box.list(), []);
	for (const id of ['../secret', 'secret', 'notes', 'job-9', '']) await assert.rejects(box.read(id), Missing);
});

test('nobody can write a header, add a recipient or leave the folder', async () => {
	const attempts = [
		{ subject: 'Draft\r\nBcc: other@elsewhere.example' },
		{ subject: 'Draft\nX' },
		{ to: 'reader@force.example\r\nBcc: other@elsewhere.example' },
		{ to: 'reader@force.example, other@elsewhere.example' },
		{ to: 'Reader <reader@force.example>' },
		{ to: 'reader' },
		{ id: '../../job' },
	];
	for (const attempt of attempts) {
		await assert.rejects(box.send({ ...letter, ...attempt }), (error) => {
			assert.ok(error instanceof PermanentMailFailure, String(error));
			assert.doesNotMatch(error.message, /example/);
			return true;
		});
	}
	assert.deepEqual(await box.list(), []);
});

test('an outbox that cannot be written says so', async () => {
	await rm(join(folder, 'mail'), { recursive: true });
	await assert.rejects(box.check(), { name: 'Failure', message: 'The outbox cannot be written (ENOENT).' });
});
