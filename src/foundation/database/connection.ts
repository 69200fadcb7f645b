import pg from 'pg';
import { z } from 'zod';
import { Failure } from '../kernel/failures.ts';
import type { Log } from '../kernel/log.ts';
import { type AccountActor, type Actor, actsAs, databaseRoleOf, organisationKinds, roles } from './actor.ts';
import { type Login, loginPassword } from './roles.ts';
import { columnTypes, type Tx, transactionOn } from './transaction.ts';

export type { Tx };

/** Where the database listens: a socket folder or a host, and what the logins' passwords follow from. */
export type DatabaseAddress = {
	host: string;
	port: number;
	database: string;
	ssl?: pg.ConnectionConfig['ssl'];
};

export type Database = {
	/** Opens a transaction as the actor, commits when the work is done, and rolls back when it throws. */
	asActor<T>(
		actor: Actor,
		work: (tx: Tx) => Promise<T>,
		/** The public's, apart: on a connection that waits for no other work. */
		context?: { request?: string; apart?: boolean },
	): Promise<T>;
	/** The same for whoever holds the session with this token; without one, the work is handed null and can do nothing. */
	asSession<T>(
		tokenHash: Buffer,
		work: (actor: AccountActor | null, tx: Tx) => Promise<T>,
		context: { request: string },
	): Promise<T>;
	/** One round trip as nobody in particular: is the database there? */
	ping(): Promise<void>;
	/** How the connections are used at this moment. */
	load(): { open: number; idle: number; waiting: number };
	close(): Promise<void>;
};

const holder = z.object({
	session: z.string(),
	method: z.string(),
	account: z.string(),
	name: z.string(),
	email: z.string(),
	roles: z.array(z.enum(roles)),
	organisation: z.string().nullable(),
	organisationKind: z.enum(organisationKinds).nullable(),
	organisationName: z.string().nullable(),
	organisationForce: z.string().nullable(),
});

function toActor(row: z.infer<typeof holder>): AccountActor {
	const { session, method, account, name, email } = row;
	const organisation =
		row.organisation === null || row.organisationKind === null || row.organisationName === null
			? null
			: {
					id: row.organisation,
					kind: row.organisationKind,
					name: row.organisationName,
					force: row.organisationForce,
				};
	return { kind: 'account', session, method, account, name, email, roles: row.roles, organisation };
}

export function openDatabase(
	address: DatabaseAddress,
	options: { secret: string; log: Log; connections?: number },
): Database {
	const pool = (login: Login, max: number) => {
		const config = {
			...address,
			user: login,
			password: loginPassword(options.secret, login),
			max,
			types: columnTypes,
			application_name: login,
			// Queries are sent as they are asked and answered in order, so the preamble costs no round trip of its own.
			pipeline: true,
			connectionTimeoutMillis: 5_000,
			idleTimeoutMillis: 60_000,
		};
		const made = new pg.Pool(config);
		// A connection that is lost in use fails the statement that waits on it. Unheard, it would end the process as well.
		made.on('connect', (client) => client.on('error', () => {}));
		made.on('error', (error) =>
			options.log.warn({ code: error.name }, 'An idle database connection was lost'),
		);
		return made;
	};
	const connections = options.connections ?? 20;
	const apart = pool('inspectorate_visitor', 1);
	const pools: Record<Login, pg.Pool> = {
		inspectorate_server: pool('inspectorate_server', connections),
		inspectorate_visitor: pool('inspectorate_visitor', connections),
		inspectorate_jobs: pool('inspectorate_jobs', Math.ceil(connections / 2)),
	};

	return {
		asActor(actor, work, context = {}) {
			const own = context.apart === true && actor.kind === 'public' ? apart : pools[loginOf(actor)];
			return inTransaction(own, async (client, begun) => {
				// Not awaited: what the work asks first travels behind it. A failure is met at the work's first query or here.
				const entered = client.query(preamble(actor, context.request));
				begun(entered);
				const result = await work(transactionOn(client));
				await entered;
				return result;
			});
		},
		asSession(tokenHash, work, context) {
			return inTransaction(pools.inspectorate_server, async (client, begun) => {
				begun(client.query('begin'));
				const found = await client.query({
					name: 'enter',
					text: 'select app.enter($1, $2) as holder',
					values: [tokenHash, context.request],
				});
				const row: unknown = found.rows[0]?.holder;
				return work(row === null ? null : toActor(holder.parse(row)), transactionOn(client));
			});
		},
		async ping() {
			await pools.inspectorate_server.query('select');
		},
		load() {
			const all = [...Object.values(pools), apart];
			return {
				open: all.reduce((sum, one) => sum + one.totalCount, 0),
				idle: all.reduce((sum, one) => sum + one.idleCount, 0),
				waiting: all.reduce((sum, one) => sum + one.waitingCount, 0),
			};
		},
		async close() {
			await Promise.all([...Object.values(pools), apart].map((one) => one.end()));
		},
	};
}

function loginOf(actor: Actor): Login {
	if (actor.kind === 'public') return 'inspectorate_visitor';
	return actor.kind === 'worker' ? 'inspectorate_jobs' : 'inspectorate_server';
}

const labels = {
	account: 'account',
	public: 'public',
	operator: 'command line',
	worker: 'job',
	authentication: 'sign-in',
} as const satisfies Record<Actor['kind'], string>;

function preamble(actor: Actor, request: string | undefined): string {
	const settings: Record<string, string> = { 'app.actor': labels[actor.kind] };
	if (request !== undefined) settings['app.request'] = request;
	if (actor.kind === 'account') {
		settings['app.account'] = actor.account;
		settings['app.organisation'] = actor.organisation?.id ?? '';
		settings['app.roles'] = actsAs(actor).join(',');
		settings['app.actor_name'] = actor.name;
	}
	if (actor.kind === 'operator') {
		// Whoever can run the program on its machine may do what an administrator may, under the name of its user.
		settings['app.roles'] = 'administrator';
		settings['app.actor_name'] = actor.name;
	}
	if (actor.kind === 'worker') settings['app.actor_name'] = actor.task;
	const sets = Object.entries(settings).map(
		([name, value]) => `set_config('${name}', ${pg.escapeLiteral(value)}, true)`,
	);
	return `begin; set local role ${databaseRoleOf(actor)}; select ${sets.join(', ')}`;
}

async function inTransaction<T>(
	pool: pg.Pool,
	work: (client: pg.PoolClient, begun: (first: Promise<unknown>) => void) => Promise<T>,
): Promise<T> {
	const client = await pool.connect();
	let broken: Error | undefined;
	try {
		const result = await work(client, (first) => first.catch(() => {}));
		const end = await client.query('commit');
		// PostgreSQL answers COMMIT of a failed transaction with ROLLBACK and no error.
		if (end.command !== 'COMMIT')
			throw new Failure('The change was not kept: an earlier step of it had failed.');
		return result;
	} catch (error) {
		try {
			await client.query('rollback');
		} catch (lost) {
			broken = lost instanceof Error ? lost : new Error(String(lost));
		}
		throw error;
	} finally {
		client.release(broken);
	}
}
