import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testFrameworkKey } from '../../../test/frameworks/index.ts';
import { arrange, operator } from '../../../test/inspections.ts';
import { type SignedIn, testService } from '../../../test/service.ts';
import type { Tx } from '../../foundation/index.ts';
import { hashOf } from '../../foundation/web/tokens.ts';
import {
	addEvidence,
	bearsOnOf,
	correctEvidence,
	evidenceById,
	evidenceFor,
	evidenceOf,
	markEvidence,
	type NewEvidence,
	reuseIn,
	versionsOf,
	withdrawEvidence,
} from './item.store.ts';
import { EvidenceOvertaken } from './item.ts';

const service = await testService();
const { database, owner, signedInAs } = service;
const inspector = await signedInAs('inspector');
const other = await signedInAs('inspector');
const manager = await signedInAs('programme manager');
const editor = await signedInAs('editor');
const { id: inspection, force } = await arrange(service, { lead: inspector });
const liaison = await signedInAs('force liaison officer', { organisation: force });

function as<T>(person: SignedIn, work: (tx: Tx) => Promise<T>): Promise<T> {
	const token = hashOf(person.cookies.get('__Host-session') ?? '');
	return database.asSession(token, async (_, tx) => work(tx), { request: 'test' });
}

const interview: NewEvidence = {
	kind: 'interview',
	inspection,
	source: { name: 'Head of custody' },
	title: 'Interview with the head of custody',
	text: 'Checks are made every hour.',
	happenedOn: Temporal.PlainDate.from('2026-01-12'),
	gatheredByName: 'The inspector',
	reliability: 'as told',
	bearsOn: [{ ...testFrameworkKey, component: 'first-hour' }],
};
const add = (more: Partial<NewEvidence> = {}, person = inspector) =>
	as(person, (tx) => addEvidence(tx, { ...interview, ...more }));
const read = (id: string, person = inspector) => as(person, (tx) => evidenceById(tx, id));

test('evidence has a number, its force, its first version and what it bears on; one source is one row', async () => {
	const { id, number } = await add();
	const again = await add({ title: 'A second interview' });
	const [one, two] = [await read(id), await read(again.id)];
	assert.partialDeepStrictEqual(one, {
		number,
		kind: 'interview',
		inspection,
		latest: 1,
		source: { kind: 'person', name: 'Head of custody' },
		current: { number: 1, title: 'Interview with the head of custody', bearing: 'informs', because: null },
	});
	assert.equal(one?.force?.id, force);
	assert.equal(two?.source.id, one?.source.id);
	assert.deepEqual((await as(inspector, (tx) => bearsOnOf(tx, [id]))).get(id), [
		{ ...testFrameworkKey, component: 'first-hour' },
	]);
	const { total } = await as(inspector, (tx) =>
		evidenceOf(tx, { inspection, component: 'first-hour', page: 1 }),
	);
	assert.equal(total, 2);
});

test('a correction is another version; whoever read an older one is told of the newer', async () => {
	const { id } = await add();
	const correction = { ...interview, text: 'Checks are made every two hours.', because: 'Misheard' };
	assert.equal(await as(other, (tx) => correctEvidence(tx, id, { ...correction, seen: 1 })), 2);
	await assert.rejects(
		as(inspector, (tx) => correctEvidence(tx, id, { ...correction, seen: 1 })),
		(error) =>
			error instanceof EvidenceOvertaken && error.standing.text === 'Checks are made every two hours.',
	);
	const versions = await as(inspector, (tx) => versionsOf(tx, id));
	assert.deepEqual(
		versions.map(({ number, text }) => [number, text]),
		[
			[2, 'Checks are made every two hours.'],
			[1, 'Checks are made every hour.'],
		],
	);
	await assert.rejects(owner.query("update evidence.version set text = ''"), /never changed/);
});

