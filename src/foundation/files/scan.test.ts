import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type RunningServer, runServer } from '../../../test/servers/run.ts';
import { Failure, Refused } from '../kernel/failures.ts';
import { clamAv } from './scan.ts';

// In two halves, so that no scanner takes this source for a virus.
const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

let folder = '';
let path = '';
before(async () => {
	folder = await mkdtemp(join(tmpdir(), 'scan-'));
	path = join(folder, 'file');
});
after(() => rm(folder, { recursive: true }));

function at({ port }: RunningServer): { host: string; port: number } {
	return { host: '127.0.0.1', port };
}

test('a clean file is clean, also when it is large', async (t) => {
	const server = await runServer(t, 'clamd');
	const scanner = clamAv(at(server));
	await writeFile(path, 'Plain words.');
	assert.deepEqual(await scanner.scan(path), {});
	await writeFile(path, Buffer.alloc(5_000_000, 'words '));
	assert.deepEqual(await scanner.scan(path), {});
});

test('a virus is found and named, wherever in the file it is', async (t) => {
	const server = await runServer(t, 'clamd');
	await writeFile(path, `${'words '.repeat(100_000)}${eicar}`);
	assert.deepEqual(await clamAv(at(server)).scan(path), { virus: 'Eicar-Test-Signature' });
});

test('a scanner on a unix socket is spoken to alike', async (t) => {
	const socket = join(folder, 'clamd.sock');
	await runServer(t, 'clamd', { path: socket });
	const scanner = clamAv({ path: socket });
	await writeFile(path, eicar);
	assert.deepEqual(await scanner.scan(path), { virus: 'Eicar-Test-Signature' });
	await scanner.check();
});

test('a file beyond the limit of the scanner is refused', async (t) => {
	const server = await runServer(t, 'clamd', { limit: 1_000_000 });
	await writeFile(path, Buffer.alloc(3_000_000, 'words '));
	await assert.rejects(clamAv(at(server)).scan(path), (error) => {
		assert.ok(error instanceof Refused, String(error));
		assert.match(error.message, /larger than the virus scanner can take/);
		return true;
	});
});

test('a scanner that fails, hangs up, stays silent or is not there lets nothing in and says so', async (t) => {
	await writeFile(path, Buffer.alloc(3_000_000, 'words '));
	for (const mode of ['broken', 'hangup', 'silent']) {
		const server = await runServer(t, 'clamd', { mode });
		await assert.rejects(clamAv(at(server), 200).scan(path), outOfOrder);
	}
	await assert.rejects(clamAv({ path: join(folder, 'nobody.sock') }).scan(path), outOfOrder);
	await assert.rejects(clamAv({ path: join(folder, 'nobody.sock') }).check(), outOfOrder);
});

test('a file that has gone is an error, and the scanner is not left waiting for it', async (t) => {
	const server = await runServer(t, 'clamd');
	await assert.rejects(clamAv(at(server)).scan(join(folder, 'gone')), Failure);
});

function outOfOrder(error: unknown): boolean {
	assert.ok(error instanceof Failure && !(error instanceof Refused), String(error));
	assert.match(error.message, /^The virus scanner is not working .* files cannot be accepted/);
	return true;
}
