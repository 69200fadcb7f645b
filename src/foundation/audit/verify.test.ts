import assert from 'node:assert/strict';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import { messageOf } from '../kernel/failures.ts';
import { silent } from '../kernel/log.ts';
import { auditCommands } from './audit.commands.ts';
import { record } from './audit.store.ts';
import { sealAudit } from './seal.ts';
import { sealLogIn } from './seal-log.ts';
import { type Verification, verifyAudit } from './verify.ts';

const base = await testDatabase();
const dataFolder = await mkdtemp(join(tmpdir(), 'inspectorate-seals-'));
after(() => rm(dataFolder, { recursive: true, force: true }));

const operator = { kind: 'operator', name: 'tester' } as const;
const worker = { kind: 'worker', task: 'test' } as const;

async function happen(...ids: string[]): Promise<void> {
	await base.database.asActor(operator, async (tx) => {
		for (const id of ids) {
			await record(tx, {
				subject: { kind: 'thing', id },
				action: 'changed',
				before: { a: 1 },
				after: { a: 2 },
			});
		}
	});
}

const seal = () => sealAudit({ database: base.database, dataFolder, log: silent });

function verify(newest?: number): Promise<Verification> {
	return base.database.asActor(worker, (tx) =>
		verifyAudit(tx, { sealLog: sealLogIn(dataFolder), ...(newest === undefined ? {} : { newest }) }),
	);
}

/** The trail before every tampering: three batches of three entries, by their numbers. */
async function trail(): Promise<number[]> {
	for (const batch of ['a', 'b', 'c']) {
		await happen(`${batch}1`, `${batch}2`, `${batch}3`);
		await seal();
	}
	const found = await base.owner.query<{ id: string }>(
		'select id from foundation.audit_entry order by id desc limit 9',
	);
	return found.rows.map(({ id }) => Number(id)).reverse();
}

/** What somebody can do who rules the whole server: every trigger and policy is out of the way. */
async function tamper(...statements: string[]): Promise<void> {
	try {
		await base.owner.query(
			`begin; set local session_replication_role = replica; ${statements.join(';')}; commit`,
		);
	} catch (error) {
		await base.owner.query('rollback');
		throw error;
	}
}

/** The number of an entry cannot be updated, so that whoever changes it puts a copy in its place. */
const renumber = (from: number, to: number) =>
	`insert into foundation.audit_entry overriding system value
		select (jsonb_populate_record(e, '{"id": ${to}}')).* from foundation.audit_entry e where id = ${from};
	delete from foundation.audit_entry where id = ${from}`;

const tables = ['audit_entry', 'audit_unsealed', 'audit_batch', 'audit_seal'];

/** Tampers with a fresh trail, hands what verification says to the check, and puts everything back. */
async function whenTampered(
	statements: (ids: number[], last: number) => string[],
	check: (found: Verification, ids: number[], last: number) => void,
): Promise<void> {
	const ids = await trail();
	const last = (await verify()).batches;
	for (const table of tables) {
		await base.owner.query(`create temporary table kept_${table} as table foundation.${table}`);
	}
	const log = await readFile(sealLogIn(dataFolder), 'utf8');
	try {
		await tamper(...statements(ids, last));
		check(await verify(), ids, last);
	} finally {
		await tamper(
			...tables.map(
				(table) =>
					`delete from foundation.${table}; insert into foundation.${table} overriding system value table kept_${table}; drop table kept_${table}`,
			),
		);
		await writeFile(sealLogIn(dataFolder), log);
	}
	assert.deepEqual((await verify()).faults, []);
}

function at(ids: number[], place: number): number {
	const id = ids[place];
	if (id === undefined) throw new Error('the trail is too short');
	return id;
}

function namesOnly(found: Verification, entry: number, words: RegExp): void {
	assert.deepEqual(
		found.faults.map((fault) => fault.entry),
		[entry],
	);
	assert.match(found.faults[0]?.text ?? '', new RegExp(`^Entry ${entry}\\b`));
	assert.match(found.faults[0]?.text ?? '', words);
}

test('an untouched trail is intact, and says how many entries wait', async () => {
	await trail();
	await happen('waiting');
	const found = await verify();
	assert.equal(found.found, 0);
	assert.equal(found.seals.waiting, 1);
	assert.equal(found.confirmed, found.batches);
	await seal();
	assert.equal((await verify()).seals.waiting, 0);
});

