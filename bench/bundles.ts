// Verifying the bundle of a cycle, 43 reports and 43 letters, against computing its figures and making its documents from the
// same aggregates, texts and answers without comparing them with anything; and how long making and how large each bundle is.
import { mkdir, mkdtemp, realpath, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openPress, rebuilt, toHtml, toOdt, toText } from '../src/documents/index.ts';
import {
	columnsIn,
	type EngineSnapshot,
	figuresFromAggregates,
	openDuck,
	writeAggregates,
} from '../src/figures/index.ts';
import { createFiles, type Tx } from '../src/foundation/index.ts';
import { writeBundle } from '../src/releases/bundle/bundle.ts';
import { keyInUse } from '../src/releases/bundle/key.store.ts';
import { names } from '../src/releases/bundle/layout.ts';
import { documentIn, editionIn } from '../src/releases/bundle/read-rows.ts';
import { figureRowsIn, groundsIn } from '../src/releases/bundle/rows.ts';
import { type Unpacking, unpacking } from '../src/releases/bundle/unpacking.ts';
import { verifyBundle } from '../src/releases/bundle/verify.ts';
import { freezeWhole } from '../src/releases/freezing/freeze.job.ts';
import { newestEdition } from '../src/releases/gathering/edition.store.ts';
import { releaseById } from '../src/releases/gathering/release.store.ts';
import { globalSetup, globalTeardown } from '../test/setup.ts';
import { taken } from './alone.ts';
import { openWorld } from './figures-world.ts';
import { fillCycle } from './releases-world.ts';

const rounds = 3;
/** As many as verifying has under way. */
const hands = 3;

export async function benchBundles(print: (line: string) => void): Promise<void> {
	await globalSetup();
	const world = await openWorld('bundles');
	const owner = new pg.Client(world.address);
	await owner.connect();
	const folder = await mkdtemp(join(await realpath(tmpdir()), 'inspectorate-bench-'));
	try {
		const { release: id } = await fillCycle(world, owner);
		const { services } = world;
		const asWorker = <T>(work: (tx: Tx) => Promise<T>) =>
			services.database.asActor({ kind: 'worker', task: 'bench' }, work);
		const press = openPress();
		const files = await createFiles(services, {});
		const key = await asWorker((tx) => keyInUse(tx, services.secret));
		const { release, edition } = await asWorker(async (tx) => {
			const found = await releaseById(tx, id);
			if (found === null) throw new Error('The release is gone');
			await freezeWhole(tx, found, { press, files, statements: async () => [] });
			const newest = await newestEdition(tx, id);
			if (newest === null) throw new Error('It is not frozen');
			return { release: found, edition: newest };
		});
		await press.close();
		for (const kind of ['public', 'staff'] as const) {
			const path = join(folder, `${kind}.zip`);
			const made = await taken(() =>
				asWorker((tx) => writeBundle(tx, services, { release, edition, kind, key }, path)),
			);
			const times: Record<'again' | 'verified', number[]> = { again: [], verified: [] };
			let said = '';
			for (let round = 0; round < rounds; round += 1) {
				times.again.push((await taken(() => makeAgain(path))).milliseconds);
				const { result, milliseconds } = await taken(() => verifyBundle(path, { trust: { own: [key] } }));
				const { differences, documents, figures, quotations } = result;
				if (differences.length > 0) throw new Error(differences[0]?.text ?? 'It differs');
				said = `${documents} documents, ${figures} figures and ${quotations} quotations`;
				times.verified.push(milliseconds);
			}
			const [again, verified] = [median(times.again), median(times.verified)];
			const megabytes = (await stat(path)).size / 1e6;
			print(
				`bundle (${kind}) of ${said}, ${megabytes.toFixed(1)} MB: verified in ${seconds(verified)}, made again in ${seconds(again)}: × ${(verified / again).toFixed(2)} (at most 2); written in ${seconds(made.milliseconds)}`,
			);
		}
	} finally {
		await rm(folder, { recursive: true, force: true });
		await owner.end();
		await world.close();
		await globalTeardown();
	}
}

/** Its figures and documents, and nothing set beside them. */
export async function makeAgain(path: string): Promise<void> {
	const archive = await unpacking(path);
	const folder = await mkdtemp(join(await realpath(tmpdir()), 'inspectorate-bench-'));
	const duck = await openDuck({ folder });
	const press = openPress();
	try {
		const edition = await editionIn(archive);
		const grounds = groundsIn(edition.header, figureRowsIn(edition.plain));
		const snapshots = new Map<string, EngineSnapshot[]>();
		for (const [source, all] of grounds.snapshots) {
			const own: EngineSnapshot[] = [];
			for (const one of all) {
				const name = names.snapshot(one.parquet);
				const path = join(folder, `${one.parquet}.parquet`);
				if (archive.has(name)) await archive.copyTo(name, path);
				own.push({ ...one, path, breakdowns: archive.has(name) ? await columnsIn(duck, path) : [] });
			}
			snapshots.set(source, own);
		}
		const withRows = archive.names.some((name) => name.endsWith('.parquet'));
		for (const [index, asked] of grounds.defined.entries()) {
			const own = join(folder, String(index));
			await mkdir(own);
			const inputs = { register: grounds.register, snapshots };
			const { areas, ends } = asked;
			// From the rows where they are in it, and otherwise from what they add up to.
			if (withRows)
				await writeAggregates(duck, asked, { ...grounds.register, snapshots }, { folder: own, areas, ends });
			else await unpack(archive, names.aggregates(asked.indicator.id, asked.indicator.version), own);
			await figuresFromAggregates(duck, asked, inputs, { folder: own, ends: asked.ends });
		}
		const waiting = edition.slugs.values();
		const hand = async () => {
			for (const slug of waiting) {
				const { source } = await documentIn(archive, slug);
				if (source === null) continue;
				const doc = await rebuilt(source);
				const printing = press.pdf(doc);
				toHtml(doc);
				toText(doc);
				toOdt(doc);
				await printing;
			}
		};
		await Promise.all(Array.from({ length: hands }, hand));
	} finally {
		await press.close();
		duck.close();
		await archive.close();
		await rm(folder, { recursive: true, force: true });
	}
}

async function unpack(archive: Unpacking, place: string, folder: string): Promise<void> {
	for (const name of archive.names)
		if (name.startsWith(place)) await archive.copyTo(name, join(folder, name.slice(place.length)));
}

const median = (values: readonly number[]) =>
	values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`;
