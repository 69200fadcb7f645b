// The public interface over 43 forces × 60 indicators × 40 periods, asked over loopback, against a bare server that writes
// the same JSON from memory: the whole list, a page of it, and what it costs to make it for the first time.
import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import { promisify } from 'node:util';
import type pg from 'pg';
import { z } from 'zod';
import { globalSetup, globalTeardown } from '../test/setup.ts';
import { openCountry } from './programmes-world.ts';

const size = { forces: 43, indicators: 60, periods: 40 };
const rounds = 15;
const run = promisify(execFile);
const count = (number: number) => number.toLocaleString('en-GB');

export async function benchWebsiteApi(print: (line: string) => void): Promise<void> {
	await globalSetup();
	const country = await openCountry('website_api', { forces: size.forces, programmes: 1, rounds: 1 });
	const bare: Server[] = [];
	try {
		await fill(country.owner);
		const address = await country.app.listen({ port: 0, host: '127.0.0.1' });
		const list = `${address}/api/v1/figures.json`;
		const rss = process.memoryUsage().rss;
		const begun = performance.now();
		const text = await (await fetch(list)).text();
		const first = performance.now() - begun;
		const { data } = z.object({ data: z.array(z.unknown()) }).parse(JSON.parse(text));
		print(
			`A list of ${count(data.length)} figures (${size.forces} forces × ${size.indicators} indicators × ${size.periods} periods), ${(text.length / 1e6).toFixed(1)} MB of JSON:`,
		);
		print(
			`  made for the first time: ${first.toFixed(0)} ms; the process grew by ${((process.memoryUsage().rss - rss) / 1e6).toFixed(0)} MB, with what this bench holds of it`,
		);
		const whole: unknown = JSON.parse(text);
		const bytes = Buffer.from(text);
		const written = await listening(bare, () => Buffer.from(JSON.stringify(whole)));
		const sent = await listening(bare, () => bytes);
		const [ours = 0, fromMemory = 0, bytesOnly = 0] = await inTurns([list, written, sent]);
		print(
			`  the list: ${ours.toFixed(1)} ms; a bare server that writes the same JSON from memory: ${fromMemory.toFixed(1)} ms: × ${(ours / fromMemory).toFixed(2)} (at most 2)`,
		);
		print(
			`  a bare server that sends the same bytes from memory: ${bytesOnly.toFixed(1)} ms: × ${(ours / bytesOnly).toFixed(2)}`,
		);
		const page = `${address}/api/v1/figures?size=1000&page=50`;
		const pageText = await (await fetch(page)).text();
		const pageWhole: unknown = JSON.parse(pageText);
		const bareList = await listening(bare, () => Buffer.from(JSON.stringify(pageWhole)));
		const one = `${address}/api/v1/figures?indicator=indicator-7&area=E23000007`;
		const [paged = 0, pageBare = 0, few = 0] = await inTurns([page, bareList, one]);
		print(
			`  its fiftieth page of 1,000 rows, read from the database: ${paged.toFixed(1)} ms; the same from memory: ${pageBare.toFixed(1)} ms`,
		);
		print(`  the ${size.periods} figures of one indicator and one force: ${few.toFixed(1)} ms`);
	} finally {
		for (const server of bare) server.close();
		await country.close();
		await globalTeardown();
	}
}

function listening(servers: Server[], write: () => Buffer): Promise<string> {
	const server = createServer((_request, reply) => {
		const body = write();
		reply.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
		reply.end(body);
	});
	servers.push(server);
	return new Promise((resolve) => {
		server.listen(0, '127.0.0.1', () => {
			const at = server.address();
			resolve(`http://127.0.0.1:${typeof at === 'object' && at !== null ? at.port : 0}/`);
		});
	});
}

/** Asked by another process, one after the other: what slows the machine down for a while slows all of them down. */
async function inTurns(urls: readonly string[]): Promise<number[]> {
	const times: number[][] = urls.map(() => []);
	for (let round = -2; round < rounds; round += 1) {
		for (const [index, url] of urls.entries()) {
			const { stdout } = await run('curl', ['-sf', '-o', '/dev/null', '-w', '%{time_total}', url]);
			if (round >= 0) times[index]?.push(Number(stdout) * 1000);
		}
	}
	return times.map((some) => some.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0);
}

async function fill(owner: pg.Client): Promise<void> {
	await owner.query('set session_replication_role = replica');
	for (const statement of [
		`create temporary table made as select gen_random_uuid() as release, gen_random_uuid() as edition`,
		`insert into edition.edition (id, release_id, number, slug, title, kind, release_at, content_hash, records_hash,
				approved_at)
			select edition, release, 1, 'statistics', 'Statistics', 'statistics', now() - interval '1 day', sha256('a'),
				sha256('a'), now() - interval '2 days' from made`,
		`insert into edition.force (edition_id, force_id, stood_on, slug, name, spellings, code, kind, in_scope, region)
			select edition, gen_random_uuid(), current_date, 'force-' || f, 'Force ' || f, '{}',
				'E230000' || lpad(f::text, 2, '0'), 'territorial', true, 'North'
			from made, generate_series(1, ${size.forces}) f`,
		`insert into edition.indicator (edition_id, indicator, version, title, content, text, hash, gathered)
			select edition, 'indicator-' || i, 1, 'Indicator ' || i, jsonb_build_object('theme', 'Theme'), '', sha256('a'), true
			from made, generate_series(1, ${size.indicators}) i`,
		`insert into edition.figure (edition_id, indicator, version, area, area_name, period_since, period_until, value, lower,
				upper, numerator, denominator, markers, method, snapshots, hash, illustrative)
			select edition, 'indicator-' || i, 1, 'E230000' || lpad(f::text, 2, '0'), 'Force ' || f,
				make_date(2015, 1, 1) + (p || ' months')::interval, make_date(2015, 12, 31) + (p || ' months')::interval,
				round((random() * 100)::numeric, 9), round((random() * 100)::numeric, 9), round((random() * 100)::numeric, 9),
				floor(random() * 10000), 100000, '{}', 'byar', '{}', sha256('a'), false
			from made, generate_series(1, ${size.indicators}) i, generate_series(1, ${size.forces}) f,
				generate_series(1, ${size.periods}) p`,
		'reset session_replication_role',
		'analyze',
	])
		await owner.query(statement);
}
