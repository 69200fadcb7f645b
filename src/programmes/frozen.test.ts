import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { sql } from 'kysely';
import { atOnce, type Statement } from '../../test/at-once.ts';
import { testDatabase } from '../../test/database.ts';
import type { AccountActor, Role } from '../foundation/database/actor.ts';

/** What stays as it is once something rests on it: versions of frameworks, and decisions about scope. */
const base = await testDatabase();
const { owner, database } = base;

const refused = (code: string, message: RegExp) => (error: Error & { code?: string }) => {
	assert.equal(error.code, code, error.message);
	assert.match(error.message, message);
	return true;
};

async function one(text: string, values: unknown[] = []): Promise<string> {
	const { rows } = await owner.query<{ id: string }>(`${text} returning id`, values);
	assert.ok(rows[0]);
	return rows[0].id;
}

async function framework(name: string): Promise<string> {
	await owner.query(
		`insert into programmes.framework_version (framework, version, title, cycle, content, source, file, hash)
			values ($1, 1, 'Title', '2020', '{}', '', 'file.yaml', sha256(''))`,
		[name],
	);
	await owner.query(...component(name, 'pillar'));
	return name;
}

const component = (name: string, id: string): [string, unknown[]] => [
	`insert into programmes.framework_component
		(framework, version, component, kind, title, graded, mandatory, position)
		values ($1, 1, $2, 'pillar', 'Pillar', true, true, 1)`,
	[name, id],
];

const grade = (name: string): [string, unknown[]] => [
	"insert into programmes.framework_grade (framework, version, grade, title, rank, positive) values ($1, 1, 'good', 'Good', 1, true)",
	[name],
];

const programme = (slug: string) =>
	one(
		`insert into programmes.programme (slug, name, purpose, fieldwork_since, fieldwork_until)
			values ($1, 'Programme', 'Purpose', '2020-01-01', '2020-06-30')`,
		[slug],
	);

const pin = (programmeId: string, name: string): Statement => [
	'insert into programmes.programme_framework (programme_id, framework, version) values ($1, $2, 1)',
	[programmeId, name],
];

async function force(): Promise<string> {
	const id = await one("insert into foundation.organisation (kind, name) values ('force', $1)", [
		randomUUID(),
	]);
	await owner.query("insert into programmes.force (id, region) values ($1, 'North')", [id]);
	return id;
}

const retitle = (table: string, name: string): Statement => [
	`update programmes.${table} set title = 'Another title' where framework = $1`,
	[name],
];

test('a version on which a programme rests is not changed, added to or removed, in no part of it', async () => {
	const name = await framework('in-a-programme');
	await owner.query(...retitle('framework_version', name));
	await owner.query(...retitle('framework_component', name));
	await owner.query(...grade(name));
	await owner.query(...pin(await programme('resting'), name));
	const inUse = refused(
		'23001',
		/^Version 1 of the framework "in-a-programme" is in use and stays as it is\.$/,
	);
	for (const table of ['framework_version', 'framework_component', 'framework_grade']) {
		await assert.rejects(owner.query(...retitle(table, name)), inUse);
		await assert.rejects(owner.query(`delete from programmes.${table} where framework = $1`, [name]), inUse);
	}
	await assert.rejects(owner.query(...component(name, 'another')), inUse);
	await assert.rejects(
		owner.query("insert into programmes.framework_grade values ($1, 1, 'poor', 'Poor', 2, false)", [name]),
		inUse,
	);
	// A version on which nothing rests goes, with all its parts.
	const unused = await framework('unused');
	await owner.query('delete from programmes.framework_version where framework = $1', [unused]);
});

test('a version on which a judgment rests is not changed', async () => {
	const name = await framework('judged');
	await owner.query(
		`insert into programmes.judgment (force_id, framework, version, component, source, published_at, basis)
			values ($1, $2, 1, 'pillar', 'Report', app.now(), 'entered')`,
		[await force(), name],
	);
	await assert.rejects(owner.query(...retitle('framework_version', name)), refused('23001', /in use/));
});

test('whoever changes a version waits for whoever begins to use it at that moment, and is refused', async () => {
	const [first, second] = [await framework('race'), await framework('other-race')];
	const id = await programme('racing');
	await assert.rejects(
		atOnce(base, pin(id, first), retitle('framework_version', first)),
		refused('23001', /in use/),
	);
	await assert.rejects(atOnce(base, pin(id, second), grade(second)), refused('23001', /in use/));
	// The other way round, the programme begins with what the version has become.
	const third = await framework('third-race');
	await atOnce(base, retitle('framework_version', third), pin(id, third));
});