for (const [column, value] of [
	['action', "'removed'"],
	['after', `'{"a": 3}'`],
	['before', 'null'],
	['reason', "'none'"],
	['at', "at - interval '1 microsecond'"],
	['actor_name', "'somebody else'"],
	['account_id', 'gen_random_uuid()'],
	['shared', 'not shared'],
] as const) {
	test(`an altered entry is named: ${column}`, async () => {
		await whenTampered(
			(ids) => [`update foundation.audit_entry set ${column} = ${value} where id = ${at(ids, 4)}`],
			(found, ids) => namesOnly(found, at(ids, 4), /was altered after it had been sealed/),
		);
	});
}

test('a removed entry is named, with when it had been sealed', async () => {
	await whenTampered(
		(ids) => [`delete from foundation.audit_entry where id = ${at(ids, 4)}`],
		(found, ids) => namesOnly(found, at(ids, 4), /was removed: it had been sealed in batch \d+ at 20/),
	);
});

test('two entries that changed places are both named', async () => {
	await whenTampered(
		(ids) => [renumber(at(ids, 3), -1), renumber(at(ids, 5), at(ids, 3)), renumber(-1, at(ids, 5))],
		(found, ids) =>
			assert.deepEqual(
				found.faults.map((fault) => fault.entry),
				[at(ids, 3), at(ids, 5)],
			),
	);
});

test('an entry whose seal was moved is named', async () => {
	await whenTampered(
		(ids) => [
			`update foundation.audit_seal set position = 9 where entry_id = ${at(ids, 3)}`,
			`update foundation.audit_seal set position = 1 where entry_id = ${at(ids, 4)}`,
			`update foundation.audit_seal set position = 2 where entry_id = ${at(ids, 3)}`,
		],
		(found, ids) => namesOnly(found, at(ids, 3), /their order was changed/),
	);
});

test('an entry put in past the rules is named', async () => {
	await whenTampered(
		() => [
			"insert into foundation.audit_entry (id, at, actor, subject_kind, subject_id, action) overriding system value values (999999, now(), 'account', 'thing', 'x', 'added')",
		],
		(found) => namesOnly(found, 999999, /neither sealed nor waiting/),
	);
});

test('an entry put into an old batch is named', async () => {
	await whenTampered(
		(_, last) => [
			"insert into foundation.audit_entry (id, at, actor, subject_kind, subject_id, action) overriding system value values (999999, now(), 'account', 'thing', 'x', 'added')",
			`insert into foundation.audit_seal values (${last - 1}, 4, 999999, sha256('x'))`,
		],
		(found) => namesOnly(found, 999999, /was put into batch \d+ after/),
	);
});

test('an entry with a new number is named by the old one and by the new one', async () => {
	await whenTampered(
		(ids) => [renumber(at(ids, 4), 999_999)],
		(found, ids) =>
			assert.deepEqual(
				found.faults.map((fault) => fault.entry),
				[at(ids, 4), 999999],
			),
	);
});

test('an altered seal is told apart from an altered entry', async () => {
	await whenTampered(
		(ids) => [`update foundation.audit_seal set hash = sha256('x') where entry_id = ${at(ids, 4)}`],
		(found, ids) => namesOnly(found, at(ids, 4), /is as it was, but its seal .* was altered/),
	);
});

test('an entry altered together with its seal is found in its batch', async () => {
	await whenTampered(
		(ids) => [
			`update foundation.audit_entry set reason = 'none' where id = ${at(ids, 4)}`,
			`update foundation.audit_seal s set hash = sha256(convert_to(app.audit_text(e), 'UTF8')) from foundation.audit_entry e where e.id = ${at(ids, 4)} and s.entry_id = e.id`,
		],
		(found, ids, last) => {
			assert.deepEqual(
				found.faults.map((fault) => fault.batch),
				[last - 1],
			);
			assert.match(found.faults[0]?.text ?? '', new RegExp(`entries ${at(ids, 3)} to ${at(ids, 5)}`));
		},
	);
});

test('an entry removed together with its seal is found by its place', async () => {
	await whenTampered(
		(ids) => [
			`delete from foundation.audit_entry where id = ${at(ids, 4)}`,
			`delete from foundation.audit_seal where entry_id = ${at(ids, 4)}`,
		],
		(found, ids, last) => {
			assert.deepEqual(
				found.faults.map((fault) => fault.batch),
				[last - 1],
			);
			assert.match(
				found.faults[0]?.text ?? '',
				new RegExp(`place 2 of 3 .* between the entries ${at(ids, 3)} and ${at(ids, 5)}`),
			);
		},
	);
});

