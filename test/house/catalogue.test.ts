import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../database.ts';

/** What the database itself says of every schema, table and function of ours, whoever wrote the migration. */

const { owner } = await testDatabase();

/** Not audited by trigger, and why that is right. */
const unaudited: Record<string, string> = {
	...Object.fromEntries(
		[
			...['copy', 'document', 'figure', 'file', 'finding', 'grade', 'indicator', 'raised', 'snapshot'],
			...['statement', 'term'],
		].map((name) => [
			`edition.${name}`,
			'part of an edition: it comes with its header, which is audited and whose hash is of them all',
		]),
	),
	'releases.access': 'a log itself, which is only added to',
	'releases.told': 'what a job did; no person decides it',
	'releases.followed': 'what a job did; no person decides it',
	'app.clock': 'only the owner moves it, in a test or a demonstration',
	'app.installation': 'settled once and for ever by a trigger; what settles it is recorded by name',
	'foundation.submission':
		'tokens of forms that were sent: the change that a form made is audited where it was made',
	'foundation.audit_entry': 'the record itself, which is sealed and never changed',
	'foundation.audit_unsealed': 'which entries no batch holds yet',
	'foundation.audit_batch': 'the seal of the record',
	'foundation.audit_seal': 'the seal of the record',
	'foundation.job_kind': 'follows the program, and is no decision of anyone’s',
	'foundation.work': 'progress; what the work makes is audited where it is made',
	'foundation.file_content': 'says nothing that the audit of files does not say better',
	'programmes.framework_component': 'read out of the content of its framework version, which is audited',
	'programmes.framework_grade': 'read out of the content of its framework version, which is audited',
	'figures.snapshot_decision': 'part of its snapshot, which is audited and never changed',
	'figures.snapshot_force': 'part of its snapshot, which is audited and never changed',
	'figures.computation':
		'what the stored figures rest on; what changes in them is told by their recomputation',
	'figures.figure': 'computed from what is audited; what changes in it is told by its recomputation',
	'documents.typing': 'what somebody types and has not saved: no decision yet, and theirs alone',
	'documents.hold': 'who is writing a block just now; it passes by itself',
	'documents.quoted': 'follows from the texts and the records, which are audited',
	'documents.made': 'copies, which can all be made again',
	'releases.signing_secret':
		'that a key was made is on record with its public part; this part is never shown',
	'edition.bundle':
		'copies, which can all be made again; that somebody took one for staff is recorded by name',
	'accuracy.passage': 'read out of the tree that was frozen with it, and never changed',
	'edition.force': 'comes with the header of its edition, which is audited and whose hash is of it',
	'edition.meaning': 'comes with the header of its edition, which is audited and whose hash is of it',
	'edition.word': 'the words of the entries of its edition, for spellings; never changed',
	'edition.entry': 'what search looks at: made of the rows of its edition, and never changed',
	'edition.followed': 'says again what acts say, which are audited; only added to',
	'edition.plan': 'says again what was handed in, which is audited; only added to',
	'edition.monitored': 'says again what decisions say, which are audited; only added to',
	'edition.change': 'that something public was added, which is audited where it was; only added to',
	'followup.entered': 'which editions a job has read into the register; no person decides it',
	'followup.reminding': 'how often somebody is written to: their own convenience, which decides nothing',
	'followup.reminder': 'on which day somebody was written to, by a job',
	'followup.reminded': 'of what somebody was reminded, by a job',
	'followup.saved': 'a list under a name: somebody’s own convenience, which decides nothing',
	'website.asked': 'who follows what ends when they say so, and the record is for ever',
	'website.follower': 'who follows what ends when they say so, and the record is for ever',
	'website.asker': 'from which network a mail was asked for, for one hour',
	'website.news': 'what a job found in what is public, and how far it has told of it',
	'migration.applied': 'the owner’s bookkeeping, held to the files by their checksums',
};
/** Their events are recorded by name, through app.record: a trigger would stand nearer to the secrets. */
const recordedByName = ['authentication'];

