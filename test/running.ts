import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openCluster } from '../src/foundation/database/embedded.ts';
import { homeOf } from '../src/foundation/database/embedded-place.ts';
import { type DataFolder, openFolder } from '../src/foundation/database/folder.ts';
import type { OwnerAddress } from '../src/foundation/database/prepare.ts';
import { silent } from '../src/foundation/kernel/log.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

export type Demonstration = {
	url: string;
	folder: DataFolder;
	owner: Required<Pick<OwnerAddress, 'host' | 'port' | 'user' | 'password' | 'database'>>;
	server: ChildProcess;
	/** Milliseconds from the command to the first answered request. */
	startedIn: number;
	signIn(email: string): Promise<{ cookie: string; token: string }>;
	stop(): Promise<void>;
};

export type Running = {
	url: string;
	process: ChildProcess;
	/** Milliseconds from the command to the first answered request. */
	startedIn: number;
};

/** Starts the service as a user does, in a process of its own. */
export async function startService(path: string, more: NodeJS.ProcessEnv = {}): Promise<Running> {
	const begun = performance.now();
	const server = spawn(join(root, 'inspectorate'), ['start', '--demo-when-new'], {
		cwd: root,
		env: {
			...process.env,
			INSPECTORATE_DATA: path,
			PORT: '0',
			INSPECTORATE_REQUESTS_PER_MINUTE: '1000000',
			INSPECTORATE_LOG_LEVEL: 'error',
			...more,
		},
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const url = await addressSaidBy(server);
	await (await fetch(`${url}/`)).text();
	return { url, process: server, startedIn: performance.now() - begun };
}

/** The demonstration, running, with the owner's way into its database. */
export async function openDemonstration(given?: string): Promise<Demonstration> {
	const path = given ?? (await mkdtemp(join(tmpdir(), 'inspectorate-bench-')));
	const { url, process: server, startedIn } = await startService(path);
	const folder = await openFolder(path);
	const cluster = await openCluster(folder, { log: silent });
	return {
		url,
		folder,
		server,
		startedIn,
		owner: { ...cluster.connection, database: 'inspectorate' },
		signIn: (email) => signIn(url, email),
		async stop() {
			await cluster.stop();
			await ended(server);
			if (given === undefined) await removeInstallation(path);
		},
	};
}

/** Removes a data folder and, for root, the database that lives elsewhere. */
export async function removeInstallation(path: string): Promise<void> {
	await rm(homeOf(await openFolder(path)), { recursive: true, force: true });
	await rm(path, { recursive: true, force: true });
}

export async function ended(server: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
	if (server.exitCode !== null || server.signalCode !== null) return;
	const exit = new Promise((resolve) => server.once('exit', resolve));
	server.kill(signal);
	await exit;
}

function addressSaidBy(server: ChildProcess): Promise<string> {
	return new Promise((resolve, reject) => {
		let said = '';
		server.stdout?.on('data', (chunk: Buffer) => {
			said += chunk.toString();
			const found = /running at (http:\S+)/.exec(said)?.[1];
			if (found !== undefined) resolve(found);
		});
		server.once('exit', (code) =>
			reject(new Error(`The service ended with ${code} before it listened:\n${said}`)),
		);
	});
}

export async function signIn(url: string, email: string): Promise<{ cookie: string; token: string }> {
	const shown = await fetch(`${url}/sign-in`);
	const visitor = cookiesOf(shown);
	const form = new URLSearchParams({
		_form: formToken(await shown.text()),
		email,
		password: 'demonstration',
	});
	const answer = await fetch(`${url}/sign-in`, {
		method: 'POST',
		body: form,
		headers: { cookie: visitor },
		redirect: 'manual',
	});
	const cookie = cookiesOf(answer);
	if (!cookie.includes('__Host-session=')) throw new Error(`${email} was not signed in (${answer.status})`);
	const home = await fetch(`${url}/home`, { headers: { cookie } });
	return { cookie, token: formToken(await home.text()) };
}

export function formToken(page: string): string {
	const token = /name="_form" value="([^"]+)"/.exec(page)?.[1];
	if (token === undefined) throw new Error('There is no form on the page.');
	return token;
}

function cookiesOf(response: Response): string {
	return response.headers
		.getSetCookie()
		.map((cookie) => cookie.split(';', 1)[0])
		.join('; ');
}
