import { randomBytes } from 'node:crypto';
import cookies from '@fastify/cookie';
import formBody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Database } from '../database/connection.ts';
import type { Spool } from '../files/spool.ts';
import { boxFor } from '../kernel/box.ts';
import type { Clock } from '../kernel/clock.ts';
import { codeOf, messageOf } from '../kernel/failures.ts';
import type { Log } from '../kernel/log.ts';
import { createSender } from './answers.ts';
import type { Asset, Assets } from './assets.ts';
import type { NavigationItem, Site } from './chrome.ts';
import { databaseIsAway, TooMany } from './failures.ts';
import { addSecurityHeaders, logKept, logRequests } from './headers.ts';
import { addHealth, type HealthCheck } from './health.ts';
import { createKeeping, type KeptOptions } from './keeping.ts';
import { type PageWords, withoutLanguage } from './language.ts';
import { beforehand, toAnySite } from './open.ts';
import type { Renderer } from './render.ts';
import type { Route } from './route.ts';
import { createServing } from './serve.ts';
import { formTokens, sealWith } from './tokens.ts';
import { uploadReader } from './upload.ts';

export type WebOptions = {
	routes: readonly Route[];
	navigation: readonly NavigationItem[];
	database: Database;
	renderer: Renderer;
	/** In which languages pages can be asked for, beside English. */
	words?: PageWords;
	assets: Assets;
	clock: Clock;
	secret: string;
	/** Read for every page, because settings can change while the service runs. */
	site: () => Site;
	checks: readonly HealthCheck[];
	spool: Spool;
	/** Readers reach the service over https, and browsers are told to stay with it. */
	https: boolean;
	/** How many proxies stand in front, whose word about the reader's address counts. */
	trustedProxies: number;
	requestsPerMinute: number;
	/** How public pages are kept in memory, where they are. */
	kept?: KeptOptions;
	metricsToken?: string;
	log: Log;
};

/** What the server itself sets, for the page that tells which cookies there are: name, purpose, end. */
export const serverCookies: readonly (readonly [string, string, string])[] = [
	[
		'__Host-visitor',
		'Shows that a form was sent from a page that we made for your browser',
		'When you close the browser',
	],
	[
		'__Host-notice',
		'Carries the message that is shown once after you have done something',
		'After 1 minute, or when it has been shown',
	],
];

