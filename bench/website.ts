// A force's page as the public gets it, kept in memory, against a bare server that sends the same bytes; what the first
// making of it costs; what a new edition makes two servers do; and what ten times the editions change.
import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { z } from 'zod';
import { testSecret } from '../test/database.ts';
import { ended, type Running, startService } from '../test/running.ts';
import { globalSetup, globalTeardown } from '../test/setup.ts';
import { forces, openPublicWorld, type PublicWorld } from './website-world.ts';

const rounds = 5;
const seconds = 3;
const connections = 20;
const editions = 20;
const path = '/police-forces/force-1';
const pageOf = (url: string, force: number) => `${url}/police-forces/force-${force}`;
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

export async function benchWebsite(print: (line: string) => void): Promise<void> {
	await globalSetup();
	const world = await openPublicWorld();
	const folders: string[] = [];
	const servers: Running[] = [];
	try {
		for (let i = 0; i < 2; i += 1) {
			const folder = await mkdtemp(join(tmpdir(), 'inspectorate-bench-'));
			folders.push(folder);
			servers.push(await startService(folder, environmentOf(world)));
		}
		const [server, other] = servers;
		if (server === undefined || other === undefined) throw new Error('no server');
		await fromMemory(server, print);
		const few = await building(server, print);
		await invalidation(world, [server, other], print);
		await world.publishMore(9 * editions);
		await fetch(pageOf(server.url, 1));
		const many = await building(server, print);
		print(
			`ten times the editions: the page is made in × ${(many.made / few.made).toFixed(2)} of the time, and sent from memory in × ${(many.kept / few.kept).toFixed(2)}; beside a kept one of the same minute × ${(many.made / many.kept / (few.made / few.kept)).toFixed(2)}`,
		);
	} finally {
		for (const { process: running } of servers) await ended(running);
		for (const folder of folders) await rm(folder, { recursive: true, force: true });
		await world.close();
		await globalTeardown();
	}
}

function environmentOf({
	address: { host, port, user, password, database },
}: PublicWorld): NodeJS.ProcessEnv {
	const name = `${encodeURIComponent(user)}:${encodeURIComponent(password ?? '')}`;
	return {
		DATABASE_URL: `postgresql://${name}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`,
		INSPECTORATE_SECRET: testSecret,
		INSPECTORATE_JOBS: 'elsewhere',
	};
}

type Run = { perSecond: number; p99: number; processor: number };

/** In turns: what slows the machine down for a while slows all of them down. */
async function fromMemory({ url, process: running }: Running, print: (line: string) => void): Promise<void> {
	const answer = await fetch(`${url}${path}`, { headers: { 'accept-encoding': 'identity' } });
	const body = await answer.text();
	const bare = await bareServer(body, answer.headers.get('content-type') ?? '');
	const nginx = hasNginx() ? '' : '; nginx is not installed here';
	const ours: Run[] = [];
	const baseline: Run[] = [];
	try {
		for (let round = -1; round < rounds; round += 1) {
			const one = await load(bare.url, bare.process);
			const two = await load(`${url}${path}`, running);
			if (round < 0) continue;
			baseline.push(one);
			ours.push(two);
		}
	} finally {
		bare.process.kill();
	}
	const over = (part: keyof Run) =>
		median(ours.map((run, i) => run[part] / (baseline[i]?.[part] ?? Number.NaN)));
	const middle = (runs: Run[], part: keyof Run) => Math.round(median(runs.map((run) => run[part])));
	print(
		`${path} (${Buffer.byteLength(body).toLocaleString('en-GB')} bytes), ${connections} connections, load of the machine ${loadavg()[0]?.toFixed(1)}:`,
	);
	print(
		`  ${middle(ours, 'perSecond')} requests a second against ${middle(baseline, 'perSecond')} bare: × ${over('perSecond').toFixed(2)} (at least 0.5); p99 ${middle(ours, 'p99')} ms against ${middle(baseline, 'p99')} ms: × ${over('p99').toFixed(2)} (at most 10)${nginx}`,
	);
	print(
		`  time of the processor for a request: ${middle(ours, 'processor')} µs against ${middle(baseline, 'processor')} µs bare: × ${over('processor').toFixed(2)}`,
	);
	for (const encoding of ['gzip', 'br']) {
		const response = await fetch(`${url}${path}`, { headers: { 'accept-encoding': encoding } });
		print(
			`  ${encoding}: ${Number(response.headers.get('content-length')).toLocaleString('en-GB')} bytes transferred`,
		);
	}
}

