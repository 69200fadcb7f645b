import { copyFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Defined } from '../src/figures/engine/defined.ts';
import { type TidyRow, testShelf } from '../src/figures/engine/testing/shelf.ts';
import { parquetPath } from '../src/figures/snapshots/shelf.ts';
import { addSnapshot } from '../src/figures/snapshots/snapshot.store.ts';
import type { Actor, Tx } from '../src/foundation/index.ts';
import { testService } from './service.ts';

/** The whole product with data folder and database, and ways to put snapshots and definitions straight into them. */
export async function testFigures() {
	const service = await testService();
	const { services } = service;
	const shelf = await testShelf();
	const operator: Actor = { kind: 'operator', name: 'tests' };
	const as = <T>(work: (tx: Tx) => Promise<T>) => services.database.asActor(operator, work);
	let made = 0;
	return {
		...service,
		operator,
		as,
		/** A vintage that was published on a day. */
		async bring(
			source: string,
			publishedOn: string,
			rows: readonly TidyRow[],
			breakdowns: readonly string[] = [],
		) {
			made += 1;
			const { path, parquet } = await shelf.snapshot(rows, breakdowns);
			const place = parquetPath(services, { parquet });
			await mkdir(dirname(place), { recursive: true });
			await copyFile(path, place);
			const days = rows.flatMap(({ since, until }) => [since, until]).toSorted();
			const id = await as((tx) =>
				addSnapshot(tx, {
					source,
					release: `release ${made}`,
					publishedOn: Temporal.PlainDate.from(publishedOn),
					since: Temporal.PlainDate.from(days[0] ?? ''),
					until: Temporal.PlainDate.from(days.at(-1) ?? ''),
					files: [{ name: `${source}-${made}.csv`, sha256: '0'.repeat(64), bytes: 1 }],
					filesHash: String(made).padStart(64, '0'),
					parquet,
					rows: rows.length,
					breakdowns,
					licence: 'Open Government Licence v3.0',
					note: null,
					illustrative: false,
					importedBy: null,
					importedByName: 'tests',
					decisions: [],
					supplies: [],
				}),
			);
			if (id === null) throw new Error('the snapshot was there already');
			return id;
		},
		/** A definition as it is kept, whatever its sources are. */
		async define({ indicator, hash }: Defined) {
			await as((tx) =>
				tx
					.insertInto('figures.indicator_version')
					.values({
						indicator: indicator.id,
						version: indicator.version,
						title: indicator.title,
						content: JSON.stringify(indicator),
						source: '',
						file: 'test.yaml',
						hash: Buffer.from(hash, 'hex'),
					})
					.onConflict((conflict) =>
						conflict
							.columns(['indicator', 'version'])
							.doUpdateSet({ content: JSON.stringify(indicator), hash: Buffer.from(hash, 'hex') }),
					)
					.execute(),
			);
		},
	};
}