/** The queue is graphile-worker's own, reached only by the login that runs the jobs. */
const foreign = "'graphile_worker', 'information_schema'";
const ours = `n.nspname !~ '^pg_' and n.nspname not in (${foreign})`;
const tables = `select c.oid, n.nspname || '.' || c.relname as name, n.nspname as schema, c.relrowsecurity, c.relforcerowsecurity
	from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p', 'f', 'm', 'v') and ${ours}
	-- A view that asks as its reader guards what it shows by the policies of its tables.
	and not (c.relkind = 'v' and coalesce(c.reloptions @> array['security_invoker=true'], false))`;

async function names(sql: string, values: unknown[] = []): Promise<string[]> {
	const { rows } = await owner.query<{ name: string }>(sql, values);
	return rows.map(({ name }) => name);
}

/** Tables and views whose rows nothing guards. */
const unguarded = () =>
	names(`with t as (${tables}) select name from t where not relrowsecurity or not relforcerowsecurity
		or not exists (select from pg_policy where polrelid = t.oid) order by name`);

const withoutTrigger = () =>
	names(
		`with t as (${tables}) select name from t where schema <> all ($1) and not exists (
			select from pg_trigger g join pg_proc p on p.oid = g.tgfoid
			where g.tgrelid = t.oid and g.tgenabled = 'O' and p.proname ~ '^audit(_|$)' and p.pronamespace = 'app'::regnamespace
		) order by name`,
		[recordedByName],
	);

/** The functions that run with their owner's rights and can be led astray, or be called by anyone. */
const looseDefiners = () =>
	names(`select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
		where p.prosecdef and ${ours} and (
			not coalesce(p.proconfig @> array['search_path=""'], false)
			or exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) where grantee = 0)
		) order by 1`);

const reachOfPublic = () =>
	names(`with t as (${tables}) select t.name || ' ' || privilege as name from t
		cross join unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']) privilege
		where t.schema <> 'edition'
			and (has_table_privilege('inspectorate_public', t.oid, privilege)
				or has_table_privilege('inspectorate_visitor', t.oid, privilege))
		order by 1`);

test('every table has row-level security that binds its owner too, and a policy', async () => {
	assert.deepEqual(await unguarded(), []);
});

test('every table is audited by trigger, or stands here with the reason why not', async () => {
	const missing = await withoutTrigger();
	assert.deepEqual(
		missing.filter((name) => !Object.hasOwn(unaudited, name)),
		[],
	);
	assert.deepEqual(
		Object.keys(unaudited).filter((name) => !missing.includes(name)),
		[],
		'the list names no table that is audited or gone',
	);
});

test('the public reads two facts about the installation, and otherwise only what a release froze', async () => {
	assert.deepEqual(await reachOfPublic(), ['app.clock select', 'app.installation select']);
	const schemas = await names(`select nspname as name from pg_namespace n
		where ${ours} and has_schema_privilege('inspectorate_public', n.oid, 'usage') order by 1`);
	assert.deepEqual(
		schemas.filter((name) => !['app', 'edition', 'public'].includes(name)),
		[],
	);
});

test('nobody creates anything in a schema but its owner', async () => {
	const creators =
		await names(`select n.nspname || ' ' || r.rolname as name from pg_namespace n cross join pg_roles r
		where ${ours} and r.rolname like 'inspectorate\\_%' and r.rolname <> 'inspectorate_owner'
			and has_schema_privilege(r.oid, n.oid, 'create') order by 1`);
	assert.deepEqual(creators, []);
});

test('the record is written by the auditor and sealed by the worker, and nobody changes it', async () => {
	const writers = await names(
		`select g.grantee::regrole || ' ' || lower(g.privilege_type) || ' ' || c.relname as name
		from pg_class c, aclexplode(c.relacl) g
		where c.relnamespace = 'foundation'::regnamespace and c.relname like 'audit\\_%' and c.relkind = 'r'
			and g.privilege_type <> 'SELECT' and g.grantee <> c.relowner order by 1`,
	);
	assert.deepEqual(writers, [
		'inspectorate_auditor insert audit_entry',
		'inspectorate_auditor insert audit_unsealed',
		'inspectorate_worker delete audit_unsealed',
		'inspectorate_worker insert audit_batch',
		'inspectorate_worker insert audit_seal',
	]);
	const becomesAuditor = await names(
		`select member::regrole::text as name from pg_auth_members where roleid = 'inspectorate_auditor'::regrole
		and member::regrole::text like 'inspectorate\\_%'`,
	);
	assert.deepEqual(becomesAuditor, ['inspectorate_owner']);
	for (const change of [
		'update foundation.audit_entry set action = action',
		'delete from foundation.audit_entry',
		'truncate foundation.audit_entry',
		'update foundation.audit_batch set entries = 0',
		'delete from foundation.audit_seal',
	]) {
		await assert.rejects(owner.query(change), /is never changed or removed/, change);
	}
});

