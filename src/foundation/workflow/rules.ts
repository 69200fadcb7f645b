import type { Database } from '../database/connection.ts';
import { Failure } from '../kernel/failures.ts';
import type { HealthCheck } from '../web/health.ts';
import { type TwoPersonRule, twoPersonRules } from './transition.store.ts';

/** What of a workflow its two-person rules follow from. */
type WithRules = { name: string; actions: Record<string, { notWhoDid?: readonly string[] }> };

export function rulesOf(workflows: readonly WithRules[]): TwoPersonRule[] {
	return workflows.flatMap(({ name, actions }) =>
		Object.entries(actions).flatMap(([action, { notWhoDid }]) =>
			(notWhoDid ?? []).map((other) => ({ workflow: name, action, not_who_did: other })),
		),
	);
}

/** The service is not ready while a two-person rule stands in the pages alone, or in the database alone. */
export function twoPersonCheck(database: Database, workflows: readonly WithRules[]): HealthCheck {
	const inWords = (rule: TwoPersonRule) =>
		`${rule.workflow}: ${rule.action} not by who did ${rule.not_who_did}`;
	return {
		name: 'two-person rules',
		async check() {
			const held = await database.asActor({ kind: 'worker', task: 'two-person rules' }, twoPersonRules);
			const inDatabase = new Set(held.map(inWords));
			const inTables = new Set(rulesOf(workflows).map(inWords));
			const different = [...inDatabase.symmetricDifference(inTables)].sort();
			if (different.length > 0) {
				throw new Failure(
					`The two-person rules of the workflows and of the database differ (${different.join('; ')}). Put it right with a migration.`,
				);
			}
		},
	};
}
