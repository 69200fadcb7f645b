import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Failure, Refused } from '../kernel/failures.ts';
import { inDiskWords } from './faults.ts';
import { sweep, temporaryName } from './leftovers.ts';
import { cleanName } from './name.ts';
import type { Scanner } from './scan.ts';
import { claimedKind, sniff } from './sniff.ts';

/** An upload that passed every check and waits in a temporary file. Whoever received it disposes of it in the end, kept or not. */
export type Spooled = AsyncDisposable & {
	path: string;
	sha256: string;
	size: number;
	/** Cleaned: safe to show, and to offer as the name of a download. */
	name: string;
	mediaType: string;
};

export type Spool = {
	/** Takes an upload in, or throws (Refused when the file is at fault) and leaves nothing behind. */
	receive(source: Readable, rawName: string): Promise<Spooled>;
};

/**
 * The waiting room of uploads: a refused file never reaches the store. Opening it sweeps out what a killed process
 * left there.
 */
export async function openSpool(
	folder: string,
	settings: { limit: number; scanner?: Scanner | undefined },
): Promise<Spool> {
	await mkdir(folder, { recursive: true, mode: 0o700 });
	await sweep(folder);
	return {
		async receive(source, rawName) {
			const path = join(folder, temporaryName());
			try {
				const name = cleanName(rawName);
				claimedKind(name);
				const { sha256, size } = await write(source, path, settings.limit);
				const mediaType = await sniff(path, name);
				if (settings.scanner !== undefined) await refuseInfected(settings.scanner, path);
				return {
					path,
					sha256,
					size,
					name,
					mediaType,
					[Symbol.asyncDispose]: () => rm(path, { force: true }),
				};
			} catch (error) {
				// Read to its end, so that the browser gets to see the sentence instead of a broken connection.
				source.on('error', () => {}).resume();
				await rm(path, { force: true });
				throw inDiskWords(error);
			}
		},
	};
}

async function write(
	source: Readable,
	path: string,
	limit: number,
): Promise<{ sha256: string; size: number }> {
	const hash = createHash('sha256');
	let size = 0;
	const file = await open(path, 'wx', 0o600);
	try {
		for await (const chunk of chunksOf(source)) {
			size += chunk.length;
			if (size > limit) throw tooLarge(limit);
			hash.update(chunk);
			await writeAll(file, chunk);
		}
	} finally {
		await file.close();
	}
	// A form parser with a limit of its own ends the stream there as if the file were complete.
	if ('truncated' in source && source.truncated === true) throw tooLarge(limit);
	return { sha256: hash.digest('hex'), size };
}

async function* chunksOf(source: Readable): AsyncGenerator<Buffer> {
	try {
		for await (const chunk of source.iterator({ destroyOnReturn: false })) {
			yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
		}
	} catch (cause) {
		throw new Failure('The upload broke off before the file was complete. Upload it again.', { cause });
	}
}

async function writeAll(file: FileHandle, chunk: Buffer): Promise<void> {
	for (let written = 0; written < chunk.length; ) {
		written += (await file.write(chunk, written)).bytesWritten;
	}
}

async function refuseInfected(scanner: Scanner, path: string): Promise<void> {
	const { virus } = await scanner.scan(path);
	if (virus === undefined) return;
	throw new Refused(`A virus was found in the file (${virus}). It was not kept. Tell your security team.`);
}

function tooLarge(limit: number): Refused {
	const megabytes = Math.floor(limit / 1_000_000);
	const most = megabytes > 0 ? `${megabytes} MB` : `${limit} bytes`;
	return new Refused(`The file is larger than ${most}, the most that is accepted.`);
}
