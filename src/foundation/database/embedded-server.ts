import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { codeOf, Failure, messageOf, Refused } from '../kernel/failures.ts';
import type { Log } from '../kernel/log.ts';
import { superuser } from './embedded-init.ts';
import { handOver, type Place, runAs } from './embedded-place.ts';
import { leftovers, serves, signal } from './embedded-process.ts';
import { full, isFull } from './folder-faults.ts';

/** A PostgreSQL that takes connections. */
export type Running = { pid: number; socket: string; adopted: boolean };

/** The number in the name of the socket; nothing listens on a network. */
export const port = 5432;

const settings: Record<string, string> = {
	listen_addresses: '',
	unix_socket_permissions: '0700',
	timezone: 'UTC',
	log_timezone: 'UTC',
	log_line_prefix: '%m [%p] ',
	// A failed statement is reported to the program that made it. Its words may hold what a person typed, so they
	// stay out of the server's own log, which thereby also stays small.
	log_min_messages: 'log',
	log_min_error_statement: 'panic',
	log_checkpoints: 'off',
};

export type Wanted = {
	id: string;
	password: string;
	settings: Record<string, string>;
	log: Log;
	/** Whether no other process uses the server. */
	alone: () => boolean;
};

/** Finds the server of this data or starts it. Only under the folder's lock: two who do this at once would race. */
export async function ensureRunning(place: Place, wanted: Wanted): Promise<Running> {
	const found = await adopt(place, wanted);
	if (found) return found;
	for (let attempt = 1; ; attempt += 1) {
		try {
			return await launch(place, wanted);
		} catch (error) {
			// Where processes cannot be listed (outside Linux), what a killed server left running ends in its own time.
			if (attempt === 50 || !messageOf(error).includes('shared memory block')) throw error;
			await pause(200);
		}
	}
}

/** The server that PostgreSQL's own lock file names, if it lives. */
export async function findServer(
	data: string,
): Promise<{ pid: number; socket: string; status: string } | undefined> {
	const { pid, socket, status } = await readLockFile(data);
	return pid > 0 && (await serves(pid, data)) ? { pid, socket, status } : undefined;
}

async function readLockFile(data: string): Promise<{ pid: number; socket: string; status: string }> {
	const file = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '');
	const [pid, , , , socket = '', , , status = ''] = file.split('\n');
	return { pid: Number(pid), socket, status: status.trim() };
}

/** A server that outlived the program which started it, or that another command started. */
async function adopt(place: Place, wanted: Wanted): Promise<Running | undefined> {
	for (let attempt = 1; ; attempt += 1) {
		const found = await settled(place, wanted.log);
		if (!found) return undefined;
		const answer = await answers(found.socket, wanted.password);
		if (answer === 'yes') return { pid: found.pid, socket: found.socket, adopted: true };
		if (answer === 'cut off' && attempt < 100) {
			// It is dying: whoever was killed a moment ago still looks alive. The next look finds it gone.
			await pause(50);
			continue;
		}
		if (!wanted.alone()) {
			throw new Refused(
				`Another process uses the database in ${place.data}, and its socket in ${found.socket} cannot be reached ` +
					'from here. Run the command where that process runs, or stop it first.',
			);
		}
		wanted.log.warn({ pid: found.pid }, 'PostgreSQL runs but cannot be reached; starting it again');
		await stopServer(place);
		return undefined;
	}
}

/** Waits while a server starts (it may have much to recover) or stops. */
async function settled(place: Place, log: Log): ReturnType<typeof findServer> {
	for (let turn = 1; ; turn += 1) {
		const found = await findServer(place.data);
		if (!found || found.status === 'ready') return found;
		// Asked to stop by someone else, it would wait for sessions that wait for it.
		if (found.status === 'stopping') signal(found.pid, 'SIGINT');
		if (turn % 500 === 0) log.info({ pid: found.pid, status: found.status }, 'Waiting for PostgreSQL');
		await pause(20);
	}
}

const cutOff = new Set(['ECONNRESET', 'EPIPE', '57P01', '57P02', '57P03']);

/** "nobody" where nobody listens, which a server can outlive: its socket may have been tidied away. */
async function answers(socket: string, password: string): Promise<'yes' | 'nobody' | 'cut off'> {
	const connection = { host: socket, port, user: superuser, password, database: 'postgres' };
	const client = new pg.Client({ ...connection, connectionTimeoutMillis: 30_000 });
	client.on('error', () => {});
	try {
		await client.connect();
		await client.end();
		return 'yes';
	} catch (error) {
		const code = codeOf(error);
		if (code === 'ENOENT' || code === 'ECONNREFUSED') return 'nobody';
		if (cutOff.has(code ?? '') || /terminated/.test(messageOf(error))) return 'cut off';
		if (code === '28P01') {
			throw new Refused(
				'The database does not accept the secret in installation.json, which must have been replaced: ' +
					'put the one that belongs to this data folder back from a backup.',
				{ cause: error },
			);
		}
		throw new Failure(`PostgreSQL runs but refuses a connection: ${messageOf(error)}`, { cause: error });
	}
}

