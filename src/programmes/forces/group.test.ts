import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testService } from '../../../test/service.ts';
import type { Tx } from '../../foundation/index.ts';
import { addForce, forceBySlug } from './force.store.ts';
import { addGroup, groupOn, groupsOf, groupsOn, inGroupsOf } from './group.store.ts';
import { faultsOf } from './group.ts';

const { database, owner, signedInAs } = await testService();
const asOperator = <T>(work: (tx: Tx) => Promise<T>) =>
	database.asActor({ kind: 'operator', name: 'tests' }, work);

const day = (text: string) => Temporal.PlainDate.from(text);
const ids: Record<string, string> = {};
await asOperator(async (tx) => {
	for (const name of ['North', 'South', 'East', 'West', ...'ABCDEFGH']) {
		const force = { name: `${name}shire Police`, code: null, region: 'R', inScope: true, scopeNote: null };
		ids[name] = await addForce(tx, force);
	}
});
const id = (name: string) => ids[name] ?? '';
const manager = await signedInAs('programme manager');

function group(name: string, members: string[], since = '', until = '') {
	return {
		forceId: id(name),
		since: since === '' ? null : day(since),
		until: until === '' ? null : day(until),
		source: 'Home Office',
		noneBecause: null,
		members: members.map(id),
	};
}

const names = (found: { members: { name: string }[] } | null) => found?.members.map(({ name }) => name);

await asOperator(async (tx) => {
	await addGroup(tx, group('North', ['West', 'South'], '2014-04-01', '2018-03-31'));
	await addGroup(tx, group('North', ['East'], '2018-04-01'));
	await addGroup(tx, group('South', ['North'], '2014-04-01'));
});

test('a force has the group of the day that is asked for, and none before its first', async () => {
	const on = (date: string) => asOperator((tx) => groupOn(tx, id('North'), day(date)));
	assert.deepEqual(names(await on('2018-03-31')), ['Southshire Police', 'Westshire Police']);
	assert.deepEqual(names(await on('2018-04-01')), ['Eastshire Police']);
	assert.equal(await on('2014-03-31'), null);
	const both = await asOperator((tx) =>
		groupsOn(tx, [id('North'), id('South'), id('West')], day('2016-01-01')),
	);
	assert.deepEqual([...both.keys()].sort(), [id('North'), id('South')].sort());
	assert.equal((await asOperator((tx) => groupsOf(tx, id('North'))))[0]?.until, null);
});

test('a group is directed: being in one is not having the other in one’s own', async () => {
	const of = (name: string) => asOperator((tx) => inGroupsOf(tx, id(name), day('2020-01-01')));
	assert.deepEqual(
		(await of('North')).map(({ slug }) => slug),
		['southshire'],
	);
	assert.deepEqual(await of('South'), []);
	assert.equal(await asOperator((tx) => groupOn(tx, id('East'), day('2020-01-01'))), null);
});

for (const [what, wrong, fault] of [
	['its own force', { ...group('West', ['West', 'North']) }, /^A force is not a member of its own group$/],
	['eight others', { ...group('West', [...'ABCDEFGH']) }, /up to seven other forces, and 8 are named/],
	['a force twice', { ...group('West', ['A', 'A']) }, /in the group twice/],
	['nobody and no reason', group('West', []), /no members, and no reason/],
	[
		'members and a reason for none',
		{ ...group('West', ['A']), noneBecause: 'It is alone' },
		/cannot also have a reason/,
	],
	[
		'an end before its beginning',
		group('West', ['A'], '2020-01-01', '2019-01-01'),
		/The last day is before the first/,
	],
] as const) {
	test(`a group with ${what} is at fault`, () => {
		const found = faultsOf(wrong);
		assert.equal(found.length, 1);
		assert.match(found[0]?.problem ?? '', fault);
	});
}

test('the database holds the same rules, whoever writes', async () => {
	for (const wrong of [
		group('West', ['West']),
		group('West', [...'ABCDEFGH']),
		{ ...group('West', ['A']), noneBecause: 'It is alone' },
		group('North', ['West'], '2017-01-01', '2017-12-31'),
	]) {
		await assert.rejects(
			asOperator((tx) => addGroup(tx, wrong)),
			(error: { code?: string }) => ['23514', '23P01'].includes(error.code ?? ''),
		);
	}
	assert.deepEqual(await asOperator((tx) => groupsOf(tx, id('West'))), []);
});

test('the page shows the group of today, whose groups the force is in, and every group that it had', async () => {
	const { body } = await manager.get('/forces/northshire/group');
	assert.match(
		body,
		/Northshire Police is compared with 1 other force since 1 April 2018\. Source: Home Office/,
	);
	assert.match(body, /Eastshire Police<\/a><\/th>\s*<td[^>]*>Its own group is not recorded</);
	assert.match(body, /Is in the group of[\s\S]*Southshire Police/);
	assert.match(body, /1 April 2014[\s\S]*31 March 2018[\s\S]*Southshire Police, Westshire Police/);
	const south = (await manager.get('/forces/southshire/group')).body;
	assert.match(south, /No group that is recorded for today has Southshire Police in it/);
	assert.match(
		(await manager.get('/forces/westshire/group')).body,
		/No most similar group is recorded for today/,
	);
});

