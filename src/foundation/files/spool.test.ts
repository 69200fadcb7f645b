import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, test } from 'node:test';
import { Failure, Refused } from '../kernel/failures.ts';
import { temporaryName } from './leftovers.ts';
import { openSpool } from './spool.ts';

let folder = '';
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'spool-'));
});
afterEach(() => rm(folder, { recursive: true }));

const words = Buffer.from('force,calls\nNorth,1204\n');
const limit = 1_000_000;

function sha256(content: Buffer): string {
	return createHash('sha256').update(content).digest('hex');
}

test('an upload is measured, hashed, named and typed, and is gone once it has been dealt with', async () => {
	const spool = await openSpool(folder, { limit });
	const spooled = await spool.receive(Readable.from([words]), '../calls.CSV');
	const { size, name, mediaType } = spooled;
	assert.deepEqual(
		{ size, name, mediaType },
		{ size: words.length, name: 'calls.CSV', mediaType: 'text/csv' },
	);
	assert.equal(spooled.sha256, sha256(words));
	assert.deepEqual(await readFile(spooled.path), words);
	await spooled[Symbol.asyncDispose]();
	assert.deepEqual(await readdir(folder), []);
});

test('an upload of exactly the limit is taken, one byte more is refused and leaves nothing', async () => {
	const spool = await openSpool(folder, { limit: words.length });
	const spooled = await spool.receive(Readable.from([words]), 'calls.csv');
	assert.equal(spooled.size, words.length);
	await spooled[Symbol.asyncDispose]();
	const source = Readable.from([words, Buffer.from('x')]);
	await assert.rejects(spool.receive(source, 'calls.csv'), {
		name: 'Refused',
		message: /larger than 23 bytes/,
	});
	assert.deepEqual(await readdir(folder), []);
});

test('an upload that the form parser has cut short is refused, not taken for complete', async () => {
	const spool = await openSpool(folder, { limit });
	const source = Object.assign(Readable.from([words]), { truncated: true });
	await assert.rejects(spool.receive(source, 'calls.csv'), /larger than 1 MB/);
	assert.deepEqual(await readdir(folder), []);
});

test('a refused upload is read to its end, so that the answer can reach the browser', async () => {
	const spool = await openSpool(folder, { limit });
	const source = Readable.from([words, words]);
	const ended = once(source, 'end');
	await assert.rejects(spool.receive(source, 'tool.exe'), Refused);
	await ended;
	assert.deepEqual(await readdir(folder), []);
});

test('an upload that breaks off leaves nothing', async () => {
	const spool = await openSpool(folder, { limit });
	const source = Readable.from(
		(async function* () {
			yield words;
			throw new Error('connection reset');
		})(),
	);
	await assert.rejects(spool.receive(source, 'calls.csv'), (error) => {
		assert.ok(error instanceof Failure);
		assert.match(error.message, /broke off/);
		return true;
	});
	assert.deepEqual(await readdir(folder), []);
});

test('what the scanner finds is refused by name, and what it cannot scan is not let in', async () => {
	const check = async () => {};
	const infected = await openSpool(folder, {
		limit,
		scanner: { scan: async () => ({ virus: 'Eicar-Test-Signature' }), check },
	});
	await assert.rejects(infected.receive(Readable.from([words]), 'calls.csv'), {
		name: 'Refused',
		message: /virus was found in the file \(Eicar-Test-Signature\)/,
	});
	const broken = await openSpool(folder, {
		limit,
		scanner: { scan: () => Promise.reject(new Failure('The virus scanner is not working.')), check },
	});
	await assert.rejects(broken.receive(Readable.from([words]), 'calls.csv'), { name: 'Failure' });
	assert.deepEqual(await readdir(folder), []);
});

test('opening sweeps out what killed processes left, and nothing that is being received', async () => {
	const gone = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
	await once(gone, 'exit');
	const leftByDead = `${hostname()}_${gone.pid}_life_file`;
	const leftByNamesake = `${hostname()}_${process.pid}_earlier-life_file`;
	const ours = temporaryName();
	const elsewhere = 'another-machine_1_life_file';
	const elsewhereOld = 'another-machine_1_life_forgotten';
	for (const name of [leftByDead, leftByNamesake, ours, elsewhere, elsewhereOld]) {
		await writeFile(join(folder, name), '');
	}
	await utimes(join(folder, elsewhereOld), 0, 0);
	await openSpool(folder, { limit });
	assert.deepEqual((await readdir(folder)).sort(), [ours, elsewhere].sort());
});

test('250 MB pass through without being held in memory', async () => {
	const spool = await openSpool(folder, { limit: 250_000_000 });
	const start = Buffer.from('RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00', 'latin1');
	let most = 0;
	const source = Readable.from(
		(function* () {
			yield start;
			const megabyte = Buffer.alloc(1_000_000);
			for (let count = 0; count < 249; count += 1) {
				most = Math.max(most, process.memoryUsage().arrayBuffers);
				yield megabyte;
			}
			yield Buffer.alloc(1_000_000 - start.length);
		})(),
	);
	const before = process.memoryUsage().arrayBuffers;
	const spooled = await spool.receive(source, 'interview.wav');
	assert.equal(spooled.size, 250_000_000);
	assert.ok(most - before < 50_000_000, `${most - before} bytes were held`);
});
