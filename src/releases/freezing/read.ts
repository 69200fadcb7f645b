import type { Tx } from '../../foundation/index.ts';
import type { Release } from '../gathering/release.ts';
import type { Json, Rows } from './edition.ts';
import { type Plan, planOf } from './plan.store.ts';
import { type ReadDocument, readDocuments } from './read-documents.ts';
import { inOrder, partOf, type RecordPart } from './record.ts';
import { figureRows } from './rows.figures.ts';
import { findingRows } from './rows.findings.ts';
import { gradeRows } from './rows.grades.ts';
import { meaningRows } from './rows.meanings.ts';
import { type FrozenFile, filesOf, type StatementSource, statementRows, termRows } from './rows.others.ts';
import { raisedRows } from './rows.raised.ts';
import { forceRows } from './rows.register.ts';

/** Everything of a release but its documents, which went to `each`; and what all of it was made from, thing by thing. */
export type Read = {
	plan: Plan;
	rows: Rows;
	files: readonly FrozenFile[];
	/** The forces with their regions and groups, as its figures were added up. */
	register: Json;
	parts: readonly RecordPart[];
	illustrative: boolean;
};

export type Reading = {
	statements: StatementSource;
	each?: (plan: Plan, read: ReadDocument) => Promise<void>;
};

/**
 * Reads a release as the worker: what it gathers, and what comes with it. Freezing keeps what is read; the watch compares
 * it with what was frozen.
 */
export async function readRelease(tx: Tx, release: Release, { statements, each }: Reading): Promise<Read> {
	const plan = await planOf(tx, release);
	const documents = await readDocuments(tx, plan, async (read) => each?.(plan, read));
	const { gleaned } = documents;
	const grade = await gradeRows(tx, plan, gleaned.summaries);
	const raised = await raisedRows(tx, plan, gleaned.raised);
	const findings = await findingRows(tx, plan, gleaned.findings);
	const figures = await figureRows(tx, plan, gleaned.figures);
	const terms = await termRows(tx, gleaned.terms);
	const said = await statementRows(tx, plan, statements);
	const { files, parts: fileParts } = await filesOf(tx, plan);
	const rows: Rows = {
		grade,
		figure: figures.figures,
		indicator: figures.indicators,
		snapshot: figures.snapshots,
		finding: findings.rows,
		raised: raised.rows,
		statement: said.rows,
		term: terms.rows,
		force: await forceRows(tx, plan),
		meaning: meaningRows(grade, plan),
	};
	const judged = Map.groupBy(grade, ({ force_id }) => force_id);
	return {
		plan,
		rows,
		files,
		register: figures.register,
		parts: inOrder([
			...documents.parts,
			...[...judged].map(([force, own]) =>
				partOf(`judgments ${force}`, `the judgments of ${own[0]?.force_name ?? ''}`, own),
			),
			...raised.parts,
			...findings.parts,
			...figures.parts,
			...terms.parts,
			...said.parts,
			...fileParts,
		]),
		illustrative:
			release.illustrative ||
			documents.illustrative ||
			[grade, raised.rows, findings.rows, figures.figures, said.rows].some((some) =>
				some.some(({ illustrative }) => illustrative),
			),
	};
}
