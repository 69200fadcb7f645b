import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { homeOf } from '../../src/foundation/database/embedded-place.ts';
import { openFolder } from '../../src/foundation/database/folder.ts';
import { silent } from '../../src/foundation/kernel/log.ts';
import { type DemonstrationWish, start } from '../../src/main.ts';

export type Product = {
	url: string;
	/** What the command said when it had started. */
	said: string;
	/** Stops it and takes away everything that it kept. */
	end(): Promise<void>;
};

/** The product as its command starts it: on a data folder of its own, with its database and its jobs. */
export async function startProduct(demonstration: DemonstrationWish): Promise<Product> {
	const path = await realpath(await mkdtemp(join(tmpdir(), 'inspectorate-journey-')));
	let said = '';
	const out = (text: string) => {
		said += text;
	};
	const running = await start({
		environment: { INSPECTORATE_DATA: path, PORT: 0, INSPECTORATE_REQUESTS_PER_MINUTE: 1_000_000 },
		demonstration,
		log: silent,
		io: { out, err: out },
	});
	return {
		url: running.url,
		said,
		async end() {
			await running.stop();
			// As root the database's files are kept elsewhere.
			const home = homeOf(await openFolder(path));
			await rm(home, { recursive: true, force: true });
			await rm(path, { recursive: true, force: true });
		},
	};
}

/** How many test files of this process still visit it. */
let visitors = 0;
let shared: Promise<Product> | undefined;

/** One demonstration for all test files of a process, ended by the last of them: making it takes longer than many visits. */
async function sharedDemonstration(): Promise<Product> {
	visitors += 1;
	shared ??= startProduct('wanted');
	const product = await shared;
	return {
		...product,
		async end() {
			visitors -= 1;
			if (visitors === 0) await product.end();
		},
	};
}

/** For whoever leaves nothing behind that others could meet; their files come first. */
export const demonstrationToRead = sharedDemonstration;
export const demonstrationToChange = sharedDemonstration;
