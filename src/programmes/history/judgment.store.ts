import type { Tx } from '../../foundation/index.ts';
import { type Basis, bases, type Judgment, type NewJudgment } from './judgment.ts';

/** The judgments of these forces that stand: what was corrected is left out. The newest come first. */
export async function judgmentsOf(tx: Tx, forceIds: readonly string[]): Promise<Judgment[]> {
	if (forceIds.length === 0) return [];
	return (
		await standing(tx)
			.where('judgment.force_id', 'in', [...forceIds])
			.execute()
	).map(judgmentOf);
}

/** Those of every force. */
export async function allJudgments(tx: Tx): Promise<Judgment[]> {
	return (await standing(tx).execute()).map(judgmentOf);
}

function standing(tx: Tx) {
	return tx
		.selectFrom('programmes.judgment as judgment')
		.leftJoin('programmes.judgment as later', 'later.replaces', 'judgment.id')
		.select(columns)
		.where('later.id', 'is', null)
		.where('judgment.withdrawn', '=', false)
		.orderBy('judgment.published_at', 'desc')
		.orderBy('judgment.force_id')
		.orderBy('judgment.framework')
		.orderBy('judgment.component');
}

/** A judgment with everything that stood in its place or came to stand there, oldest first, as far as the reader may see. */
export async function correctionsOf(tx: Tx, id: string): Promise<Judgment[]> {
	const rows = await tx
		.withRecursive('earlier', (db) =>
			db
				.selectFrom('programmes.judgment as judgment')
				.select(['judgment.id', 'judgment.replaces'])
				.where('judgment.id', '=', id)
				.union(
					db
						.selectFrom('programmes.judgment as judgment')
						.innerJoin('earlier', 'earlier.replaces', 'judgment.id')
						.select(['judgment.id', 'judgment.replaces']),
				),
		)
		.withRecursive('line', (db) =>
			db
				.selectFrom('earlier')
				.select(['earlier.id'])
				.where(({ not, exists, selectFrom }) =>
					// One that was corrected before it was published is there for the inspectorate only.
					not(
						exists(
							selectFrom('programmes.judgment as before')
								.select('before.id')
								.whereRef('before.id', '=', 'earlier.replaces'),
						),
					),
				)
				.union(
					db
						.selectFrom('programmes.judgment as judgment')
						.innerJoin('line', 'line.id', 'judgment.replaces')
						.select(['judgment.id']),
				),
		)
		.selectFrom('line')
		.innerJoin('programmes.judgment as judgment', 'judgment.id', 'line.id')
		.select(columns)
		.orderBy('judgment.entered_at')
		.execute();
	return inOrder(rows.map(judgmentOf));
}

/** Each after the one whose place it takes: two may have been entered in the same instant. */
function inOrder(judgments: readonly Judgment[]): Judgment[] {
	const ids = new Set(judgments.map(({ id }) => id));
	const after = new Map(judgments.map((judgment) => [judgment.replaces, judgment]));
	const line: Judgment[] = [];
	const first = judgments.find(({ replaces }) => replaces === null || !ids.has(replaces));
	for (let next = first; next !== undefined; next = after.get(next.id)) line.push(next);
	return line;
}

/** The database refuses a second judgment of the same component in a round (23505, `one_judgment`). */
export async function addJudgment(tx: Tx, judgment: NewJudgment): Promise<string> {
	return insert(tx, judgment, null);
}

/** As many as there are, in statements of a thousand. */
export async function addJudgments(tx: Tx, judgments: readonly NewJudgment[]): Promise<void> {
	const rest = judgments.map((judgment) => valuesOf(judgment, null));
	while (rest.length > 0) await tx.insertInto('programmes.judgment').values(rest.splice(0, 1_000)).execute();
}

/** Puts another in the place of a judgment that was wrong. What was there stays readable. */
export async function correctJudgment(
	tx: Tx,
	wrong: Judgment,
	right: Partial<NewJudgment>,
	because: string,
): Promise<string> {
	return insert(tx, { ...wrong, ...right }, { replaces: wrong.id, because, withdrawn: false });
}

/** Says that a judgment was never made. */
export async function withdrawJudgment(tx: Tx, wrong: Judgment, because: string): Promise<string> {
	return insert(tx, wrong, { replaces: wrong.id, because, withdrawn: true });
}

type Correction = { replaces: string; because: string; withdrawn: boolean };

async function insert(tx: Tx, judgment: NewJudgment, correction: Correction | null): Promise<string> {
	const { id } = await tx
		.insertInto('programmes.judgment')
		.values(valuesOf(judgment, correction))
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

function valuesOf(judgment: NewJudgment, correction: Correction | null) {
	return {
		force_id: judgment.force,
		framework: judgment.framework,
		version: judgment.version,
		component: judgment.component,
		grade: judgment.grade,
		source: judgment.source,
		address: judgment.address ?? null,
		published_at: judgment.publishedAt,
		basis: judgment.basis,
		note: judgment.note ?? null,
		illustrative: judgment.illustrative ?? false,
		replaces: correction?.replaces ?? null,
		replaces_because: correction?.because ?? null,
		withdrawn: correction?.withdrawn ?? false,
	};
}

const columns = [
	'judgment.id',
	'judgment.force_id as force',
	'judgment.framework',
	'judgment.version',
	'judgment.component',
	'judgment.grade',
	'judgment.source',
	'judgment.address',
	'judgment.published_at as publishedAt',
	'judgment.basis',
	'judgment.note',
	'judgment.illustrative',
	'judgment.replaces',
	'judgment.replaces_because as replacesBecause',
	'judgment.withdrawn',
	'judgment.entered_at as enteredAt',
] as const;

function judgmentOf(row: Omit<Judgment, 'basis'> & { basis: string }): Judgment {
	return { ...row, basis: basisOf(row.basis) };
}

function basisOf(text: string): Basis {
	const found = bases.find((basis) => basis === text);
	if (found === undefined) throw new Error(`no judgment comes from “${text}”`);
	return found;
}
