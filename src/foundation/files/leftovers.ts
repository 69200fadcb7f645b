import { randomUUID } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

// A restarted container has the same name and often the same process number as the one before it.
const life = randomUUID();
const machine = hostname();
const longEnough = 24 * 60 * 60 * 1000;

/** A name for a file that is not finished, which tells whose it is. */
export function temporaryName(): string {
	return `${machine}_${process.pid}_${life}_${randomUUID()}`;
}

/** Removes from a folder of temporary files what processes that are gone have left in it. */
export async function sweep(folder: string): Promise<void> {
	for (const name of await readdir(folder)) {
		if (await isLeftOver(folder, name)) await rm(join(folder, name), { force: true, recursive: true });
	}
}

/** Of another machine's processes we know nothing: a file nobody has touched for a day is taken to be forgotten. */
async function isLeftOver(folder: string, name: string): Promise<boolean> {
	if (name.startsWith(`${machine}_`)) {
		const [pid, of] = name.slice(machine.length + 1).split('_');
		return Number(pid) === process.pid ? of !== life : !isAlive(Number(pid));
	}
	const found = await stat(join(folder, name)).catch(() => undefined);
	return found !== undefined && Date.now() - found.mtimeMs > longEnough;
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}
