import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import type { Database, Tx } from '../database/connection.ts';
import type { AnyJob } from '../jobs/job.ts';
import { defineJob } from '../jobs/job.ts';
import type { Environment } from '../kernel/config.ts';
import { WrongUsage } from '../kernel/failures.ts';
import { diskStore } from './disk.ts';
import { addFile, announceContent, forgetContent, recordDownload, unnamedContents } from './file.store.ts';
import { type KeptFile, largestFile, type Purpose } from './file.ts';
import { s3Store } from './s3.ts';
import { type ClamAddress, clamAv, type Scanner } from './scan.ts';
import { openSpool, type Spool, type Spooled } from './spool.ts';
import type { FileStore } from './store.ts';

/** A download, as a page answers with it. */
export type Download = {
	kind: 'file';
	name: string;
	type: string;
	size: number;
	open: () => Promise<Readable>;
};

export type Files = {
	/** Where the server puts what is being uploaded. */
	spool: Spool;
	/** Keeps what was received: its content first, then the row that names it, so that no row is ever without content. */
	keep(tx: Tx, spooled: Spooled, purpose: Purpose): Promise<KeptFile>;
	/** Hands a file out, and writes down that it was. Whether the actor may have it is for the page to have asked. */
	download(tx: Tx, file: KeptFile): Promise<Download>;
	checks: readonly { name: string; check(): Promise<void> }[];
	/** Removes content that no file names. To be run every day. */
	sweep: AnyJob;
	/** In words, for the page about the system. */
	place: string;
};

export async function createFiles(
	services: { database: Database; dataFolder: string },
	environment: Environment,
): Promise<Files> {
	const { database, dataFolder } = services;
	const scanner = scannerFrom(environment);
	const spool = await openSpool(join(dataFolder, 'spool'), { limit: largestFile, scanner });
	const { store, place } = await storeFrom(environment, join(dataFolder, 'files'));
	return {
		spool,
		place,
		async keep(tx, spooled, purpose) {
			await database.asActor({ kind: 'worker', task: 'keep a file' }, (own) =>
				announceContent(own, spooled.sha256),
			);
			await store.keep(spooled);
			return addFile(tx, spooled, purpose);
		},
		async download(tx, file) {
			await recordDownload(tx, file);
			const { name, media_type: type, size, sha256 } = file;
			return { kind: 'file', name, type, size, open: () => store.open(sha256) };
		},
		checks: [
			{ name: 'file store', check: () => store.check() },
			...(scanner === undefined ? [] : [{ name: 'virus scanner', check: () => scanner.check() }]),
		],
		sweep: sweepJob(store),
	};
}

function sweepJob(store: FileStore) {
	return defineJob({
		name: 'remove unused file content',
		payload: z.object({}),
		async run({ asWorker }) {
			const contents = await asWorker((tx) => unnamedContents(tx, 1_000));
			for (const sha256 of contents) {
				await asWorker(async (tx) => {
					if (await forgetContent(tx, sha256)) await store.remove(sha256);
				});
			}
		},
	});
}

async function storeFrom(
	environment: Environment,
	folder: string,
): Promise<{ store: FileStore; place: string }> {
	const {
		INSPECTORATE_FILES: address,
		INSPECTORATE_S3_ENDPOINT: endpoint,
		INSPECTORATE_S3_KEY: accessKeyId,
		INSPECTORATE_S3_SECRET: secretAccessKey,
		INSPECTORATE_S3_REGION: region = 'us-east-1',
	} = environment;
	if (
		address === undefined ||
		endpoint === undefined ||
		accessKeyId === undefined ||
		secretAccessKey === undefined
	) {
		return { store: await diskStore(folder), place: 'A folder in the data folder' };
	}
	const bucket = new URL(address).host;
	// Amazon's own servers want the bucket in the host name; all others take it in the path.
	const pathStyle = !new URL(endpoint).hostname.endsWith('.amazonaws.com');
	const store = s3Store({ endpoint, region, bucket, accessKeyId, secretAccessKey, pathStyle });
	return { store, place: `The bucket ${bucket}` };
}

function scannerFrom(environment: Environment): Scanner | undefined {
	const where = environment.INSPECTORATE_CLAMAV;
	return where === undefined ? undefined : clamAv(clamAddress(where));
}

function clamAddress(where: string): ClamAddress {
	if (where.startsWith('/')) return { path: where };
	const found = /^\[?([^\]]+?)\]?:(\d{1,5})$/.exec(where);
	if (found?.[1] === undefined) {
		throw new WrongUsage('INSPECTORATE_CLAMAV is neither host:port nor the path of a socket.');
	}
	return { host: found[1], port: Number(found[2]) };
}
