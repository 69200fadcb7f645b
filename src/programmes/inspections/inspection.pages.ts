import { z } from 'zod';
import {
	type AccountActor,
	buttonsFor,
	get,
	historyOf,
	Missing,
	mayTry,
	type Part,
	type Place,
	type Problem,
	type Route,
	type Tx,
	timelineOf,
	view,
	workflowRoutes,
} from '../../foundation/index.ts';
import { fullName } from '../forces/post.ts';
import { stateTags } from '../planning/inspection-state.ts';
import { milestonesOf } from '../planning/milestone.store.ts';
import { type Inspection, inspectionById } from '../planning/plan.store.ts';
import { whatMayChange } from '../planning/plan.ts';
import { programmePolicy } from '../planning/programme.ts';
import { tranchesOf } from '../planning/tranche.store.ts';
import { windowInWords } from '../planning/words.ts';
import { inspectionTabs } from '../scoping/tabs.ts';
import { calendarOf, inHistory, stepsOf } from './home.ts';
import { type Inspecting, planned, planOf } from './inspecting.ts';
import { inspectionMoves, standingsOf } from './inspection.store.ts';
import { inspectionPolicy, inspectionWorkflow, inTheWay } from './inspection.ts';
import { judgmentsPages } from './judgments.pages.ts';
import { listPage } from './list.pages.ts';
import { ownHome } from './own.pages.ts';
import type { InspectionPorts } from './parts.ts';
import { teamPages } from './team.pages.ts';

const one = z.object({ id: z.uuid() });

const place: Place<Inspecting> = {
	url: '/inspections/:id',
	title: ({ inspection: { force, programme } }) => `${force.name}, ${programme.name}`,
};

export function inspectionPages(ports: InspectionPorts): Part {
	return {
		policies: [inspectionPolicy, inspectionWorkflow.policy],
		routes: [
			listPage,
			homePage(ports),
			...teamPages,
			...judgmentsPages(ports),
			...workflowRoutes(inspectionMoves(ports), place),
		],
	};
}

function homePage(ports: InspectionPorts): Route {
	return get({
		url: '/inspections/:id',
		opens: 'account',
		permit: inspectionPolicy.can.read,
		params: one,
		query: z.object({ older: z.coerce.number().int().positive().optional().catch(undefined) }),
		async handle({ tx, actor, params, query, demand }) {
			const inspection = await inspectionById(tx, params.id);
			if (inspection === null) throw new Missing();
			demand({ organisation: inspection.force.id });
			if (actor.organisation?.kind !== 'inspectorate') return ownHome(tx, inspection);
			const [subject] = await standingsOf(tx, [inspection], ports);
			if (subject === undefined) throw new Missing();
			return view('inspections/home.njk', {
				...(await homeOf(tx, actor, subject, ports)),
				...(await recordOf(tx, inspection, query.older)),
			});
		},
	});
}

async function homeOf(tx: Tx, actor: AccountActor, subject: Inspecting, ports: InspectionPorts) {
	const { inspection, team, framework, scoping, today } = subject;
	const mayPlan = mayTry(actor, programmePolicy.can.change);
	const history = await historyOf(tx, inspectionWorkflow.name, inspection.id);
	const { action, problems } = inTheWay(subject);
	const milestones = await milestonesOf(tx, inspection.programme.id);
	const buttons = await buttonsFor(inspectionMoves(ports), place, { tx, actor, subject });
	return {
		inspection,
		tag: stateTags[inspection.state],
		tabs: inspectionTabs(inspection, '', ports.tabs),
		frameworkTitle: framework?.title ?? inspection.framework,
		leads: team.filter(({ part }) => part === 'lead').map(({ name }) => name),
		fieldwork: windowInWords(inspection.fieldworkSince, inspection.fieldworkUntil),
		chiefOfficer: subject.chiefOfficer === null ? null : fullName(subject.chiefOfficer),
		hmInspector: subject.hmInspector === null ? null : fullName(subject.hmInspector),
		scope:
			scoping === null
				? null
				: {
						inspected: scoping.rows.filter(({ inspected }) => inspected).length,
						of: scoping.rows.length,
						by: scoping.decidedByName,
						at: scoping.decidedAt,
					},
		next: action === null ? null : inspectionWorkflow.actions[action].label,
		problems: problems.map((problem) => reachable(problem, inspection, mayPlan)),
		planHref: mayPlan && whatMayChange(inspection.state).publication ? planOf(inspection) : null,
		// Why the next step is not open stands among what is in its way; the others are not asked for.
		buttons: buttons.filter(({ closed }) => closed === undefined),
		steps: stepsOf(inspection.state, history),
		team,
		mayChooseTeam: mayTry(actor, inspectionPolicy.can['choose the team']),
		calendar: calendarOf(milestones, inspection.tranche?.id ?? null, today),
	};
}

/** Everybody may read the plan where its programme shows it; whoever plans is led to where it is changed. */
function reachable(problem: Problem, inspection: Inspection, mayPlan: boolean): Problem {
	return mayPlan && problem.href === planned(inspection) ? { ...problem, href: planOf(inspection) } : problem;
}

/** The inspection's own history and that of its scope and its team, the newest first. */
async function recordOf(tx: Tx, { id, programme }: Inspection, older: number | undefined) {
	const tranches = await tranchesOf(tx, programme.id);
	const page = await timelineOf(
		tx,
		{ kind: ['inspection', 'scope', 'team'], id },
		older === undefined ? {} : { olderThan: older },
		20,
	);
	return {
		timeline: page.entries.map((entry) => inHistory(entry, tranches)),
		olderHref: page.olderThan === null ? null : `?older=${page.olderThan}#history`,
		newestHref: older === undefined ? null : `/inspections/${id}#history`,
	};
}
