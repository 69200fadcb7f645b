import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import { testFramework, testFrameworkKey } from '../../../test/frameworks/index.ts';
import type { Actor } from '../../foundation/database/actor.ts';
import { BadDefinition, FrozenDefinition } from '../../foundation/index.ts';
import { frameworkOf, frameworksOf, keepFramework, listFrameworks } from './framework.store.ts';

const { database, owner } = await testDatabase();
const operator: Actor = { kind: 'operator', name: 'tests' };
const keep = (source: string, file = 'test.yaml') =>
	database.asActor(operator, (tx) => keepFramework(tx, { source, file }));
const outcome = async (source: string) => (await keep(source)).outcome;

/** The same framework under another id, so that each test has one of its own. */
const named = (id: string) => testFramework.replace('id: test-custody\n', `id: ${id}\n`);

async function useIt(framework: string, version: number): Promise<void> {
	await owner.query(
		`with made as (insert into programmes.programme (slug, name, purpose, fieldwork_since, fieldwork_until)
			values ($1, $1, 'To try', '2021-01-01', '2021-02-01') returning id)
		insert into programmes.programme_framework (programme_id, framework, version) select id, $1, $2 from made`,
		[framework, version],
	);
}

test('a framework is kept whole, and its pillars, questions, parts and grades can be referred to', async () => {
	const { framework, outcome } = await keep(testFramework);
	assert.equal(outcome, 'added');
	assert.deepEqual(await database.asActor(operator, (tx) => frameworkOf(tx, testFrameworkKey)), framework);
	const { rows: components } = await owner.query(
		`select component, kind, parent, graded, mandatory from programmes.framework_component
		where framework = 'test-custody' order by position`,
	);
	assert.deepEqual(
		components.map(({ component, kind, parent }) => `${kind} ${component} of ${parent}`),
		[
			'pillar care of null',
			'question first-hour of care',
			'part arrival of first-hour',
			'part first-check of first-hour',
			'question food-and-rest of care',
			'pillar conduct of null',
			'question use-of-force of conduct',
			'question complaints of conduct',
		],
	);
	assert.deepEqual(
		components.filter(({ mandatory }) => mandatory).map(({ component }) => component),
		['first-hour'],
	);
	assert.deepEqual(
		components.filter(({ graded }) => graded).map(({ component }) => component),
		['care', 'first-hour', 'food-and-rest', 'use-of-force'],
	);
	const { rows: grades } = await owner.query(
		"select grade, rank, positive from programmes.framework_grade where framework = 'test-custody' order by rank",
	);
	assert.deepEqual(grades, [
		{ grade: 'strong', rank: 1, positive: true },
		{ grade: 'sound', rank: 2, positive: true },
		{ grade: 'weak', rank: 3, positive: false },
	]);
});

test('spaces, comments and the order of fields change nothing; a word does, while nothing rests on it', async () => {
	const source = named('test-spaces');
	assert.equal(await outcome(source), 'added');
	assert.equal(await outcome(`# another comment\n${source}\n\n`), 'unchanged');
	assert.equal(
		await outcome(
			source.replace('version: 1\ntitle: Custody visits\n', 'title: Custody visits\nversion: 1\n'),
		),
		'unchanged',
	);
	const changed = source
		.replace('title: The first hour\n', 'title: The first two hours\n')
		.replace(/ {2}- id: food-and-rest\n(?: {4}.*\n)+/, '');
	assert.equal(await outcome(changed), 'replaced');
	const { rows } = await owner.query(
		`select title from programmes.framework_component
		where framework = 'test-spaces' and kind = 'question' order by position`,
	);
	assert.deepEqual(
		rows.map(({ title }) => title),
		['The first two hours', 'Force in custody', 'Complaints'],
	);
});

