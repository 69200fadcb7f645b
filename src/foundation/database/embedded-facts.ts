import { existsSync } from 'node:fs';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { homeOf, isFolderOf, isRoot, packagedPostgres, placeIn, rootHome } from './embedded-place.ts';
import { findServer } from './embedded-server.ts';
import type { DataFolder } from './folder.ts';

export type ClusterFacts = {
	/** Of the PostgreSQL that comes with the project. */
	version: string;
	/** The major version that made the data; none before the first start. */
	dataVersion: string | undefined;
	data: string;
	log: string;
	/** Set while it runs. */
	socket: string | undefined;
	pid: number | undefined;
	bytes: number;
};

/** Looks, starts nothing, changes nothing. */
export async function clusterFacts(folder: DataFolder): Promise<ClusterFacts> {
	const { data, log } = placeIn(homeOf(folder));
	const server = await findServer(data);
	const dataVersion = await readFile(join(data, 'PG_VERSION'), 'utf8').catch(() => undefined);
	return {
		version: packagedPostgres().version,
		dataVersion: dataVersion?.trim(),
		data,
		log,
		socket: server?.socket,
		pid: server?.pid,
		bytes: await sizeOf(data),
	};
}

export type Orphan = { path: string; folder: string; bytes: number };

/** Databases that root's installations left behind when their data folders were removed. */
export async function orphans(): Promise<Orphan[]> {
	if (!isRoot() || !existsSync(rootHome)) return [];
	const found: Orphan[] = [];
	for (const id of (await readdir(rootHome)).filter((name) => /^[0-9a-f]{16}$/.test(name))) {
		const path = join(rootHome, id);
		const folder = await readFile(join(path, 'folder'), 'utf8').catch(() => '');
		if (!(await isFolderOf(folder, id))) found.push({ path, folder, bytes: await sizeOf(path) });
	}
	return found;
}

/** Files of a living database come and go while we count. */
async function sizeOf(path: string): Promise<number> {
	const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => []);
	const sizes = await Promise.all(
		entries
			.filter((entry) => entry.isFile())
			.map((entry) =>
				lstat(join(entry.parentPath, entry.name)).then(
					(found) => found.size,
					() => 0,
				),
			),
	);
	return sizes.reduce((sum, size) => sum + size, 0);
}
