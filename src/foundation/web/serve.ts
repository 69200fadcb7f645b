import type { FastifyReply, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { z } from 'zod';
import type { AccountActor, Actor } from '../database/actor.ts';
import type { Database, Tx } from '../database/connection.ts';
import type { Spooled } from '../files/spool.ts';
import type { Box } from '../kernel/box.ts';
import { Missing } from '../kernel/failures.ts';
import { mayTry } from '../policy/policy.ts';
import type { Sender } from './answers.ts';
import { pageOfFailure, problemOfFailure, SignedOut, StaleForm, TooMany } from './failures.ts';
import { factsOf, formHolder, formOf, sameOrigin, sessionHash } from './requests.ts';
import { type Answer, type FormValues, type Opens, type Route, redirect } from './route.ts';
import { answeredTogether } from './together.ts';
import type { FormTokens } from './tokens.ts';
import type { ReadUpload } from './upload.ts';

export type Serving = {
	route(route: Route, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply>;
	missing(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply>;
	failure(error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply>;
};

type Sent = { body: FormValues; file?: Spooled; files?: readonly Spooled[]; fileProblem?: string };

/** One request on its way: who turned out to be its reader is known to the furniture of whatever page ends it. */
type Passage = { request: FastifyRequest; reply: FastifyReply; actor: AccountActor | null };

export function createServing(options: {
	database: Database;
	tokens: FormTokens;
	sender: Sender;
	readUpload: ReadUpload;
	/** Keeps closed what an answer carried. */
	box: Box;
	/** What is asked for is read by programs. */
	tellsProblems(request: FastifyRequest): boolean;
	logFault(error: unknown, route: string | null, reference: string): void;
}): Serving {
	const { database, tokens, readUpload, box, tellsProblems, logFault } = options;
	const { send, rendered } = options.sender;
	const together = answeredTogether<Answer>();

	/** Opens the transaction that a route runs in, as whoever it runs for. */
	async function open<T>(
		route: Route,
		passage: Passage,
		work: (actor: Actor, tx: Tx) => Promise<T>,
		nobody: () => T,
	): Promise<T> {
		const { request } = passage;
		const hash = sessionHash(request);
		if (route.opens === 'account') {
			if (hash === null) return nobody();
			return database.asSession(
				hash,
				async (actor, tx) => {
					if (actor === null) return nobody();
					passage.actor = actor;
					if (!mayTry(actor, route.permit)) throw new Missing();
					return work(actor, tx);
				},
				{ request: request.id },
			);
		}
		// The reader of a public page is known to its furniture only; its data are what the public may see.
		if (route.opens === 'public') passage.actor = await holderOf(request);
		const actor: Actor = { kind: route.opens };
		return database.asActor(actor, (tx) => work(actor, tx), { request: request.id });
	}

	function holderOf(request: FastifyRequest): Promise<AccountActor | null> {
		const hash = sessionHash(request);
		if (hash === null) return Promise.resolve(null);
		return database.asSession(hash, async (actor) => actor, { request: request.id });
	}

	function signedOut(route: Route, request: FastifyRequest): Answer {
		if (route.method === 'POST') throw new SignedOut();
		return redirect(`/sign-in?next=${encodeURIComponent(request.url)}`);
	}

	function checkForm(token: unknown, actor: Actor, request: FastifyRequest): asserts token is string {
		if (!sameOrigin(request) || !tokens.accepts(token, formHolder(actor, request))) throw new StaleForm();
	}

	/** An upload is read only from somebody who may send it, and while it is read no transaction waits for it. */
	function uploadPermitted(route: Route, passage: Passage, token: unknown): Promise<void> {
		return open(
			route,
			passage,
			async (actor) => checkForm(token, actor, passage.request),
			() => {
				throw new SignedOut();
			},
		);
	}

	async function read(route: Route, passage: Passage): Promise<Sent> {
		if (route.method === 'GET') return { body: {} };
		if (route.upload === undefined || !passage.request.isMultipart())
			return { body: formOf(passage.request.body) };
		return readUpload(
			passage.request,
			route.upload,
			(token) => uploadPermitted(route, passage, token),
			route.mostFiles,
		);
	}

	async function answerTo(route: Route, passage: Passage, sent: Sent): Promise<Answer> {
		const { request } = passage;
		return open(
			route,
			passage,
			async (actor, tx) => {
				const handle = () =>
					route.handle({
						actor,
						reader: passage.actor,
						tx,
						params: request.params,
						query: formOf(request.query),
						request: factsOf(request),
						...sent,
					});
				if (route.method === 'GET' || route.sent === 'from anywhere') return handle();
				if (route.sent === 'from our pages') {
					if (!sameOrigin(request)) throw new StaleForm();
					return handle();
				}
				const token = sent.body._form;
				checkForm(token, actor, request);
				return once(tx, token, actor, box, handle);
			},
			() => signedOut(route, request),
		);
	}

	function failed(error: unknown, passage: Passage, route: Route | null): Answer {
		const told = tellsProblems(passage.request) ? problemOfFailure : pageOfFailure;
		const { answer, fault } = told(error);
		if (fault) logFault(error, route?.url ?? null, passage.request.id);
		return answer;
	}

	async function fail(error: unknown, passage: Passage, route: Route | null): Promise<FastifyReply> {
		const answer = failed(error, passage, route);
		if (error instanceof TooMany) passage.reply.header('retry-after', error.retryAfter);
		return sendWith(answer, passage, route?.opens ?? 'account');
	}

	function sendWith(answer: Answer, passage: Passage, opens: Opens): Promise<FastifyReply> {
		if ('status' in answer && answer.status === 503) passage.reply.header('retry-after', 5);
		return send(answer, { ...passage, opens });
	}

	/** What everybody is answered who is nobody in particular, a page already rendered. */
	async function answerToAll(route: Route, passage: Passage): Promise<Answer> {
		let answer: Answer;
		try {
			answer = await answerTo(route, passage, { body: {} });
		} catch (error) {
			answer = failed(error, passage, route);
		}
		return answer.kind === 'view' ? rendered(answer, { ...passage, opens: route.opens }) : answer;
	}

	return {
		async route(route, request, reply) {
			const passage: Passage = { request, reply, actor: null };
			try {
				if (isForAll(route, request)) {
					const answer = await together(request.originalUrl, () => answerToAll(route, passage));
					return await sendWith(answer, passage, route.opens);
				}
				const sent = await read(route, passage);
				try {
					const answer = await answerTo(route, passage, sent);
					if (answer.kind === 'redirect') await answer.afterwards?.();
					return await send(answer, { ...passage, opens: route.opens });
				} finally {
					for (const one of sent.files ?? []) await one[Symbol.asyncDispose]();
				}
			} catch (error) {
				return fail(error, passage, route);
			}
		},
		async missing(request, reply) {
			const passage: Passage = { request, reply, actor: null };
			try {
				passage.actor = await holderOf(request);
				return await fail(new Missing(), passage, null);
			} catch (error) {
				return fail(error, passage, null);
			}
		},
		failure: (error, request, reply) => fail(error, { request, reply, actor: null }, null),
	};
}

/** A public page without a cookie: whoever asks for it is answered alike. */
function isForAll(route: Route, { headers }: FastifyRequest): boolean {
	return route.method === 'GET' && route.opens === 'public' && headers.cookie === undefined;
}

/**
 * A form sent twice, by an impatient finger or a repeated request, is done once: the second finds where the first one
 * led, and within the minute gets what the first one was given. Two at the same moment wait for each other. What was
 * refused leaves no trace, so that it can be sent again.
 */
async function once(
	tx: Tx,
	token: string,
	actor: Actor,
	box: Box,
	handle: () => Promise<Answer>,
): Promise<Answer> {
	await sql`select pg_advisory_xact_lock(hashtextextended(${token}, 0))`.execute(tx);
	const before = await tx
		.selectFrom('foundation.submission')
		.select(['location', 'cookies', sql<boolean>`at > now() - interval '1 minute'`.as('fresh')])
		.where('token', '=', token)
		.executeTakeFirst();
	if (before !== undefined) {
		const cookies =
			before.cookies !== null && before.fresh ? givenCookies.parse(JSON.parse(box.open(before.cookies))) : [];
		return { ...redirect(before.location), cookies };
	}
	const answer = await handle();
	if (answer.kind === 'redirect') {
		await tx
			.insertInto('foundation.submission')
			.values({
				token,
				account_id: actor.kind === 'account' ? actor.account : null,
				location: answer.to,
				cookies: answer.cookies === undefined ? null : box.close(JSON.stringify(answer.cookies)),
			})
			.execute();
	}
	return answer;
}

const givenCookies = z.array(
	z.object({ name: z.string(), value: z.string().nullable(), seconds: z.number().exactOptional() }),
);
