import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { AccountActor } from '../database/actor.ts';
import { chromeFor, layoutFor, type NavigationItem, type Site } from './chrome.ts';
import { languageOf, type PageWords } from './language.ts';
import type { Renderer } from './render.ts';
import { cookieOf, formHolder, knowVisitor, setCookie } from './requests.ts';
import type { Answer, Notice, Opens } from './route.ts';
import type { FormTokens, Seal } from './tokens.ts';

type View = Extract<Answer, { kind: 'view' }>;
type Data = Extract<Answer, { kind: 'data' }>;
type To = { request: FastifyRequest; reply: FastifyReply; actor: AccountActor | null; opens: Opens };

export type Sender = {
	send(answer: Answer, to: To): Promise<FastifyReply>;
	/** The page of a view, for whoever asked and for all who would get the same. */
	rendered(answer: View, to: To): Data;
};

const noticeForm = z.object({ text: z.string(), kind: z.enum(['success', 'information']) });

/** Turns what a handler answered into what the browser gets. */
export function createSender(options: {
	renderer: Renderer;
	words?: PageWords;
	navigation: readonly NavigationItem[];
	site: () => Site;
	tokens: FormTokens;
	notices: Seal;
}): Sender {
	const { renderer, words, navigation, site, tokens, notices } = options;

	function takeNotice(request: FastifyRequest, reply: FastifyReply): Notice | undefined {
		const text = notices.open(cookieOf(request, 'notice'));
		if (text === undefined) return undefined;
		setCookie(reply, { name: 'notice', value: null });
		return noticeForm.parse(JSON.parse(text));
	}

	function rendered({ view, data, status = 200 }: View, { request, reply, actor, opens }: To): Data {
		const reader = opens === 'authentication' ? null : actor;
		if (reader === null && opens === 'authentication') knowVisitor(request, reply);
		const chrome = chromeFor({
			site: site(),
			actor: reader,
			layout: layoutFor(reader, opens),
			// A page that is not there has no place in the navigation.
			path: status === 404 ? '' : (request.url.split('?', 1)[0] ?? ''),
			navigation,
			formToken: tokens.issue(formHolder(reader ?? { kind: 'public' }, request)),
			reference: request.id,
		});
		const notice = takeNotice(request, reply);
		const page = renderer.render(
			view,
			{ ...chrome, language: languageOf(request), ...(notice === undefined ? {} : { notice }) },
			data,
		);
		return { kind: 'data', type: 'text/html; charset=utf-8', body: page, status };
	}

	async function send(answer: Answer, to: To): Promise<FastifyReply> {
		const { request, reply } = to;
		reply.header('cache-control', 'no-store');
		switch (answer.kind) {
			case 'redirect':
				for (const cookie of answer.cookies ?? []) setCookie(reply, cookie);
				if (answer.notice !== undefined) {
					setCookie(reply, {
						name: 'notice',
						value: notices.seal(JSON.stringify(answer.notice)),
						seconds: 60,
					});
				}
				return reply.redirect(words?.addressIn(answer.to, languageOf(request)) ?? answer.to, 303);
			case 'data':
				reply.headers(answer.headers ?? {});
				if (isKnown(answer, request)) return reply.code(304).send();
				if (answer.saveAs !== undefined) reply.header('content-disposition', attachment(answer.saveAs));
				return reply
					.code(answer.status ?? 200)
					.type(answer.type)
					.send(answer.body);
			case 'file': {
				reply.headers(answer.headers ?? {});
				if (isKnown(answer, request)) return reply.code(304).send();
				// First, because what cannot be opened is answered with a page.
				const content = await answer.open();
				if (answer.size !== null) reply.header('content-length', answer.size);
				// Never rendered in place: what somebody uploaded is only ever saved.
				return reply
					.header('content-disposition', attachment(answer.name))
					.header('content-security-policy', "default-src 'none'; sandbox")
					.type(answer.type)
					.send(content);
			}
			case 'view':
				return send(rendered(answer, to), to);
		}
	}

	return { send, rendered };
}

/** The asker has it already: one of the validators that they name is that of this answer. */
function isKnown({ headers }: Extract<Answer, { kind: 'data' | 'file' }>, request: FastifyRequest): boolean {
	const known = request.headers['if-none-match'];
	const etag = headers?.etag;
	if (known === undefined || etag === undefined) return false;
	return known.split(',').some((one) => one.trim().replace(/^W\//, '') === etag || one.trim() === '*');
}

/** A file name in both forms that browsers read: plain for old ones, UTF-8 for the others. */
function attachment(name: string): string {
	const plain = name.replaceAll(/[^\w .()-]/g, '_');
	return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`;
}
