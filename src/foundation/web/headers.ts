import type { FastifyInstance } from 'fastify';
import type { Log } from '../kernel/log.ts';
import type { Served } from './keeping.ts';

/** What a browser may do with a page of ours: nothing that is not listed. */
export function addSecurityHeaders(
	app: FastifyInstance,
	options: { scriptHashes: string[]; https: boolean },
): void {
	const scripts = ["'self'", ...options.scriptHashes.map((hash) => `'${hash}'`)].join(' ');
	const headers: Record<string, string> = {
		'content-security-policy': [
			"default-src 'none'",
			`script-src ${scripts}`,
			"style-src 'self'",
			"img-src 'self' data:",
			"font-src 'self'",
			"connect-src 'self'",
			"form-action 'self'",
			"frame-ancestors 'none'",
			"base-uri 'none'",
		].join('; '),
		'x-content-type-options': 'nosniff',
		'referrer-policy': 'same-origin',
		'cross-origin-opener-policy': 'same-origin',
		'cross-origin-resource-policy': 'same-origin',
		'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
		...(options.https ? { 'strict-transport-security': 'max-age=63072000; includeSubDomains' } : {}),
	};
	app.addHook('onRequest', async (_request, reply) => {
		reply.headers(headers);
	});
}

/**
 * One line for a request: which route, how it ended, how long it took. No address, name, query or form: the log can be
 * shown to anyone who keeps the service running.
 */
export function logRequests(app: FastifyInstance, log: Log): void {
	app.addHook('onResponse', async (request, reply) => {
		const route = request.routeOptions.url ?? 'none';
		if (route.startsWith('/assets/')) return;
		const level = reply.statusCode >= 500 ? 'error' : 'info';
		log[level](
			{
				reference: request.id,
				method: request.method,
				route,
				status: reply.statusCode,
				milliseconds: Math.round(reply.elapsedTime * 10) / 10,
			},
			'request',
		);
	});
}

/** Answers from memory are many and alike: one line for those of a route within ten seconds. */
export function logKept(app: FastifyInstance, log: Log): { count(served: Served): void } {
	const counts = new Map<string, { method: string; route: string; status: number; count: number }>();
	let timer: NodeJS.Timeout | undefined;
	const tell = () => {
		clearTimeout(timer);
		timer = undefined;
		for (const facts of counts.values()) log.info(facts, 'requests answered from memory');
		counts.clear();
	};
	app.addHook('onClose', async () => tell());
	return {
		count({ method, route, status }) {
			const key = `${method} ${status} ${route}`;
			const there = counts.get(key);
			if (there !== undefined) there.count += 1;
			else counts.set(key, { method, route, status, count: 1 });
			timer ??= setTimeout(tell, 10_000).unref();
		},
	};
}
