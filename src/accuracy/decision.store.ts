import { sql } from 'kysely';
import { asInvalid, link, type Tx } from '../foundation/index.ts';
import { type Change, type Decision, type Outcome, outcomes } from './point.ts';

function outcomeNamed(name: string): Outcome {
	if (Object.hasOwn(outcomes, name)) return name as Outcome; // hasOwn does not tell the compiler.
	throw new Error(`no decision is "${name}"`);
}

export async function decisionsOf(
	tx: Tx,
	points: readonly string[],
): Promise<(Decision & { point: string })[]> {
	const rows = await tx
		.selectFrom('accuracy.decision')
		.select(['point_id as point', 'outcome', 'reason', 'by_name as byName', 'at'])
		.where(sql<boolean>`point_id = any(${[...points]}::uuid[])`)
		.orderBy('number')
		.execute();
	return rows.map((row) => ({ ...row, outcome: outcomeNamed(row.outcome) }));
}

export async function changesOf(tx: Tx, points: readonly string[]): Promise<(Change & { point: string })[]> {
	const rows = await tx
		.selectFrom('accuracy.change')
		.selectAll()
		.where(sql<boolean>`point_id = any(${[...points]}::uuid[])`)
		.orderBy('at')
		.orderBy('id')
		.execute();
	return rows.map((row): Change & { point: string } => {
		const common = { point: row.point_id, byName: row.by_name, at: row.at };
		return row.kind === 'record'
			? {
					...common,
					kind: 'record',
					record: { kind: row.record_kind ?? '', id: row.record_id ?? '' },
					said: row.said ?? '',
				}
			: {
					...common,
					kind: 'text',
					block: row.block_id,
					wasVersion: row.was_version,
					version: row.version,
					was: row.was,
					becomes: row.becomes,
				};
	});
}

const refused = {
	by_hm_inspector: { outcome: 'An HM Inspector decides matters of judgment' },
	point_undecided: { '': 'This point does not wait for a decision now.' },
	round_undecided: { '': 'This round is not being decided now.' },
	// Somebody else has decided at the same moment.
	decision_point_id_number_key: { '': 'Somebody else has just decided this point. Look at it again.' },
};

/** Adds a decision: it holds from now on, and those before it stay on record. */
export async function decide(
	tx: Tx,
	point: string,
	{ outcome, reason, byName }: { outcome: Outcome; reason: string; byName: string },
): Promise<void> {
	await asInvalid(refused, () =>
		tx
			.insertInto('accuracy.decision')
			.values({ point_id: point, outcome, reason, by_name: byName })
			.execute(),
	);
}

/** Says which words were changed for a point. */
export async function recordTextChange(
	tx: Tx,
	point: string,
	change: Pick<
		Extract<Change, { kind: 'text' }>,
		'block' | 'wasVersion' | 'version' | 'was' | 'becomes' | 'byName'
	>,
): Promise<void> {
	const { block, wasVersion, version, was, becomes, byName } = change;
	await asInvalid(refused, () =>
		tx
			.insertInto('accuracy.change')
			.values({
				...{ kind: 'text', version, was, becomes },
				point_id: point,
				block_id: block,
				was_version: wasVersion,
				by_name: byName,
			})
			.execute(),
	);
}

/** Says what was done about the record that a figure comes from; the record knows of the point from then on. */
export async function recordSourceChange(
	tx: Tx,
	point: string,
	{ record, said, byName }: { record: { kind: string; id: string }; said: string; byName: string },
): Promise<void> {
	await asInvalid(refused, () =>
		tx
			.insertInto('accuracy.change')
			.values({
				...{ kind: 'record', said },
				point_id: point,
				record_kind: record.kind,
				record_id: record.id,
				by_name: byName,
			})
			.execute(),
	);
	await link(tx, { from: { kind: 'accuracy point', id: point }, relation: 'amends', to: record });
}
