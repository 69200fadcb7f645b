// A signed-in page with one query through the whole stack, against a bare route that runs one select and returns the
// same bytes. Both run in processes of their own, in turns, in one run: the ratio holds when the machine's speed drifts.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import autocannon from 'autocannon';
import { z } from 'zod';
import { type Demonstration, openDemonstration } from '../test/running.ts';
import { whereTimeGoes } from './parts.ts';

const rounds = 3;
const seconds = 5;

/** The baseline runs the query that the page runs, so that what differs is what we put around it. */
const pages = [
	{ path: '/home', query: 'select name from foundation.organisation order by name limit 1' },
	{
		path: '/forces',
		query: `select force.id, organisation.name, force.code, force.region, force.in_scope, force.scope_note
			from programmes.force join foundation.organisation on organisation.id = force.id order by organisation.name`,
	},
];

type Run = { perSecond: number; p99: number };

async function load(url: string, cookie: string, connections: number): Promise<Run> {
	const result = await autocannon({ url, connections, duration: seconds, headers: { cookie } });
	if (result.non2xx > 0 || result.errors > 0) {
		throw new Error(`${url}: ${result.non2xx} answers were not 200 and ${result.errors} failed`);
	}
	return { perSecond: result.requests.average, p99: result.latency.p99 };
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

async function bareServer(
	demonstration: Demonstration,
	query: string,
	page: string,
): Promise<{ url: string; stop(): void }> {
	const child = fork(new URL('bare.ts', import.meta.url), {
		execArgv: ['--disable-warning=ExperimentalWarning'],
	});
	child.send({ database: demonstration.owner, query, page });
	const [message] = await once(child, 'message');
	return { url: z.object({ url: z.string() }).parse(message).url, stop: () => child.kill() };
}

export async function benchPages(print: (line: string) => void): Promise<void> {
	const demonstration = await openDemonstration();
	try {
		const { cookie } = await demonstration.signIn('inspector@demo.example');
		for (const { path, query } of pages) {
			const url = `${demonstration.url}${path}`;
			const page = await (await fetch(url, { headers: { cookie } })).text();
			const bare = await bareServer(demonstration, query, page);
			try {
				const ours: Run[] = [];
				const baseline: Run[] = [];
				await load(url, cookie, 10);
				await load(bare.url, cookie, 10);
				for (let round = 0; round < rounds; round += 1) {
					baseline.push(await load(bare.url, cookie, 50));
					ours.push(await load(url, cookie, 50));
				}
				const share = median(ours.map((run, i) => run.perSecond / (baseline[i]?.perSecond ?? Number.NaN)));
				print(
					[
						`${path} (${page.length.toLocaleString('en-GB')} characters), 50 connections:`,
						`${Math.round(median(ours.map((run) => run.perSecond)))} requests a second`,
						`against ${Math.round(median(baseline.map((run) => run.perSecond)))} bare:`,
						`${(share * 100).toFixed(0)} %; p99 ${median(ours.map((run) => run.p99))} ms against ${median(baseline.map((run) => run.p99))} ms`,
					].join(' '),
				);
			} finally {
				bare.stop();
			}
		}
		print('Where the time goes, each part alone:');
		for (const line of await whereTimeGoes(demonstration, cookie)) print(line);
	} finally {
		await demonstration.stop();
	}
}
