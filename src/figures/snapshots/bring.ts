import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { codeOf, Refused, temporaryName } from '../../foundation/index.ts';
import type { Source, SourceFile } from '../sources/source.ts';
import { Unreadable } from '../sources/source.ts';

export type GivenFile = { name: string; path: string };

/** Copies files to where DuckDB may read them, and hashes what it copied: what happens to the originals is no matter. */
export async function bring(files: readonly GivenFile[], work: string): Promise<SourceFile[]> {
	const brought: SourceFile[] = [];
	for (const { name, path } of files) {
		const copy = join(work, temporaryName());
		const hash = createHash('sha256');
		let bytes = 0;
		const measured = new Transform({
			transform(chunk: Buffer, _encoding, done) {
				hash.update(chunk);
				bytes += chunk.length;
				done(null, chunk);
			},
		});
		try {
			await pipeline(
				createReadStream(path, { highWaterMark: 1 << 20 }),
				measured,
				createWriteStream(copy, { flags: 'wx', mode: 0o600 }),
			);
		} catch (error) {
			throw new Refused(
				`The file ${path} could not be read. ${why[codeOf(error) ?? ''] ?? 'Check the disk'}.`,
			);
		}
		brought.push({ name, path: copy, sha256: hash.digest('hex'), bytes });
	}
	return brought;
}

const why: Readonly<Record<string, string>> = {
	ENOENT: 'There is no such file',
	EISDIR: 'It is a folder',
	EACCES: 'Check who may read it',
	ENOSPC: 'There is no room left on the disk',
};

/** What can be said of files before they are read: their endings, and whether one is there twice. */
export function refuseWrongFiles(source: Source, files: readonly SourceFile[]): void {
	const faults = files.flatMap(({ name, sha256 }, index) => {
		const endings = source.accepts.map((ending) => `.${ending}`);
		if (!endings.some((ending) => name.toLowerCase().endsWith(ending)))
			return [
				{
					file: name,
					where: 'its name',
					text: `“${source.title}” is read from files that end in ${endings.join(' or ')}. ${source.expects}`,
				},
			];
		const other = files.slice(0, index).find((before) => before.sha256 === sha256);
		if (other === undefined) return [];
		return [{ file: name, where: '', text: `It holds the same as ${other.name}. Give each file once.` }];
	});
	if (faults.length > 0) throw new Unreadable(faults);
}

/** The same files are the same snapshot, in whatever order they were given. */
export function hashOfFiles(files: readonly SourceFile[]): string {
	const hashes = files.map(({ sha256 }) => sha256).sort();
	return createHash('sha256').update(hashes.join('\n')).digest('hex');
}
