import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import type { Tx } from '../../foundation/index.ts';
import { promisedOf } from '../register/promise.store.ts';
import { actsOf } from './act.store.ts';
import { enterPromises } from './enter.job.ts';

const { owner, database } = await testDatabase();
// What is released is arranged past its own rules, which have tests of their own.
await owner.query('set session_replication_role = replica');

const asWorker = <T>(work: (tx: Tx) => Promise<T>) =>
	database.asActor({ kind: 'worker', task: 'test' }, work);
const asPublic = <T>(work: (tx: Tx) => Promise<T>) => database.asActor({ kind: 'public' }, work);
const here = '00000000-0000-4000-8000-00000000000a';
const there = '00000000-0000-4000-8000-00000000000b';

for (const [id, name, until] of [
	[here, 'Hereshire Police', null],
	[there, 'Thereshire Police', null],
	['00000000-0000-4000-8000-00000000000c', 'Goneshire Police', '2010-01-01'],
] as const) {
	await owner.query("insert into foundation.organisation (id, kind, name) values ($1, 'force', $2)", [
		id,
		name,
	]);
	await owner.query(
		"insert into programmes.force (id, slug, region, in_scope, existed_until) values ($1, $2, 'East', true, $3)",
		[id, name.split(' ')[0]?.toLowerCase(), until],
	);
}

type Asked = {
	number: number;
	force?: string;
	text: string;
	addressee?: string;
	kind?: string;
	due?: string;
	items?: { letter: string; text: string; due?: string }[];
};

async function edition(slug: string, number: number, at: string, asked: readonly Asked[]): Promise<string> {
	await owner.query(
		`insert into releases.release (id, slug, title, kind, state) values (md5($1)::uuid, $1, initcap($1), 'reports',
			'approved') on conflict do nothing`,
		[slug],
	);
	const { rows } = await owner.query<{ id: string }>(
		`insert into edition.edition (release_id, number, slug, title, kind, release_at, content_hash, records_hash, approved_at)
		values (md5($1)::uuid, $2, $1, initcap($1), 'reports', $3, sha256('a'), sha256('a'), $3) returning id`,
		[slug, number, at],
	);
	const id = rows[0]?.id ?? assert.fail();
	for (const {
		number: of,
		force = null,
		text,
		addressee = null,
		kind = 'recommendation',
		due,
		items = [],
	} of asked) {
		await owner.query(
			`insert into judgments.raised (id, number, kind, source, text) overriding system value
			values (md5($1)::uuid, $1::bigint, $2, 'a report', $3) on conflict do nothing`,
			[String(of), kind, text],
		);
		await owner.query(
			`insert into edition.raised (edition_id, number, kind, force_id, text, addressee, due, items, illustrative)
			values ($1, $2, $3, $4, $5, $6, $7, $8, false)`,
			[id, of, kind, force, text, addressee, due ?? null, JSON.stringify(items)],
		);
	}
	return id;
}

const register = () => asWorker(async (tx) => (await promisedOf(tx)).promised);
const shown = () =>
	asPublic((tx) =>
		tx
			.selectFrom('edition.followed')
			.select(['raised_number', 'force_slug', 'letter', 'state', 'due_on', 'text'])
			.orderBy('id')
			.execute(),
	);
const within = { due: 'Within 6 months of publication' };

test('what is asked enters when it is public, in London’s days, and nothing of it before', async () => {
	// A minute past midnight in London on 31 August is the day before in UTC.
	await edition('first', 1, '2014-08-30T23:01:00Z', [
		{
			number: 9_001,
			force: here,
			text: 'The force should make sure of this:',
			...within,
			items: [
				{ letter: 'a', text: 'that it knows whom it looks for;' },
				{ letter: 'b', text: 'that it tells victims.', due: 'Within 3 months of publication' },
			],
		},
		{ number: 9_002, force: here, kind: 'promising practice', text: 'It asks nothing.' },
	]);
	await edition('ahead', 1, '2100-01-01T00:01:00Z', [
		{ number: 9_003, force: here, text: 'Nobody knows of it.' },
	]);
	assert.equal(await asWorker(enterPromises), 1);
	const [promised, ...others] = await register();
	assert.deepEqual(others, []);
	assert.equal(promised?.publishedOn.toString(), '2014-08-31');
	assert.deepEqual(
		promised?.parts.map(({ letter, due, state }) => [letter, due?.on.toString(), due?.setBy, state]),
		[
			['a', '2015-02-28', 'inspectorate', 'awaiting response'],
			['b', '2014-11-30', 'inspectorate', 'awaiting response'],
		],
	);
	assert.deepEqual(
		(await shown()).map(({ raised_number, force_slug, letter }) => [
			Number(raised_number),
			force_slug,
			letter,
		]),
		[
			[9_001, 'hereshire', 'a'],
			[9_001, 'hereshire', 'b'],
		],
	);
	assert.equal(await asWorker(enterPromises), 0, 'once only');
	assert.equal((await shown()).length, 2);
});

