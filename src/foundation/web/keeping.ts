import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyServerFactory } from 'fastify';
import type { Log } from '../kernel/log.ts';
import { type Asked, KeptAnswer } from './kept-answer.ts';
import { createPulse } from './pulse.ts';
import { formOf } from './requests.ts';
import type { Route } from './route.ts';
import { Shelf } from './shelf.ts';

export type KeptOptions = {
	/** What has changed for the public since it was asked last: the tags of it, or everything. */
	changes: () => Promise<'all' | readonly string[]>;
	/** What every page says that is set and can be set otherwise. */
	settings: () => string;
	/** How often, in milliseconds, that is asked at most; 0 is for each request. */
	every: number;
	bytes?: number;
};

/** An answer from memory, to be counted. */
export type Served = { route: string; method: string; status: number; seconds: number };

export type Keeping = {
	serverFactory: FastifyServerFactory;
	addTo(app: FastifyInstance): void;
};

const enough = 64 * 1024 * 1024;

/**
 * Public pages that are kept ready to send, and are sent before the rest of the server is asked. They are what it
 * answered to somebody without a cookie, and are sent to such only, for as long as nothing that they tell of has
 * changed for the public.
 */
export function createKeeping({
	kept: { changes, settings, every, bytes = enough },
	routes,
	served,
	log,
}: {
	kept: KeptOptions;
	routes: readonly Route[];
	served: (fact: Served) => void;
	log: Log;
}): Keeping {
	const shelf = new Shelf<KeptAnswer>(bytes);
	const keeps = new Map(
		routes.flatMap(({ url, keep }) => (keep === undefined ? [] : [[url, keep] as const])),
	);
	/** Counts what changed: what was read before a change is not put away after it. */
	let generation = 0;
	let set = settings();
	const begun = new WeakMap<IncomingMessage, number>();
	const pulse = createPulse({
		every,
		async ask() {
			const changed = await changes();
			const now = settings();
			if (changed === 'all' || now !== set) shelf.clear();
			else if (changed.length > 0) shelf.drop(new Set(changed));
			else return;
			set = now;
			generation += 1;
		},
	});

	function serve(
		request: IncomingMessage,
		response: ServerResponse,
		{ url, goOn }: { url: string; goOn: () => void },
	): void {
		const { method = 'GET', headers } = request;
		if ((method !== 'GET' && method !== 'HEAD') || (headers.cookie ?? '') !== '') {
			goOn();
			return;
		}
		const arrived = performance.now();
		const asked: Asked = { method, accepts: headers['accept-encoding'], knows: headers['if-none-match'] };
		const usual = () => {
			begun.set(request, generation);
			goOn();
		};
		const send = (kept: KeptAnswer) => {
			const done = (status: number) =>
				served({ route: kept.route, method, status, seconds: (performance.now() - arrived) / 1000 });
			const sent = kept.sendNow(response, asked);
			if (typeof sent === 'number') done(sent);
			else sent.then(done, () => response.destroy());
		};
		const there = shelf.get(url);
		if (there === undefined) usual();
		else if (pulse.isFresh(arrived)) send(there);
		else
			void pulse.freshSince(arrived).then((fresh) => {
				const still = fresh ? shelf.get(url) : undefined;
				if (still === undefined) usual();
				else send(still);
			});
	}

	return {
		serverFactory(handler, given) {
			const server: Server = createServer((request, response) =>
				serve(request, response, { url: request.url ?? '/', goOn: () => handler(request, response) }),
			);
			// As Fastify sets a server of its own.
			server.keepAliveTimeout = Number(given.keepAliveTimeout ?? server.keepAliveTimeout);
			server.requestTimeout = Number(given.requestTimeout ?? server.requestTimeout);
			return server;
		},
		addTo(app) {
			// What is asked without a network has not come by the server above.
			app.addHook('onRequest', (request, reply, done) => {
				if (begun.has(request.raw)) done();
				else serve(request.raw, reply.raw, { url: request.originalUrl, goOn: done });
			});
			app.addHook('onSend', async (request, reply, payload) => {
				const began = begun.get(request.raw);
				const route = request.routeOptions.url;
				const keep = began === undefined || route === undefined ? undefined : keeps.get(route);
				if (keep === undefined || route === undefined || reply.statusCode !== 200) return payload;
				if (typeof payload !== 'string' && !Buffer.isBuffer(payload)) return payload;
				const url = request.originalUrl;
				const body = typeof payload === 'string' ? Buffer.from(payload) : payload;
				if (isOfOne(body, request.id) || reply.hasHeader('set-cookie')) {
					log.warn({ route }, 'A page that is to be kept holds something of its reader, and is not kept');
					return payload;
				}
				const there = shelf.get(url);
				const same = there?.says(body) === true ? there : undefined;
				// As the handler was given them.
				const tags = keep({ params: request.params, query: formOf(request.query) });
				const answer = same ?? new KeptAnswer(body, reply.getHeaders(), { route, tags });
				if (same === undefined && began === generation) shelf.put(url, answer);
				if (request.method !== 'HEAD' && answer.isKnownTo(request.headers['if-none-match'])) {
					for (const name of Object.keys(reply.getHeaders())) reply.removeHeader(name);
					setAll(reply, answer.unchanged);
					reply.code(304);
					return null;
				}
				const form = await answer.formFor(request.headers['accept-encoding']);
				for (const name of Object.keys(reply.getHeaders())) reply.removeHeader(name);
				setAll(reply, form.headers);
				return form.body;
			});
			app.addHook('onReady', async () => {
				// So that what is read first need not be read again because nothing was known before it.
				void pulse.freshSince(performance.now());
			});
		},
	};
}

function setAll(reply: { header(name: string, value: string): unknown }, headers: readonly string[]): void {
	for (let index = 0; index < headers.length; index += 2)
		reply.header(headers[index] ?? '', headers[index + 1] ?? '');
}

/** It holds the token of a form, or the name of this one request. */
function isOfOne(body: Buffer, request: string): boolean {
	return body.includes('name="_form"') || body.includes(request);
}
