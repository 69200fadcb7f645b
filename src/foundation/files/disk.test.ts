import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, test } from 'node:test';
import { promisify } from 'node:util';
import { Missing } from '../kernel/failures.ts';
import { diskStore } from './disk.ts';
import { openSpool, type Spool } from './spool.ts';

const content = Buffer.from('force,calls\nNorth,1204\n'.repeat(10_000));

// A mount of our own, seen by no other process, gone with it.
const privately = ['--map-root-user', '--mount', 'sh', '-c'];

let folder = '';
let spool: Spool;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'disk-'));
	spool = await openSpool(join(folder, 'spool'), { limit: 1_000_000 });
});
afterEach(() => rm(folder, { recursive: true }));

async function everyFile(inside: string): Promise<string[]> {
	const found = await readdir(inside, { recursive: true, withFileTypes: true });
	return found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

test('what was kept is given back, once for equal content, and can be removed', async () => {
	const store = await diskStore(join(folder, 'store'));
	const first = await spool.receive(Readable.from([content]), 'calls.csv');
	const second = await spool.receive(Readable.from([content]), 'again.csv');
	assert.equal(await store.has(first.sha256), false);
	await store.keep(first);
	await store.keep(second);
	assert.equal(await store.has(first.sha256), true);
	assert.deepEqual(await buffer(await store.open(first.sha256)), content);
	assert.equal((await everyFile(join(folder, 'store'))).length, 1);
	await store.remove(first.sha256);
	await store.remove(first.sha256);
	assert.equal(await store.has(first.sha256), false);
	await assert.rejects(store.open(first.sha256), Missing);
});

test('a store that was opened anew has what was kept before', async () => {
	const spooled = await spool.receive(Readable.from([content]), 'calls.csv');
	await (await diskStore(join(folder, 'store'))).keep(spooled);
	const reopened = await diskStore(join(folder, 'store'));
	assert.deepEqual(await buffer(await reopened.open(spooled.sha256)), content);
});

test('damaged content fails before its last bytes, and keeping it again mends it', async () => {
	const store = await diskStore(join(folder, 'store'));
	const spooled = await spool.receive(Readable.from([content]), 'calls.csv');
	await store.keep(spooled);
	const [path = ''] = await everyFile(join(folder, 'store'));
	const damaged = await readFile(path);
	damaged[1000] = 0;
	await writeFile(path, damaged);
	let received = 0;
	await assert.rejects(
		async () => {
			for await (const chunk of await store.open(spooled.sha256)) received += chunk.length;
		},
		{ name: 'Failure', message: /stored file is damaged/ },
	);
	assert.ok(received < content.length);
	await store.keep(spooled);
	assert.deepEqual(await buffer(await store.open(spooled.sha256)), content);
});

test('nothing but a hash is a key', async () => {
	const store = await diskStore(join(folder, 'store'));
	for (const key of ['../../etc/passwd', '', 'A'.repeat(64), `${'a'.repeat(64)}/..`]) {
		await assert.rejects(store.open(key), Missing);
		await assert.rejects(store.has(key), Missing);
		await assert.rejects(store.remove(key), Missing);
	}
});

test('a copy that a killed process left unfinished is swept out, and was never a file of the store', async () => {
	await mkdir(join(folder, 'store', 'unfinished'), { recursive: true });
	await writeFile(join(folder, 'store', 'unfinished', `${hostname()}_${process.pid}_earlier_x`), 'half');
	const store = await diskStore(join(folder, 'store'));
	assert.deepEqual(await everyFile(join(folder, 'store')), []);
	await store.check();
	assert.deepEqual(await everyFile(join(folder, 'store')), []);
});

test('a folder that cannot be written says so', async () => {
	const store = await diskStore(join(folder, 'store'));
	await rm(join(folder, 'store', 'unfinished'), { recursive: true });
	await writeFile(join(folder, 'store', 'unfinished'), '');
	await assert.rejects(store.check(), { name: 'Failure', message: /cannot be written and read \(ENOTDIR\)/ });
});

test('a full disk has a sentence and leaves nothing behind', {
	skip: !canMount() && 'needs a private mount',
}, async () => {
	const small = join(folder, 'small');
	await mkdir(small);
	const script = `
		import { readdirSync } from 'node:fs';
		import { Readable } from 'node:stream';
		import { diskStore } from '${new URL('disk.ts', import.meta.url).href}';
		import { openSpool } from '${new URL('spool.ts', import.meta.url).href}';
		const files = (folder) => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((e) => e.isFile());
		const csv = () => Readable.from([Buffer.alloc(600_000, 'a,b')]);
		const full = await openSpool('${small}/spool', { limit: 9_000_000 });
		const source = Readable.from([Buffer.alloc(2_000_000, 'a,b')]);
		const receiving = await full.receive(source, 'a.csv').catch((error) => error.message);
		const store = await diskStore('${small}/store');
		const spooled = await full.receive(csv(), 'a.csv');
		const keeping = await store.keep(spooled).catch((error) => error.message);
		const probe = await store.check().catch((error) => error.message) ?? 'fine';
		console.log(JSON.stringify({ receiving, keeping, probe, left: files('${small}').length }));
	`;
	const mounted = `mount -t tmpfs -o size=1m tmpfs '${small}' && exec "$0" --input-type=module -e "$1"`;
	const { stdout } = await promisify(execFile)('unshare', [...privately, mounted, process.execPath, script]);
	const sentence =
		'There is no room left on the disk for files. Nothing was kept. Make room and upload the file again.';
	// What is left is the one upload that was received whole.
	assert.deepEqual(JSON.parse(stdout), { receiving: sentence, keeping: sentence, probe: 'fine', left: 1 });
});

function canMount(): boolean {
	try {
		execFileSync('unshare', [...privately, `mount -t tmpfs tmpfs '${tmpdir()}'`], { stdio: 'ignore' });
		return true;
	} catch {
		return false;
	}
}