test('a group is added in the browser, and the earlier one ends on the day before', async () => {
	const url = '/forces/southshire/group/add';
	const begins = { 'since-day': '1', 'since-month': '4', 'since-year': '2020' };
	const fields = {
		has: 'members',
		members: ['eastshire', 'westshire'],
		source: 'Home Office, 2020',
		...begins,
	};
	assert.match((await manager.get(url)).body, /End it on the day before this one begins/);
	const refused = await manager.submit(url, fields);
	assert.equal(refused.statusCode, 422);
	assert.match(
		refused.body,
		/The force has another group at that time, from 1 April 2014 with no last day: end that one first/,
	);
	assert.match(refused.body, /value="westshire" checked/);
	const early = await manager.submit(url, { ...fields, 'since-year': '2014', endEarlier: 'yes' });
	assert.match(early.body, /The group that there is begins on 1 April 2014: enter a later day/);
	const done = await manager.submit(url, { ...fields, endEarlier: 'yes' });
	assert.equal(done.statusCode, 303, done.body);
	const groups = await asOperator((tx) => groupsOf(tx, id('South')));
	assert.deepEqual(
		groups.map((one) => [one.since?.toString(), one.until?.toString() ?? null, names(one)]),
		[
			['2020-04-01', null, ['Eastshire Police', 'Westshire Police']],
			['2014-04-01', '2020-03-31', ['Northshire Police']],
		],
	);
});

const wrongForms: [what: string, fields: Record<string, string | string[]>, sentence: RegExp][] = [
	['nothing chosen', {}, /Choose whether the force has a most similar group/],
	['no forces', { has: 'members', source: 'x' }, /Choose the other forces of the group/],
	[
		'nothing but a choice',
		{ has: 'members' },
		/Choose the other forces of the group[\s\S]*Enter who published the group/,
	],
	['no reason', { has: 'none', source: 'x' }, /Enter why the force has none, as it is printed/],
	['no source', { has: 'none', noneBecause: 'x' }, /Enter who published the group, and where/],
	[
		'eight forces',
		{ has: 'members', source: 'x', members: [...'abcdefgh'].map((one) => `${one}shire`) },
		/up to seven other forces, and 8 are named/,
	],
	[
		'an end before the beginning',
		{
			has: 'members',
			source: 'x',
			members: 'ashire',
			'since-day': '1',
			'since-month': '1',
			'since-year': '2020',
			'until-day': '1',
			'until-month': '1',
			'until-year': '2019',
		},
		/The last day is before the first/,
	],
];
for (const [what, fields, sentence] of wrongForms) {
	test(`the form says what is wrong with ${what}`, async () => {
		const answer = await manager.submit('/forces/westshire/group/add', { ...fields } as Record<
			string,
			string | string[]
		>);
		assert.equal(answer.statusCode, 422);
		assert.match(answer.body, sentence);
		assert.deepEqual(await asOperator((tx) => groupsOf(tx, id('West'))), []);
	});
}

test('a force that is like no other has none, with the reason', async () => {
	const url = '/forces/ashire/group/add';
	await manager.submit(url, { has: 'none', noneBecause: 'It polices a square mile.', source: 'Home Office' });
	const { body } = await manager.get('/forces/ashire/group');
	assert.match(body, /Ashire Police has none\. It polices a square mile\./);
});

test('a group ends on a day, and one that was wrong is taken out with the reason on record', async () => {
	const current = await asOperator((tx) => groupsOf(tx, id('North')));
	const open = current.find(({ until }) => until === null);
	assert.ok(open);
	const at = `/forces/northshire/group/${open.id}`;
	const until = (year: string) => ({ 'until-day': '31', 'until-month': '3', 'until-year': year });
	assert.match(
		(await manager.submit(`${at}/end`, until('2017'))).body,
		/The last day must be on or after the first/,
	);
	assert.equal((await manager.submit(`${at}/end`, until('2021'))).statusCode, 303);
	assert.match((await manager.submit(`${at}/end`, until('2022'))).body, /It ends on 31 March 2021 already/);
	assert.match((await manager.submit(`${at}/remove`, { reason: ' ' })).body, /Enter why the entry is wrong/);
	assert.equal(
		(await manager.submit(`${at}/remove`, { reason: 'Eastshire was never in it' })).statusCode,
		303,
	);
	const { rows } = await owner.query(
		"select reason from foundation.audit_entry where action = 'removed' and subject_kind = 'force' and subject_id = $1",
		[id('North')],
	);
	assert.deepEqual(rows, [{ reason: 'Eastshire was never in it' }]);
	assert.equal((await manager.get(`${at}/end`)).statusCode, 404);
	const others = `/forces/southshire/group/${current.find(({ until }) => until !== null)?.id}/end`;
	assert.equal((await manager.get(others)).statusCode, 404, 'a group is found under its own force only');
});

test('a force sees its own group, without a way to change it, and another force’s is not there', async () => {
	const officer = await signedInAs('force liaison officer', { organisation: id('North') });
	const own = await officer.get('/forces/northshire/group');
	assert.equal(own.statusCode, 200);
	assert.doesNotMatch(own.body, /group\/add|Remove/);
	assert.equal((await officer.get('/forces/southshire/group')).statusCode, 404);
	assert.equal((await asOperator((tx) => forceBySlug(tx, 'southshire')))?.id, id('South'));
});