test('what all forces are asked stands with each force there was, and what a ministry is asked with none', async () => {
	await edition('national', 1, '2017-12-12T00:01:00Z', [
		{ number: 9_010, text: 'All forces should publish it.', addressee: 'all forces', due: 'At once' },
		{ number: 9_011, text: 'The Home Office should decide.', addressee: 'the Home Office' },
	]);
	assert.equal(await asWorker(enterPromises), 4);
	const all = await register();
	const national = all.find(({ everybody }) => everybody);
	assert.deepEqual(national?.parts, []);
	assert.deepEqual(
		all
			.filter((one) => one.national?.id === national?.id)
			.map(({ force }) => force?.slug)
			.sort(),
		['hereshire', 'thereshire'],
	);
	const ministry = all.find(({ raised }) => raised?.number === 9_011);
	assert.deepEqual([ministry?.whose, ministry?.force, ministry?.parts.length], ['other', null, 1]);
});

test('a correction corrects words and keeps what was done; what it leaves out is expected of nobody', async () => {
	await edition('first', 2, '2015-01-10T00:01:00Z', [
		{
			number: 9_001,
			force: here,
			text: 'The force should make sure of this:',
			...within,
			items: [{ letter: 'a', text: 'that it knows each person whom it looks for.' }],
		},
	]);
	assert.equal(await asWorker(enterPromises), 0);
	const promised = (await register()).find(({ raised }) => raised?.number === 9_001);
	assert.equal(promised?.publishedOn.toString(), '2014-08-31', 'the day of the first edition counts');
	assert.deepEqual(
		promised?.parts.map(({ letter, text, state }) => [letter, text, state]),
		[
			['a', 'that it knows each person whom it looks for.', 'awaiting response'],
			['b', 'that it tells victims.', 'no longer applicable'],
		],
	);
	const acts = await asWorker((tx) => actsOf(tx, promised?.parts.map(({ id }) => id) ?? []));
	assert.deepEqual(
		acts.map(({ of, becomes }) => [of, becomes]),
		[['system', 'no longer applicable']],
	);
});

test('a heading that is corrected is read as corrected, though no part below it has changed', async () => {
	const items = [{ letter: 'a', text: 'that it asks.' }];
	await edition('heading', 1, '2015-02-01T00:01:00Z', [
		{ number: 9_020, force: here, text: 'As Ms A told us, the force should see:', items },
	]);
	await asWorker(enterPromises);
	await edition('heading', 2, '2015-03-01T00:01:00Z', [
		{ number: 9_020, force: here, text: 'The force should see:', items },
	]);
	await asWorker(enterPromises);
	const { rows } = await owner.query<{ text: string }>(
		'select promise_text as text from edition.followed where raised_number = 9020 order by id desc limit 1',
	);
	assert.equal(rows[0]?.text, 'The force should see:');
});

test('what is withdrawn takes what became of it out of sight, and putting it back brings it back', async () => {
	const before = (await shown()).length;
	await owner.query(
		"update edition.edition set withdrawn_at = app.now(), withdrawn_because = 'It was wrong' where slug = 'first'",
	);
	assert.ok((await shown()).every(({ raised_number }) => Number(raised_number) !== 9_001));
	await owner.query(
		"update edition.edition set withdrawn_at = null, withdrawn_because = null where slug = 'first'",
	);
	assert.equal((await shown()).length, before);
});
