import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import pg from 'pg';
import { testDatabase, testSecret } from '../../../test/database.ts';
import { Failure, messageOf } from '../kernel/failures.ts';
import { silent } from '../kernel/log.ts';
import { databaseIsAway } from '../web/failures.ts';
import type { AccountActor, Actor } from './actor.ts';
import { openDatabase, type Tx } from './connection.ts';
import { type Login, loginPassword, logins } from './roles.ts';

const { database, owner, address, shiftClock } = await testDatabase();

/** One connection to each login, so that what one transaction leaves behind the next one would find. */
const narrow = openDatabase(address, { secret: testSecret, log: silent, connections: 1 });
after(() => narrow.close());

function staff(account: string = randomUUID(), roles: AccountActor['roles'] = ['inspector']): AccountActor {
	return {
		kind: 'account',
		account,
		name: 'The inspector',
		email: 'inspector@test.example',
		roles,
		organisation: { id: randomUUID(), kind: 'inspectorate', name: 'Inspectorate', force: null },
		session: randomUUID(),
		method: 'password',
	};
}

const facts = sql<{
	user: string;
	account: string | null;
	organisation: string | null;
	roles: string | null;
	actor: string | null;
	name: string | null;
	request: string | null;
}>`select current_user::text as user, app.account()::text as account, app.organisation()::text as organisation,
	nullif(current_setting('app.roles', true), '') as roles, nullif(current_setting('app.actor', true), '') as actor,
	nullif(current_setting('app.actor_name', true), '') as name,
	nullif(current_setting('app.request', true), '') as request`;

async function factsIn(tx: Tx) {
	const [row] = (await facts.execute(tx)).rows;
	assert.ok(row);
	return row;
}

const nobody = { account: null, organisation: null, roles: null, name: null, request: null };

test('a transaction is opened as its actor, and says so to the database', async () => {
	const actor = staff(undefined, ['inspector', 'analyst']);
	assert.deepEqual(await database.asActor(actor, factsIn, { request: 'abc' }), {
		user: 'inspectorate_staff',
		account: actor.account,
		organisation: actor.organisation?.id,
		roles: 'inspector,analyst',
		actor: 'account',
		name: actor.name,
		request: 'abc',
	});
	for (const [other, expected] of [
		[{ kind: 'public' }, { user: 'inspectorate_public', actor: 'public' }],
		[{ kind: 'authentication' }, { user: 'inspectorate_authentication', actor: 'sign-in' }],
		[
			{ kind: 'worker', task: 'sweep' },
			{ user: 'inspectorate_worker', actor: 'job', name: 'sweep' },
		],
		[
			{ kind: 'operator', name: 'root' },
			{ user: 'inspectorate_staff', actor: 'command line', name: 'root', roles: 'administrator' },
		],
	] as const satisfies [Actor, object][]) {
		assert.deepEqual(await database.asActor(other, factsIn), { ...nobody, ...expected });
	}
	const reader = await database.asActor({ ...staff(), organisation: null, roles: ['reader'] }, factsIn);
	assert.equal(reader.user, 'inspectorate_reader');
	assert.equal(reader.organisation, null);
});

test('a name with quotes and backslashes is a name, not part of the statement', async () => {
	const name = `O'Neill \\'; reset role; select '`;
	assert.equal((await database.asActor({ ...staff(), name }, factsIn)).name, name);
	assert.equal((await database.asActor({ kind: 'worker', task: name }, factsIn)).user, 'inspectorate_worker');
});

test('nothing of an actor is left on the connection, whether its work was kept or not', async () => {
	const hash = randomBytes(32);
	const left = () => narrow.asSession(hash, (_actor, tx) => factsIn(tx), { request: '' });
	const clean = { ...nobody, user: 'inspectorate_server', actor: null };
	await narrow.asActor(staff(), factsIn, { request: 'abc' });
	assert.deepEqual(await left(), clean);
	await assert.rejects(
		narrow.asActor(staff(), async (tx) => {
			await factsIn(tx);
			throw new Error('the work broke');
		}),
		/the work broke/,
	);
	assert.deepEqual(await left(), clean);
	await assert.rejects(
		narrow.asActor(staff(), (tx) => sql`select nonsense`.execute(tx)),
		/nonsense/,
	);
	assert.deepEqual(await left(), clean);
	assert.equal(narrow.load().open, 1);
});

const administrator: Actor = { kind: 'operator', name: 'tests' };
const setting = (tx: Tx, key: string) =>
	sql`insert into foundation.setting (key, value) values (${key}, 'true')`.execute(tx);
