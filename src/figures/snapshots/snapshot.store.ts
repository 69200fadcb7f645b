import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../foundation/index.ts';
import { type Decision, decisionKinds, type Supply, supplies } from '../sources/source.ts';
import type { NewSnapshot, Snapshot } from './snapshot.ts';

const files = z.array(z.object({ name: z.string(), sha256: z.string(), bytes: z.number() }));
const decision = z.object({
	kind: z.enum(decisionKinds),
	reason: z.string(),
	rows: z.number(),
	examples: z.array(z.record(z.string(), z.string())),
});
const supply = z.object({
	area: z.string(),
	how: z.enum(supplies),
	rows: z.number(),
	note: z.string().nullable(),
});

/** When a vintage became known: its publication, or its import where nobody said. */
const known = sql<Temporal.PlainDate>`coalesce(published_on, (imported_at at time zone 'Europe/London')::date)`;

function snapshots(tx: Tx) {
	return tx
		.selectFrom('figures.snapshot')
		.select([
			'id',
			'source',
			'release',
			'published_on as publishedOn',
			'period_since as since',
			'period_until as until',
			'files',
			'files_hash as filesHash',
			'parquet',
			'rows',
			'breakdowns',
			'licence',
			'note',
			'illustrative',
			'imported_at as importedAt',
			'imported_by as importedBy',
			'imported_by_name as importedByName',
		])
		.orderBy(known, 'desc')
		.orderBy('imported_at', 'desc')
		.orderBy('id');
}

type Found = Awaited<ReturnType<ReturnType<typeof snapshots>['execute']>>[number];

function snapshotOf(row: Found): Snapshot {
	return { ...row, files: files.parse(row.files) };
}

/** Newest first: by when they were published, then by when they were imported. */
export async function listSnapshots(tx: Tx, { source }: { source?: string } = {}): Promise<Snapshot[]> {
	let query = snapshots(tx);
	if (source !== undefined) query = query.where('source', '=', source);
	return (await query.execute()).map(snapshotOf);
}

export async function snapshotById(tx: Tx, id: string): Promise<Snapshot | null> {
	const row = await snapshots(tx).where('id', '=', id).executeTakeFirst();
	return row === undefined ? null : snapshotOf(row);
}

/** The newest vintage of a source, or the newest that was known on a day. */
export async function newestOf(
	tx: Tx,
	source: string,
	onOrBefore?: Temporal.PlainDate,
): Promise<Snapshot | null> {
	let query = snapshots(tx).where('source', '=', source);
	if (onOrBefore !== undefined) query = query.where(known, '<=', onOrBefore);
	const row = await query.limit(1).executeTakeFirst();
	return row === undefined ? null : snapshotOf(row);
}

/** The vintages made of exactly these files. */
export async function snapshotsOfFiles(tx: Tx, filesHash: string): Promise<Snapshot[]> {
	return (await snapshots(tx).where('files_hash', '=', filesHash).execute()).map(snapshotOf);
}

/** Which of these Parquet files a snapshot names. */
export async function namedParquets(tx: Tx, hashes: readonly string[]): Promise<Set<string>> {
	if (hashes.length === 0) return new Set();
	const rows = await tx
		.selectFrom('figures.snapshot')
		.select('parquet')
		.where('parquet', 'in', hashes)
		.execute();
	return new Set(rows.map(({ parquet }) => parquet));
}

export async function decisionsOf(tx: Tx, id: string): Promise<Decision[]> {
	const rows = await tx
		.selectFrom('figures.snapshot_decision')
		.select(['kind', 'reason', 'rows', 'examples'])
		.where('snapshot_id', '=', id)
		.orderBy('id')
		.execute();
	return rows.map((row) => decision.parse(row));
}

export async function suppliesOf(tx: Tx, id: string): Promise<Supply[]> {
	const rows = await tx
		.selectFrom('figures.snapshot_force')
		.select(['area', 'how', 'rows', 'note'])
		.where('snapshot_id', '=', id)
		.orderBy('area')
		.execute();
	return rows.map((row) => supply.parse(row));
}

/** Adds a snapshot with its manifest; null where these files are a snapshot of this source already. */
export async function addSnapshot(tx: Tx, snapshot: NewSnapshot): Promise<string | null> {
	const added = await tx
		.insertInto('figures.snapshot')
		.values({
			source: snapshot.source,
			release: snapshot.release,
			published_on: snapshot.publishedOn,
			period_since: snapshot.since,
			period_until: snapshot.until,
			files: JSON.stringify(snapshot.files),
			files_hash: snapshot.filesHash,
			parquet: snapshot.parquet,
			rows: snapshot.rows,
			breakdowns: [...snapshot.breakdowns],
			licence: snapshot.licence,
			note: snapshot.note,
			illustrative: snapshot.illustrative,
			imported_by: snapshot.importedBy,
			imported_by_name: snapshot.importedByName,
		})
		.onConflict((conflict) => conflict.columns(['source', 'files_hash']).doNothing())
		.returning('id')
		.executeTakeFirst();
	if (added === undefined) return null;
	const { decisions, supplies } = snapshot;
	if (decisions.length > 0) {
		await tx
			.insertInto('figures.snapshot_decision')
			.values(
				decisions.map(({ kind, reason, rows, examples }) => ({
					snapshot_id: added.id,
					kind,
					reason,
					rows,
					examples: JSON.stringify(examples),
				})),
			)
			.execute();
	}
	if (supplies.length > 0) {
		await tx
			.insertInto('figures.snapshot_force')
			.values(supplies.map(({ area, how, rows, note }) => ({ snapshot_id: added.id, area, how, rows, note })))
			.execute();
	}
	return added.id;
}
