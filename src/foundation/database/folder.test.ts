import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, describe, it } from 'node:test';
import { Failure, Refused } from '../kernel/failures.ts';
import { holdFolder, openFolder } from './folder.ts';

const scratch = await mkdtemp(join(tmpdir(), 'inspectorate-folder-'));
const children: ChildProcess[] = [];
let count = 0;
let path = '';
beforeEach(() => {
	count += 1;
	path = join(scratch, `data ${count}`);
});
after(async () => {
	for (const child of children) child.kill('SIGKILL');
	await rm(scratch, { recursive: true });
});

/** Another process that holds the folder until it is killed; says "held" or the sentence of its refusal. */
async function holder(port: number): Promise<{ child: ChildProcess; said: string }> {
	const face = JSON.stringify(join(import.meta.dirname, 'folder.ts'));
	const script = `
		const { openFolder, holdFolder } = await import(${face});
		const folder = await openFolder(${JSON.stringify(path)});
		try {
			await holdFolder(folder, { port: ${port} });
			console.log('held');
			setInterval(() => {}, 1000);
		} catch (error) { console.log(error.message); }`;
	const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	children.push(child);
	const [said] = await once(child.stdout, 'data');
	return { child, said: String(said).trim() };
}

async function kill(child: ChildProcess): Promise<void> {
	child.kill('SIGKILL');
	await once(child, 'exit');
}

describe('a data folder', () => {
	it('keeps the identity and the secret it was first given', async () => {
		const first = await openFolder(path);
		assert.match(first.id, /^[0-9a-f]{16}$/);
		assert.equal(Buffer.from(first.secret, 'base64url').length, 32);
		assert.deepEqual(await openFolder(path), first);
	});

	it('is closed to every other user', async () => {
		await mkdir(path, { mode: 0o755 });
		await openFolder(path);
		assert.equal((await stat(path)).mode & 0o777, 0o700);
		assert.equal((await stat(join(path, 'installation.json'))).mode & 0o777, 0o600);
	});

	it('has one identity, whoever of several comes first', async () => {
		const opened = await Promise.all(Array.from({ length: 8 }, () => openFolder(path)));
		assert.equal(new Set(opened.map((folder) => folder.secret)).size, 1);
	});

	it('is never made of a folder that serves another purpose', async () => {
		await mkdir(path, { mode: 0o755 });
		await writeFile(join(path, 'holiday.jpg'), '');
		await assert.rejects(openFolder(path), { name: 'Refused', message: /holds other things.*holiday\.jpg/ });
		assert.equal((await stat(path)).mode & 0o777, 0o755);
	});

	it('that lost its secret says so instead of beginning anew', async () => {
		await openFolder(path);
		await mkdir(join(path, 'postgres'));
		await rm(join(path, 'installation.json'));
		await assert.rejects(openFolder(path), { message: /installation\.json.*missing.*backup/ });
	});

	it('with a damaged installation.json says what to do', async () => {
		await openFolder(path);
		await writeFile(join(path, 'installation.json'), '{"id":');
		await assert.rejects(openFolder(path), { name: 'Refused', message: /damaged.*backup/ });
	});

	it('cannot be a file', async () => {
		await writeFile(path, '');
		await assert.rejects(openFolder(path), (error) => {
			assert.ok(error instanceof Failure);
			assert.match(error.message, /is not a folder/);
			return true;
		});
	});

	it('that another user made is refused', { skip: process.getuid?.() !== 0 }, async () => {
		await openFolder(path);
		await chown(join(path, 'installation.json'), 4321, 4321);
		await assert.rejects(openFolder(path), { message: /belongs to another user.*4321/ });
	});

	it('that this user may not write gets a sentence', { skip: process.getuid?.() === 0 }, async () => {
		await mkdir(path);
		await chmod(path, 0o500);
		await assert.rejects(openFolder(join(path, 'data')), { message: /cannot be read or written/ });
	});
});

describe('holding a folder', () => {
	it('names who holds it, since when and where, to a second start', async () => {
		const { child, said } = await holder(3456);
		assert.equal(said, 'held');
		const folder = await openFolder(path);
		await assert.rejects(holdFolder(folder, { port: 1 }), (error) => {
			assert.ok(error instanceof Refused);
			assert.ok(error.message.includes(`process ${child.pid}`));
			assert.match(error.message, /since \d+ \w+ \d{4} at .*http:\/\/localhost:3456/);
			return true;
		});
		await kill(child);
	});

	it('is possible again at once when the holder was killed', async () => {
		await kill((await holder(1)).child);
		const folder = await openFolder(path);
		const hold = await holdFolder(folder, { port: 2 });
		await hold.release();
	});

	it('is not hindered by a note whose process number now belongs to another program', async () => {
		const folder = await openFolder(path);
		const note = { pid: process.ppid, since: '2026-01-01T00:00:00Z', port: 1 };
		await writeFile(join(path, 'start.json'), JSON.stringify(note));
		const hold = await holdFolder(folder, { port: 2 });
		const written: unknown = JSON.parse(await readFile(join(path, 'start.json'), 'utf8'));
		assert.deepEqual(Object(written).pid, process.pid);
		await hold.release();
	});

	it('goes to exactly one of several who start together after a kill', async () => {
		await kill((await holder(1)).child);
		const started = await Promise.all([2, 3, 4, 5].map(holder));
		assert.equal(started.filter(({ said }) => said === 'held').length, 1);
		assert.equal(started.filter(({ said }) => said.includes('is in use')).length, 3);
	});

	it('can be taken again after it was released', async () => {
		const folder = await openFolder(path);
		await (await holdFolder(folder, { port: 1 })).release();
		await (await holdFolder(folder, { port: 1 })).release();
	});
});
