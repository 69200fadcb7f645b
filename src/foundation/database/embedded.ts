import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { Refused } from '../kernel/failures.ts';
import type { Log } from '../kernel/log.ts';
import { ensureData, superuser } from './embedded-init.ts';
import { linkPlace, preparePlace } from './embedded-place.ts';
import { ensureRunning, port, stopServer } from './embedded-server.ts';
import { keepRunning } from './embedded-watch.ts';
import type { DataFolder } from './folder.ts';
import { explainFault } from './folder-faults.ts';
import { tryLock, waitForLock } from './folder-lock.ts';

/** The PostgreSQL of a data folder, running. */
export type Cluster = {
	/** Where to connect as the owner of everything. The host is the folder of a socket. */
	connection: { host: string; port: number; user: string; password: string; database: string };
	/** Stops the server unless another process still uses it, which then stops it in its turn. */
	stop(): Promise<void>;
	/** Whether it was running already. */
	adopted: boolean;
	readonly pid: number;
};

type Options = {
	log: Log;
	/** PostgreSQL settings beside ours; they take effect when this call is the one that starts the server. */
	settings?: Record<string, string>;
	/** Start it again when it dies. */
	supervise?: boolean;
};

export async function openCluster(folder: DataFolder, options: Options): Promise<Cluster> {
	try {
		return await underLock(folder, () => open(folder, options));
	} catch (error) {
		throw explainFault(error, folder.path);
	}
}

/** Only one process at a time makes, starts, adopts or stops the server. */
async function underLock<T>(folder: DataFolder, work: () => Promise<T>): Promise<T> {
	const lock = await waitForLock(join(folder.path, 'cluster.lock'), 'exclusive', 120_000);
	if (!lock) {
		throw new Refused(
			`Another process has been starting or stopping the database in ${folder.path} for two minutes. ` +
				'Look at what it says, or end it.',
		);
	}
	try {
		return await work();
	} finally {
		lock.release();
	}
}

async function open(
	folder: DataFolder,
	{ log, settings = {}, supervise = false }: Options,
): Promise<Cluster> {
	const place = await preparePlace(folder);
	const password = createHmac('sha256', folder.secret).update('postgres superuser').digest('base64url');
	await ensureData(place, password);
	if (place.account) await linkPlace(folder, place.home);

	// Shared by all who use the server, so that whoever can have it alone is the last.
	const useFile = join(folder.path, 'use.lock');
	const alone = () => {
		const lock = tryLock(useFile, 'exclusive');
		lock?.release();
		return lock !== undefined;
	};
	const wanted = { id: folder.id, password, settings, log, alone };
	let server = await ensureRunning(place, wanted);
	const use = tryLock(useFile, 'shared');

	const watch = supervise
		? keepRunning(place, log, async () => {
				server = await underLock(folder, () => ensureRunning(place, wanted));
			})
		: undefined;
	const stop = async () => {
		await watch?.end();
		await underLock(folder, async () => {
			use?.release();
			if (alone()) await stopServer(place);
		});
	};
	let stopping: Promise<void> | undefined;
	return {
		connection: { host: server.socket, port, user: superuser, password, database: 'postgres' },
		adopted: server.adopted,
		get pid() {
			return server.pid;
		},
		stop() {
			stopping ??= stop();
			return stopping;
		},
	};
}
