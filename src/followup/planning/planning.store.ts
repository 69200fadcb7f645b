import { addEvidence } from '../../evidence/index.ts';
import { type Actor, asInvalid, type Moved, perform, type Tx } from '../../foundation/index.ts';
import { todayIn } from '../../programmes/index.ts';
import { draftOf, planById } from './plan.store.ts';
import { type ActionPlan, citePlan, type PlanContent, type PlanState } from './plan.ts';
import { type PlanAction, type Planning, planWorkflow } from './planning.ts';

/** The plan with what is written, which only the force can read. */
async function writtenOf(tx: Tx, id: string): Promise<Planning | null> {
	const plan = await planById(tx, id);
	if (plan === null) return null;
	return { plan, draft: plan.state === 'being written' ? await draftOf(tx, id) : null };
}

/** What each step does. `note`: what the force says with a version. */
export function planMoves(note: string | null = null): Moved<Planning, PlanState, PlanAction> {
	return {
		workflow: planWorkflow,
		load: writtenOf,
		async effect(tx, { subject: { plan, draft }, action, to, actor }) {
			if (action === 'hand in' && draft !== null) await keepVersion(tx, actor, { plan, draft, note });
			await tx.updateTable('followup.plan').set({ state: to }).where('id', '=', plan.id).execute();
		},
	};
}

/** The version is copied by the database; and inspectors find it among the evidence, where it only gives context. */
async function keepVersion(
	tx: Tx,
	actor: Actor,
	{ plan, draft, note }: { plan: ActionPlan; draft: PlanContent; note: string | null },
): Promise<void> {
	const named = actor.kind === 'account' ? actor : null;
	const evidence = await addEvidence(tx, {
		kind: 'action plan',
		force: plan.force.id,
		suppliedBy: plan.force.id,
		source: { name: plan.force.name },
		title: `${citePlan(plan)}: ${plan.call.title}, version ${plan.version + 1}`,
		text: inWords(draft, note),
		happenedOn: await todayIn(tx),
		gatheredBy: named?.account ?? null,
		gatheredByName: named?.name ?? plan.force.name,
		reliability: 'force-reported',
		bearing: 'context',
		illustrative: plan.illustrative,
	});
	await asInvalid({ version_note: { note: 'Say what is new in this version' } }, () =>
		tx
			.insertInto('followup.plan_version')
			.values({ plan_id: plan.id, note, evidence_id: evidence.id })
			.execute(),
	);
}

/** The whole plan as plain text. */
export function inWords({ elements, promises, milestones }: PlanContent, note: string | null): string {
	const nothing = 'Nothing is written about it.';
	const steps = milestones.filter(({ dropped }) => dropped === null);
	const about = (of: (milestone: (typeof steps)[number]) => boolean) =>
		steps
			.filter(of)
			.map(
				({ number, title, owner, due }) => `Milestone ${number}: ${title} (${owner}, by ${due.toString()})`,
			);
	return [
		...(note === null ? [] : [note]),
		...elements.flatMap(({ number, name, text }) => [
			`${number}. ${name}`,
			text ?? nothing,
			...about(({ element }) => element === number),
		]),
		...promises.flatMap(({ number, asked, text }) => [
			`FU-${number}: ${asked}`,
			text ?? nothing,
			...about(({ promise }) => promise === number),
		]),
		...about(({ element, promise }) => element === null && promise === null),
	].join('\n\n');
}

/** Hands the plan in for the force; every version says what is new in it. */
export async function handInPlan(
	tx: Tx,
	actor: Actor,
	{ id, note, seen }: { id: string; note: string | null; seen?: number | undefined },
): Promise<void> {
	await perform(planMoves(note), tx, actor, {
		id,
		action: 'hand in',
		...(seen === undefined ? {} : { seen }),
	});
}