const settings = async () =>
	(await owner.query<{ key: string }>('select key from foundation.setting order by key')).rows.map(
		({ key }) => key,
	);

test('what the work did is kept when it returns, and not when it throws', async () => {
	await database.asActor(administrator, (tx) => setting(tx, 'kept'));
	await assert.rejects(
		database.asActor(administrator, async (tx) => {
			await setting(tx, 'thrown away');
			throw new Failure('Not this one.');
		}),
		/Not this one/,
	);
	assert.deepEqual(await settings(), ['kept']);
});

test('a failed statement whose error was swallowed fails the whole change, in a sentence', async () => {
	await assert.rejects(
		database.asActor(administrator, async (tx) => {
			await setting(tx, 'swallowed');
			await sql`select 1 / 0`.execute(tx).catch(() => {});
		}),
		(error) => {
			assert.ok(error instanceof Failure);
			assert.equal(error.message, 'The change was not kept: an earlier step of it had failed.');
			return true;
		},
	);
	assert.ok(!(await settings()).includes('swallowed'));
});

test('two hundred transactions at once, of different actors on few connections, do not mix', async () => {
	const task = fc.record({ account: fc.uuid(), pause: fc.integer({ min: 0, max: 4 }), fails: fc.boolean() });
	const tasks = fc.sample(task, 200);
	const seen = await Promise.allSettled(
		tasks.map(({ account, pause, fails }) =>
			database.asActor(staff(account), async (tx) => {
				const before = await factsIn(tx);
				await sql`select pg_sleep(${pause / 1000})`.execute(tx);
				if (fails) await sql`select 1 / 0`.execute(tx);
				const behind = await factsIn(tx);
				assert.deepEqual(behind, before);
				return behind.account;
			}),
		),
	);
	for (const [index, { account, fails }] of tasks.entries()) {
		const result = seen[index];
		assert.ok(result);
		if (fails) assert.equal(result.status === 'rejected' && messageOf(result.reason), 'division by zero');
		else assert.equal(result.status === 'fulfilled' && result.value, account);
	}
	assert.equal(database.load().waiting, 0);
});

test('statements that are asked at once inside one transaction are answered in order', async () => {
	const numbers = await database.asActor(staff(), (tx) =>
		Promise.all(
			[...Array(50).keys()].map(
				async (n) => (await sql<{ n: number }>`select ${n}::int4 as n`.execute(tx)).rows,
			),
		),
	);
	assert.deepEqual(
		numbers.flat().map(({ n }) => n),
		[...Array(50).keys()],
	);
});

test('a transaction is neither opened inside another nor read through a cursor', async () => {
	await assert.rejects(
		database.asActor(staff(), (tx) => tx.transaction().execute(async () => {})),
		/A transaction is opened by asActor/,
	);
	await assert.rejects(
		database.asActor(staff(), async (tx) => {
			for await (const _row of tx.selectFrom('app.clock').selectAll().stream());
		}),
		/read in pages/,
	);
});

async function asLogin<T>(login: Login, work: (client: pg.Client) => Promise<T>): Promise<T> {
	const client = new pg.Client({ ...address, user: login, password: loginPassword(testSecret, login) });
	await client.connect();
	try {
		return await work(client);
	} finally {
		await client.end();
	}
}

const denied = { code: '42501' };
const everyGroup = [...new Set(Object.values(logins).flat())];

for (const login of ['inspectorate_server', 'inspectorate_visitor', 'inspectorate_jobs'] as const) {
	test(`${login} can become its own roles and nothing else, least of all the owner`, async () => {
		await asLogin(login, async (client) => {
			const own: readonly string[] = logins[login];
			for (const role of own) await client.query(`set role ${role}; reset role`);
			const others = [...everyGroup, 'inspectorate_owner', 'inspectorate_auditor', 'inspectorate_search'];
			for (const role of others.filter((each) => !own.includes(each))) {
				await assert.rejects(client.query(`set role ${role}`), denied, role);
			}
			const { rows } = await client.query(
				`select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication, rolinherit,
					exists (select from pg_class where relowner = r.oid and relnamespace not in ('graphile_worker'::regnamespace, 'pg_toast'::regnamespace))
						as owns
				from pg_roles r where rolname = current_user`,
			);
			assert.deepEqual(rows, [
				{
					rolsuper: false,
					rolbypassrls: false,
					rolcreaterole: false,
					rolcreatedb: false,
					rolreplication: false,
					rolinherit: false,
					owns: false,
				},
			]);
		});
	});
}

