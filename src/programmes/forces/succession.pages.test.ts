import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testService } from '../../../test/service.ts';
import type { Actor } from '../../foundation/database/actor.ts';
import { addServed, keepAuthorities } from './area.store.ts';
import { addForce, forceBySlug, resolveForce } from './force.store.ts';
import { addHolder } from './post.store.ts';
import { listSuccessions, mergeForces } from './succession.store.ts';

const { database, owner, signedInAs } = await testService();
const operator: Actor = { kind: 'operator', name: 'tests' };
const fields = { code: null, region: 'North', inScope: true, scopeNote: null };
const day = (text: string) => Temporal.PlainDate.from(text);
await database.asActor(operator, async (tx) => {
	for (const name of ['Northshire', 'Southshire', 'Eastshire', 'Westshire', 'Eastlands', 'Westlands']) {
		await addForce(tx, { ...fields, name: `${name} Police` });
	}
	await addForce(tx, { ...fields, name: 'Young Police', existedSince: day('2030-04-01') });
	await addForce(tx, { ...fields, name: 'Canal Police', existedUntil: day('2009-12-31') });
});
const manager = await signedInAs('programme manager');
const force = async (slug: string) => database.asActor(operator, (tx) => forceBySlug(tx, slug));
const errors = (body: string) =>
	[...body.matchAll(/govuk-error-message">.*?<\/span> ([^<]+)</g)].map(([, text = '']) => text);
const on = (text: string) => {
	const { day: d, month, year } = day(text);
	return { 'since-day': String(d), 'since-month': String(month), 'since-year': String(year) };
};
const both = ['northshire', 'southshire'];
const good = { predecessors: both, becomes: 'new', name: 'Greatshire Police', ...on('2030-04-01') };

const refused: [about: string, wrong: Record<string, string | string[]>, sentence: string | RegExp][] = [
	['of none', { predecessors: [] }, 'Choose the forces that merge'],
	['of one into a new one', { predecessors: ['northshire'] }, /^Choose at least two forces/],
	['into nothing', { becomes: '' }, 'Choose what they become'],
	['into a force without a name', { name: '' }, 'Enter the name of the new force'],
	['into no force', { becomes: 'existing', successor: '' }, 'Choose the force that they become'],
	['into a force that bears the name of another', { name: 'Eastshire' }, /already leads to Eastshire Police/],
	['into itself', { becomes: 'existing', successor: 'southshire' }, 'Southshire Police cannot become itself'],
	['on no day', { 'since-day': '' }, /^The first day of the merged force must be a real date/],
	[
		'before one of them began',
		{ predecessors: ['young', 'southshire'] },
		/^Young Police began on 1 April 2030/,
	],
	[
		'of one that has ended',
		{ predecessors: ['canal', 'southshire'] },
		/^Canal Police ends on 31 December 2009/,
	],
	[
		'into one that begins later',
		{ becomes: 'existing', successor: 'young', ...on('2029-04-01') },
		/^Young Police begins on/,
	],
	['into one that has ended', { becomes: 'existing', successor: 'canal' }, /^Canal Police ends on/],
];
for (const [about, wrong, sentence] of refused) {
	test(`a merger ${about} is refused, and nothing is ended`, async () => {
		const sent = await manager.submit('/forces/merge', { ...good, ...wrong });
		assert.equal(sent.statusCode, 422, sent.body);
		const [error = ''] = errors(sent.body);
		if (typeof sentence === 'string') assert.equal(error, sentence);
		else assert.match(error, sentence);
		assert.equal((await force('northshire'))?.existedUntil, null);
		assert.equal(await force('greatshire'), null);
	});
}

test('two forces become a new one: their past stays readable and still leads to them', async () => {
	const sent = await manager.submit('/forces/merge', { ...good, note: 'By an order' });
	assert.equal(sent.headers.location, '/forces/greatshire/register', sent.body);
	const [north, great] = [await force('northshire'), await force('greatshire')];
	assert.equal(north?.existedUntil?.toString(), '2030-03-31');
	assert.equal(great?.existedSince?.toString(), '2030-04-01');
	assert.equal(great?.region, 'North');
	const predecessor = (await manager.get('/forces/northshire/register')).body;
	assert.match(predecessor, /Becomes <a[^>]*>Greatshire Police<\/a> on 1 April 2030\. By an order/);
	const successor = (await manager.get('/forces/greatshire/register')).body;
	assert.ok(successor.includes('Northshire Police') && successor.includes('Southshire Police'));
	const judged = (await manager.get('/forces/greatshire/judgments')).body;
	assert.match(judged, /href="\/forces\/northshire\/judgments">what was judged of Northshire Police</);
	const meant = (spelling: string, text: string) =>
		database.asActor(operator, async (tx) => (await resolveForce(tx, spelling, day(text)))?.slug ?? null);
	assert.equal(await meant('NORTHSHIRE', '2030-03-31'), 'northshire');
	assert.equal(await meant('NORTHSHIRE', '2030-04-01'), null);
	assert.equal(await meant('Greatshire', '2030-03-31'), null);
	assert.equal(await meant('Greatshire', '2030-04-01'), 'greatshire');
});

test('a force is not merged twice', async () => {
	const again = { ...good, predecessors: ['northshire', 'eastshire'], name: 'Other Police' };
	const sent = await manager.submit('/forces/merge', again);
	assert.deepEqual(errors(sent.body), [
		'Northshire Police becomes Greatshire Police on 1 April 2030 already',
	]);
	assert.equal((await force('eastshire'))?.existedUntil, null, 'the other is not ended either');
});

test('two who merge one force at the same moment: one of them is refused', async () => {
	const [east, west] = [await force('eastshire'), await force('westshire')];
	const successor = (await force('greatshire'))?.id ?? '';
	const merge = () =>
		database.asActor(operator, (tx) =>
			mergeForces(tx, {
				predecessors: [east, west].filter((one) => one !== null),
				...{ successor, since: day('2011-04-01'), note: null },
			}),
		);
	const outcomes = await Promise.allSettled([merge(), merge()]);
	assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
	const { body } = await manager.get('/forces/eastshire/register');
	assert.match(body, /Became <a[^>]*>Greatshire Police<\/a> on 1 April 2011/);
});

test('the last day of a force that became another is changed only by taking that back', async () => {
	const sent = await manager.submit('/forces/northshire/register/edit', { region: 'North', scope: 'in' });
	assert.match(
		errors(sent.body)[0] ?? '',
		/^It becomes Greatshire Police on 1 April 2030\. Take that back first/,
	);
});

const heldBy = async (slug: string) => {
	const { rows } = await owner.query<{ what: string; since: string | null; until: string | null }>(
		`select surname as what, since::text, until::text from programmes.post_holder p join programmes.force f on f.id = p.force_id
			where f.slug = $1
		union all select authority, since::text, until::text from programmes.local_authority_force s
			join programmes.force f on f.id = s.force_id where f.slug = $1
		order by what`,
		[slug],
	);
	return rows.map(({ what, since, until }) => [what, since, until]);
};

test('a force that is to be called otherwise later is not merged before that', async () => {
	const renamed = await manager.submit('/forces/westlands/names/add', {
		name: 'Westland',
		...on('2031-01-01'),
	});
	assert.equal(renamed.statusCode, 303, renamed.body);
	const merger = { predecessors: ['westlands'], becomes: 'existing', successor: 'eastlands' };
	const sent = await manager.submit('/forces/merge', { ...merger, ...on('2030-04-01') });
	assert.deepEqual(errors(sent.body), [
		'One of these forces is to be called “Westland” later. Take that name back first.',
	]);
	const { body } = await manager.get('/forces/westlands/register');
	const back = /href="([^"]+\/remove)"[^>]*>Take back/.exec(body)?.[1] ?? '';
	assert.equal((await manager.submit(back, { reason: 'A mistake' })).statusCode, 303);
});

