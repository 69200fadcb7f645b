import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import pg from 'pg';
import {
	type AccountActor,
	type Actor,
	databaseRoleOf,
	type OrganisationKind,
	type Role,
} from '../src/foundation/database/actor.ts';
import { type Login, loginPassword } from '../src/foundation/database/roles.ts';
import { codeOf } from '../src/foundation/kernel/failures.ts';
import { testDatabase } from './database.ts';
import { rows } from './policy/rows.ts';
import { all, none, type Sight, type Who, whos } from './policy/sight.ts';

/**
 * What the database itself lets everyone see and do, whatever the pages ask of it: SQL, run as each of them, on every
 * table that the catalogue knows. A table without an expectation fails the test.
 */
const { owner, database, address, secret } = await testDatabase();
const { sights, seeds, changes, removals, additions } = rows;

type Person = { account: string; organisation: string | null };

async function one(text: string, values: unknown[]): Promise<string> {
	const { rows } = await owner.query<{ id: string }>(text, values);
	const id = rows[0]?.id;
	if (id === undefined) throw new Error(`nothing came of ${text}`);
	return id;
}

const organisation = (kind: OrganisationKind, name: string, force: string | null = null) =>
	one('insert into foundation.organisation (kind, name, force_id) values ($1, $2, $3) returning id', [
		kind,
		name,
		force,
	]);

const inspectorate = await organisation('inspectorate', 'Inspectorate');
const here = await organisation('force', 'Northshire Police');
const there = await organisation('force', 'Southshire Police');
const body = await organisation('policing body', 'Commissioner for Northshire', here);

async function actor(role: Role, kind: OrganisationKind | null, home: string | null): Promise<AccountActor> {
	const account = await one(
		"insert into foundation.account (email, name, organisation_id, roles, state) values ($1, $2, $3, $4, 'active') returning id",
		[`${crypto.randomUUID()}@test.example`, role, home, [role]],
	);
	return {
		kind: 'account',
		account,
		name: role,
		email: 'somebody@test.example',
		roles: [role],
		organisation: home === null || kind === null ? null : { id: home, kind, name: 'Home', force: null },
		session: crypto.randomUUID(),
		method: 'password',
	};
}

const people = {
	administrator: await actor('administrator', 'inspectorate', inspectorate),
	inspector: await actor('inspector', 'inspectorate', inspectorate),
	force: await actor('force liaison officer', 'force', here),
	otherForce: await actor('force liaison officer', 'force', there),
	body: await actor('local policing body', 'policing body', body),
	reader: await actor('reader', null, null),
} as const satisfies Partial<Record<Who, AccountActor>>;
/** Of the other force, and with nothing yet in any table. */
const stranger = await actor('force contributor', 'force', there);

const actors: Partial<Record<Who, Actor>> = {
	...people,
	public: { kind: 'public' },
	worker: { kind: 'worker', task: 'tests' },
	authentication: { kind: 'authentication' },
};
const asOwnerIn: Partial<Record<Who, string>> = {
	search: 'inspectorate_search',
	auditor: 'inspectorate_auditor',
};
const logins: Partial<Record<Who, Login>> = {
	'server login': 'inspectorate_server',
	'visitor login': 'inspectorate_visitor',
	'jobs login': 'inspectorate_jobs',
};

const nobody: Person = { account: '00000000-0000-0000-0000-000000000000', organisation: null };

function personOf(who: Who): Person {
	const acting = actors[who];
	return acting?.kind === 'account' ? personIn(acting) : nobody;
}

function personIn(acting: AccountActor): Person {
	return { account: acting.account, organisation: acting.organisation?.id ?? null };
}

function written(text: string, { account, organisation: home }: Person): string {
	return text
		.replaceAll('$account', pg.escapeLiteral(account))
		.replaceAll('$organisation', home === null ? 'null::uuid' : pg.escapeLiteral(home));
}

const tables = (
	await owner.query<{ name: string }>(
		"select schemaname || '.' || tablename as name from pg_tables where schemaname !~ '^(pg_|information_schema|graphile_worker)' order by 1",
	)
).rows.map(({ name }) => name);

// As a replica, no trigger and no reference minds what is written here.
await owner.query('set session_replication_role = replica');
for (const person of Object.values(people)) {
	await owner.query(
		"insert into authentication.session (token_hash, account_id, method, idle_for, until) values (convert_to($1, 'utf8'), $1::uuid, 'password', '1 hour', now())",
		[person.account],
	);
	for (const table of tables) {
		const seed = seeds[table];
		if (seed !== undefined) await owner.query(written(`insert into ${table} ${seed}`, personIn(person)));
	}
}
await owner.query('reset session_replication_role');
// What may not be removed because something rests on it is tested where that is; here it would hide whose rows go.
for (const { relation, name } of (
	await owner.query<{ relation: string; name: string }>(
		"select conrelid::regclass::text as relation, quote_ident(conname) as name from pg_constraint where contype = 'f'",
	)
).rows) {
	await owner.query(`alter table ${relation} drop constraint ${name}`);
}

