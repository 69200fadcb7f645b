import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { silent } from '../kernel/log.ts';
import { type Cluster, openCluster } from './embedded.ts';
import { clusterFacts, orphans } from './embedded-facts.ts';
import { homeOf } from './embedded-place.ts';
import { leftovers, serves } from './embedded-process.ts';
import { type DataFolder, openFolder } from './folder.ts';

const root = process.getuid?.() === 0;
const scratch = await mkdtemp(join(tmpdir(), 'inspectorate-embedded-'));
const folders: DataFolder[] = [];

async function newFolder(...names: string[]): Promise<DataFolder> {
	const folder = await openFolder(join(scratch, ...names));
	folders.push(folder);
	return folder;
}

after(async () => {
	for (const folder of folders) await rm(homeOf(folder), { recursive: true, force: true });
	await rm(scratch, { recursive: true, force: true });
});

async function query<T extends pg.QueryResultRow>(cluster: Cluster, text: string): Promise<T[]> {
	const client = new pg.Client(cluster.connection);
	client.on('error', () => {});
	await client.connect();
	try {
		return (await client.query<T>(text)).rows;
	} finally {
		await client.end();
	}
}

async function lives(folder: DataFolder, pid: number): Promise<boolean> {
	return serves(pid, (await clusterFacts(folder)).data);
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
	while (!(await condition())) await pause(20);
}

/** Another process that uses the cluster until its standard input closes, and says the server's number. */
function startUser(folder: DataFolder) {
	const here = (name: string) => JSON.stringify(join(import.meta.dirname, name));
	const script = `
		const { openFolder } = await import(${here('folder.ts')});
		const { openCluster } = await import(${here('embedded.ts')});
		const { silent } = await import(${here('../kernel/log.ts')});
		const cluster = await openCluster(await openFolder(${JSON.stringify(folder.path)}), { log: silent });
		console.log(cluster.pid);
		process.stdin.on('end', () => cluster.stop()).resume();`;
	return spawn(process.execPath, ['--input-type=module', '-e', script], {
		stdio: ['pipe', 'pipe', 'inherit'],
	});
}

async function user(folder: DataFolder): Promise<{ child: ChildProcess; pid: number }> {
	const child = startUser(folder);
	const [said] = await once(child.stdout, 'data');
	return { child, pid: Number(String(said)) };
}

async function leave(child: ChildProcess): Promise<void> {
	child.stdin?.end();
	await once(child, 'exit');
}

