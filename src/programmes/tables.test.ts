import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atOnce } from '../../test/at-once.ts';
import { testDatabase } from '../../test/database.ts';

/** What the tables of this room refuse by themselves, whichever page, import or command asks. */
const base = await testDatabase();
const { owner } = base;

async function one(text: string, values: unknown[] = []): Promise<string> {
	const { rows } = await owner.query<{ id: string }>(`${text} returning id`, values);
	assert.ok(rows[0]);
	return rows[0].id;
}

async function force(name: string): Promise<string> {
	const id = await one("insert into foundation.organisation (kind, name) values ('force', $1)", [name]);
	await owner.query("insert into programmes.force (id, region) values ($1, 'North')", [id]);
	return id;
}

const refused = (code: string, message: RegExp) => (error: Error & { code?: string }) => {
	assert.equal(error.code, code, error.message);
	assert.match(error.message, message);
	return true;
};

const nameOf = (id: string, since: string | null, until: string | null): [string, unknown[]] => [
	"insert into programmes.force_name (force_id, name, since, until) values ($1, 'Northshire', $2, $3)",
	[id, since, until],
];

test('a force has one name at a time: the last day of one and the first of the next are two days', async () => {
	const id = await force('Names');
	await owner.query(...nameOf(id, null, '2001-03-31'));
	await owner.query(...nameOf(id, '2001-04-01', '2010-12-31'));
	await owner.query(...nameOf(id, '2012-01-01', null));
	await owner.query(...nameOf(id, '2011-01-01', '2011-12-31'));
	for (const [since, until] of [
		[null, null],
		['2010-12-31', '2010-12-31'],
		['2030-01-01', null],
		[null, '1990-01-01'],
	] as const) {
		await assert.rejects(owner.query(...nameOf(id, since, until)), refused('23P01', /one name at a time/));
	}
	await owner.query(...nameOf(await force('Another'), null, null));
});

test('nor does a change reach into another time; a row never stands in its own way', async () => {
	const id = await force('Changes');
	await owner.query(...nameOf(id, null, '2001-03-31'));
	await owner.query(...nameOf(id, '2001-04-01', null));
	const change = 'update programmes.force_name set until = $2 where force_id = $1 and until is not null';
	await owner.query(change, [id, '2001-03-01']);
	await assert.rejects(owner.query(change, [id, '2001-04-01']), refused('23P01', /one name at a time/));
});

test('each post of a force has one holder at a time, and several rows of one statement are no way round', async () => {
	const id = await force('Posts');
	const holder = (kinds: string[]) =>
		owner.query(
			"insert into programmes.post_holder (force_id, kind, post, surname) select $1, kind, 'Post', 'A' from unnest($2::text[]) as kind",
			[id, kinds],
		);
	await holder(['chief officer', 'HM Inspector']);
	await assert.rejects(holder(['chief officer']), refused('23P01', /has somebody in it at that time/));
	await assert.rejects(
		holder(['liaison officer', 'liaison officer']),
		refused('23P01', /has somebody in it/),
	);
});

test('a body serves a force once at a time, and several forces', async () => {
	const body = await one(
		"insert into foundation.organisation (kind, name) values ('other', 'Regional unit')",
	);
	await owner.query("insert into programmes.other_body (id, what) values ($1, 'Regional unit')", [body]);
	const serve = (id: string) =>
		owner.query('insert into programmes.other_body_force (body_id, force_id) values ($1, $2)', [body, id]);
	const served = await force('Served');
	await serve(served);
	await serve(await force('Served too'));
	await assert.rejects(serve(served), refused('23P01', /serves that force at that time already/));
});

test('of two who give a force a name at the same moment, the second waits and is refused', async () => {
	const id = await force('Two at once');
	await assert.rejects(
		atOnce(base, nameOf(id, '2020-01-01', null), nameOf(id, '2019-01-01', '2020-01-01')),
		refused('23P01', /one name at a time/),
	);
	const { rows } = await owner.query('select since from programmes.force_name where force_id = $1', [id]);
	assert.equal(rows.length, 1);
	await atOnce(base, nameOf(id, '2010-01-01', '2010-12-31'), nameOf(id, '2011-01-01', '2011-12-31'));
});

async function group(id: string, noneBecause: string | null = null): Promise<string> {
	return one(
		"insert into programmes.similar_group (force_id, source, none_because) values ($1, 'Home Office', $2)",
		[id, noneBecause],
	);
}

const member = (groupId: string, forces: string[]): [string, unknown[]] => [
	'insert into programmes.similar_member (group_id, force_id) select $1, id from unnest($2::uuid[]) as id',
	[groupId, forces],
];

test('a group has up to seven other forces, never its own, and none where it is said to have none', async () => {
	const own = await force('At the head');
	const others: string[] = [];
	for (let number = 1; number <= 8; number += 1) others.push(await force(`Member ${number}`));
	const id = await group(own);
	await assert.rejects(owner.query(...member(id, others)), refused('23514', /up to seven/));
	await assert.rejects(owner.query(...member(id, [own])), refused('23514', /own group/));
	await owner.query(...member(id, others.slice(0, 6)));
	const rest = others.slice(6).map((each) => [each]);
	assert.ok(rest[0] && rest[1]);
	await assert.rejects(
		atOnce(base, member(id, rest[0]), member(id, rest[1])),
		refused('23514', /up to seven/),
	);

	const change = (column: string, value: string) =>
		owner.query(`update programmes.similar_group set ${column} = $2 where id = $1`, [id, value]);
	await assert.rejects(change('none_because', 'It is like no other.'), refused('23514', /has members/));
	await assert.rejects(change('force_id', others[0] ?? ''), refused('23514', /stays with its force/));
	const alone = await group(await force('Alone'), 'It is like no other.');
	await assert.rejects(owner.query(...member(alone, [own])), refused('23514', /no members/));
});