/** The service: the steps every request goes through, in the order that makes them safe. */
export async function createServer(options: WebOptions): Promise<FastifyInstance> {
	const { database, clock, secret, assets, kept } = options;
	const keeping =
		kept === undefined
			? null
			: createKeeping({
					kept,
					routes: options.routes,
					log: options.log,
					served(fact) {
						metrics.count(fact);
						counted.count(fact);
					},
				});
	const app = Fastify({
		...(keeping === null ? {} : { serverFactory: keeping.serverFactory }),
		genReqId: () => randomBytes(6).toString('hex'),
		requestIdHeader: false,
		trustProxy: (_address: string, hop: number) => hop < options.trustedProxies,
		rewriteUrl: (request) => readable(withoutLanguage(request, options.words?.languages ?? [])),
		routerOptions: { maxParamLength: mostLetters },
		bodyLimit: 1_000_000,
		forceCloseConnections: 'idle',
		logger: false,
	});
	const tokens = formTokens(secret, clock);
	const notices = sealWith(secret, 'notice');
	const forPrograms = options.routes.flatMap(({ url, problems }) => (problems === true ? [url] : []));
	// What stands beneath them and is not there is asked for by programs as well.
	const beneath = forPrograms.flatMap((url) => (url.includes('/:') ? [url.slice(0, url.indexOf(':'))] : []));
	const serving = createServing({
		database,
		tokens,
		sender: createSender({ ...options, tokens, notices }),
		readUpload: uploadReader(options.spool),
		box: boxFor(secret, 'answers'),
		tellsProblems: ({ routeOptions: { url }, originalUrl }) =>
			url === undefined ? beneath.some((start) => originalUrl.startsWith(start)) : forPrograms.includes(url),
		logFault: (error, route, reference) =>
			options.log.error(faultFacts(error, route, reference), 'A request failed'),
	});

	keeping?.addTo(app);
	addSecurityHeaders(app, { scriptHashes: assets.inlineScriptHashes, https: options.https });
	logRequests(app, options.log);
	const counted = logKept(app, options.log);
	const metrics = addHealth(app, options);
	addAssets(app, assets);
	await app.register(cookies);
	await app.register(formBody);
	await app.register(multipart, {
		throwFileSizeLimit: false,
		limits: { files: 1, fields: 200, fieldSize: 1_000_000, fileSize: Infinity },
	});
	await app.register(rateLimit, {
		max: options.requestsPerMinute,
		timeWindow: '1 minute',
		allowList: (request) => request.routeOptions.url === '/assets/*',
		errorResponseBuilder: (_request, context) => new TooMany(Math.ceil(context.ttl / 1000), context.max),
	});
	app.setErrorHandler(serving.failure);
	app.setNotFoundHandler({ preHandler: app.rateLimit() }, serving.missing);
	for (const route of options.routes) {
		const served = route.open === true ? toAnySite(route) : route;
		app.route({
			method: route.method,
			url: route.url,
			...(route.perMinute === undefined
				? {}
				: { config: { rateLimit: { max: route.perMinute, timeWindow: '1 minute' } } }),
			handler: (request, reply) => serving.route(served, request, reply),
		});
		if (route.open === true)
			app.options(route.url, async (_request, reply) => reply.code(204).headers(beforehand).send());
	}
	return app;
}

/** No name in an address is longer. */
const mostLetters = 1_000;

/** An address that cannot be decoded, or is longer than any, is one that no page has, and is answered as one. */
function readable(url: string): string {
	const [path = ''] = url.split('?', 1);
	try {
		decodeURIComponent(path);
	} catch {
		return '/unreadable';
	}
	return path.split('/').some((part) => part.length > mostLetters) ? '/unreadable' : url;
}

/** Served from memory, under an address that changes with the content, and so kept by browsers for ever. */
function addAssets(app: FastifyInstance, assets: Assets): void {
	app.get('/assets/*', async (request, reply) => {
		const asset = assets.files.get(request.url.split('?', 1)[0] ?? '');
		if (asset === undefined) return reply.callNotFound();
		const { body, encoding } = encoded(asset, request.headers['accept-encoding'] ?? '');
		if (encoding !== undefined) reply.header('content-encoding', encoding);
		return reply
			.header('cache-control', 'public, max-age=31536000, immutable')
			.header('vary', 'accept-encoding')
			.type(asset.type)
			.send(body);
	});
}

function encoded(asset: Asset, accepted: string): { body: Buffer; encoding?: string } {
	if (asset.br !== undefined && /\bbr\b/.test(accepted)) return { body: asset.br, encoding: 'br' };
	if (asset.gzip !== undefined && /\bgzip\b/.test(accepted)) return { body: asset.gzip, encoding: 'gzip' };
	return { body: asset.body };
}

function faultFacts(error: unknown, route: string | null, reference: string): object {
	if (databaseIsAway(error)) return { reference, route, error: 'the database is away' };
	const stack = error instanceof Error ? error.stack : undefined;
	if (!quotesInput(error)) return { reference, route, error: messageOf(error), stack };
	const frames = stack?.split('\n').filter((line) => line.trimStart().startsWith('at '));
	return {
		reference,
		route,
		error: codeOf(error) ?? 'text that could not be parsed',
		stack: frames?.join('\n'),
	};
}

/** PostgreSQL's data exceptions and the parser of JSON repeat what they could not read, which may be what someone typed. */
function quotesInput(error: unknown): boolean {
	return error instanceof SyntaxError || /^22\w{3}$/.test(codeOf(error) ?? '');
}