async function launch(place: Place, wanted: Wanted): Promise<Running> {
	await refuseElsewhere(place, wanted.password);
	await clearTheDead(place, wanted.log);
	const socket = await socketFolder(place, wanted.id);
	const options = {
		...settings,
		unix_socket_directories: `"${socket.replaceAll('"', '""')}"`,
		...wanted.settings,
	};
	const from = await rotate(place.log);
	const log = await open(place.log, 'a', 0o600);
	let child: ChildProcess;
	try {
		child = spawn(
			join(place.native, 'bin', 'postgres'),
			['-D', place.data, ...Object.entries(options).flatMap(([key, value]) => ['-c', `${key}=${value}`])],
			// A session of its own: Ctrl-C in the terminal is for us, who then stop it in good order.
			{ ...runAs(place), detached: true, stdio: ['ignore', log.fd, log.fd] },
		);
		child.unref();
		await started(child);
	} finally {
		await log.close();
	}
	const found = await settledChild(place, child, wanted.log);
	try {
		if (found && (await answers(found.socket, wanted.password)) === 'yes') {
			return { pid: found.pid, socket: found.socket, adopted: false };
		}
		throw await whyNot(place, from);
	} catch (error) {
		await stopServer(place);
		throw error;
	}
}

function started(child: ChildProcess): Promise<void> {
	const { promise, resolve, reject } = Promise.withResolvers<void>();
	child.once('spawn', resolve);
	child.once('error', (error) =>
		reject(new Failure(`PostgreSQL cannot be run: ${error.message}`, { cause: error })),
	);
	return promise;
}

async function settledChild(place: Place, child: ChildProcess, log: Log): ReturnType<typeof findServer> {
	while (child.exitCode === null && child.signalCode === null) {
		const found = await settled(place, log);
		if (found) return found;
		await pause(10);
	}
	return undefined;
}

/** What PostgreSQL wrote to its log since we started it. */
async function whyNot(place: Place, from: number): Promise<Failure> {
	const text = (await readFile(place.log)).subarray(from).toString();
	if (isFull(text)) return new Failure(full(place.data));
	const reason = text
		.split('\n')
		.findLast((line) => line.includes('FATAL:') || line.includes('PANIC:'))
		?.replace(/^.*?(?:FATAL|PANIC):\s*/, '');
	return new Failure(
		`PostgreSQL did not start${reason === undefined ? '' : `: ${reason}`}. Its log is ${place.log}.`,
	);
}

/** One log and the one before it. */
async function rotate(log: string): Promise<number> {
	const size = await stat(log).then(
		(found) => found.size,
		() => 0,
	);
	if (size < 1_000_000) return size;
	await rename(log, `${log}.1`);
	return 0;
}

/** Its process is not to be seen, but it answers: it runs in another container on the same files. */
async function refuseElsewhere(place: Place, password: string): Promise<void> {
	const { socket } = await readLockFile(place.data);
	if (socket === '' || (await answers(socket, password)) !== 'yes') return;
	throw new Refused(
		`The database in ${place.data} is in use by a program in another container. Stop that one first.`,
	);
}

/**
 * PostgreSQL clears up after itself, unless the process that its lock file names looks alive (a zombie, or a stranger
 * with the same number) or a statement still runs on without its postmaster. No server lives here: we looked.
 */
async function clearTheDead(place: Place, log: Log): Promise<void> {
	for (const name of ['SIGQUIT', 'SIGKILL'] as const) {
		const left = await leftovers(place.data);
		if (left.length > 0) log.warn({ pids: left }, 'Ending what a killed PostgreSQL left running');
		for (const pid of left) signal(pid, name);
		for (let turn = 0; turn < 100 && (await leftovers(place.data)).length > 0; turn += 1) await pause(20);
	}
	await rm(join(place.data, 'postmaster.pid'), { force: true });
}

/** The name of a socket has room for about a hundred bytes; a long path gets a short one, the same for every caller. */
async function socketFolder(place: Place, id: string): Promise<string> {
	const near = join(place.home, 'socket');
	const fits = Buffer.byteLength(join(near, `.s.PGSQL.${port}`)) <= 100;
	const folder = fits ? near : join('/tmp', `inspectorate-${id}`);
	await mkdir(folder, { mode: 0o700, recursive: true });
	const owner = (await stat(folder)).uid;
	if (!place.account && owner !== process.getuid?.()) {
		throw new Refused(`${folder}, where PostgreSQL would listen, belongs to another user. Remove it.`);
	}
	await chmod(folder, 0o700);
	await handOver(place, folder);
	// No server lives here, so this is a dead one's.
	for (const name of [`.s.PGSQL.${port}`, `.s.PGSQL.${port}.lock`])
		await rm(join(folder, name), { force: true });
	return folder;
}

/** Ends sessions, writes everything out, and waits for the process itself: its lock file goes a moment earlier. */
export async function stopServer(place: Place): Promise<void> {
	const found = await findServer(place.data);
	if (!found) return;
	for (const [name, patience] of [
		['SIGINT', 60_000],
		['SIGQUIT', 10_000],
	] as const) {
		signal(found.pid, name);
		const end = performance.now() + patience;
		while (performance.now() < end) {
			if (!(await serves(found.pid, place.data))) return;
			await pause(10);
		}
	}
	throw new Failure(`PostgreSQL did not stop. Its log is ${place.log}.`);
}
