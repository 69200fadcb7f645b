// A country made up for measuring: forces, programmes of now, and rounds of history, written by SQL into a database of
// its own, with the whole product in this process before it.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { assemble, createApp } from '../src/app.ts';
import { type Database, openDatabase } from '../src/foundation/database/connection.ts';
import { createDatabase } from '../src/foundation/database/prepare.ts';
import { systemClock } from '../src/foundation/kernel/clock.ts';
import { silent } from '../src/foundation/kernel/log.ts';
import { settingsSource } from '../src/foundation/settings/settings.ts';
import { hashOf } from '../src/foundation/web/tokens.ts';
import { readFramework } from '../src/programmes/frameworks/check.ts';
import { keepFramework } from '../src/programmes/index.ts';
import { clusterOfTests, testSecret } from '../test/database.ts';
import { testFramework } from '../test/frameworks/index.ts';

export type Size = {
	forces: number;
	/** Programmes whose fieldwork lies in the half year around today, each asking every force. */
	programmes: number;
	/** Rounds that are over, each with as many programmes, and with judgments of every force. */
	rounds: number;
	/** How many each framework asks, where that is more than the framework of the tests does. */
	questions?: number;
};

export type Country = {
	app: FastifyInstance;
	database: Database;
	cookie: string;
	owner: pg.Client;
	/** The queries that have been sent since the last call. */
	queries(): number;
	close(): Promise<void>;
};

export async function openCountry(name: string, size: Size): Promise<Country> {
	const { template, ...cluster } = clusterOfTests();
	const address = { ...cluster, database: `test_${process.pid}_${name}` };
	await createDatabase(cluster, address.database, template);
	const owner = new pg.Client(address);
	await owner.connect();
	await owner.query(
		`grant connect on database ${address.database} to inspectorate_server, inspectorate_visitor, inspectorate_jobs`,
	);
	const database = openDatabase(address, { secret: testSecret, log: silent, connections: 4 });
	await fill({ owner, database }, size);
	const cookie = await signIn(owner);
	const dataFolder = await mkdtemp(join(tmpdir(), 'inspectorate-bench-'));
	const settings = settingsSource({
		database,
		environment: {},
		secret: testSecret,
		fallbackAddress: () => 'http://localhost',
	});
	await settings.refresh();
	const services = { database, clock: systemClock, log: silent, secret: testSecret, settings, dataFolder };
	const app = await createApp(services, await assemble(services, {}), {
		INSPECTORATE_REQUESTS_PER_MINUTE: 1_000_000,
	});
	return {
		app,
		database,
		cookie,
		owner,
		queries: countQueries(),
		async close() {
			await app.close();
			await database.close();
			await owner.end();
			await rm(dataFolder, { recursive: true, force: true });
		},
	};
}

let sent = 0;
let counting = false;

/** Every statement goes through one function of the driver: it is counted there, and nothing else is changed. */
function countQueries(): () => number {
	if (!counting) {
		counting = true;
		const query: (...values: never[]) => unknown = pg.Client.prototype.query;
		pg.Client.prototype.query = function (this: pg.Client, ...values: never[]) {
			sent += 1;
			return query.apply(this, values);
		} as typeof pg.Client.prototype.query;
	}
	return () => {
		const count = sent;
		sent = 0;
		return count;
	};
}

/** Signs somebody in who reads everything. */
export async function signIn(owner: pg.Client): Promise<string> {
	const token = randomBytes(32).toString('base64url');
	await owner.query(
		`with home as (insert into foundation.organisation (kind, name) values ('inspectorate', 'Inspectorate') returning id),
			account as (insert into foundation.account (email, name, organisation_id, roles, state)
				select 'bench@test.example', 'Bench', id, '{programme manager}', 'active' from home returning id)
		insert into authentication.session (token_hash, account_id, method, idle_for, until)
			select $1, id, 'password', '1 hour', app.now() + interval '1 day' from account`,
		[hashOf(token)],
	);
	return `__Host-session=${token}`;
}

async function fill({ owner, database }: { owner: pg.Client; database: Database }, size: Size) {
	// One framework for now and one for each round, each going on from the one before.
	for (let round = size.rounds; round >= 0; round -= 1) {
		await database.asActor({ kind: 'operator', name: 'bench' }, (tx) =>
			keepFramework(tx, { source: frameworkOfRound(round, size), file: `round-${round}.yaml` }),
		);
	}
	// As a replica, no trigger looks at each row: a past is written that nobody has lived through.
	await owner.query('set session_replication_role = replica');
	for (const statement of statements) await owner.query(statement(size));
	await owner.query('reset session_replication_role');
	await owner.query('analyze');
}

