import { sql } from 'kysely';
import type { Moved, Problem, Tx } from '../../foundation/index.ts';
import { existencesOf, todayIn } from '../forces/force.store.ts';
import { holderOn } from '../forces/name.ts';
import { holdersOf } from '../forces/post.store.ts';
import { frameworksOf } from '../frameworks/framework.store.ts';
import type { InspectionState } from '../planning/inspection-state.ts';
import { type Inspection, inspectionById } from '../planning/plan.store.ts';
import { scopingsOfMany } from '../scoping/scoping.store.ts';
import type { GatePorts } from './gates.ts';
import type { Inspecting, InspectionAction } from './inspecting.ts';
import { inspectionWorkflow, nextActions } from './inspection.ts';
import { teamsOf } from './team.store.ts';

/** The moves of an inspection. What rooms above want before a move comes through the ports. */
export function inspectionMoves(ports: GatePorts = {}): Moved<Inspecting, InspectionState, InspectionAction> {
	return {
		workflow: inspectionWorkflow,
		async load(tx, id) {
			const inspection = await inspectionById(tx, id);
			return inspection === null ? null : ((await standingsOf(tx, [inspection], ports))[0] ?? null);
		},
		async effect(tx, { subject, action, to }) {
			await tx
				.updateTable('programmes.inspection')
				.set({
					state: to,
					...(tells.has(action)
						? { announced_at: sql<Temporal.Instant>`coalesce(announced_at, app.now())` }
						: {}),
					// Planned once more, it is the inspectorate's own until it is opened again.
					...(to === 'planned' ? { announced_at: null } : {}),
				})
				.where('id', '=', subject.inspection.id)
				.execute();
		},
	};
}

const recording: InspectionAction = 'record';
const tells: ReadonlySet<InspectionAction> = new Set(['open', recording]);

/** All that the rules ask about these inspections, in as many queries for many as for one. */
export async function standingsOf(
	tx: Tx,
	inspections: readonly Inspection[],
	ports: GatePorts = {},
): Promise<Inspecting[]> {
	if (inspections.length === 0) return [];
	const ids = inspections.map(({ id }) => id);
	const today = await todayIn(tx);
	const teams = await teamsOf(tx, ids);
	const holders = await holdersOf(
		tx,
		inspections.map(({ force }) => force.id),
	);
	const frameworks = await frameworksOf(tx, inspections);
	const scopings = new Map((await scopingsOfMany(tx, ids)).map((scoping) => [scoping.inspection, scoping]));
	const existences = await existencesOf(
		tx,
		inspections.map(({ force }) => force.id),
	);
	const recorded = await recordedAmong(tx, inspections);
	const standings: Inspecting[] = [];
	for (const inspection of inspections) {
		const { id, framework, version, force } = inspection;
		const ofForce = holders.filter((holder) => holder.force === force.id);
		const day = inspection.fieldworkSince ?? today;
		standings.push({
			inspection,
			today,
			framework: frameworks.find((one) => one.id === framework && one.version === version) ?? null,
			// The later decision has taken the place of the earlier in the map.
			scoping: scopings.get(id) ?? null,
			team: teams.get(id) ?? [],
			existence: existences.get(force.id) ?? { existedSince: null, existedUntil: null },
			recorded: recorded.has(id),
			chiefOfficer: holderOn(ofForce, 'chief officer', day),
			hmInspector: holderOn(ofForce, 'HM Inspector', day),
			...(await wanted(tx, inspection, ports)),
		});
	}
	return standings;
}

/** Those that came to their end by being recorded as published earlier, and not by being closed. */
async function recordedAmong(tx: Tx, inspections: readonly Inspection[]): Promise<ReadonlySet<string>> {
	const closed = inspections.filter(({ state }) => state === 'closed').map(({ id }) => id);
	if (closed.length === 0) return new Set();
	const last = await tx
		.selectFrom('foundation.transition')
		.distinctOn('subject_id')
		.select(['subject_id', 'action'])
		.where('workflow', '=', inspectionWorkflow.name)
		.where('subject_id', 'in', closed)
		.where('to_state', '=', 'closed')
		.orderBy('subject_id')
		.orderBy('step', 'desc')
		.execute();
	return new Set(last.filter(({ action }) => action === recording).map(({ subject_id }) => subject_id));
}

/** What the rooms above want before the action that comes next. */
async function wanted(
	tx: Tx,
	inspection: Inspection,
	{ gates = [], release }: GatePorts,
): Promise<Pick<Inspecting, 'gates' | 'release'>> {
	const action = nextActions[inspection.state];
	if (action === undefined) return { gates: new Map(), release: null };
	const problems: Problem[] = [];
	for (const gate of gates) problems.push(...(await gate(tx, inspection, action)));
	return {
		gates: new Map([[action, problems]]),
		release: release !== undefined && action === 'publish' ? await release(tx, inspection) : null,
	};
}