test('a version in use is frozen: another text is refused with the next number, the same text is fine', async () => {
	const source = named('test-frozen');
	await keep(source);
	await useIt('test-frozen', 1);
	assert.equal(await outcome(`${source}\n# only a comment\n`), 'unchanged');
	const changed = source.replace('title: Custody visits', 'title: Visits to custody');
	await assert.rejects(keep(changed), (error) => {
		assert.ok(error instanceof FrozenDefinition);
		assert.match(error.message, /Version 1 of “Visits to custody” \(test-frozen\) is in use/);
		assert.match(error.message, /Write “version: 2” in the file/);
		return true;
	});
	assert.equal(await outcome(changed.replace('version: 1\n', 'version: 2\n')), 'added');
	await assert.rejects(keep(changed), /Write “version: 3”/);
	const first = { framework: 'test-frozen', version: 1 };
	assert.equal((await database.asActor(operator, (tx) => frameworkOf(tx, first)))?.title, 'Custody visits');
});

test('a version that a judgment was made under is frozen as well', async () => {
	const source = named('test-judged');
	await keep(source);
	await owner.query(
		`with home as (insert into foundation.organisation (kind, name) values ('force', 'Judged Police') returning id),
			force as (insert into programmes.force (id, code, region, in_scope) select id, 'E23000977', 'North', true from home returning id)
		insert into programmes.judgment (force_id, framework, version, component, grade, source, published_at, basis)
		select id, 'test-judged', 1, 'care', 'sound', 'A report', '2022-01-01', 'entered' from force`,
	);
	await assert.rejects(keep(source.replace('title: Custody visits', 'title: Visits')), FrozenDefinition);
	const kept = await database.asActor(operator, listFrameworks);
	const use = Object.fromEntries(
		kept.map(({ framework, version, inUse }) => [`${framework}@${version}`, inUse]),
	);
	assert.equal(use['test-judged@1'], true);
	assert.equal(use['test-frozen@1'], true);
	assert.equal(use['test-frozen@2'], false);
});

test('a framework with problems is not kept, and all its problems are told', async () => {
	const bad = named('test-bad')
		.replace('    pillar: conduct\n', '    pillar: conducts\n')
		.replace('grade: strong', 'grade: strongest');
	await assert.rejects(keep(bad, 'bad.yaml'), (error) => {
		assert.ok(error instanceof BadDefinition);
		assert.deepEqual(
			error.problems.map(({ file, field }) => `${file} ${field}`),
			['bad.yaml questions[2].pillar', 'bad.yaml guards[0].grade'],
		);
		return true;
	});
	const kept = await database.asActor(operator, listFrameworks);
	assert.ok(!kept.some(({ framework }) => framework === 'test-bad'));
});

test('the earlier questions that a framework names have to be there', async () => {
	const later = named('test-later').replace(
		'    title: The first hour\n',
		'    title: The first hour\n    continues: [test-custody/first-hour, test-custdy/arrival, test-custody/first-day]\n',
	);
	await assert.rejects(keep(later), (error) => {
		assert.ok(error instanceof BadDefinition);
		assert.deepEqual(
			error.problems.map(({ field, text }) => [field, text]),
			[
				[
					'questions[0].continues[1]',
					'There is no framework “test-custdy” here. Did you mean “test-custody”? Add it first, or mend its name.',
				],
				[
					'questions[0].continues[2]',
					'The framework “test-custody” has no question “first-day”. Did you mean “first-hour”?',
				],
			],
		);
		return true;
	});
	assert.equal(await outcome(later.replace(', test-custdy/arrival, test-custody/first-day', '')), 'added');
});

test('two who bring the same version at once: one adds it, the other finds it', async () => {
	const source = named('test-twice');
	const outcomes = await Promise.all([outcome(source), outcome(source)]);
	assert.deepEqual(outcomes.sort(), ['added', 'unchanged']);
});

test('several versions come in one query, in order, and what is not there is left out', async () => {
	const keys = [
		{ framework: 'test-frozen', version: 2 },
		{ framework: 'test-frozen', version: 1 },
		{ framework: 'test-frozen', version: 9 },
	];
	const found = await database.asActor(operator, (tx) => frameworksOf(tx, keys));
	assert.deepEqual(
		found.map(({ version }) => version),
		[1, 2],
	);
});

test('nobody but who may plan keeps a framework', async () => {
	await assert.rejects(
		database.asActor({ kind: 'worker', task: 'test' }, (tx) =>
			keepFramework(tx, { source: named('test-worker'), file: 'test.yaml' }),
		),
		{ code: '42501' },
	);
});
