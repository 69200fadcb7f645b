import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const hasProc = existsSync('/proc/self/stat');

/**
 * Whether a process is a living PostgreSQL on this data. A number in a lock file says little: its process may be a
 * zombie that nobody reaped, or the number may have gone to another program since.
 */
export function serves(pid: number, data: string): Promise<boolean> {
	return hasProc ? servesByProc(pid, data) : servesByPs(pid, data);
}

async function servesByProc(pid: number, data: string): Promise<boolean> {
	try {
		// "number (name) state ...": the name may itself hold brackets and spaces.
		const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
		const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
		const state = stat.charAt(stat.lastIndexOf(')') + 2);
		if (name !== 'postgres' || state === 'Z' || state === 'X') return false;
		// Every process of PostgreSQL works in its data folder, also when that was moved since.
		return (await readlink(`/proc/${pid}/cwd`)) === data;
	} catch {
		return false;
	}
}

async function servesByPs(pid: number, data: string): Promise<boolean> {
	try {
		const { stdout } = await run('ps', ['-o', 'stat=,command=', '-p', String(pid)]);
		return !stdout.startsWith('Z') && stdout.includes('postgres') && stdout.includes(data);
	} catch {
		return false;
	}
}

/** What a killed PostgreSQL left running: a statement in progress does not notice that its postmaster is gone. */
export async function leftovers(data: string): Promise<number[]> {
	if (!hasProc) return [];
	const numbers = (await readdir('/proc')).map(Number).filter(Number.isInteger);
	const found = await Promise.all(numbers.map((pid) => servesByProc(pid, data)));
	return numbers.filter((_, index) => found[index]);
}

export function signal(pid: number, name: NodeJS.Signals): void {
	try {
		process.kill(pid, name);
	} catch {
		// Already gone, which is what every signal of ours is after.
	}
}