for (const [column, value] of [
	['hash', "sha256('x')"],
	['previous', "sha256('x')"],
	['sealed_at', "sealed_at - interval '1 hour'"],
	['sealed_at', "'infinity'"],
	['entries', '2147483647'],
] as const) {
	test(`an altered batch is named: ${column} ${value}`, async () => {
		await whenTampered(
			(_, last) => [`update foundation.audit_batch set ${column} = ${value} where number = ${last - 1}`],
			(found, _, last) => assert.equal(found.faults[0]?.batch, last - 1),
		);
	});
}

test('a batch with another number is found, however far away that is', async () => {
	await whenTampered(
		(_, last) => [`update foundation.audit_batch set number = 9000000000000 where number = ${last}`],
		(found, ids, last) => {
			assert.ok(found.faults.some((fault) => fault.batch === last));
			assert.ok(found.faults.some((fault) => fault.entry === at(ids, 6)));
		},
	);
});

test('a removed batch is named, with the entries that it held', async () => {
	await whenTampered(
		(_, last) => [`delete from foundation.audit_batch where number = ${last - 1}`],
		(found, ids, last) => {
			assert.deepEqual(
				new Set(found.faults.map((fault) => fault.entry)),
				new Set([null, at(ids, 3), at(ids, 4), at(ids, 5)]),
			);
			assert.ok(found.faults.some((fault) => fault.text === `Batch ${last - 1} was removed.`));
		},
	);
});

test('a removed last batch is found by the entries that it held', async () => {
	await whenTampered(
		(_, last) => [`delete from foundation.audit_batch where number = ${last}`],
		(found, ids) => assert.ok(found.faults.some((fault) => fault.entry === at(ids, 8))),
	);
});

const cutOff = (ids: number[], last: number) => [
	`delete from foundation.audit_entry where id >= ${at(ids, 6)}`,
	`delete from foundation.audit_seal where batch = ${last}`,
	`delete from foundation.audit_batch where number = ${last}`,
];

test('a trail that was cut off at its end is found by the file beside the database', async () => {
	await whenTampered(cutOff, (found, _, last) => {
		assert.deepEqual(
			found.faults.map((fault) => fault.batch),
			[last],
		);
		assert.match(found.faults[0]?.text ?? '', /was removed: the file of seals/);
	});
});

test('a trail that was cut off and has grown again is still found', async () => {
	const ids = await trail();
	const last = (await verify()).batches;
	const log = await readFile(sealLogIn(dataFolder), 'utf8');
	await tamper(...cutOff(ids, last));
	await happen('later');
	await seal();
	const found = await verify();
	assert.deepEqual(
		found.faults.map((fault) => fault.batch),
		[last],
	);
	assert.match(found.faults[0]?.text ?? '', /is not the one that was sealed/);
	// The file said it for good; for the tests that follow it is made to agree.
	await writeFile(
		sealLogIn(dataFolder),
		log
			.split('\n')
			.slice(0, last - 1)
			.join('\n')
			.concat('\n'),
	);
	await seal();
	await happen('and later');
	await seal();
	assert.deepEqual((await verify()).faults, []);
});

test('an entry removed while it waits is named', async () => {
	await happen('fleeting');
	const [row] = (await base.owner.query<{ id: string }>('select max(id) as id from foundation.audit_entry'))
		.rows;
	await tamper(`delete from foundation.audit_entry where id = ${row?.id}`);
	const found = await verify();
	namesOnly(found, Number(row?.id), /was removed before it was sealed/);
	await tamper(`delete from foundation.audit_unsealed where entry_id = ${row?.id}`);
});

test('the newest part alone can be checked', async () => {
	await whenTampered(
		(ids) => [`update foundation.audit_entry set reason = 'none' where id in (${at(ids, 1)}, ${at(ids, 8)})`],
		() => {},
	);
	const ids = await trail();
	const all = await verify();
	const part = await verify(5);
	assert.equal(part.complete, false);
	assert.equal(part.entries, 3);
	assert.ok(all.complete && all.entries > part.entries);
	await tamper(`update foundation.audit_entry set reason = 'x' where id = ${at(ids, 8)}`);
	namesOnly(await verify(5), at(ids, 8), /was altered/);
	await tamper(`update foundation.audit_entry set reason = null where id = ${at(ids, 8)}`);
});

