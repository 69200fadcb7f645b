import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { approvedRelease, frozenEdition } from '../editions.ts';
import { clockAt } from '../posted.ts';
import { inHours, step } from '../releases.ts';
import { testService } from '../service.ts';

/** What becomes of a release beside its instant: what the public finds at every address of it, and what its role reads. */
const service = await testService();
const { owner, database, visitor, signedInAs, shiftClock } = service;
const editor = await signedInAs('editor');
const reader = await signedInAs('reader');

const tails = [
	'',
	'/national-report',
	'/here-letter.txt',
	'/files/data.csv',
	'/grades',
	'/raised.csv',
	'/editions/1',
	'/editions/2',
];
const minute = (instant: Temporal.Instant) => instant.round({ smallestUnit: 'minute', roundingMode: 'ceil' });

const seen = (answer: Awaited<ReturnType<typeof editor.get>>) => ({
	status: answer.statusCode,
	body: answer.body.replaceAll(/name="_form" value="[^"]+"/g, ''),
	headers: Object.keys(answer.headers).sort(),
});

/** Which rows of editions the public and somebody who is not named read by their own SQL. */
async function rowsRead(slug: string): Promise<number[]> {
	return database.asActor({ kind: 'public' }, async (tx) => {
		const { rows } = await sql<{ number: number }>`
			select e.number from edition.edition e where e.slug = ${slug} union all
			select e.number from edition.edition e join edition.document d on d.edition_id = e.id where e.slug = ${slug}
			order by 1`.execute(tx);
		return rows.map(({ number }) => number);
	});
}

async function findsNothing(slug: string): Promise<void> {
	const nothing = seen(await visitor().get('/publications/nothing-is-here'));
	for (const tail of tails)
		assert.deepEqual(seen(await visitor().get(`/publications/${slug}${tail}`)), nothing, tail);
	const early = seen(await reader.get('/embargoed/nothing-is-here'));
	assert.deepEqual(seen(await reader.get(`/embargoed/${slug}`)), early);
	for (const list of ['/', '/publications', '/publications?kind=reports', '/calendar', '/calendar.ics'])
		assert.doesNotMatch((await visitor().get(list)).body, new RegExp(`${slug}|Zebras`), list);
	assert.deepEqual(await rowsRead(slug), []);
}

async function release(title: string) {
	await shiftClock('0');
	const releaseAt = minute(inHours(30));
	return { releaseAt, ...(await approvedRelease(service, { releaseAt, title: `Zebras ${title}` })) };
}

/** Moves its instant as two people do. */
async function moved(
	{ id, people, releaseAt }: Awaited<ReturnType<typeof release>>,
	kind: 'delayed' | 'brought forward',
	becomes: Temporal.Instant,
): Promise<void> {
	const { manager, inspector } = people;
	await database.asActor(manager, (tx) =>
		sql`insert into releases.instant_change (release_id, kind, was, becomes, because)
			values (${id}, ${kind}, ${releaseAt.toString()}, ${becomes.toString()}, 'A hearing')`.execute(tx),
	);
	await database.asActor(inspector, (tx) =>
		sql`update releases.instant_change set confirmed_by = ${inspector.account}, confirmed_at = app.now()
			where release_id = ${id}`.execute(tx),
	);
}

test('what is withdrawn before its instant never was there, also when the withdrawal is not confirmed yet', async () => {
	const { id, slug, releaseAt, people } = await release('withdrawn');
	await step(service, people.editor, id, 'withdraw', 'It named somebody');
	for (const seconds of [-20, 0, 1]) {
		await clockAt(service, releaseAt, seconds);
		await findsNothing(slug);
	}
	await shiftClock('0');
	await step(service, people.manager, id, 'confirm withdrawal');
	await clockAt(service, releaseAt, 1);
	await findsNothing(slug);
});

test('what is void at the instant does not become public, and neither does what was never approved', async () => {
	const { id, slug, edition, releaseAt, people } = await release('void');
	await database.asActor({ kind: 'worker', task: 'test' }, (tx) =>
		sql`select releases.void_edition(${edition}, 'A document was opened again')`.execute(tx),
	);
	await clockAt(service, releaseAt, 1);
	await findsNothing(slug);
	await shiftClock('0');
	await step(service, people.manager, id, 'open again', 'A word was wrong');
	await step(service, people.manager, id, 'submit');
	await clockAt(service, releaseAt, 1);
	await findsNothing(slug);
});

test('what is delayed is not there at its old instant, and what is brought forward not before its new one', async () => {
	const late = await release('delayed');
	const later = late.releaseAt.add({ hours: 5 });
	await moved(late, 'delayed', later);
	for (const instant of [late.releaseAt, later.subtract({ seconds: 20 })]) {
		await clockAt(service, instant, 1);
		await findsNothing(late.slug);
	}
	await clockAt(service, later);
	assert.equal((await visitor().get(`/publications/${late.slug}`)).statusCode, 200);
	await step(service, late.people.editor, late.id, 'withdraw', 'So that the next one is alone');

	const soon = await release('sooner');
	const sooner = soon.releaseAt.subtract({ hours: 5 });
	await moved(soon, 'brought forward', sooner);
	await clockAt(service, sooner, -20);
	assert.deepEqual(await rowsRead(soon.slug), []);
	await clockAt(service, sooner);
	assert.equal((await visitor().get(`/publications/${soon.slug}`)).statusCode, 200);
});

test('while a correction is written, frozen and looked at, the public reads the first edition and learns nothing of the second', async () => {
	const first = await release('corrected');
	const { id, slug, releaseAt, people } = first;
	await clockAt(service, releaseAt, 5);
	const home = `/publications/${slug}`;
	const everywhere = async () => {
		const answers = [];
		for (const tail of tails) answers.push(seen(await visitor().get(`${home}${tail}`)));
		for (const list of ['/', '/publications', '/calendar.ics']) answers.push(seen(await visitor().get(list)));
		return [answers, await rowsRead(slug)];
	};
	const was = await everywhere();
	await step(service, people.manager, id, 'correct', 'A grade was copied wrongly');
	await owner.query('set session_replication_role = replica');
	await owner.query("update releases.release set title = 'Quaggas' where id = $1", [id]);
	await owner.query('reset session_replication_role');
	assert.deepEqual(await everywhere(), was);
	await step(service, people.manager, id, 'submit');
	await frozenEdition(service, first, { grade: 'weak' });
	assert.deepEqual(await everywhere(), was);
	await step(service, people.manager, id, 'open again', 'Another word');
	assert.deepEqual(await everywhere(), was);
	await step(service, people.manager, id, 'submit');
	await frozenEdition(service, first, { grade: 'weak' });
	await step(service, people.inspector, id, 'approve');
	assert.match((await visitor().get(home)).body, /Quaggas[\s\S]*A grade was copied wrongly/);
	assert.match((await visitor().get(`${home}/editions/1/grades`)).body, /sound/);
});
