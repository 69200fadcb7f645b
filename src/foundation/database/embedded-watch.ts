import { setTimeout as pause } from 'node:timers/promises';
import { messageOf } from '../kernel/failures.ts';
import type { Log } from '../kernel/log.ts';
import type { Place } from './embedded-place.ts';
import { findServer } from './embedded-server.ts';

const often = 250;
const rarely = 30_000;

/** Looks after a server, whoever started it, and has it started again when it is gone; more patiently each time in vain. */
export function keepRunning(place: Place, log: Log, restart: () => Promise<void>): { end(): Promise<void> } {
	const ended = new AbortController();
	const watching = watch();

	async function watch(): Promise<void> {
		let wait = often;
		while (await slept(wait)) {
			const found = await findServer(place.data);
			if (found?.status === 'ready') continue;
			log.warn({}, 'PostgreSQL is gone; starting it again');
			try {
				await restart();
				log.info({}, 'PostgreSQL runs again');
				wait = often;
			} catch (error) {
				log.error({ reason: messageOf(error) }, 'PostgreSQL could not be started again');
				wait = Math.min(wait * 2, rarely);
			}
		}
	}

	/** False once the watch is over. It must not keep the process alive by itself. */
	function slept(time: number): Promise<boolean> {
		return pause(time, true, { signal: ended.signal, ref: false }).catch(() => false);
	}

	return {
		end() {
			ended.abort();
			return watching;
		},
	};
}
