import { randomUUID } from 'node:crypto';
import { copyFile, link, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Services } from '../../foundation/index.ts';
import type { GivenFile } from './bring.ts';

/*
 * Files that were uploaded and wait for the job that imports them. They belong to nothing yet: what is still there after
 * some days was given up.
 */

const days = 3;

function folderOf({ dataFolder }: Pick<Services, 'dataFolder'>): string {
	return join(dataFolder, 'snapshots', 'incoming');
}

/** Takes uploads out of the spool; returns the name under which they wait. */
export async function takeIn(
	services: Pick<Services, 'dataFolder' | 'clock'>,
	files: readonly { path: string }[],
): Promise<string> {
	await sweep(services);
	const name = randomUUID();
	const folder = join(folderOf(services), name);
	await mkdir(folder, { recursive: true, mode: 0o700 });
	for (const [index, { path }] of files.entries()) {
		const target = join(folder, String(index));
		await link(path, target).catch(() => copyFile(path, target));
	}
	return name;
}

export function incoming(
	services: Pick<Services, 'dataFolder'>,
	name: string,
	names: readonly string[],
): GivenFile[] {
	return names.map((file, index) => ({ name: file, path: join(folderOf(services), name, String(index)) }));
}

export async function letGo(services: Pick<Services, 'dataFolder'>, name: string): Promise<void> {
	await rm(join(folderOf(services), name), { recursive: true, force: true });
}

async function sweep(services: Pick<Services, 'dataFolder' | 'clock'>): Promise<void> {
	const now = services.clock.now().epochMilliseconds;
	for (const name of await readdir(folderOf(services)).catch(() => [])) {
		const path = join(folderOf(services), name);
		const facts = await stat(path).catch(() => undefined);
		if (facts !== undefined && now - facts.mtimeMs > days * 24 * 60 * 60 * 1000)
			await rm(path, { recursive: true, force: true });
	}
}
