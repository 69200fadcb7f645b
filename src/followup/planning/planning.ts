import { defineWorkflow, forceRoles, to } from '../../foundation/index.ts';
import { type ActionPlan, type PlanContent, planStates } from './plan.ts';

/** A plan as those who take a step have to see it: what stands there matters while it is written. */
export type Planning = { plan: ActionPlan; draft: PlanContent | null };

/** Handed in as often as there is a new version: each stays as it was. */
export const planWorkflow = defineWorkflow({
	name: 'action plan',
	kind: 'action plan',
	noun: 'plan',
	about: ({ plan: { id, state, force } }: Planning) => ({ id, state, organisation: force.id }),
	states: planStates,
	start: 'being written',
	actions: {
		'hand in': {
			label: 'Hand in',
			done: 'handed in',
			confirm: 'Hand the plan in?',
			readiness: ({ draft }) =>
				draft === null || [...draft.elements, ...draft.promises].some(({ text }) => text !== null)
					? []
					: [{ text: 'Nothing is written in the plan yet.' }],
		},
		revise: {
			label: 'Write a new version',
			done: 'being written again',
			style: 'secondary',
			confirm: 'Write a new version of this plan?',
		},
	},
	steps: [
		{
			from: 'being written',
			action: 'hand in',
			to: 'handed in',
			by: to('own organisation', 'chief officer', 'force liaison officer'),
		},
		{ from: 'handed in', action: 'revise', to: 'being written', by: to('own organisation', ...forceRoles) },
	],
});
export type PlanAction = keyof typeof planWorkflow.actions;