test('of two corrections in one moment one is kept, and the other is told', async () => {
	const { id } = await add();
	const correct = (person: SignedIn) =>
		as(person, (tx) => correctEvidence(tx, id, { ...interview, seen: 1, because: 'Misheard' }));
	const ended = await Promise.allSettled([correct(inspector), correct(other)]);
	assert.deepEqual(ended.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
});

test('an action plan never informs judgment, and a survey of the workforce at most suggests: the database holds it', async () => {
	for (const [kind, bearing] of [
		['action plan', 'context'],
		['workforce survey', 'themes'],
	] as const) {
		const reliability = kind === 'action plan' ? 'force-reported' : 'non-statistical';
		const { id } = await add({ kind, reliability });
		assert.equal((await read(id))?.current?.bearing, bearing);
		await assert.rejects(add({ kind, reliability, bearing: 'informs' }), { name: 'Invalid' });
		await assert.rejects(
			owner.query(
				"insert into evidence.version (item_id, number, title, text, happened_on, gathered_by_name, reliability, bearing, because) values ($1, 2, 'A', '', '2026-01-01', 'A', 'verified', 'informs', 'B')",
				[id],
			),
			{ constraint: 'bearing' },
		);
	}
});

test('words for the team are read by the team, HM Inspectors and programme managers, and by nobody else', async () => {
	const { id } = await add({ sensitivity: 'team', source: { name: 'A whistleblower' } });
	assert.equal((await read(id))?.current?.text, interview.text);
	assert.equal((await read(id, manager))?.source.name, 'A whistleblower');
	for (const outsider of [other, editor]) {
		const seen = await read(id, outsider);
		assert.equal(seen?.current, null);
		assert.equal(seen?.kind, 'interview');
		assert.equal(seen?.source.name, 'Named to the team only');
		assert.deepEqual(await as(outsider, (tx) => versionsOf(tx, id)), []);
	}
	const elsewhere = await arrange(service, { force, lead: other });
	await assert.rejects(
		as(other, (tx) => reuseIn(tx, id, elsewhere.id, 'Useful')),
		/row-level security/,
	);
	await as(manager, (tx) => reuseIn(tx, id, elsewhere.id, 'It is about the same cells'));
	assert.equal(
		(await read(id, other))?.current?.text,
		interview.text,
		'the team that uses it again reads it',
	);
	await as(inspector, (tx) => markEvidence(tx, id, 'ordinary'));
	assert.equal((await read(id, editor))?.current?.text, interview.text);
});

test('what is used again is among the evidence of the other inspection, with the reason', async () => {
	const { id } = await add();
	const elsewhere = await arrange(service, { force });
	await as(inspector, (tx) => reuseIn(tx, id, elsewhere.id, 'Nothing has changed since'));
	const [held] = await as(inspector, (tx) => evidenceFor(tx, elsewhere.id));
	assert.equal(held?.id, id);
	assert.equal(held?.reused?.because, 'Nothing has changed since');
	await assert.rejects(
		as(inspector, (tx) => reuseIn(tx, id, elsewhere.id, 'Again')),
		{ name: 'Invalid' },
	);
	await assert.rejects(
		as(inspector, (tx) => reuseIn(tx, id, inspection, 'Again')),
		{ name: 'Invalid' },
	);
});

test('withdrawn evidence stays, takes no corrections, and is not used again', async () => {
	const { id } = await add();
	await as(inspector, (tx) => withdrawEvidence(tx, id, 'It was another force'));
	assert.equal((await read(id))?.withdrawn?.because, 'It was another force');
	await assert.rejects(
		as(inspector, (tx) => withdrawEvidence(tx, id, 'Again')),
		{ name: 'Refused' },
	);
	const { id: elsewhere } = await arrange(service, { force });
	await assert.rejects(
		as(inspector, (tx) => reuseIn(tx, id, elsewhere, 'Useful')),
		{ name: 'Invalid' },
	);
	await assert.rejects(
		as(inspector, (tx) => correctEvidence(tx, id, { ...interview, seen: 1, because: 'Misheard' })),
		{ name: 'Refused' },
	);
});

test('a force reads what it sent and not what was made of it, and nothing of another force', async () => {
	await owner.query('update programmes.inspection set announced_at = now() where id = $1', [inspection]);
	await add({ kind: 'document', reliability: 'force-reported', source: { name: 'The force' } });
	const sent = await add(
		{
			kind: 'force update',
			force,
			suppliedBy: force,
			reliability: 'force-reported',
			bearsOn: [],
			source: { name: 'The force' },
		},
		liaison,
	);
	const { evidence } = await as(liaison, (tx) => evidenceOf(tx));
	assert.deepEqual(
		evidence.map(({ id }) => id),
		[sent.id],
	);
	await as(inspector, (tx) =>
		correctEvidence(tx, sent.id, {
			...interview,
			reliability: 'verified',
			text: 'Checked by us',
			seen: 1,
			because: 'Checked',
		}),
	);
	assert.equal((await read(sent.id, liaison))?.current?.number, 1);
	const stranger = await signedInAs('chief officer');
	assert.equal(await read(sent.id, stranger), null);
	for (const faked of [
		{ suppliedBy: null },
		{ kind: 'interview' as const, reliability: 'as told' as const },
	]) {
		await assert.rejects(
			add(
				{
					kind: 'force update',
					force,
					suppliedBy: force,
					reliability: 'force-reported',
					bearsOn: [],
					...faked,
				},
				liaison,
			),
			/row-level security|not yours/,
		);
	}
});

test('an operator records what was gathered before this system was there', async () => {
	const { id } = await database.asActor(operator, (tx) =>
		addEvidence(tx, { ...interview, gatheredByName: 'A. Inspector', illustrative: true }),
	);
	assert.partialDeepStrictEqual(await read(id), {
		illustrative: true,
		current: { gatheredByName: 'A. Inspector' },
	});
});
