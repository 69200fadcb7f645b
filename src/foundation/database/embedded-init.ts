import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Failure, messageOf, Refused } from '../kernel/failures.ts';
import { handOver, type Place, runAs } from './embedded-place.ts';
import { full, isFull } from './folder-faults.ts';

const run = promisify(execFile);

export const superuser = 'postgres';

/** Makes the database's files unless they are there. Whole or not at all: they get their name when they are complete. */
export async function ensureData(place: Place, password: string): Promise<void> {
	if (existsSync(place.data)) return refuseOtherVersion(place);
	await sweep(place.home);
	const draft = join(place.home, `new-${process.pid}-data`);
	const passwordFile = join(place.home, `new-${process.pid}-password`);
	try {
		await mkdir(draft, { mode: 0o700 });
		await handOver(place, draft);
		await writeFile(passwordFile, password, { mode: 0o600, flag: 'wx' });
		await handOver(place, passwordFile);
		await initdb(place, draft, passwordFile);
		await rename(draft, place.data);
		await sync(place.home);
	} finally {
		await Promise.all([passwordFile, draft].map((path) => rm(path, { recursive: true, force: true })));
	}
}

/** What a start that was killed left half made. */
async function sweep(home: string): Promise<void> {
	const stale = (await readdir(home)).filter((name) => name.startsWith('new-'));
	await Promise.all(
		stale.map((name) => rm(join(home, name), { recursive: true, force: true, maxRetries: 5 })),
	);
}

/** Upper and lower case and order as Unicode has them, without the machine's own locales: the same everywhere. */
async function initdb(place: Place, data: string, passwordFile: string): Promise<void> {
	const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
	const access = [`--username=${superuser}`, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
	try {
		await run(
			join(place.native, 'bin', 'initdb'),
			['-D', data, ...access, ...locale, '--data-checksums', '--no-instructions'],
			runAs(place),
		);
	} catch (error) {
		if (isFull(messageOf(error))) throw new Failure(full(place.home), { cause: error });
		throw new Failure(`PostgreSQL could not make its files in ${place.home}: ${lastLine(error)}`, {
			cause: error,
		});
	}
}

function lastLine(error: unknown): string {
	return (
		messageOf(error)
			.trim()
			.split('\n')
			.findLast((line) => line.includes('rror')) ?? messageOf(error)
	);
}

/** So that a name given just before the power goes is the name found afterwards. */
async function sync(directory: string): Promise<void> {
	const handle = await open(directory);
	await handle.sync();
	await handle.close();
}

async function refuseOtherVersion(place: Place): Promise<void> {
	const made = (await readFile(join(place.data, 'PG_VERSION'), 'utf8')).trim();
	const [major] = place.version.split('.');
	if (made === major) return;
	throw new Refused(
		`The database in ${place.data} was made by PostgreSQL ${made}, and this program brings PostgreSQL ${major}. ` +
			`Run the version of this program that made it, or move its contents to a PostgreSQL ${major} server ` +
			'(with pg_upgrade or pg_dump) and name that in DATABASE_URL.',
	);
}