async function load(url: string, child: ChildProcess): Promise<Run> {
	const before = await processorOf(child.pid);
	const result = await autocannon({ url, connections, duration: seconds });
	if (result.non2xx > 0 || result.errors > 0)
		throw new Error(`${url}: ${result.non2xx} answers were not 200 and ${result.errors} failed`);
	const spent = (await processorOf(child.pid)) - before;
	return {
		perSecond: result.requests.average,
		p99: result.latency.p99,
		processor: spent / result.requests.total,
	};
}

/** Microseconds that a process has had of the processor; not known but on Linux. */
async function processorOf(pid: number | undefined): Promise<number> {
	const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
	const [user = Number.NaN, system = Number.NaN] = stat
		.slice(stat.lastIndexOf(')'))
		.split(' ')
		.slice(12, 14)
		.map(Number);
	return (user + system) * 10_000;
}

async function bareServer(body: string, type: string): Promise<{ url: string; process: ChildProcess }> {
	const child = fork(new URL('memory.ts', import.meta.url), {
		execArgv: ['--disable-warning=ExperimentalWarning'],
	});
	child.send({ body, type });
	const [message] = await once(child, 'message');
	return { url: z.object({ url: z.string() }).parse(message).url, process: child };
}

function hasNginx(): boolean {
	try {
		execFileSync('nginx', ['-v'], { stdio: 'ignore' });
		return true;
	} catch {
		return false;
	}
}

/** One after the other: an address with a query that was never asked is made anew, and is the same page. */
async function building(
	{ url }: Running,
	print: (line: string) => void,
): Promise<{ made: number; kept: number }> {
	const timed = async (address: string) => {
		const begun = performance.now();
		const answer = await fetch(address);
		await answer.arrayBuffer();
		if (answer.status !== 200) throw new Error(`${address} answered ${answer.status}`);
		return performance.now() - begun;
	};
	const made: number[] = [];
	const kept: number[] = [];
	for (let i = -3; i < 25; i += 1) {
		const one = await timed(`${url}${path}?n=${Math.random()}`);
		const two = await timed(`${url}${path}`);
		if (i < 0) continue;
		made.push(one);
		kept.push(two);
	}
	const found = { made: median(made), kept: median(kept) };
	print(
		`made for the first time in ${found.made.toFixed(1)} ms, sent from memory in ${found.kept.toFixed(1)} ms: × ${(found.made / found.kept).toFixed(1)} (at most 30)`,
	);
	return found;
}

/**
 * Behind the rules, the name of every force is changed: only a page that is made anew tells it. Then an edition about one
 * of them comes out.
 */
async function invalidation(
	{ owner, publish }: PublicWorld,
	servers: readonly Running[],
	print: (line: string) => void,
): Promise<void> {
	const all = Array.from({ length: forces }, (_, index) => index + 1);
	const bodies = () =>
		Promise.all(
			servers.map(({ url }) =>
				Promise.all(all.map(async (force) => (await fetch(pageOf(url, force))).text())),
			),
		);
	await bodies();
	await owner.query("update edition.grade set summary = 'Changed behind the rules. ' || summary");
	const before = await bodies();
	await publish(7);
	const begun = performance.now();
	const seen = await Promise.all(
		servers.map(async ({ url }) => {
			while (!(await (await fetch(pageOf(url, 7))).text()).includes('A letter letter-1'))
				await new Promise((next) => setTimeout(next, 10));
			return performance.now() - begun;
		}),
	);
	const after = await bodies();
	const anew = after.map(
		(own, server) => own.filter((body, force) => body !== before[server]?.[force]).length,
	);
	print(
		`a new edition about one force is on its page after ${seen.map((time) => time.toFixed(0)).join(' and ')} ms on two servers (at most 1,000); of ${forces} pages made anew: ${anew.join(' and ')}`,
	);
}
