import { z } from 'zod';
import { cite as citeEvidence, countProblem, kindTexts } from '../evidence/index.ts';
import {
	Failure,
	type Files,
	form,
	Invalid,
	Missing,
	post,
	Refused,
	type Route,
	redirect,
	type Tx,
} from '../foundation/index.ts';
import { answersOf, becoming, prepareAnswer, takeBackAnswer } from './answer.store.ts';
import { sentBefore } from './own.store.ts';
import { requestById } from './request.store.ts';
import { citeRequest, type Request, requestPolicy } from './request.ts';

const { prepare } = requestPolicy.can;
const one = z.object({ id: z.uuid() });
const longest = 5000;

const text = (missing: string | null) =>
	z
		.string(missing ?? undefined)
		.transform((typed) => typed.replaceAll('\0', '').trim())
		.pipe(
			z
				.string()
				.min(missing === null ? 0 : 1, missing ?? undefined)
				.max(longest, `Use ${longest.toLocaleString('en-GB')} characters or fewer`)
				.superRefine((typed, context) => {
					const problem = countProblem(typed, null, null);
					if (problem !== null) context.addIssue({ code: 'custom', message: problem });
				}),
		);

/** What the people of a force gather until somebody who speaks for it sends it. */
export function answerPages(files: Files): Route[] {
	return [...filePages(files), ...heldPages, ...cannotPages, takeBack];
}

async function openRequest(
	tx: Tx,
	id: string,
	demand: (subject: { organisation: string }) => void,
): Promise<Request> {
	const request = await requestById(tx, id);
	if (request === null) throw new Missing();
	demand({ organisation: request.force.id });
	if (request.state !== 'sent') throw new Refused('This request does not wait for an answer now.');
	return request;
}

const shown = (request: Request) => ({
	request,
	cited: citeRequest(request),
	back: `/requests/${request.id}`,
	limit: longest,
});

function filePages(files: Files): Route[] {
	return form({
		url: '/requests/:id/answer/file',
		opens: 'account',
		permit: prepare,
		params: one,
		view: 'returns/answer-file.njk',
		upload: 'files',
		mostFiles: 20,
		fields: z.object({
			becomes: z.enum(becoming, 'Choose what these files are'),
			text: text(null).default(''),
		}),
		async load({ tx, params, demand }) {
			return {
				...shown(await openRequest(tx, params.id, demand)),
				choices: becoming.map((value) => ({ value, text: kindTexts[value], hint: hints[value] })),
			};
		},
		initial: () => ({ becomes: 'document' }),
		async submit({ tx, values, data: { request }, files: brought }) {
			if (brought.length === 0) throw new Invalid({ files: 'Choose a file' });
			for (const file of brought) {
				try {
					const kept = await files.keep(tx, file, {
						organisation: request.force.id,
						subject: { kind: 'request', id: request.id },
					});
					await prepareAnswer(tx, request.id, { kind: 'file', file: kept.id, ...values });
				} catch (error) {
					if (error instanceof Failure) throw new Invalid({ files: error.message });
					throw error;
				}
			}
			const added = brought.length === 1 ? '1 file is' : `${brought.length} files are`;
			return redirect(`/requests/${request.id}`, `${added} ready to be sent.`);
		},
	});
}

const hints = {
	document: 'A policy, a record, minutes, a table.',
	'force update': 'What has changed since you were last asked.',
	'action plan': 'What you mean to do. It does not inform judgments.',
} as const;

const several = z
	.union([z.string().transform((item) => [item]), z.array(z.string())], 'Choose what answers the request')
	.default([]);

/** Something that the force has sent before, for whatever request or inspection. */
const heldPages = form({
	url: '/requests/:id/answer/held',
	opens: 'account',
	permit: prepare,
	params: one,
	query: z.object({
		words: z
			.string()
			.max(200)
			.transform((typed) => typed.replaceAll('\0', '').trim())
			.catch(''),
	}),
	view: 'returns/answer-held.njk',
	fields: z.object({ items: several, text: text(null).default('') }),
	async load({ tx, params, query, demand }) {
		const request = await openRequest(tx, params.id, demand);
		const known = new Set((await answersOf(tx, request.id)).flatMap(({ item }) => item?.id ?? []));
		const items = (await sentBefore(tx, query.words)).filter(({ id }) => !known.has(id));
		return {
			...shown(request),
			items: items.map((item) => ({ ...item, cited: citeEvidence(item) })),
			filter: { values: query, errors: {} },
			filtered: query.words !== '',
			action: `/requests/${request.id}/answer/held?${new URLSearchParams(query)}`,
		};
	},
	async submit({ tx, values, data: { request, items } }) {
		const chosen = items.filter(({ id }) => values.items.includes(id));
		if (values.items.length === 0 || chosen.length !== new Set(values.items).size)
			throw new Invalid({ items: 'Choose what answers the request' });
		for (const { id } of chosen)
			await prepareAnswer(tx, request.id, { kind: 'held', item: id, text: values.text });
		return redirect(`/requests/${request.id}`, 'What you pointed to is ready to be sent.');
	},
});

const cannotPages = form({
	url: '/requests/:id/answer/cannot',
	opens: 'account',
	permit: prepare,
	params: one,
	view: 'returns/answer-cannot.njk',
	fields: z.object({ text: text('Enter what you cannot supply, and why') }),
	async load({ tx, params, demand }) {
		return shown(await openRequest(tx, params.id, demand));
	},
	async submit({ tx, values, data: { request } }) {
		await prepareAnswer(tx, request.id, { kind: 'cannot', text: values.text });
		return redirect(`/requests/${request.id}`, 'The reason is ready to be sent.');
	},
});

const takeBack = post({
	url: '/requests/:id/answer/:answer/remove',
	opens: 'account',
	permit: prepare,
	params: z.object({ id: z.uuid(), answer: z.uuid() }),
	async handle({ tx, params, demand }) {
		const request = await openRequest(tx, params.id, demand);
		if (!(await takeBackAnswer(tx, request.id, params.answer))) throw new Missing();
		return redirect(`/requests/${request.id}`, 'It has been taken out of the answer.');
	},
});
