import { z } from 'zod';
import {
	contentHash,
	form,
	Invalid,
	Missing,
	Refused,
	type Route,
	redirect,
} from '../../foundation/index.ts';
import { todayIn } from '../../programmes/index.ts';
import { answeringOf, publishResponse } from './answering.store.ts';
import { responseWorkflow } from './answering.ts';
import { longest, one, optionalWords, responseAt } from './fields.ts';
import { nationalBeside, newestOf, versionsOf } from './response.store.ts';
import { responseHref } from './response.ts';
import { previewOf, responseLine } from './view.ts';

/** The response as everybody will read it, and then its publication; a correction says what it corrects. */
function publishing(action: 'publish' | 'correct'): [Route, Route] {
	const correcting = action === 'correct';
	return form({
		url: `/followup/responses/:id/${action}`,
		opens: 'account',
		permit: responseWorkflow.policy.can[action],
		params: one,
		view: 'answering/publish.njk',
		fields: z.object({
			note: optionalWords(longest.note),
			sure: z.string().optional(),
			/** The hash of what the page showed. */
			shown: z.string().optional(),
		}),
		async load({ tx, actor, params, demand }) {
			const response = await responseAt(tx, params, demand);
			if (correcting !== (response.state === 'published'))
				throw new Refused(
					correcting ? 'There is nothing published yet to correct.' : 'This response is published already.',
				);
			const subject = await answeringOf(tx, response.id, true);
			if (subject?.writing == null) throw new Missing();
			const { writing } = subject;
			const [last] = await versionsOf(tx, response);
			const preview = previewOf(
				{ response, writing },
				{
					first: last ?? null,
					today: await todayIn(tx),
					bodyName: actor.organisation?.name ?? '',
					also: await nationalBeside(tx, response, writing.draft.also),
				},
			);
			const [chief, reply] = [
				newestOf(writing.comments, 'force'),
				newestOf(writing.comments, 'policing body'),
			];
			return {
				response: responseLine(response),
				preview,
				correcting,
				problems: [
					...(response.state === 'preparing'
						? [{ text: 'Invite the chief officer’s comments first.', href: responseHref(response) }]
						: []),
					...(responseWorkflow.actions[action].readiness?.(subject) ?? []),
				],
				replyIsOlder: chief !== null && reply !== null && Temporal.Instant.compare(reply.at, chief.at) < 0,
				shown: contentHash(JSON.stringify(preview)).toString('hex'),
				limit: longest.note,
				action: responseHref(response, action),
			};
		},
		async submit({ tx, actor, params, values, data }) {
			if (data.problems.length > 0) throw new Invalid({});
			if (correcting && values.note === '') throw new Invalid({ note: 'Enter what is corrected, and why' });
			if (values.shown !== data.shown)
				throw new Invalid({
					'': 'The response or the comments have changed since you opened the page. Read it again below',
				});
			if (values.sure !== 'yes')
				throw new Invalid({ sure: 'Say that this may be published: it cannot be changed afterwards' });
			await publishResponse(tx, actor, { id: params.id, ...(correcting ? { note: values.note } : {}) });
			return redirect(
				responseHref(params),
				correcting ? 'The correction is published.' : 'The response is published.',
			);
		},
	});
}

export const publishPages: Route[] = [...publishing('publish'), ...publishing('correct')];
