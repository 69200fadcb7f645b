import { z } from 'zod';
import {
	day,
	dayParts,
	form,
	Invalid,
	inWordsDate,
	type Problems,
	Refused,
	type Route,
	redirect,
	withDays,
} from '../../foundation/index.ts';
import { todayIn } from '../../programmes/index.ts';
import { words } from '../register/fields.ts';
import { type Recorded, recordResponse } from './answering.store.ts';
import { responseWorkflow } from './answering.ts';
import {
	address,
	longest,
	one,
	optionalWords,
	partsIn,
	partValues,
	responseAt,
	type TypedPart,
} from './fields.ts';
import { asksOf, bodyOn, versionsOf } from './response.store.ts';
import { answers, type Response, responseHref } from './response.ts';
import { askLine, responseLine } from './view.ts';

/** A response that its body published elsewhere, put on record by the inspectorate: its own day says whether it was late. */
function recording(action: 'record' | 'correct the record'): [Route, Route] {
	const correcting = action === 'correct the record';
	const page = action.replaceAll(' ', '-');
	return form({
		url: `/followup/responses/:id/${page}`,
		opens: 'account',
		permit: responseWorkflow.policy.can[action],
		params: one,
		view: 'answering/record.njk',
		fields: withDays(
			['on'],
			z.looseObject({
				bodyName: words('Enter the name of the policing body', 200),
				on: day('day on which the response was published'),
				address,
				text: words('Enter the comments of the policing body', longest.text),
				chiefComments: optionalWords(longest.text),
				note: optionalWords(longest.note),
			}),
		),
		async load({ tx, params, demand }) {
			const response = await responseAt(tx, params, demand);
			const closed = closedTo(response, correcting);
			if (closed !== null) throw new Refused(closed);
			const asks = await asksOf(tx, response);
			const [last] = await versionsOf(tx, response);
			return {
				response: responseLine(response),
				asks,
				recommendations: asks.map(askLine),
				last: last ?? null,
				today: await todayIn(tx),
				body: last?.bodyName ?? (await bodyOn(tx, response, response.publishedOn)) ?? '',
				answers: Object.entries(answers).map(([value, text]) => ({ value, text })),
				limits: longest,
				correcting,
				action: responseHref(response, page),
			};
		},
		initial: ({ last, asks, body }) => ({
			bodyName: body,
			...dayParts('on', last?.respondedOn ?? null),
			address: last?.elsewhere ?? '',
			text: last?.text ?? '',
			chiefComments: last?.chiefComments ?? '',
			...partValues(
				asks,
				new Map(
					asks.flatMap(({ id, number }) => {
						const part = last?.parts.find(({ promise }) => promise === number);
						return part === undefined ? [] : [[id, { answer: part.answer, text: part.words }] as const];
					}),
				),
			),
		}),
		async submit({ tx, actor, params, values, data: { response, asks, today } }) {
			const { parts, problems } = partsIn(values, asks);
			Object.assign(problems, halfSaid(parts, asks), wrongDay(values.on, { response, today }));
			if (correcting && values.note === '') problems.note = 'Enter what is corrected, and why';
			if (Object.keys(problems).length > 0) throw new Invalid(problems);
			const { bodyName, on, text } = values;
			await recordResponse(tx, actor, {
				...{ id: params.id, bodyName, on, text },
				address: values.address,
				chiefComments: values.chiefComments === '' ? null : values.chiefComments,
				parts: parts.flatMap(({ promise, answer, text: said }): NonNullable<Recorded['parts']>[number][] =>
					answer === null ? [] : [{ promise, answer, words: said }],
				),
				...(correcting ? { note: values.note } : {}),
			});
			return redirect(
				responseHref(params),
				correcting ? 'What is on record is corrected.' : 'The response is on record.',
			);
		},
	});
}

function closedTo({ state, published }: Response, correcting: boolean): string | null {
	if (!correcting) return state === 'published' ? 'A response to this report is on record already.' : null;
	if (published === null) return 'There is nothing on record yet to correct.';
	return published.recorded ? null : 'The policing body has published its response here.';
}

/** Of a recommendation, both or neither: what was said, and in which words. */
function halfSaid(parts: readonly TypedPart[], asks: Parameters<typeof partsIn>[1]): Problems {
	return Object.fromEntries(
		asks.flatMap(({ id, number }) => {
			const part = parts.find(({ promise }) => promise === id);
			if (part === undefined || (part.answer === null) === (part.text === '')) return [];
			return part.answer === null
				? [[`answer-${number}`, 'Choose what the response says about this recommendation']]
				: [[`words-${number}`, 'Enter what the response says about this recommendation']];
		}),
	);
}

function wrongDay(
	on: Temporal.PlainDate,
	{ response, today }: { response: Pick<Response, 'publishedOn'>; today: Temporal.PlainDate },
): Problems {
	if (Temporal.PlainDate.compare(on, today) > 0) return { on: 'The day must be today or in the past' };
	return Temporal.PlainDate.compare(on, response.publishedOn) < 0
		? {
				on: `The report was published on ${inWordsDate(response.publishedOn)}: a response cannot have been published before`,
			}
		: {};
}

export const recordPages: Route[] = [...recording('record'), ...recording('correct the record')];