test('without an actor the server’s and the visitor’s login read nothing of ours', async () => {
	for (const login of ['inspectorate_server', 'inspectorate_visitor'] as const) {
		await asLogin(login, async (client) => {
			for (const table of ['foundation.account', 'foundation.setting', 'authentication.session'])
				await assert.rejects(client.query(`select from ${table}`), denied, `${login} ${table}`);
			await assert.rejects(client.query('create table app.mine (n int)'), denied);
			await assert.rejects(client.query('create schema mine'), denied);
			await assert.rejects(client.query('create table public.mine (n int)'), denied);
		});
	}
});

test('the public reads nothing of the schema foundation and cannot become a member of staff', async () => {
	for (const tried of [
		'select from foundation.account',
		'select from foundation.organisation',
		"select app.enter('', '')",
		"select app.session_of('')",
		"select app.record('a', 'b', 'c')",
		'set role inspectorate_staff',
	]) {
		await assert.rejects(
			database.asActor({ kind: 'public' }, (tx) => sql.raw(tried).execute(tx)),
			denied,
			tried,
		);
	}
});

test('RESET ROLE works, as it does anywhere, and leads to a login that may do even less', async () => {
	for (const actor of [{ kind: 'public' }, staff()] as const satisfies Actor[]) {
		await assert.rejects(
			database.asActor(actor, async (tx) => {
				await sql`reset role`.execute(tx);
				assert.ok(Object.hasOwn(logins, (await factsIn(tx)).user));
				await sql`select from foundation.account`.execute(tx);
			}),
			denied,
		);
	}
});

test('SQL can become a sibling role of its login, which is why the public has a login of its own', async () => {
	await database.asActor(staff(), async (tx) => {
		await sql`set local role inspectorate_authentication`.execute(tx);
		assert.equal((await factsIn(tx)).user, 'inspectorate_authentication');
	});
});

test('a query whose plan is kept answers each actor under their own policy', async () => {
	const mine = await session();
	const others = await session();
	const organisation = (id: string | undefined) => ({
		id: id ?? '',
		kind: 'force' as const,
		name: 'Force',
		force: null,
	});
	const count = async (actor: Actor) =>
		(await narrow.asActor(actor, (tx) => tx.selectFrom('foundation.account').select('id').execute())).map(
			({ id }) => id,
		);
	// The same text on the same connection, often enough for its plan to be kept.
	for (let round = 0; round < 8; round += 1) {
		for (const { account, force } of [mine, others]) {
			const officer = { ...staff(account, ['chief officer']), organisation: organisation(force) };
			assert.deepEqual(await count(officer), [account]);
		}
		assert.ok((await count(staff())).length >= 2);
	}
});

test('instants, days and whole numbers come and go as what they are', async () => {
	const instant = Temporal.Instant.from('2026-03-29T01:30:00.123456Z');
	const day = Temporal.PlainDate.from('2026-10-25');
	const [row] = (
		await database.asActor(staff(), (tx) =>
			sql`select ${instant}::timestamptz as instant, ${day}::date as day, ${2 ** 53 - 1}::int8 as whole,
				1.10::numeric as exact, null::timestamptz as none, array[${instant}::timestamptz]::text[] as listed`.execute(
				tx,
			),
		)
	).rows;
	assert.ok(typeof row === 'object' && row !== null);
	const { instant: back, day: sameDay, ...rest } = { instant: null, day: null, ...row };
	assert.ok(Object(back) instanceof Temporal.Instant && String(back) === instant.toString());
	assert.ok(Object(sameDay) instanceof Temporal.PlainDate && String(sameDay) === day.toString());
	assert.deepEqual(rest, {
		whole: 2 ** 53 - 1,
		exact: '1.10',
		none: null,
		listed: ['2026-03-29 01:30:00.123456+00'],
	});
});

test('a number too large to count with is refused, not rounded', async () => {
	await assert.rejects(
		database.asActor(staff(), (tx) => sql`select ${'9007199254740993'}::int8 as whole`.execute(tx)),
		/9007199254740993 is too large to count with/,
	);
	assert.equal((await database.asActor(staff(), factsIn)).user, 'inspectorate_staff');
});

async function session(options: { state?: string; idle?: string; until?: string } = {}) {
	const organisation = await owner.query<{ id: string }>(
		"insert into foundation.organisation (kind, name) values ('force', $1) returning id",
		[`Force ${randomUUID()}`],
	);
	const force = organisation.rows[0]?.id;
	const account = await owner.query<{ id: string }>(
		"insert into foundation.account (email, name, organisation_id, roles, state) values ($1, 'The officer', $2, '{chief officer}', $3) returning id",
		[`${randomUUID()}@test.example`, force, options.state ?? 'active'],
	);
	const hash = randomBytes(32);
	await owner.query(
		"insert into authentication.session (token_hash, account_id, method, idle_for, until) values ($1, $2, 'password', $3, app.now() + $4)",
		[hash, account.rows[0]?.id, options.idle ?? '1 hour', options.until ?? '12 hours'],
	);
	return { hash, account: account.rows[0]?.id, force };
}

