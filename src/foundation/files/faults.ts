import { codeOf, Failure } from '../kernel/failures.ts';

/** A full disk is the one fault of a disk that somebody can put right at once, so it has its own sentence. */
export function inDiskWords(error: unknown): unknown {
	const code = codeOf(error);
	if (code !== 'ENOSPC' && code !== 'EDQUOT') return error;
	return new Failure(
		'There is no room left on the disk for files. Nothing was kept. Make room and upload the file again.',
		{ cause: error },
	);
}
