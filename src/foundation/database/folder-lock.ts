import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { messageOf } from '../kernel/failures.ts';

/**
 * A lock that the kernel lets go of when its holder dies, however it dies: nothing to recover, no process number that
 * a stranger could inherit, no gap between looking and taking. Node offers no file lock of its own, but its SQLite
 * takes one. The file stays empty. Open it by no other means: closing it would drop this process's lock on it.
 */
export type Lock = { release(): void };

const begin = { exclusive: 'begin exclusive', shared: 'begin; select 1 from sqlite_schema' };

export type LockKind = keyof typeof begin;

export function tryLock(file: string, kind: LockKind): Lock | undefined {
	const handle = new DatabaseSync(file, { timeout: 0 });
	try {
		// Otherwise an exclusive lock begins with a file beside it, for which a full disk has no room.
		handle.exec('pragma journal_mode = memory');
		handle.exec(begin[kind]);
	} catch (error) {
		handle.close();
		if (messageOf(error).includes('locked')) return undefined;
		throw error;
	}
	return { release: () => handle.close() };
}

/** Keeps trying for as long as `patience` (in milliseconds) allows. */
export async function waitForLock(file: string, kind: LockKind, patience: number): Promise<Lock | undefined> {
	const end = performance.now() + patience;
	for (;;) {
		const lock = tryLock(file, kind);
		if (lock || performance.now() >= end) return lock;
		await pause(20);
	}
}
