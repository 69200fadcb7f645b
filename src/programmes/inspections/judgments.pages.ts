import { z } from 'zod';
import { type AccountActor, csv, get, Missing, type Route, type Tx, view } from '../../foundation/index.ts';
import { allFrameworks } from '../frameworks/framework.store.ts';
import { assess } from '../history/assessment.ts';
import { carriedOverTogether } from '../history/carry-over.ts';
import { judgmentsOf } from '../history/judgment.store.ts';
import { judgmentPolicy } from '../history/judgment.ts';
import { inspectionById } from '../planning/plan.store.ts';
import { inspectionTabs } from '../scoping/tabs.ts';
import { csvHeader, csvRow, pillarsOf, warningsOf } from './judgments.lists.ts';
import { ownScope } from './own.store.ts';
import type { InspectionPorts } from './parts.ts';

const { read: permit } = judgmentPolicy.can;
const params = z.object({ id: z.uuid() });

/** What a force was judged on in one inspection, and what of earlier judgments still stands. */
export function judgmentsPages({ tabs }: InspectionPorts): Route[] {
	return [
		get({
			url: '/inspections/:id/judgments',
			opens: 'account',
			permit,
			params,
			async handle({ tx, actor, params, demand }) {
				const { inspection, framework, rows } = await assessed(tx, actor, params.id);
				demand({ organisation: inspection.force.id });
				const staff = actor.organisation?.kind === 'inspectorate';
				return view('inspections/judgments.njk', {
					inspection,
					staff,
					tabs: inspectionTabs(inspection, 'judgments', tabs),
					framework,
					together: carriedOverTogether(framework, rows),
					warnings: warningsOf(rows),
					pillars: pillarsOf(rows, inspection.force.slug),
					decided: rows.some(({ inspected }) => inspected !== null),
					illustrative: inspection.illustrative,
				});
			},
		}),
		get({
			url: '/inspections/:id/judgments.csv',
			opens: 'account',
			permit,
			params,
			async handle({ tx, actor, params, demand }) {
				const { inspection, framework, rows } = await assessed(tx, actor, params.id);
				demand({ organisation: inspection.force.id });
				return {
					kind: 'data',
					type: 'text/csv; charset=utf-8',
					body: csv(
						csvHeader,
						rows.map((row) => csvRow(inspection, framework.cycle, row)),
					),
					saveAs: `judgments-${inspection.force.slug}-${inspection.framework}.csv`,
				};
			},
		}),
	];
}

const isPublic = ['published', 'closed'];

/** Outside the inspectorate, the judgments of an inspection are not there before it is published. */
async function assessed(tx: Tx, actor: AccountActor, id: string) {
	const inspection = await inspectionById(tx, id);
	if (inspection === null) throw new Missing();
	if (actor.organisation?.kind !== 'inspectorate' && !isPublic.includes(inspection.state))
		throw new Missing();
	const frameworks = await allFrameworks(tx);
	const framework = frameworks.find(
		(each) => each.id === inspection.framework && each.version === inspection.version,
	);
	if (framework === undefined) throw new Missing();
	const rows = assess({
		framework,
		scope: (await ownScope(tx, inspection.id))?.inspected ?? new Map(),
		judgments: await judgmentsOf(tx, [inspection.force.id]),
		frameworks,
		forceName: inspection.force.name,
	});
	return { inspection, framework, rows };
}
