import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { runServer } from '../../../test/servers/run.ts';
import { Failure, Missing } from '../kernel/failures.ts';
import { objectUrl, type S3Settings, s3Store } from './s3.ts';
import { openSpool, type Spool } from './spool.ts';

const content = Buffer.from('force,calls\nNorth,1204\n'.repeat(100_000));
const account = {
	region: 'eu-west-2',
	bucket: 'evidence',
	accessKeyId: 'TESTKEYID',
	secretAccessKey: 'test/secret+key',
};

let folder = '';
let spool: Spool;
before(async () => {
	folder = await mkdtemp(join(tmpdir(), 's3-'));
	spool = await openSpool(folder, { limit: 10_000_000 });
});
after(() => rm(folder, { recursive: true }));

function settingsFor(port: number): S3Settings {
	return { ...account, endpoint: `http://127.0.0.1:${port}`, pathStyle: true };
}

/** A Failure with this sentence, which holds neither key. */
function says(sentence: RegExp): (error: unknown) => boolean {
	return (error) => {
		assert.ok(error instanceof Failure, String(error));
		assert.match(error.message, sentence);
		assert.doesNotMatch(error.message, /TESTKEYID|test\/secret/);
		return true;
	};
}

test('what was kept is given back by its hash, and can be removed', async (t) => {
	const server = await runServer(t, 's3', account);
	const store = s3Store(settingsFor(server.port));
	const spooled = await spool.receive(Readable.from([content]), 'calls.csv');
	assert.equal(await store.has(spooled.sha256), false);
	await assert.rejects(store.open(spooled.sha256), Missing);
	await store.keep(spooled);
	await store.keep(spooled);
	assert.equal(await store.has(spooled.sha256), true);
	assert.deepEqual(await buffer(await store.open(spooled.sha256)), content);
	await store.remove(spooled.sha256);
	await store.remove(spooled.sha256);
	assert.equal(await store.has(spooled.sha256), false);
});

test('the check writes, reads and removes', async (t) => {
	const server = await runServer(t, 's3', account);
	await s3Store(settingsFor(server.port)).check();
});

test('the server refuses content that is not what was signed', async (t) => {
	const server = await runServer(t, 's3', account);
	const store = s3Store(settingsFor(server.port));
	const spooled = await spool.receive(Readable.from([content]), 'calls.csv');
	const other = { ...spooled, sha256: 'a'.repeat(64) };
	await assert.rejects(store.keep(other), says(/refused the request \(XAmzContentSHA256Mismatch\)/));
	assert.equal(await store.has(other.sha256), false);
});

test('content that the server has damaged fails before its last bytes', async (t) => {
	const server = await runServer(t, 's3', { ...account, corrupt: true });
	const store = s3Store(settingsFor(server.port));
	const spooled = await spool.receive(Readable.from([content]), 'calls.csv');
	await store.keep(spooled);
	let received = 0;
	await assert.rejects(
		async () => {
			for await (const chunk of await store.open(spooled.sha256)) received += chunk.length;
		},
		says(/stored file is damaged/),
	);
	assert.ok(received < content.length);
	await assert.rejects(store.check(), says(/gave back something else/));
});

test('a server that is busy for a moment is tried again, with the whole content', async (t) => {
	const server = await runServer(t, 's3', { ...account, busy: 2 });
	const store = s3Store(settingsFor(server.port));
	const spooled = await spool.receive(Readable.from([content]), 'calls.csv');
	await store.keep(spooled);
	assert.deepEqual(await buffer(await store.open(spooled.sha256)), content);
});

test('a server that stays busy is out of order', async (t) => {
	const server = await runServer(t, 's3', { ...account, busy: 1000 });
	const store = s3Store(settingsFor(server.port));
	await assert.rejects(store.has('a'.repeat(64)), says(/out of order \(503\)/));
	await assert.rejects(store.open('a'.repeat(64)), says(/out of order \(SlowDown\)/));
});

test('wrong keys, a wrong region and a missing bucket each have a sentence', async (t) => {
	const server = await runServer(t, 's3', account);
	const good = settingsFor(server.port);
	const spooled = await spool.receive(Readable.from([content]), 'calls.csv');
	const faults: [Partial<S3Settings>, RegExp][] = [
		[{ secretAccessKey: 'wrong' }, /refused our access keys \(\w+\)/],
		[{ accessKeyId: 'SOMEBODY' }, /refused our access keys \(\w+\)/],
		[{ region: 'us-east-1' }, /AuthorizationHeaderMalformed|400/],
		[{ bucket: 'elsewhere' }, /bucket of the file store does not exist|\(404\)/],
	];
	for (const [wrong, sentence] of faults) {
		const store = s3Store({ ...good, ...wrong });
		await assert.rejects(store.check(), says(sentence));
		await assert.rejects(store.open(spooled.sha256), says(sentence));
		await assert.rejects(store.keep(spooled), Failure);
	}
});

test('a server that is not there is said to be out of reach', async () => {
	const closed = createServer().listen(0, '127.0.0.1');
	await new Promise((resolve) => closed.once('listening', resolve));
	const address = closed.address();
	assert.ok(typeof address === 'object' && address !== null);
	await new Promise((resolve) => closed.close(resolve));
	const store = s3Store(settingsFor(address.port));
	await assert.rejects(store.has('a'.repeat(64)), says(/cannot be reached \(ECONNREFUSED\)/));
});

test('a download that breaks off is an error and not a shorter file', async () => {
	const server = createServer((socket) => {
		socket.on('error', () => {});
		socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf'));
	}).listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	const address = server.address();
	assert.ok(typeof address === 'object' && address !== null);
	const stream = await s3Store(settingsFor(address.port)).open('a'.repeat(64));
	await assert.rejects(buffer(stream));
	server.close();
});

test('nothing but a hash is a key', async () => {
	const store = s3Store(settingsFor(1));
	await assert.rejects(store.open('../other-bucket/secret'), Missing);
	await assert.rejects(store.has('?acl'), Missing);
});

test('the bucket stands in the path or in the host name', () => {
	const amazon = { ...account, endpoint: 'https://s3.eu-west-2.amazonaws.com', pathStyle: false };
	assert.equal(objectUrl(amazon, 'abc').href, 'https://evidence.s3.eu-west-2.amazonaws.com/abc');
	const own = { ...account, endpoint: 'https://files.example.org:9000/s3/', pathStyle: true };
	assert.equal(objectUrl(own, 'abc').href, 'https://files.example.org:9000/s3/evidence/abc');
});
