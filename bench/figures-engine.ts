// All shipped indicators for 43 forces, their groups, the regions and the nation over forty periods, from ten million rows:
// by the engine, and by one hand-written query for each. And what a changed source makes the service compute anew.
import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { areas } from '../demo/figures/areas.ts';
import { computeEach } from '../src/figures/engine/compute.ts';
import type { Inputs } from '../src/figures/engine/inputs.ts';
import type { Indicator } from '../src/figures/index.ts';
import { readIndicator } from '../src/figures/indicators/check.ts';
import { openDuck } from '../src/figures/tables/duck.ts';
import { shippedDefinitions } from '../src/foundation/index.ts';
import { alone, inTurns, ratio, seconds, type Taken, taken } from './alone.ts';
import { belongingTable, byHand } from './figures-by-hand.ts';
import { type Made, makeSnapshots } from './figures-data.ts';

const rows = 10_000_000;
const rounds = 3;

const task = z.object({
	folder: z.string(),
	snapshots: z.record(
		z.string(),
		z.array(
			z.object({
				id: z.string(),
				path: z.string(),
				parquet: z.string(),
				breakdowns: z.array(z.string()),
				rows: z.number(),
			}),
		),
	),
});

export async function benchEngine(print: (line: string) => void, into: string): Promise<void> {
	const folder = join(into, 'engine');
	await mkdir(folder);
	const duck = await openDuck({ folder, memory: '2GB' });
	const made = await duck.use((connection) => makeSnapshots(connection, folder, rows));
	duck.close();
	const given = { folder, snapshots: Object.fromEntries(made) };
	const { ours, hand } = await inTurns(rounds, {
		hand: () => alone('figures-engine.ts', 'computeByHand', given),
		ours: () => alone('figures-engine.ts', 'computeByEngine', given),
	});
	const all = [...made.values()].reduce((sum, [one]) => sum + (one?.rows ?? 0), 0);
	print(
		`All shipped indicators from ${all.toLocaleString('en-GB')} rows: computed in ${seconds(ours)}, by hand-written SQL in ${seconds(hand)}: ${ratio(ours, hand, 2)}; ${Math.round(ours.megabytes)} MB of memory against ${Math.round(hand.megabytes)} MB`,
	);
	print(`  ${ours.note}; by hand ${hand.note}`);
}

export async function indicatorsShipped(): Promise<Indicator[]> {
	const files = await shippedDefinitions('indicators');
	return files.flatMap(({ source, file }) => {
		const read = readIndicator(source, basename(file));
		return 'indicator' in read ? [read.indicator] : [];
	});
}

/** Everyone has a group of seven: the next ones in the list. */
const members = (index: number) =>
	Array.from({ length: 7 }, (_, step) => areas[(index + step + 1) % areas.length]?.code ?? '');

type Result = Taken & { note: string };

function remark(found: { indicators: number; results: number; sum: number }): string {
	return `${found.indicators} indicators, ${found.results.toLocaleString('en-GB')} values that add up to ${Math.round(found.sum).toLocaleString('en-GB')}`;
}

export async function computeByEngine(given: unknown): Promise<Result> {
	const { folder, snapshots } = task.parse(given);
	const always = { since: null, until: null };
	const inputs: Inputs = {
		forces: areas.map(({ code, region }) => ({ code, region, ...always })),
		groups: areas.map(({ code }, index) => ({
			force: code,
			members: members(index),
			illustrative: true,
			...always,
		})),
		snapshots: new Map(Object.entries(snapshots)),
	};
	const indicators = await indicatorsShipped();
	const duck = await openDuck({ folder });
	let [results, sum] = [0, 0];
	const took = await taken(() =>
		computeEach(
			duck,
			indicators.map((indicator) => ({ indicator, hash: 'bench' })),
			inputs,
			async (_, figures) => {
				for (const { value } of figures) {
					if (value === null) continue;
					results += 1;
					sum += Number(value);
				}
			},
		),
	);
	duck.close();
	return { ...took, note: remark({ indicators: indicators.length, results, sum }) };
}

export async function computeByHand(given: unknown): Promise<Result> {
	const { folder, snapshots } = task.parse(given);
	const indicators = await indicatorsShipped();
	const duck = await openDuck({ folder });
	const made = new Map<string, readonly Made[]>(Object.entries(snapshots));
	let [results, sum] = [0, 0];
	const took = await taken(() =>
		duck.use((connection) =>
			connection.run(belongingTable(belonging())).then(async () => {
				for (const indicator of indicators) {
					const found = await connection.runAndReadAll(byHand(indicator, made));
					for (const { value } of found.getRowObjectsJson()) {
						if (value === null) continue;
						results += 1;
						sum += Number(value);
					}
				}
			}),
		),
	);
	duck.close();
	return { ...took, note: remark({ indicators: indicators.length, results, sum }) };
}

function belonging(): { area: string; force: string; kind: string }[] {
	return areas.flatMap(({ code, region }, index) => [
		{ area: code, force: code, kind: 'area' },
		{ area: `region:${region}`, force: code, kind: 'area' },
		{ area: 'EW', force: code, kind: 'EW' },
		{ area: 'EW+BTP', force: code, kind: 'EW+BTP' },
		...(region === 'London' ? [] : [{ area: 'EW without London', force: code, kind: 'EW without London' }]),
		...[code, ...members(index)].map((force) => ({ area: `group:${code}`, force, kind: 'area' })),
	]);
}
