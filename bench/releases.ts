// A cycle frozen, 43 reports and 43 letters, against rendering the same documents from the same records: opened, and made in
// every face. And how long the look takes that compares what was frozen with the records.
import pg from 'pg';
import { openDocument, openPress, type Press, toHtml, toOdt, toText } from '../src/documents/index.ts';
import type { Tx } from '../src/foundation/index.ts';
import { createFiles } from '../src/foundation/index.ts';
import { freezeWhole } from '../src/releases/freezing/freeze.job.ts';
import { differsNow } from '../src/releases/freezing/watch.ts';
import { newestEdition } from '../src/releases/gathering/edition.store.ts';
import { releaseById } from '../src/releases/gathering/release.store.ts';
import { globalSetup, globalTeardown } from '../test/setup.ts';
import { taken } from './alone.ts';
import { openWorld } from './figures-world.ts';
import { type Cycle, fillCycle } from './releases-world.ts';

/** As many as freezing has under way. */
const hands = 3;

export async function benchReleases(
	print: (line: string) => void,
	{ forces = 43, rounds = 3 } = {},
): Promise<void> {
	await globalSetup();
	const world = await openWorld('releases');
	const owner = new pg.Client(world.address);
	await owner.connect();
	const press = openPress();
	const asWorker = <T>(work: (tx: Tx) => Promise<T>) =>
		world.services.database.asActor({ kind: 'worker', task: 'bench' }, work);
	const times: Record<'rendered' | 'frozen' | 'looked', number[]> = { rendered: [], frozen: [], looked: [] };
	try {
		const cycle = await fillCycle(world, owner, forces);
		const files = await createFiles(world.services, {});
		// What is warmed up is warm for both.
		await asWorker((tx) => render(tx, cycle.documents.slice(0, 4), press));
		const freezing = { press, files, statements: async () => [] };
		const freeze = () =>
			taken(() => asWorker(async (tx) => freezeWhole(tx, await demand(tx, cycle), freezing)));
		for (let round = 0; round < rounds; round += 1) {
			times.rendered.push(
				(await taken(() => asWorker((tx) => render(tx, cycle.documents, press)))).milliseconds,
			);
			if (round > 0) await cycle.again();
			const frozen = await freeze();
			times.frozen.push(frozen.milliseconds);
			const looked = await taken(() =>
				asWorker(async (tx) => differsNow(tx, await demand(tx, cycle), frozen.result, async () => [])),
			);
			if (looked.result !== null) throw new Error(`It differs from itself: ${looked.result}`);
			times.looked.push(looked.milliseconds);
		}
		await cycle.again([{ indicator: 'recorded-crime' }]);
		const more = await freeze();
		const edition = await asWorker((tx) => newestEdition(tx, cycle.release));
		const size = await owner.query<{ bytes: string; figures: string }>(
			`select (select sum(size) from edition.copy where edition_id = $1 and face = 'pdf') as bytes,
				(select count(*) from edition.figure where edition_id = $1) as figures`,
			[edition?.id],
		);
		const [rendered, frozen, looked] = [times.rendered, times.frozen, times.looked].map(median) as [
			number,
			number,
			number,
		];
		print(
			`${cycle.documents.length} reports and letters, ${(Number(size.rows[0]?.bytes) / 1e6).toFixed(1)} MB of PDF: frozen in ${seconds(frozen)}, rendered in ${seconds(rendered)}: × ${(frozen / rendered).toFixed(2)} (at most 1.5)`,
		);
		print(
			`  each round: ${said(times)}; looked at again in ${seconds(looked)}; frozen with ${Number(size.rows[0]?.figures).toLocaleString('en-GB')} figures of an indicator too in ${seconds(more.milliseconds)}`,
		);
	} finally {
		await press.close();
		await owner.end();
		await world.close();
		await globalTeardown();
	}
}

async function demand(tx: Tx, { release }: Cycle) {
	const found = await releaseById(tx, release);
	if (found === null) throw new Error('The release is gone');
	return found;
}

/** Opened with their records and made in all faces, which are thrown away. */
async function render(tx: Tx, documents: readonly string[], press: Press): Promise<void> {
	const waiting = documents.values();
	const hand = async () => {
		for (const id of waiting) {
			const { doc } = await openDocument(tx, id);
			const printing = press.pdf(doc);
			toHtml(doc);
			toText(doc);
			toOdt(doc);
			await printing;
		}
	};
	await Promise.all(Array.from({ length: hands }, hand));
}

const median = (values: readonly number[]) =>
	values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`;
const said = ({ rendered, frozen }: { rendered: readonly number[]; frozen: readonly number[] }) =>
	frozen.map((time, round) => `× ${(time / (rendered[round] ?? time)).toFixed(2)}`).join(', ');