describe('the embedded PostgreSQL', () => {
	let folder: DataFolder;
	before(async () => {
		folder = await newFolder('it has spaces, "quotes" and a comma', 'data');
		const cluster = await openCluster(folder, { log: silent });
		await query(cluster, 'create table kept (line text)');
		await cluster.stop();
	});

	it('works in a path with spaces, and is gone when it was stopped', async () => {
		const cluster = await openCluster(folder, { log: silent });
		assert.equal(cluster.adopted, false);
		assert.deepEqual(await query(cluster, 'select 1 as one'), [{ one: 1 }]);
		await cluster.stop();
		assert.equal(await lives(folder, cluster.pid), false);
	});

	it('is durable, checksummed, and listens on no network', async () => {
		const cluster = await openCluster(folder, { log: silent });
		const names = ['fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums', 'listen_addresses'];
		const settings = names.map((name) => `current_setting('${name}') as ${name}`);
		assert.deepEqual(await query(cluster, `select ${settings.join(', ')}`), [
			{
				fsync: 'on',
				full_page_writes: 'on',
				synchronous_commit: 'on',
				data_checksums: 'on',
				listen_addresses: '',
			},
		]);
		await cluster.stop();
	});

	it('asks for its password', async () => {
		const cluster = await openCluster(folder, { log: silent });
		const stranger = { ...cluster, connection: { ...cluster.connection, password: 'guess' } };
		await assert.rejects(query(stranger, 'select 1'), { code: '28P01' });
		await cluster.stop();
	});

	it('takes settings', async () => {
		const cluster = await openCluster(folder, { log: silent, settings: { max_connections: '23' } });
		assert.deepEqual(await query(cluster, 'show max_connections'), [{ max_connections: '23' }]);
		await cluster.stop();
	});

	it('keeps what people typed out of its log', async () => {
		const cluster = await openCluster(folder, { log: silent });
		await assert.rejects(query(cluster, `select 'somebody@example.org'::int`));
		await cluster.stop();
		const { log } = await clusterFacts(folder);
		assert.doesNotMatch(await readFile(log, 'utf8'), /somebody/);
	});

	it('is adopted when the program that started it was killed', async () => {
		const { child, pid } = await user(folder);
		child.kill('SIGKILL');
		await once(child, 'exit');
		const cluster = await openCluster(folder, { log: silent });
		assert.equal(cluster.adopted, true);
		assert.equal(cluster.pid, pid);
		assert.equal((await clusterFacts(folder)).pid, pid);
		await cluster.stop();
		assert.equal(await lives(folder, pid), false);
	});

	it('serves until the last who uses it has left', async () => {
		const first = await user(folder);
		const second = await user(folder);
		assert.equal(second.pid, first.pid);
		await leave(first.child);
		assert.equal(await lives(folder, first.pid), true);
		await leave(second.child);
		assert.equal(await lives(folder, first.pid), false);
	});

	it('is started once when several need it at the same moment', async () => {
		const users = await Promise.all([user(folder), user(folder), user(folder)]);
		assert.equal(new Set(users.map(({ pid }) => pid)).size, 1);
		await Promise.all(users.map(({ child }) => leave(child)));
		assert.equal((await clusterFacts(folder)).pid, undefined);
	});

	it('comes back with every committed row after it was killed', async () => {
		const killed = await openCluster(folder, { log: silent });
		await query(killed, `insert into kept values ('before the kill')`);
		process.kill(killed.pid, 'SIGKILL');
		const cluster = await openCluster(folder, { log: silent });
		assert.notEqual(cluster.pid, killed.pid);
		assert.deepEqual(await query(cluster, 'select line from kept'), [{ line: 'before the kill' }]);
		await cluster.stop();
		await killed.stop();
	});

	it('comes back while a statement of the killed server still runs', async () => {
		const killed = await openCluster(folder, { log: silent });
		const busy = query(killed, 'select count(*) from generate_series(1, 2000000000)').catch(() => {});
		await until(async () => {
			const running = `select from pg_stat_activity where query like '%generate_series%' and pid <> pg_backend_pid()`;
			return (await query(killed, running)).length > 0;
		});
		process.kill(killed.pid, 'SIGKILL');
		const cluster = await openCluster(folder, { log: silent });
		assert.notEqual(cluster.pid, killed.pid);
		await query(cluster, 'select 1');
		await busy;
		await cluster.stop();
		await killed.stop();
		assert.deepEqual(await leftovers((await clusterFacts(folder)).data), []);
	});

	it('is not fooled by a lock file that names a zombie', { skip: process.platform !== 'linux' }, async () => {
		// The shell becomes a sleep, which never reaps the child it inherited. The child ends after that, not before: a
		// shell would still reap it.
		const parent = spawn('sh', ['-c', 'sleep 0.3 & echo $!; exec sleep 600'], {
			stdio: ['ignore', 'pipe', 'ignore'],
		});
		const [said] = await once(parent.stdout, 'data');
		const zombie = Number(String(said));
		await until(async () => / Z /.test(await readFile(`/proc/${zombie}/stat`, 'utf8')));
		await reopenWithLockOf(zombie);
		parent.kill();
	});

	it('is not fooled by a lock file whose number another program has now', () =>
		reopenWithLockOf(process.ppid));

	async function reopenWithLockOf(pid: number): Promise<void> {
		const killed = await openCluster(folder, { log: silent });
		const { data } = await clusterFacts(folder);
		const lock = await readFile(join(data, 'postmaster.pid'), 'utf8');
		process.kill(killed.pid, 'SIGKILL');
		await until(async () => (await leftovers(data)).length === 0);
		await writeFile(join(data, 'postmaster.pid'), lock.replace(String(killed.pid), String(pid)));
		const cluster = await openCluster(folder, { log: silent });
		assert.deepEqual(await query(cluster, 'select 1 as one'), [{ one: 1 }]);
		await cluster.stop();
		await killed.stop();
	}

	it('is started again when it dies under supervision, whether started or adopted', async () => {
		const { child } = await user(folder);
		const cluster = await openCluster(folder, { log: silent, supervise: true });
		assert.equal(cluster.adopted, true);
		for (const name of ['SIGKILL', 'SIGKILL', 'SIGTERM'] as const) {
			const before = cluster.pid;
			process.kill(before, name);
			await until(() => cluster.pid !== before);
			assert.deepEqual(await query(cluster, 'select 1 as one'), [{ one: 1 }]);
		}
		await leave(child);
		await cluster.stop();
		await pause(600);
		assert.equal((await clusterFacts(folder)).pid, undefined);
	});

	it('does not hear the Ctrl-C of the terminal', { skip: process.platform !== 'linux' }, async () => {
		const cluster = await openCluster(folder, { log: silent });
		const fields = async (pid: number) =>
			(await readFile(`/proc/${pid}/stat`, 'utf8')).replace(/^.*\) /, '').split(' ');
		const [, , group, session] = await fields(cluster.pid);
		assert.deepEqual([group, session], [String(cluster.pid), String(cluster.pid)]);
		await cluster.stop();
	});

	it('finds its socket again when that was tidied away', async () => {
		const { child, pid } = await user(folder);
		child.kill('SIGKILL');
		await once(child, 'exit');
		const { socket } = await clusterFacts(folder);
		assert.ok(socket);
		await rm(join(socket, '.s.PGSQL.5432'));
		const cluster = await openCluster(folder, { log: silent });
		assert.notEqual(cluster.pid, pid);
		await query(cluster, 'select 1');
		await cluster.stop();
	});

	it('refuses to cut off another process whose socket it cannot reach', async () => {
		const { child, pid } = await user(folder);
		const { socket } = await clusterFacts(folder);
		assert.ok(socket);
		await rm(join(socket, '.s.PGSQL.5432'));
		await assert.rejects(openCluster(folder, { log: silent }), {
			name: 'Refused',
			message: /cannot be reached/,
		});
		assert.equal(await lives(folder, pid), true);
		await leave(child);
	});

	it('says why it did not start', async () => {
		await assert.rejects(openCluster(folder, { log: silent, settings: { shared_buffers: 'plenty' } }), {
			name: 'Failure',
			message: /did not start: invalid value for parameter "shared_buffers".*Its log is/,
		});
	});

	it('refuses data of another major version, naming both', async () => {
		const { data } = await clusterFacts(folder);
		const file = join(data, 'PG_VERSION');
		const right = await readFile(file, 'utf8');
		await writeFile(file, '14\n');
		await assert.rejects(openCluster(folder, { log: silent }), { message: /PostgreSQL 14,.*PostgreSQL 18/ });
		await writeFile(file, right);
	});

	it('refuses a secret that is not the one its data were made with', async () => {
		const other = { ...folder, secret: 'x'.repeat(43) };
		await assert.rejects(openCluster(other, { log: silent }), {
			name: 'Refused',
			message: /installation\.json/,
		});
		assert.equal((await clusterFacts(folder)).pid, undefined);
	});
});

