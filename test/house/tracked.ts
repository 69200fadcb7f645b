import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** The files that git keeps, or would keep at the next commit. A clone without git has no such list, and fails here. */
export function trackedFiles(): string[] {
	const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
		cwd: root,
		encoding: 'utf8',
	});
	return [...new Set(listed.split('\0'))]
		.filter((file) => file !== '' && existsSync(join(root, file)))
		.sort();
}