async function countBehindTheRules(table: string, condition = 'true', person = nobody): Promise<number> {
	const { rows } = await owner.query<{ count: string }>(
		written(`select count(*) from ${table} where ${condition}`, person),
	);
	return Number(rows[0]?.count);
}

const clients = new Map<Login, pg.Client>();
for (const login of Object.values(logins)) {
	const client = new pg.Client({ ...address, user: login, password: loginPassword(secret, login) });
	await client.connect();
	clients.set(login, client);
}
after(async () => {
	for (const client of clients.values()) await client.end();
});

class Undo extends Error {}

/** What became of one statement: how many rows it read or wrote, or that it was refused. Nothing of it stays. */
async function tried(who: Who, text: string): Promise<number | 'refused'> {
	let count = 0;
	try {
		const acting = actors[who];
		const role = asOwnerIn[who];
		const login = logins[who];
		if (acting !== undefined) {
			await database.asActor(acting, async (tx) => {
				const { rows, numAffectedRows } = await sql.raw<{ count?: number }>(text).execute(tx);
				count = rows[0]?.count ?? Number(numAffectedRows);
				throw new Undo();
			});
		} else {
			const client = login === undefined ? owner : clients.get(login);
			await client?.query('begin');
			try {
				if (role !== undefined) await client?.query(`set local role ${role}`);
				const result = await client?.query<{ count?: string }>(text);
				count = Number(result?.rows[0]?.count ?? result?.rowCount);
			} finally {
				await client?.query('rollback');
			}
		}
	} catch (error) {
		if (codeOf(error) === '42501') return 'refused';
		if (!(error instanceof Undo)) throw error;
	}
	return count;
}

test('every table has its expectation, and every expectation its table', () => {
	assert.deepEqual(Object.keys(sights).sort(), tables);
	for (const table of [...Object.keys(seeds), ...Object.keys(changes), ...Object.keys(removals)]) {
		assert.ok(tables.includes(table), `there is no table ${table}`);
	}
});

for (const table of tables) {
	test(`${table} shows everyone their rows and no others`, async () => {
		const total = await countBehindTheRules(table);
		assert.notEqual(total, 0, `${table} is empty: give it a row in test/policy/rows`);
		for (const who of whos) {
			const condition = sights[table]?.[who];
			const seen = await tried(who, `select count(*) from ${table}`);
			if (condition === undefined) assert.equal(seen, 'refused', who);
			else {
				const theirs = await countBehindTheRules(table, condition, personOf(who));
				if (condition !== all && condition !== none)
					assert.ok(theirs > 0 && theirs < total, `${who}: the rows do not tell the rule apart`);
				assert.equal(seen, theirs, who);
			}
		}
	});

	test(`${table} takes nothing that is not theirs to write`, async () => {
		const inPerson: Who[] = ['administrator', 'inspector', 'force', 'body', 'reader', 'public'];
		for (const who of inPerson) {
			const column = await changeable(who, table);
			const changed = await tried(who, `update ${table} set ${column} = ${column}`);
			await assertWritten(changed, { who, table, allowed: changes });
			const removed = await tried(who, `delete from ${table}`);
			await assertWritten(removed, { who, table, allowed: removals });
			const seed = seeds[table];
			if (seed === undefined || additions[table]?.includes(who)) continue;
			const added = await tried(who, written(`insert into ${table} ${seed}`, personIn(stranger)));
			assert.equal(added, 'refused', `${who} adds a row of somebody else's`);
		}
	});
}

async function assertWritten(
	written: number | 'refused',
	expected: { who: Who; table: string; allowed: Readonly<Record<string, Sight>> },
): Promise<void> {
	const { who, table, allowed } = expected;
	const condition = allowed[table]?.[who];
	if (condition !== undefined)
		assert.equal(written, await countBehindTheRules(table, condition, personOf(who)), who);
	else if (written !== 0) assert.equal(written, 'refused', who);
}

/** A column that the person could change, or any. */
async function changeable(who: Who, table: string): Promise<string> {
	const acting = actors[who];
	const { rows } = await owner.query<{ name: string }>(
		"select quote_ident(attname) as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attidentity = '' order by has_column_privilege($2, attrelid, attnum, 'update') desc, attnum limit 1",
		[table, acting === undefined ? 'inspectorate_public' : databaseRoleOf(acting)],
	);
	return rows[0]?.name ?? 'no column';
}