const entered = (hash: Buffer) =>
	database.asSession(hash, async (actor, tx) => ({ actor, facts: await factsIn(tx) }), { request: 'abc' });

test('who holds a session acts as its account for that transaction', async () => {
	const { hash, account, force } = await session();
	const { actor, facts: within } = await entered(hash);
	assert.equal(actor?.account, account);
	assert.equal(actor?.organisation?.id, force);
	assert.deepEqual(within, {
		user: 'inspectorate_force',
		account,
		organisation: force,
		roles: 'chief officer',
		actor: 'account',
		name: 'The officer',
		request: 'abc',
	});
});

test('an unknown, ended, expired, idle or suspended session is nobody, who can do nothing', async () => {
	const ended = await session();
	await owner.query('update authentication.session set ended_at = app.now() where token_hash = $1', [
		ended.hash,
	]);
	const overnight = await session({ idle: '30 minutes', until: '12 hours' });
	assert.ok((await entered(overnight.hash)).actor);
	await shiftClock('31 minutes');
	const idle = (await entered(overnight.hash)).actor;
	const active = await session({ idle: '1 day', until: '12 hours' });
	assert.ok((await entered(active.hash)).actor);
	await shiftClock('13 hours');
	const expired = (await entered(active.hash)).actor;
	await shiftClock('0');
	const suspended = await session({ state: 'suspended' });
	const invited = await session({ state: 'invited' });
	assert.deepEqual(
		{
			idle,
			expired,
			ended: (await entered(ended.hash)).actor,
			suspended: (await entered(suspended.hash)).actor,
			invited: (await entered(invited.hash)).actor,
			unknown: (await entered(randomBytes(32))).actor,
		},
		{ idle: null, expired: null, ended: null, suspended: null, invited: null, unknown: null },
	);
	const nowhere = await entered(suspended.hash);
	assert.deepEqual(nowhere.facts, { ...nobody, user: 'inspectorate_server', actor: null });
	await assert.rejects(
		database.asSession(
			suspended.hash,
			(_actor, tx) => tx.selectFrom('foundation.account').select('id').execute(),
			{ request: '' },
		),
		denied,
	);
});

test('use keeps a session from going idle, and is written at most once a minute', async () => {
	const { hash } = await session({ idle: '30 minutes' });
	const seen = async () =>
		(
			await owner.query<{ xmin: string }>(
				'select xmin::text from authentication.session where token_hash = $1',
				[hash],
			)
		).rows[0]?.xmin;
	const first = await seen();
	await entered(hash);
	assert.equal(await seen(), first);
	for (const later of ['20 minutes', '40 minutes', '60 minutes']) {
		await shiftClock(later);
		assert.ok((await entered(hash)).actor, later);
	}
	assert.notEqual(await seen(), first);
	await shiftClock('0');
});

test('connections that the server cut are replaced, and the next transaction works', async () => {
	await Promise.all([...Array(4)].map(() => database.asActor(staff(), factsIn)));
	await owner.query(
		"select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name like 'inspectorate_%' and pid <> pg_backend_pid()",
	);
	const results = await Promise.allSettled([...Array(12)].map(() => database.asActor(staff(), factsIn)));
	// Whoever was handed a connection in the moment it was cut is told; nobody hangs, and the next one works.
	for (const result of results) {
		if (result.status === 'rejected') assert.ok(databaseIsAway(result.reason), String(result.reason));
	}
	assert.equal((await database.asActor(staff(), factsIn)).user, 'inspectorate_staff');
});

test('a transaction that loses its connection in the middle fails, keeps nothing, and gives up the connection', async () => {
	await assert.rejects(
		narrow.asActor(administrator, async (tx) => {
			await setting(tx, 'cut off');
			const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
			await owner.query('select pg_terminate_backend($1, 5000)', [rows[0]?.pid]);
			await factsIn(tx);
		}),
		databaseIsAway,
	);
	assert.ok(!(await settings()).includes('cut off'));
	assert.equal((await narrow.asActor(staff(), factsIn)).user, 'inspectorate_staff');
});

test('a ping is an answer of the database', async () => {
	await database.ping();
	const elsewhere = openDatabase({ ...address, database: 'nowhere' }, { secret: testSecret, log: silent });
	await assert.rejects(elsewhere.ping(), { code: '3D000' });
	await elsewhere.close();
});
