import type { Tx } from '../../foundation/index.ts';
import type { Force } from '../forces/force.ts';
import { allFrameworks } from '../frameworks/framework.store.ts';
import type { Framework } from '../frameworks/framework.ts';
import { type AssessmentRow, assess } from '../history/assessment.ts';
import { judgmentsOf } from '../history/judgment.store.ts';
import { ownScope } from '../inspections/own.store.ts';
import type { Inspection } from '../planning/plan.store.ts';

export type Latest = { framework: Framework; inspection: Inspection | null; rows: AssessmentRow[] };

/**
 * How the force was assessed in the last round that has a judgment of it, under the version that it was inspected under;
 * null where it was never judged.
 */
export async function latestAssessment(
	tx: Tx,
	force: Force,
	inspections: readonly Inspection[],
): Promise<Latest | null> {
	const frameworks = await allFrameworks(tx);
	const judgments = await judgmentsOf(tx, [force.id]);
	const [newest] = judgments;
	if (newest === undefined) return null;
	const inspection =
		inspections.findLast(
			({ framework, state }) =>
				framework === newest.framework && (state === 'published' || state === 'closed'),
		) ?? null;
	const version = inspection?.version ?? newest.version;
	const framework = frameworks.find((one) => one.id === newest.framework && one.version === version);
	if (framework === undefined) return null;
	const scope = inspection === null ? null : await ownScope(tx, inspection.id);
	const rows = assess({
		framework,
		scope: scope?.inspected ?? new Map(),
		judgments,
		frameworks,
		forceName: force.name,
	});
	return { framework, inspection, rows };
}