describe('making the data', () => {
	it('needs no help after it was killed half-way', async () => {
		const folder = await newFolder('half-made');
		const child = startUser(folder);
		await until(async () => (await draftsIn(folder)).length > 0);
		child.kill('SIGKILL');
		await once(child, 'exit');
		const cluster = await openCluster(folder, { log: silent });
		assert.deepEqual(await query(cluster, 'select 1 as one'), [{ one: 1 }]);
		await cluster.stop();
		assert.deepEqual(await draftsIn(folder), []);
	});

	async function draftsIn(folder: DataFolder): Promise<string[]> {
		const names = await readdir(homeOf(folder)).catch(() => []);
		return names.filter((name) => name.startsWith('new-'));
	}

	it('keeps the socket reachable in a path too long for one', async () => {
		const folder = await newFolder('a'.repeat(120));
		const cluster = await openCluster(folder, { log: silent });
		assert.ok(cluster.connection.host.length < 90);
		assert.equal((await stat(cluster.connection.host)).mode & 0o077, 0);
		assert.deepEqual(await query(cluster, 'select 1 as one'), [{ one: 1 }]);
		await cluster.stop();
		if (!root) await rm(cluster.connection.host, { recursive: true });
	});
});

describe('as root', { skip: !root }, () => {
	it("works in a folder that PostgreSQL's user cannot enter", async () => {
		await mkdir(join(scratch, 'closed'), { mode: 0o700 });
		await chmod(scratch, 0o700);
		const folder = await newFolder('closed', 'data');
		const cluster = await openCluster(folder, { log: silent });
		assert.deepEqual(await query(cluster, 'select 1 as one'), [{ one: 1 }]);
		assert.notEqual((await stat(join(folder.path, 'postgres', 'data'))).uid, 0);
		await cluster.stop();
	});

	it('refuses a copy of a data folder, follows one that moved, and names what a removed one left', async () => {
		const folder = await newFolder('original');
		await (await openCluster(folder, { log: silent })).stop();
		const copy = join(scratch, 'copy');
		await cp(folder.path, copy, { recursive: true, verbatimSymlinks: true });
		await assert.rejects(openCluster(await openFolder(copy), { log: silent }), {
			message: /copy is a copy of .*original/,
		});
		await rm(folder.path, { recursive: true });
		const moved = await openFolder(copy);
		await (await openCluster(moved, { log: silent })).stop();
		const left = async () => (await orphans()).find((orphan) => orphan.path === homeOf(folder));
		assert.equal(await left(), undefined);
		await rename(copy, join(scratch, 'gone'));
		assert.equal((await left())?.folder, copy);
	});

	it('says that the database of a folder is gone instead of beginning an empty one', async () => {
		const folder = await newFolder('bereft');
		await (await openCluster(folder, { log: silent })).stop();
		await rm(homeOf(folder), { recursive: true });
		await assert.rejects(openCluster(folder, { log: silent }), {
			name: 'Refused',
			message: /no longer.*backup/,
		});
	});
});
