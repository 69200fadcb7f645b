import { setTimeout as pause } from 'node:timers/promises';
import { approvedRelease } from '../editions.ts';
import { inHours } from '../releases.ts';
import type { TestService } from '../service.ts';
import { type Crowd, crowd } from './readers.ts';
import { startServer } from './servers.ts';

export type Trial = { atOnce: Crowd; kept: Crowd; killed: Crowd; afterwards: number };

/**
 * A release at its instant, read by many over two servers of one database: once as it should go, and once with a server
 * that is killed just before; a third server is started after the instant only. None of them does a job.
 */
export async function tried(
	service: TestService,
	{ readers, every }: { readers: number; every: number },
): Promise<Trial> {
	const { owner } = service;
	const releaseAt = inHours(48).round({ smallestUnit: 'minute', roundingMode: 'ceil' });
	const { slug } = await approvedRelease(service, { releaseAt, title: 'Waiting in custody' });
	const path = `/publications/${slug}`;
	/** Sets the clock of the database so that the instant is in so many milliseconds of this machine. */
	const instantIn = async (milliseconds: number): Promise<number> => {
		const instant = Date.now() + milliseconds;
		await owner.query('update app.clock set shift = $1::timestamptz - to_timestamp($2::numeric / 1000)', [
			releaseAt.toString(),
			instant,
		]);
		return instant;
	};
	const servers = [await startServer(service), await startServer(service)];
	const [first, second] = servers;
	if (first === undefined || second === undefined) throw new Error('there are two servers');
	try {
		await instantIn(3_600_000);
		// Plans, pages and connections are there before it counts, as in a service that has run for a day.
		for (const { url } of servers) await warm(url, path);
		const urls = servers.map(({ url }) => url);
		const patience = 10_000;
		const common = { urls, path, readers, every, patience };
		const soon = await instantIn(2_500);
		const [atOnce, kept] = await Promise.all([
			crowd({ ...common, instant: soon }),
			// A page that both servers keep in memory: it is there before the instant, and says nothing of it.
			crowd({ ...common, path: '/publications', shows: path, readers: readers / 5, instant: soon }),
		]);

		const instant = await instantIn(2_500);
		let killed = false;
		const killing = pause(instant - 300 - Date.now()).then(async () => {
			killed = true;
			await first.end();
		});
		const across = await crowd({ ...common, instant, mayEnd: (url) => killed && url === first.url });
		await killing;

		// Nobody serves at the instant: whoever comes afterwards finds it with the first answer there is.
		await instantIn(60_000);
		await second.end();
		await instantIn(-1);
		const third = await startServer(service);
		servers.push(third);
		const afterwards = (await fetch(`${third.url}${path}`)).status;
		return { atOnce, kept, killed: across, afterwards };
	} finally {
		for (const server of servers) await server.end();
	}
}

async function warm(url: string, path: string): Promise<void> {
	for (let round = 0; round < 5; round += 1)
		await Promise.all(Array.from({ length: 20 }, async () => (await fetch(`${url}${path}`)).text()));
}
