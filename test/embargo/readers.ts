import { Agent, get } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** What many readers saw who asked for one page again and again across the instant. */
export type Crowd = {
	readers: number;
	requests: number;
	/** Anything but the page, and the page that says that nothing is there. */
	failed: string[];
	/** Of the first answers with the page: how long after the instant the earliest and the latest came, in milliseconds. */
	earliest: number;
	latest: number;
	/** Between them. */
	apart: number;
	/** Answers that nothing is there, to questions that were asked after the instant: the rule itself, however busy it is. */
	late: number;
	/** And how long after the instant the last of them was asked, in milliseconds. */
	latestOld: number;
	/** Who never saw it. */
	without: number;
	slowest: number;
	/** Answers that a server gave which was killed while it was asked. */
	cutOff: number;
};

/**
 * So many readers poll one address of several servers, each with a pause between an answer and the next question, until
 * they see the page or their time is over. Whoever finds a server gone turns to the next one.
 */
export async function crowd({
	urls,
	path,
	shows,
	readers,
	instant,
	every,
	patience,
	mayEnd = () => false,
}: {
	urls: readonly string[];
	path: string;
	/** What stands on the page from the instant on, where there is one before it; a page without it says nothing yet. */
	shows?: string;
	readers: number;
	/** By the clock of this machine. */
	instant: number;
	every: number;
	/** How long after the instant they give up, in milliseconds. */
	patience: number;
	/** Whether a server was killed, so that it is no fault that it does not answer. */
	mayEnd?: (url: string) => boolean;
}): Promise<Crowd> {
	const agent = new Agent({ keepAlive: true, maxSockets: readers * 2 });
	const seen: number[] = [];
	const failed: string[] = [];
	let [requests, slowest, cutOff, late, latestOld] = [0, 0, 0, 0, 0];

	async function read(reader: number): Promise<void> {
		let at = reader % urls.length;
		// They do not all ask in the same millisecond.
		await pause((every * reader) / readers);
		while (Date.now() < instant + patience) {
			const url = urls[at] ?? '';
			const begun = performance.now();
			const since = Date.now() - instant;
			requests += 1;
			try {
				const { status, body } = await asked(`${url}${path}`, agent);
				slowest = Math.max(slowest, performance.now() - begun);
				if (status === 200 && body.includes(shows ?? '')) {
					seen.push(Date.now() - instant);
					return;
				}
				if (status !== (shows === undefined ? 404 : 200)) failed.push(`${status}`);
				else if (since > 0) {
					late += 1;
					latestOld = Math.max(latestOld, since);
				}
			} catch (error) {
				if (mayEnd(url)) {
					cutOff += 1;
					at = (at + 1) % urls.length;
					continue;
				}
				failed.push(String(error));
			}
			await pause(every);
		}
	}

	await Promise.all(Array.from({ length: readers }, (_, reader) => read(reader)));
	agent.destroy();
	const [earliest, latest] = [Math.min(...seen), Math.max(...seen)];
	return {
		readers,
		requests,
		failed,
		earliest,
		latest,
		apart: latest - earliest,
		late,
		latestOld,
		without: readers - seen.length,
		slowest: Math.round(slowest),
		cutOff,
	};
}

function asked(url: string, agent: Agent): Promise<{ status: number; body: string }> {
	return new Promise((resolve, reject) => {
		const request = get(url, { agent, timeout: 10_000 }, (response) => {
			let body = '';
			response.setEncoding('utf8');
			response.on('error', reject);
			response.on('data', (part: string) => {
				body += part;
			});
			response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
		});
		request.on('timeout', () => request.destroy(new Error('no answer in 10 seconds')));
		request.on('error', reject);
	});
}
