import { sql } from 'kysely';
import { type Moved, namesIn, type Problem, type Tx } from '../../foundation/index.ts';
import { frameworksOf } from '../frameworks/framework.store.ts';
import { type Inspection, inspectionById } from '../planning/plan.store.ts';
import { scopingsOfMany } from '../scoping/scoping.store.ts';
import type { GatePorts } from './gates.ts';
import {
	type Inspecting,
	type InspectionAction,
	type InspectionState,
	inspectionStates,
	inspectionWorkflow,
	nextActions,
} from './inspection.ts';

/** The moves of an inspection. What rooms above want before a move comes through the ports. */
export function inspectionMoves(
	ports: GatePorts = {},
): Moved<Inspecting, InspectionState, InspectionAction> {
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
					...(tells.has(action) ? { announced_at: sql<Temporal.Instant>`coalesce(announced_at, app.now())` } : {}),
					// Planned once more, it is the inspectorate's own until it is opened again.
					...(to === 'planned' ? { announced_at: null } : {}),
				})
				.where('id', '=', subject.inspection.id)
				.execute();
		},
	};
}

const tells: ReadonlySet<InspectionAction> = new Set(['open', 'record']);

/** All that the rules ask about these inspections, in as many queries for many as for one. */
export async function standingsOf(
	tx: Tx,
	inspections: readonly Inspection[],
	ports: GatePorts = {},
): Promise<Inspecting[]> {
	if (inspections.length === 0) return [];
	const ids = inspections.map(({ id }) => id);
	const facts = new Map((await factsOf(tx, ids)).map((fact) => [fact.id, fact]));
	const frameworks = await frameworksOf(tx, inspections);
	const scopings = new Map((await scopingsOfMany(tx, ids)).map((scoping) => [scoping.inspection, scoping]));
	const standings: Inspecting[] = [];
	for (const inspection of inspections) {
		const fact = facts.get(inspection.id);
		if (fact === undefined) throw new Error(`the inspection ${inspection.id} was there a moment ago`);
		const state = stateIn(inspection.state);
		standings.push({
			inspection,
			state,
			today: fact.today,
			framework:
				frameworks.find(({ id, version }) => id === inspection.framework && version === inspection.version) ??
				null,
			// The later decision has taken the place of the earlier in the map.
			scoping: scopings.get(inspection.id) ?? null,
			hasLead: fact.hasLead,
			onRecord: { chiefOfficer: fact.chiefOfficer, hmInspector: fact.hmInspector },
			...(await wanted(tx, inspection, state, ports)),
		});
	}
	return standings;
}

/** What the rooms above want before the action that comes next. */
async function wanted(
	tx: Tx,
	inspection: Inspection,
	state: InspectionState,
	{ gates = [], release }: GatePorts,
): Promise<Pick<Inspecting, 'gates' | 'release'>> {
	const action = nextActions[state];
	if (action === undefined) return { gates: new Map(), release: null };
	const problems: Problem[] = [];
	for (const gate of gates) problems.push(...(await gate(tx, inspection, action)));
	return {
		gates: new Map([[action, problems]]),
		release: release !== undefined && action === 'publish' ? await release(tx, inspection) : null,
	};
}

export function stateIn(text: string): InspectionState {
	const found = namesIn(inspectionStates).find((state) => state === text);
	if (found === undefined) throw new Error(`no inspection is “${text}”`);
	return found;
}

function factsOf(tx: Tx, inspections: readonly string[]) {
	return tx
		.selectFrom('programmes.inspection as inspection')
		.select(({ exists, selectFrom }) => {
			const onRecord = (kind: string) =>
				exists(
					selectFrom('programmes.post_holder as holder')
						.select('holder.id')
						.whereRef('holder.force_id', '=', 'inspection.force_id')
						.where('holder.kind', '=', kind)
						.where(sql<boolean>`daterange(holder.since, holder.until, '[]') @> inspection.fieldwork_since`),
				).$castTo<boolean>();
			return [
				'inspection.id',
				sql<Temporal.PlainDate>`(app.now() at time zone 'Europe/London')::date`.as('today'),
				exists(
					selectFrom('programmes.team_member as member')
						.select('member.id')
						.whereRef('member.inspection_id', '=', 'inspection.id')
						.where('member.part', '=', 'lead'),
				)
					.$castTo<boolean>()
					.as('hasLead'),
				onRecord('chief officer').as('chiefOfficer'),
				onRecord('HM Inspector').as('hmInspector'),
			];
		})
		.where('inspection.id', 'in', [...inspections])
		.execute();
}
