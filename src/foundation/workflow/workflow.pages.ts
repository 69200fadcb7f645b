import { z } from 'zod';
import type { Actor } from '../database/actor.ts';
import type { Tx } from '../database/connection.ts';
import { Missing, Refused } from '../kernel/failures.ts';
import { form, Invalid, type Route, redirect } from '../web/route.ts';
import { type Moved, NotReady, Overtaken, perform, ReasonMissing } from './perform.ts';
import { historyOf } from './transition.store.ts';
import { judge, namesIn, openActions } from './workflow.ts';

/** Where a thing and its steps are found: the thing's own page at /letters/:id, its steps below that. */
export type Place<S> = {
	/** With ":id" in it: "/letters/:id". */
	url: string;
	/** What stands above the question on the page of a step: "Letter to Essex Police". */
	title(subject: S): string;
};

const longest = 5000;
const params = z.object({ id: z.uuid() });
const query = z.object({ seen: z.coerce.number().int().min(0).optional() });
const fields = z.object({
	reason: z
		.string()
		.max(longest, `Use ${longest.toLocaleString('en-GB')} characters or fewer`)
		// PostgreSQL cannot keep this character, and nobody types it.
		.transform((text) => text.replaceAll('\0', ''))
		.optional(),
});

function pathOf(url: string, id: string): string {
	return url.replace(':id', id);
}

function stepPath(url: string, action: string): string {
	return `${url}/${action.replaceAll(' ', '-')}`;
}

/** For `ui.actions(…)`: a button for what can be done at once, a way to the page that asks more, or why it is not open. */
export type Button = {
	label: string;
	style?: 'secondary' | 'warning';
	action?: string;
	href?: string;
	closed?: string;
};

export async function buttonsFor<S, State extends string, Name extends string>(
	moved: Moved<S, State, Name>,
	place: Place<S>,
	asked: { tx: Tx; actor: Actor; subject: S },
): Promise<Button[]> {
	const { workflow } = moved;
	const { id } = workflow.about(asked.subject);
	const history = await historyOf(asked.tx, workflow.name, id);
	return openActions(workflow, { ...asked, history }).map(({ action, verdict }) => {
		const { label, style, reason, confirm } = workflow.actions[action];
		const looks = style === undefined ? { label } : { label, style };
		if (verdict.kind === 'closed') return { ...looks, closed: verdict.text };
		const path = stepPath(pathOf(place.url, id), action);
		const atOnce = reason === undefined && confirm === undefined && verdict.problems.length === 0;
		return atOnce ? { ...looks, action: `${path}?seen=${history.moves}` } : { ...looks, href: path };
	});
}

/** The page and the submission of every step. What the person saw travels with the form as a number of moves. */
export function workflowRoutes<S, State extends string, Name extends string>(
	moved: Moved<S, State, Name>,
	place: Place<S>,
): Route[] {
	const { workflow } = moved;
	return namesIn(workflow.actions).flatMap((action) => {
		const { label, done, style, reason, confirm } = workflow.actions[action];
		return form({
			url: stepPath(place.url, action),
			opens: 'account',
			permit: workflow.policy.can[action],
			params,
			query,
			fields,
			view: 'workflow/step.njk',
			async load({ tx, actor, params: { id } }) {
				const subject = await moved.load(tx, id);
				if (subject === null) throw new Missing();
				const history = await historyOf(tx, workflow.name, id);
				const verdict = judge(workflow, { actor, subject, action, history });
				if (verdict.kind === 'hidden') throw new Missing();
				if (verdict.kind !== 'open') throw new Refused(verdict.text);
				const back = pathOf(place.url, id);
				return {
					heading: confirm ?? label,
					caption: place.title(subject),
					state: workflow.states[workflow.about(subject).state],
					becomes: workflow.states[verdict.step.to],
					problems: verdict.problems,
					reason: reason ?? null,
					limit: longest,
					label,
					style: style ?? '',
					action: `${stepPath(back, action)}?seen=${history.moves}`,
					back,
				};
			},
			async submit({ tx, actor, params: { id }, query: { seen }, values, data }) {
				try {
					await perform(moved, tx, actor, { id, action, reason: values.reason, seen: seen ?? -1 });
				} catch (error) {
					if (error instanceof ReasonMissing) throw new Invalid({ reason: error.message });
					if (error instanceof Overtaken) throw new Invalid({ '': error.message });
					// The page lists them itself, each with the way to where it can be put right.
					if (error instanceof NotReady && data.problems.length > 0) throw new Invalid({});
					throw error;
				}
				return redirect(data.back, `The ${workflow.noun ?? workflow.kind} is now ${done}.`);
			},
		});
	});
}
