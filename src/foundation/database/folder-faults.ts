import { codeOf, Failure, messageOf } from '../kernel/failures.ts';

/** What the file system refused, as a sentence for the person who looks after the machine. Other faults pass through. */
export function explainFault(error: unknown, path: string): unknown {
	if (error instanceof Failure) return error;
	const sentence = sentences[codeOf(error) ?? ''] ?? said(messageOf(error));
	return sentence === undefined ? error : new Failure(sentence(pathIn(error) ?? path), { cause: error });
}

function pathIn(error: unknown): string | undefined {
	if (typeof error !== 'object' || error === null || !('path' in error)) return undefined;
	return typeof error.path === 'string' ? error.path : undefined;
}

function said(text: string): ((path: string) => string) | undefined {
	if (isFull(text)) return full;
	// SQLite's words, whose locks we use.
	return /unable to open database file|readonly database/.test(text) ? closed : undefined;
}

/** PostgreSQL and its tools say it in words. */
export function isFull(text: string): boolean {
	return /no space left on device|disk quota exceeded|disk is full/i.test(text);
}

export const full = (path: string) =>
	`The disk that holds ${path} is full. Free some space, then run the command again. Nothing was lost.`;
const closed = (path: string) =>
	`${path} cannot be read or written by this user. Give this user access to it, or name another data folder.`;
const notAFolder = (path: string) =>
	`${path} is not a folder. Name another data folder, or move that file away.`;

const sentences: Record<string, (path: string) => string> = {
	ENOSPC: full,
	EDQUOT: full,
	EACCES: closed,
	EPERM: closed,
	EROFS: (path) => `${path} is on a disk that cannot be written to. Name another data folder.`,
	ENOTDIR: notAFolder,
	EEXIST: notAFolder,
};