test('writers and sealers at the same moment lose nothing', async () => {
	await seal();
	const count = async () =>
		Number(
			(await base.owner.query<{ n: string }>('select count(*) as n from foundation.audit_seal')).rows[0]?.n,
		);
	const sealedBefore = await count();
	const writers = Array.from({ length: 3 }, async (_, writer) => {
		for (let i = 0; i < 20; i += 1) await happen(`${writer}-${i}`, `${writer}-${i}`);
	});
	let writing = true;
	const sealers = Array.from({ length: 2 }, async () => {
		while (writing) await seal();
	});
	await Promise.all(writers);
	writing = false;
	await Promise.all(sealers);
	await seal();
	assert.equal((await count()) - sealedBefore, 120);
	assert.equal((await verify()).found, 0);
});

test('a line of the file that was cut short is written again', async () => {
	const path = sealLogIn(dataFolder);
	const whole = await readFile(path, 'utf8');
	await writeFile(path, whole.slice(0, -20));
	await happen('after the crash');
	await seal();
	const found = await verify();
	assert.deepEqual(found.faults, []);
	await appendFile(path, 'nonsense\n');
	assert.equal((await verify()).found, 0);
});

test('without the file the rest is still verified, and it is said that there is none', async () => {
	const found = await base.database.asActor(worker, (tx) =>
		verifyAudit(tx, { sealLog: join(dataFolder, 'no-such-file') }),
	);
	assert.equal(found.confirmed, null);
	assert.equal(found.found, 0);
});

test('nobody who serves can write, change or remove an entry, a seal or a batch', async () => {
	const roles = (
		await base.owner.query<{ rolname: string }>(
			"select rolname from pg_roles where rolname like 'inspectorate\\_%' and rolname <> 'inspectorate_owner'",
		)
	).rows.map((row) => row.rolname);
	assert.ok(roles.length > 9);
	const attempts = [
		"update foundation.audit_entry set reason = 'x'",
		'delete from foundation.audit_entry',
		'truncate foundation.audit_entry',
		'update foundation.audit_seal set position = 0',
		'delete from foundation.audit_seal',
		'update foundation.audit_batch set entries = 0',
		'delete from foundation.audit_batch',
	];
	for (const role of [...roles, 'inspectorate_owner']) {
		for (const attempt of attempts) {
			await assert.rejects(tryAs(role, attempt), /permission denied|never changed/, `${role}: ${attempt}`);
		}
		if (role === 'inspectorate_owner' || role === 'inspectorate_auditor') continue;
		const insert =
			"insert into foundation.audit_entry (at, actor, subject_kind, subject_id, action) values (now(), 'account', 'x', 'x', 'x')";
		await assert.rejects(tryAs(role, insert), /permission denied/, role);
	}
});

async function tryAs(role: string, statement: string): Promise<void> {
	try {
		await base.owner.query(`begin; set local role ${role}; ${statement}`);
	} finally {
		await base.owner.query('rollback');
	}
}

test('the command prints the result, and its exit status says whether the record is intact', async () => {
	const command = auditCommands.find((one) => one.name === 'audit verify');
	assert.ok(command);
	const run = async (json: boolean) => {
		const lines: string[] = [];
		const status = await command.run({
			values: {},
			positionals: [],
			json,
			io: { out: (text) => lines.push(text), err: (text) => lines.push(text) },
			world: { database: base.database, dataFolder },
		});
		return { status, text: lines.join('') };
	};
	const intact = await run(false);
	assert.equal(intact.status, 0);
	assert.match(intact.text, /The record is intact\.\n$/);
	const ids = await trail();
	await tamper(`update foundation.audit_entry set reason = 'x' where id = ${at(ids, 8)}`);
	const altered = await run(false);
	assert.equal(altered.status, 1);
	assert.match(altered.text, new RegExp(`^Entry ${at(ids, 8)} \\(thing changed, .*\\) was altered`));
	const asJson = await run(true);
	assert.equal(asJson.status, 1);
	assert.equal(JSON.parse(asJson.text).faults[0].entry, at(ids, 8));
});

test('a change that is rolled back leaves no entry', async () => {
	const count = () => base.owner.query('select from foundation.audit_entry');
	const { rowCount } = await count();
	await assert.rejects(
		base.database.asActor(operator, async (tx) => {
			await record(tx, { subject: { kind: 'thing', id: 'undone' }, action: 'changed' });
			throw new Error('stop');
		}),
		(error) => messageOf(error) === 'stop',
	);
	assert.equal((await count()).rowCount, rowCount);
});
