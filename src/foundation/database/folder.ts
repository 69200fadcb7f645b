import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { chmod, link, mkdir, open, readdir, readFile, realpath, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { inWordsTime, systemClock } from '../kernel/clock.ts';
import { codeOf, Refused } from '../kernel/failures.ts';
import { explainFault } from './folder-faults.ts';
import { waitForLock } from './folder-lock.ts';

/** Where an installation keeps everything of its own. */
export type DataFolder = {
	/** Absolute, with links resolved. */
	path: string;
	/** Made once, never changed; safe to show. */
	id: string;
	/** 32 random bytes, from which this installation's passwords and keys are derived. */
	secret: string;
};

const installation = z.object({
	id: z.string().regex(/^[0-9a-f]{16}$/),
	secret: z.string().regex(/^[\w-]{43}$/),
	made: z.string(),
});
type Installation = z.infer<typeof installation>;

const holder = z.object({ pid: z.number(), since: z.iso.datetime(), port: z.number() });

export async function openFolder(path: string): Promise<DataFolder> {
	const wanted = resolve(path);
	try {
		await mkdir(wanted, { recursive: true, mode: 0o700 });
		const real = await realpath(wanted);
		const { id, secret } = (await readInstallation(real)) ?? (await makeInstallation(real));
		return { path: real, id, secret };
	} catch (error) {
		throw explainFault(error, wanted);
	}
}

async function readInstallation(path: string): Promise<Installation | undefined> {
	const file = join(path, 'installation.json');
	const text = await readFile(file, 'utf8').catch((error: unknown) => {
		if (codeOf(error) === 'ENOENT') return undefined;
		throw error;
	});
	if (text === undefined) return undefined;
	await refuseAnotherUsers(path, file);
	const parsed = installation.safeParse(parseJson(text));
	if (parsed.success) return parsed.data;
	throw new Refused(
		`${file} is damaged. It holds the secret that opens this folder's database: put it back from a backup.`,
	);
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Two users writing into one folder would lock each other out file by file. */
async function refuseAnotherUsers(path: string, file: string): Promise<void> {
	const owner = (await stat(file)).uid;
	if (owner === process.getuid?.()) return;
	throw new Refused(
		`${path} belongs to another user of this machine (number ${owner}). Run the command as that user, ` +
			'or name another data folder.',
	);
}

/** Whole or not at all, and the same for two who come first together: the one that links later reads the other's. */
async function makeInstallation(path: string): Promise<Installation> {
	await refuseOccupied(path);
	await chmod(path, 0o700);
	const made: Installation = {
		id: randomBytes(8).toString('hex'),
		secret: randomBytes(32).toString('base64url'),
		made: systemClock.now().toString(),
	};
	const draft = join(path, `.installation-${made.id}`);
	try {
		const handle = await open(draft, 'wx', 0o600);
		await handle.writeFile(`${JSON.stringify(made, null, '\t')}\n`);
		await handle.sync();
		await handle.close();
		await link(draft, join(path, 'installation.json'));
		return made;
	} catch (error) {
		const first = codeOf(error) === 'EEXIST' ? await readInstallation(path) : undefined;
		if (first) return first;
		throw error;
	} finally {
		await rm(draft, { force: true });
	}
}

/** Closing a folder to others, as we do with ours, would be a nasty surprise in one that serves another purpose. */
async function refuseOccupied(path: string): Promise<void> {
	const others = (await readdir(path)).filter((name) => !name.startsWith('.') && name !== 'lost+found');
	if (others.length === 0 || (await readInstallation(path))) return;
	if (others.includes('postgres')) {
		throw new Refused(
			`${path} holds a database, but installation.json, which opens it, is missing: put it back from a backup.`,
		);
	}
	throw new Refused(
		`${path} already holds other things (such as ${others[0]}). Name an empty or a new folder for the data.`,
	);
}

/** The right to serve this folder, until released or until this process dies. */
export type Hold = {
	/** Says which port it was in the end, where the system was asked to choose one. */
	listensAt(port: number): void;
	release(): Promise<void>;
};

export async function holdFolder(folder: DataFolder, what: { port: number }): Promise<Hold> {
	const note = join(folder.path, 'start.json');
	try {
		const lock = await waitForLock(join(folder.path, 'start.lock'), 'exclusive', 250);
		if (!lock) throw new Refused(heldBy(folder, note));
		const since = systemClock.now().toString();
		const say = (port: number) => writeFileSync(note, JSON.stringify({ pid: process.pid, since, port }));
		const release = async () => {
			await rm(note, { force: true });
			lock.release();
		};
		try {
			say(what.port);
		} catch (error) {
			await release();
			throw error;
		}
		return { listensAt: say, release };
	} catch (error) {
		throw explainFault(error, folder.path);
	}
}

/** The port at which the folder is being served now, if it is. */
export function servedPort(folder: DataFolder): number | undefined {
	try {
		return readNote(join(folder.path, 'start.json')).port;
	} catch {
		return undefined;
	}
}

function readNote(note: string): z.output<typeof holder> {
	return holder.parse(JSON.parse(readFileSync(note, 'utf8')));
}

function heldBy(folder: DataFolder, note: string): string {
	const other = 'or give this one a data folder of its own';
	try {
		const { pid, since, port } = readNote(note);
		return (
			`${folder.path} is in use: process ${pid} has served it since ` +
			`${inWordsTime(Temporal.Instant.from(since))}, at http://localhost:${port}. ` +
			`Use that one, stop it (kill ${pid}), ${other}.`
		);
	} catch {
		return `${folder.path} is in use by another process. Stop that one first, ${other}.`;
	}
}
