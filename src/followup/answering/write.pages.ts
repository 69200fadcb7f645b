import { z } from 'zod';
import { form, Invalid, type Route, redirect, Unacceptable, view } from '../../foundation/index.ts';
import type { Promised } from '../register/promise.ts';
import { keepDraft, overtaken } from './answering.store.ts';
import {
	longest,
	one,
	optionalWords,
	partsIn,
	partValues,
	responseAt,
	seen,
	type TypedPart,
} from './fields.ts';
import { asksOf, draftOf, nationalBeside } from './response.store.ts';
import { answers, type Draft, responseHref, responsePolicy } from './response.ts';
import { askLine, responseLine } from './view.ts';

/** What the body writes, recommendation by recommendation. It is kept whole or not: what is missing is asked for before it is published. */
export const writePages: Route[] = form({
	url: '/followup/responses/:id/write',
	opens: 'account',
	permit: responsePolicy.can.write,
	params: one,
	view: 'answering/write.njk',
	fields: z.looseObject({
		text: optionalWords(longest.text),
		also: z.union([z.uuid().transform((id) => [id]), z.array(z.uuid())]).default([]),
		seen,
	}),
	async load({ tx, params, demand }) {
		const response = await responseAt(tx, params, demand);
		const draft = await draftOf(tx, response.id);
		const asks = await asksOf(tx, response, draft.also);
		return {
			response: responseLine(response),
			draft,
			asks,
			recommendations: asks.map(askLine),
			national: (await nationalBeside(tx, response, draft.also)).map(({ release, title }) => ({
				value: release,
				text: title,
			})),
			answers: Object.entries(answers).map(([value, text]) => ({ value, text })),
			limits: longest,
			action: responseHref(response, 'write'),
		};
	},
	initial: ({ draft, asks }) => ({
		text: draft.text,
		also: [...draft.also],
		seen: String(draft.version),
		...partValues(asks, draft.parts),
	}),
	async submit({ tx, values, data: { response, draft, asks, national } }) {
		const { parts, problems } = partsIn(values, asks);
		if (Object.keys(problems).length > 0) throw new Invalid(problems);
		if (values.also.some((id) => !national.some(({ value }) => value === id)))
			throw new Invalid({ also: 'Choose from these reports' });
		const kept =
			draft.version === values.seen
				? await keepDraft(tx, response.id, { text: values.text, also: values.also, parts }, values.seen)
				: null;
		if (kept === null)
			throw new Unacceptable(
				view(
					'answering/overtaken.njk',
					{
						sentence: `${overtaken}.`,
						...bothTexts(asks, { text: values.text, parts }, await draftOf(tx, response.id)),
						back: responseHref(response, 'write'),
					},
					409,
				),
			);
		const more = (await asksOf(tx, response, kept.also)).filter(
			({ id }) => !asks.some((one) => one.id === id),
		);
		return more.length === 0
			? redirect(responseHref(response), 'What you have written is kept.')
			: redirect(
					responseHref(response, 'write'),
					'What you have written is kept. The national report brings recommendations: say below what is done about each.',
				);
	},
});

/** What was typed and what a colleague has kept, field by field. */
function bothTexts(
	asks: readonly Promised[],
	mine: { text: string; parts: readonly TypedPart[] },
	theirs: Draft,
) {
	const said = (part: { answer: TypedPart['answer']; text: string } | undefined) =>
		[part?.answer == null ? '' : `${answers[part.answer]}.`, part?.text ?? '']
			.filter((text) => text !== '')
			.join(' ');
	const pairs = [
		{ label: 'Comments on the report', mine: mine.text, theirs: theirs.text },
		...asks.map(({ id, number }) => ({
			label: `FU-${number}`,
			mine: said(mine.parts.find(({ promise }) => promise === id)),
			theirs: said(theirs.parts.get(id)),
		})),
	];
	return {
		typed: pairs.map(({ label, mine: text }) => ({ label: `${label}: what you typed`, text })),
		theirs: pairs.map(({ label, theirs: text }) => ({
			label: `${label}: what ${theirs.byName} has kept`,
			text,
		})),
	};
}