test('a function that runs with its owner’s rights names where it looks, and is not everybody’s to call', async () => {
	assert.deepEqual(await looseDefiners(), []);
});

test('who may call the functions that write the record, read sessions or tidy up is written down', async () => {
	const callers = async (name: string) =>
		names(
			`select grantee::regrole::text as name from pg_proc p, aclexplode(p.proacl)
			where p.proname = $1 and p.pronamespace = 'app'::regnamespace and grantee <> p.proowner order by 1`,
			[name],
		);
	assert.deepEqual(await callers('session_of'), ['inspectorate_server']);
	assert.deepEqual(await callers('enter'), ['inspectorate_server']);
	assert.deepEqual(await callers('audit'), ['inspectorate_owner']);
	assert.deepEqual(await callers('sweep_authentication'), ['inspectorate_worker']);
	assert.ok(!(await callers('record')).includes('inspectorate_public'));
});

test('no role of ours stands above the rules', async () => {
	assert.deepEqual(
		await names(`select rolname as name from pg_roles where rolname like 'inspectorate\\_%'
			and (rolsuper or rolcreaterole or rolcreatedb or rolbypassrls or rolreplication)`),
		[],
	);
});

test('the queue is reached by the login that runs the jobs, and by nobody else', async () => {
	const reach = await names(`select r.rolname as name from pg_roles r
		where r.rolname like 'inspectorate\\_%' and has_schema_privilege(r.oid, 'graphile_worker', 'usage') order by 1`);
	assert.deepEqual(reach, ['inspectorate_jobs']);
	const direct = await names(`select c.relname || ' ' || g.grantee::regrole as name
		from pg_class c, aclexplode(c.relacl) g
		where c.relnamespace = 'graphile_worker'::regnamespace and g.grantee <> c.relowner`);
	assert.deepEqual(direct, []);
});

test('the authentication schema is reached by the authentication role, and by nobody else', async () => {
	const grantees = await names(`select distinct g.grantee::regrole::text as name
		from pg_class c, aclexplode(c.relacl) g
		where c.relnamespace = 'authentication'::regnamespace and g.grantee <> c.relowner`);
	assert.deepEqual(grantees, ['inspectorate_authentication']);
});

test('these tests find what is wrong: an unguarded table, a view, a loose function, a grant to the public', async () => {
	await owner.query(`begin;
		create schema room;
		grant usage on schema room to inspectorate_public;
		create table room.open (n int);
		create table room.half (n int);
		alter table room.half enable row level security;
		create table room.silent (n int);
		call app.protect('room.silent');
		create table room.guarded (n int);
		call app.protect('room.guarded');
		create policy anyone on room.guarded using (true);
		create view room.window as select n from room.guarded;
		create view room.pane with (security_invoker = true) as select n from room.guarded;
		grant select on room.guarded to inspectorate_public;
		create function room.unpinned() returns int language sql security definer return 1;
		revoke all on function room.unpinned() from public;
		create function room.anyones() returns int language sql security definer set search_path = '' return 1;
		create function room.good() returns int language sql security definer set search_path = '' return 1;
		revoke all on function room.good() from public;`);
	try {
		assert.deepEqual(await unguarded(), ['room.half', 'room.open', 'room.silent', 'room.window']);
		assert.ok((await withoutTrigger()).includes('room.guarded'));
		assert.deepEqual(await looseDefiners(), ['room.anyones()', 'room.unpinned()']);
		assert.ok((await reachOfPublic()).includes('room.guarded select'));
	} finally {
		await owner.query('rollback');
	}
});
