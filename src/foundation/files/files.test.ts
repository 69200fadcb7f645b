import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import type { Actor } from '../database/actor.ts';
import { WrongUsage } from '../kernel/failures.ts';
import { silent } from '../kernel/log.ts';
import { findFile, withdrawFile } from './file.store.ts';
import { createFiles } from './files.ts';

const { database, owner } = await testDatabase();
const dataFolder = await mkdtemp(join(tmpdir(), 'inspectorate-files-'));
after(() => rm(dataFolder, { recursive: true, force: true }));
const files = await createFiles({ database, dataFolder }, {});
const operator: Actor = { kind: 'operator', name: 'tester' };
const nobodyElse = { organisation: null };

async function bring(content: string) {
	const spooled = await files.spool.receive(Readable.from([content]), 'notes.txt');
	return await database.asActor(operator, (tx) => files.keep(tx, spooled, nobodyElse));
}

async function stored(): Promise<string[]> {
	const names = await readdir(join(dataFolder, 'files'), { recursive: true });
	return names.map((name) => name.split('/').at(-1) ?? '').filter((name) => /^[0-9a-f]{64}$/.test(name));
}

async function sweep(): Promise<void> {
	await files.sweep.perform(
		{},
		{
			id: '1',
			attempt: 1,
			asWorker: (task) => database.asActor({ kind: 'worker', task: 'sweep' }, task),
			log: silent,
			signal: new AbortController().signal,
			async report() {},
			result() {},
		},
	);
}

const aDayPasses = () =>
	owner.query("update foundation.file_content set kept_at = kept_at - interval '25 hours'");

test('a file that was kept is handed out as it came, and that is written down', async () => {
	const file = await bring('what was said');
	const download = await database.asActor(operator, (tx) => files.download(tx, file));
	assert.equal(await text(await download.open()), 'what was said');
	assert.equal(download.name, 'notes.txt');
	const { rows } = await owner.query(
		"select action, actor_name, after ->> 'name' as name from foundation.audit_entry where subject_kind = 'file' and subject_id = $1 order by id",
		[file.id],
	);
	assert.deepEqual(rows, [
		{ action: 'added', actor_name: 'tester', name: 'notes.txt' },
		{ action: 'downloaded', actor_name: 'tester', name: 'notes.txt' },
	]);
});

test('the same content is stored once, whoever brings it', async () => {
	const before = await stored();
	const one = await bring('brought twice');
	const other = await bring('brought twice');
	assert.notEqual(one.id, other.id);
	assert.equal((await stored()).length, before.length + 1);
});

test('content whose transaction was rolled back is removed after a day, and what a file names is not', async () => {
	const kept = await bring('still named');
	const spooled = await files.spool.receive(Readable.from(['named by nobody']), 'notes.txt');
	await assert.rejects(
		database.asActor(operator, async (tx) => {
			await files.keep(tx, spooled, nobodyElse);
			throw new Error('the machine stopped');
		}),
	);
	assert.equal((await stored()).includes(spooled.sha256), true);
	await sweep();
	assert.equal((await stored()).includes(spooled.sha256), true);
	await aDayPasses();
	await sweep();
	const left = await stored();
	assert.equal(left.includes(spooled.sha256), false);
	assert.equal(left.includes(kept.sha256), true);
});

test('a withdrawn file is not found any more, and its content goes', async () => {
	const file = await bring('brought by mistake');
	assert.equal(await database.asActor(operator, (tx) => withdrawFile(tx, file.id)), true);
	assert.equal(await database.asActor(operator, (tx) => findFile(tx, file.id)), undefined);
	await aDayPasses();
	await sweep();
	assert.equal((await stored()).includes(file.sha256), false);
});

test('a file that belongs to a thing is found through that thing only', async () => {
	const subject = { kind: 'return', id: '7' };
	const spooled = await files.spool.receive(Readable.from(['for a return']), 'notes.txt');
	const file = await database.asActor(operator, (tx) =>
		files.keep(tx, spooled, { organisation: null, subject }),
	);
	assert.equal(await database.asActor(operator, (tx) => findFile(tx, file.id)), undefined);
	assert.equal((await database.asActor(operator, (tx) => findFile(tx, file.id, subject)))?.id, file.id);
});

test('what a file is and what it holds can never be changed', async () => {
	const file = await bring('the truth');
	await assert.rejects(
		database.asActor(operator, (tx) =>
			tx.updateTable('foundation.file').set({ name: 'other.txt' }).where('id', '=', file.id).execute(),
		),
		/permission denied/,
	);
});

test('a scanner that is written wrongly is named', async () => {
	await assert.rejects(
		createFiles({ database, dataFolder }, { INSPECTORATE_CLAMAV: 'somewhere' }),
		(error) => error instanceof WrongUsage && /INSPECTORATE_CLAMAV/.test(error.message),
	);
});