async function inspection(state: string): Promise<{ id: string; forceId: string }> {
	const name = await framework(`scoped-${randomUUID()}`);
	const programmeId = await programme(`programme-${randomUUID()}`);
	await owner.query(...pin(programmeId, name));
	const forceId = await force();
	await owner.query('insert into programmes.programme_force (programme_id, force_id) values ($1, $2)', [
		programmeId,
		forceId,
	]);
	const id = await one(
		`insert into programmes.inspection (programme_id, force_id, framework, version, announced_at)
			values ($1, $2, $3, 1, app.now())`,
		[programmeId, forceId, name],
	);
	// Moved by its workflow, which is not what is tested here.
	await owner.query('set session_replication_role = replica');
	await owner.query('update programmes.inspection set state = $2 where id = $1', [id, state]);
	await owner.query('reset session_replication_role');
	return { id, forceId };
}

const decide = (id: string, number: number, reason: string | null) =>
	one(
		"insert into programmes.scoping (inspection_id, number, decided_by_name, reason) values ($1, $2, 'A', $3)",
		[id, number, reason],
	);

test('scope may change freely until fieldwork begins, then with a reason, and not after publication', async () => {
	for (const state of ['planned', 'preparing']) {
		const { id } = await inspection(state);
		await decide(id, 1, null);
		await decide(id, 2, null);
	}
	for (const state of ['fieldwork', 'judging', 'reporting']) {
		const { id } = await inspection(state);
		await decide(id, 1, null);
		for (const reason of [null, '  '])
			await assert.rejects(decide(id, 2, reason), refused('23514', /needs a reason/));
		await decide(id, 2, 'A serious incident.');
		await assert.rejects(decide(id, 2, 'Again.'), { code: '23505' });
	}
	for (const state of ['published', 'closed', 'cancelled']) {
		const { id } = await inspection(state);
		await decide(id, 1, null);
		await assert.rejects(decide(id, 2, 'A reason.'), refused('23514', /is over/));
	}
});

async function person(role: Role, kind: 'inspectorate' | 'force', home: string): Promise<AccountActor> {
	const account = await one(
		"insert into foundation.account (email, name, organisation_id, roles, state) values ($1, $2, $3, $4, 'active')",
		[`${randomUUID()}@test.example`, role, home, [role]],
	);
	return {
		kind: 'account',
		account,
		name: role,
		email: 'somebody@test.example',
		roles: [role],
		organisation: { id: home, kind, name: 'Home', force: null },
		session: randomUUID(),
		method: 'password',
	};
}

test('the force reads what it is inspected against, and not who decided it or why', async () => {
	const { id, forceId } = await inspection('preparing');
	const scoping = await decide(id, 1, 'Grades have fallen.');
	await owner.query("insert into programmes.scoping_row values ($1, 'pillar', true, 'Grades have fallen.')", [
		scoping,
	]);
	const officer = await person('force liaison officer', 'force', forceId);
	const read = (columns: string, table: string) =>
		database.asActor(
			officer,
			async (tx) => (await sql.raw(`select ${columns} from ${table}`).execute(tx)).rows,
		);
	assert.equal((await read('id, inspection_id, number, decided_at', 'programmes.scoping')).length, 1);
	assert.equal((await read('scoping_id, component, inspected', 'programmes.scoping_row')).length, 1);
	for (const column of ['reason', 'decided_by', 'decided_by_name'])
		await assert.rejects(read(column, 'programmes.scoping'), { code: '42501' });
	await assert.rejects(read('reason', 'programmes.scoping_row'), { code: '42501' });
});

test("nobody puts a question into somebody else's decision", async () => {
	const home = await one("insert into foundation.organisation (kind, name) values ('inspectorate', 'Here')");
	const [decider, colleague] = [
		await person('inspector', 'inspectorate', home),
		await person('inspector', 'inspectorate', home),
	];
	const { id } = await inspection('preparing');
	const scoping = await database.asActor(decider, (tx) =>
		tx
			.insertInto('programmes.scoping')
			.values({ inspection_id: id, number: 1, decided_by_name: 'A' })
			.returning('id')
			.executeTakeFirstOrThrow(),
	);
	const add = (who: AccountActor, component: string) =>
		database.asActor(who, (tx) =>
			tx
				.insertInto('programmes.scoping_row')
				.values({ scoping_id: scoping.id, component, inspected: true })
				.execute(),
		);
	await add(decider, 'one');
	await assert.rejects(add(colleague, 'two'), { code: '42501' });
});