test('what a force has by date ends with it, its area goes to its successor, and both come back', async () => {
	const id = (await force('westlands'))?.id ?? '';
	await database.asActor(operator, async (tx) => {
		const chief = { force: id, kind: 'chief officer', post: 'Chief Constable', surname: 'C' } as const;
		const rest = {
			title: null,
			firstName: null,
			honours: null,
			knownAs: null,
			salutation: null,
			email: null,
		};
		await addHolder(tx, { ...chief, ...rest, since: null, until: null, illustrative: false });
		await keepAuthorities(tx, [{ code: 'E07000032', name: 'Upper Valley' }]);
		await addServed(tx, [{ authority: 'E07000032', forceId: id, since: null, until: null }]);
	});
	const sent = await manager.submit('/forces/merge', {
		...{ predecessors: ['westlands'], becomes: 'existing', successor: 'eastlands' },
		...on('2030-04-01'),
	});
	assert.equal(sent.statusCode, 303, sent.body);
	const last = '2030-03-31';
	assert.deepEqual(await heldBy('westlands'), [
		['C', null, last],
		['E07000032', null, last],
	]);
	assert.deepEqual(await heldBy('eastlands'), [['E07000032', '2030-04-01', null]]);
	const [succession] = await database.asActor(operator, (tx) => listSuccessions(tx, id));
	const back = `/forces/westlands/successors/${succession?.id}/remove`;
	assert.equal((await manager.submit(back, { reason: 'It stays' })).statusCode, 303);
	assert.deepEqual(await heldBy('westlands'), [
		['C', null, null],
		['E07000032', null, null],
	]);
	assert.deepEqual(await heldBy('eastlands'), []);
});

test('a merger that was a mistake is taken back with a reason, and the force goes on', async () => {
	const [succession] = (await database.asActor(operator, (tx) => listSuccessions(tx))).filter(
		({ predecessor }) => predecessor.slug === 'northshire',
	);
	const url = `/forces/northshire/successors/${succession?.id}/remove`;
	assert.equal((await manager.get(url.replace('northshire', 'southshire'))).statusCode, 404);
	const without = await manager.submit(url, { reason: ' ' });
	assert.deepEqual(errors(without.body), ['Enter why it was a mistake']);
	const sent = await manager.submit(url, { reason: 'It was Westshire that merged' });
	assert.equal(sent.headers.location, '/forces/northshire/register');
	const north = await force('northshire');
	assert.equal(north?.existedUntil, null);
	const { rows } = await owner.query<{ until: string | null }>(
		'select until from programmes.force_name where force_id = $1',
		[north?.id],
	);
	assert.deepEqual(rows, [{ until: null }]);
	const { body } = await manager.get('/forces/northshire/register');
	assert.doesNotMatch(body, /Becomes? <a/);
	assert.match(body, /Succession removed/);
	assert.match(body, /Reason: It was Westshire that merged/);
	const merged = await manager.submit('/forces/merge', {
		...{ predecessors: ['northshire'], becomes: 'existing', successor: 'greatshire' },
		...on('2032-04-01'),
	});
	assert.equal(merged.statusCode, 303, 'one force may join another that there is');
});