/** Round 0 is now; the higher the number, the longer ago. */
function frameworkOfRound(round: number, { rounds, questions = 0 }: Size): string {
	const read = readFramework(testFramework, 'three-grades.yaml');
	if ('problems' in read) throw new Error('the framework of the tests cannot be read');
	const { framework } = read;
	const from = (id: string) => (round === rounds ? [] : [`round-${round + 1}/${id}`]);
	const [first] = framework.questions;
	const more = Array.from({ length: Math.max(0, questions - framework.questions.length) }, (_, index) => ({
		...first,
		id: `question-${index + 1}`,
		title: `Question ${index + 1}`,
		aliases: [],
		mandatory: false,
		parts: [],
		indicators: [],
		criteria: [],
	}));
	// JSON is YAML too.
	return JSON.stringify({
		...framework,
		id: `round-${round}`,
		cycle: `Round ${round}`,
		renamed: {},
		pillars: framework.pillars.map((pillar) => ({ ...pillar, continues: [] })),
		questions: [...framework.questions, ...more].map((question) => ({
			...question,
			continues: from(question.id ?? ''),
		})),
	});
}

const statements: ((size: Size) => string)[] = [
	({ forces }) => `insert into foundation.organisation (kind, name)
		select 'force', 'Force ' || lpad(n::text, 4, '0') from generate_series(1, ${forces}) n`,
	() => `insert into programmes.force (id, slug, region)
		select id, lower(replace(name, ' ', '-')), 'Region ' || right(name, 1) from foundation.organisation where kind = 'force'`,
	() => `insert into programmes.force_name (force_id, name)
		select id, name from foundation.organisation where kind = 'force'`,
	() => `insert into programmes.post_holder (force_id, kind, post, surname)
		select id, kind, kind, 'A' from programmes.force, unnest(array['chief officer', 'HM Inspector', 'liaison officer']) kind`,
	({ programmes, rounds }) => `insert into programmes.programme
			(slug, name, purpose, fieldwork_since, fieldwork_until, illustrative)
		select 'programme-' || round || '-' || number, 'Programme ' || number || ' of round ' || round, 'Measuring',
			current_date - 364 * round, current_date - 364 * round + 180, true
		from generate_series(0, ${rounds}) round, generate_series(1, ${programmes}) number`,
	() => `insert into programmes.programme_framework (programme_id, framework, version)
		select p.id, v.framework, v.version from programmes.programme p
		join programmes.framework_version v on v.framework = 'round-' || split_part(p.slug, '-', 2)`,
	() => `insert into programmes.programme_force (programme_id, force_id)
		select p.id, f.id from programmes.programme p, programmes.force f`,
	() => `insert into programmes.tranche (programme_id, name, position, fieldwork_since, fieldwork_until)
		select id, 'Tranche ' || n, n, fieldwork_since, fieldwork_until from programmes.programme, generate_series(1, 3) n`,
	// Each force is visited by each programme for three weeks, at a time of its own.
	() => `insert into programmes.inspection
			(programme_id, force_id, tranche_id, framework, version, fieldwork_since, fieldwork_until, publish_on, state,
				announced_at, illustrative)
		select p.id, f.id, t.id, pf.framework, pf.version, begun, begun + 18, begun + 120,
			case when begun > current_date then 'planned' when begun + 18 > current_date then 'fieldwork' else 'closed' end,
			begun - 60, true
		from programmes.programme p
		join programmes.programme_framework pf on pf.programme_id = p.id
		join programmes.tranche t on t.programme_id = p.id and t.position = 1
		cross join (select id, row_number() over (order by id) as place from programmes.force) f
		cross join lateral (select p.fieldwork_since
			+ ((f.place * 11 + right(split_part(p.slug, '-', 3), 1)::int * 17) % 160)::int as begun) at`,
	() => `insert into programmes.judgment
			(force_id, framework, version, component, grade, source, published_at, basis, illustrative)
		select f.id, c.framework, c.version, c.component, case when c.graded then g.grade end, 'Report',
			current_date - 364 * split_part(c.framework, '-', 2)::int + 120, 'imported', true
		from programmes.force f, programmes.framework_component c
		left join programmes.framework_grade g on g.framework = c.framework and g.version = c.version and g.rank = 2
		where c.kind <> 'part' and c.framework <> 'round-0'`,
	() => `insert into programmes.scoping (inspection_id, number, decided_by_name)
		select id, 1, 'A' from programmes.inspection`,
	() => `insert into programmes.scoping_row (scoping_id, component, inspected)
		select s.id, c.component, c.position % 2 = 0 from programmes.scoping s
		join programmes.inspection i on i.id = s.inspection_id and i.framework = 'round-0'
		join programmes.framework_component c on c.framework = i.framework and c.version = i.version and c.kind = 'question'`,
	() =>
		`insert into programmes.similar_group (force_id, source) select id, 'Measuring' from programmes.force`,
	() => `insert into programmes.similar_member (group_id, force_id)
		select g.id, f.id from programmes.similar_group g
		cross join lateral (select id from programmes.force where id > g.force_id order by id limit 7) f`,
];
