import { constants, copyFile, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream';
import { codeOf, Failure } from '../kernel/failures.ts';
import { inDiskWords } from './faults.ts';
import { sweep, temporaryName } from './leftovers.ts';
import { type FileStore, missingFile, requireHash, verified } from './store.ts';

/** Files in a folder, in a tree by hash. A file is written under a temporary name and renamed when it is safely there. */
export async function diskStore(folder: string): Promise<FileStore> {
	const unfinished = join(folder, 'unfinished');
	await mkdir(unfinished, { recursive: true, mode: 0o700 });
	await sweep(unfinished);

	const pathOf = (sha256: string) => join(folder, requireHash(sha256).slice(0, 2), sha256);

	return {
		async keep({ path, sha256 }) {
			const target = pathOf(sha256);
			const part = join(unfinished, temporaryName());
			try {
				await makeFolder(dirname(target));
				// A copy, so that store and spool may be on different disks; a clone where the file system can.
				await copyFile(path, part, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
				await sync(part);
				await rename(part, target);
				await sync(dirname(target));
			} catch (error) {
				await rm(part, { force: true });
				throw inDiskWords(error);
			}
		},

		async open(sha256) {
			const file = await open(pathOf(sha256)).catch((error: unknown) => {
				throw codeOf(error) === 'ENOENT' ? missingFile() : error;
			});
			// The consumer hears of every failure through the stream it holds.
			return pipeline(file.createReadStream(), verified(sha256), () => {});
		},

		async has(sha256) {
			return stat(pathOf(sha256)).then(
				() => true,
				(error: unknown) => {
					if (codeOf(error) === 'ENOENT') return false;
					throw error;
				},
			);
		},

		async remove(sha256) {
			await rm(pathOf(sha256), { force: true });
		},

		async check() {
			const probe = join(unfinished, temporaryName());
			try {
				await writeFile(probe, probe, { flush: true });
				if ((await readFile(probe, 'utf8')) !== probe) throw new Error('read back something else');
			} catch (cause) {
				throw new Failure(
					`The folder for files cannot be written and read (${codeOf(cause) ?? 'it lost what was written'}).`,
					{ cause },
				);
			} finally {
				await rm(probe, { force: true }).catch(() => {});
			}
		},
	};
}

/** A new name in a folder survives a power cut only once the folder itself is on the disk. */
async function makeFolder(path: string): Promise<void> {
	const made = await mkdir(path, { recursive: true, mode: 0o700 });
	if (made !== undefined) await sync(dirname(made));
}

async function sync(path: string): Promise<void> {
	const handle = await open(path);
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}
