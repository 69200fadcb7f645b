import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Database } from '../database/connection.ts';
import { messageOf } from '../kernel/failures.ts';
import { databaseIsAway } from './failures.ts';
import type { Served } from './keeping.ts';

/** A part of the service that readiness depends on: says nothing when it works, and throws a sentence when it does not. */
export type HealthCheck = { name: string; check(): Promise<void> };

export type HealthOptions = {
	database: Database;
	checks: readonly HealthCheck[];
	/** Without one, the figures are shown on this machine only. */
	metricsToken?: string;
};

/**
 * Where machines look: alive, ready, and the figures that Prometheus gathers. None of them names a person or a thing.
 * Returns what counts a request that the server did not see.
 */
export function addHealth(app: FastifyInstance, options: HealthOptions): { count(served: Served): void } {
	const registry = new Registry();
	collectDefaultMetrics({ register: registry });
	const durations = new Histogram({
		name: 'http_request_duration_seconds',
		help: 'Requests by route and status',
		labelNames: ['method', 'route', 'status'],
		buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
		registers: [registry],
	});
	const connections = new Gauge({
		name: 'database_connections',
		help: 'Connections to the database by state',
		labelNames: ['state'],
		registers: [registry],
		collect() {
			for (const [state, count] of Object.entries(options.database.load())) this.set({ state }, count);
		},
	});
	registry.registerMetric(connections);

	app.addHook('onResponse', async (request, reply) => {
		durations.observe(
			{ method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode },
			reply.elapsedTime / 1000,
		);
	});
	app.get('/health', async (_request, reply) =>
		reply.header('cache-control', 'no-store').send({ status: 'alive' }),
	);
	app.get('/ready', async (_request, reply) => {
		const problems = await problemsOf(options.checks);
		return reply
			.header('cache-control', 'no-store')
			.code(problems.length === 0 ? 200 : 503)
			.send({ status: problems.length === 0 ? 'ready' : 'not ready', problems });
	});
	app.get('/metrics', async (request, reply) => {
		if (!mayReadMetrics(request, options.metricsToken)) return reply.callNotFound();
		return reply
			.header('cache-control', 'no-store')
			.type(registry.contentType)
			.send(await registry.metrics());
	});
	return {
		count: ({ method, route, status, seconds }) => durations.observe({ method, route, status }, seconds),
	};
}

export async function problemsOf(
	checks: readonly HealthCheck[],
): Promise<{ part: string; problem: string }[]> {
	const found = await Promise.all(
		checks.map(async ({ name, check }) => {
			try {
				await check();
				return [];
			} catch (error) {
				const problem = databaseIsAway(error) ? 'The database does not answer.' : messageOf(error);
				return [{ part: name, problem }];
			}
		}),
	);
	return found.flat();
}

function mayReadMetrics(request: FastifyRequest, token: string | undefined): boolean {
	if (token !== undefined) {
		const given = Buffer.from(request.headers.authorization ?? '');
		const wanted = Buffer.from(`Bearer ${token}`);
		return given.length === wanted.length && timingSafeEqual(given, wanted);
	}
	// A proxy on this machine passes on what comes from elsewhere, and says so.
	const local = ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.socket.remoteAddress ?? '');
	return local && request.headers['x-forwarded-for'] === undefined && request.headers.forwarded === undefined;
}
