import assert from 'node:assert/strict';
import { test } from 'node:test';
import { approvedRelease, correctedRelease } from '../../../test/editions.ts';
import { operator } from '../../../test/inspections.ts';
import type { SignedIn } from '../../../test/people.ts';
import { clockAt, doJob, postedMails } from '../../../test/posted.ts';
import { inHours, step } from '../../../test/releases.ts';
import { testService } from '../../../test/service.ts';
import { mailer } from '../../foundation/index.ts';
import { judgmentsOf } from '../../programmes/index.ts';
import { instantParts } from '../gathering/instant-fields.ts';
import { followJob } from './follow.job.ts';

const service = await testService();
const { signedInAs, visitor, shiftClock, owner, services, database } = service;
const manager = await signedInAs('programme manager');
const editor = await signedInAs('editor');
const reader = await signedInAs('reader');

const minute = (instant: Temporal.Instant) => instant.round({ smallestUnit: 'minute', roundingMode: 'ceil' });
const parts = (name: string, instant: Temporal.Instant) =>
	instantParts(name, instant) as Record<string, string>;
const isPublic = async (slug: string) => (await visitor().get(`/publications/${slug}`)).statusCode === 200;

function moved(
	who: SignedIn,
	id: string,
	kind: string,
	becomes: Temporal.Instant,
	because = 'A hearing moved',
) {
	return who.submit(`/releases/${id}/instant/move`, { kind, because, ...parts('becomes', becomes) });
}

async function asked(id: string): Promise<string> {
	const { rows } = await owner.query(
		'select id from releases.instant_change where release_id = $1 and confirmed_at is null and refused_at is null',
		[id],
	);
	return `/releases/${id}/instant/${rows[0].id}`;
}

test('an instant moves when another person confirms it; the calendar says why, and readers read until the new one', async () => {
	await shiftClock('0');
	const releaseAt = minute(inHours(30));
	const { id, slug } = await approvedRelease(service, { releaseAt, title: 'Kept secret' });
	await manager.submit(`/releases/${id}/announce`, { title: 'A report about custody' });
	await manager.submit(`/releases/${id}/readers/name`, {
		email: reader.email,
		purpose: 'To prepare',
		...parts('opens', minute(inHours(-1))),
		...parts('closes', releaseAt),
	});

	const later = releaseAt.add({ hours: 5 });
	const wrongWay = await moved(manager, id, 'brought forward', later);
	assert.match(wrongWay.body, /To be public earlier, it needs a time before/);
	assert.match((await moved(manager, id, 'delayed', later, '')).body, /Enter why it moves/);
	assert.equal((await moved(manager, id, 'delayed', later)).statusCode, 303);
	assert.equal((await moved(editor, id, 'delayed', later)).statusCode, 409, 'one at a time');
	const change = await asked(id);
	const own = await manager.submit(`${change}/confirm`, {}, '/settings');
	assert.equal(own.statusCode, 409);
	assert.doesNotMatch((await visitor().get('/calendar')).body, /A hearing moved/);
	assert.match((await editor.get('/home')).body, /Confirm or refuse the new instant/);
	assert.equal((await editor.submit(`${change}/confirm`, {}, '/settings')).statusCode, 303);
	const calendar = (await visitor().get('/calendar')).body;
	assert.match(calendar, /A report about custody[\s\S]*It was announced for[\s\S]*A hearing moved/);
	assert.doesNotMatch(calendar, /Kept secret|kept-secret/);

	await clockAt(service, releaseAt, 1);
	assert.equal(await isPublic(slug), false, 'at the old instant nothing is public');
	assert.equal((await reader.get(`/embargoed/${slug}`)).statusCode, 200);
	await clockAt(service, later, -20);
	assert.equal(await isPublic(slug), false);
	await clockAt(service, later, 0);
	assert.equal(await isPublic(slug), true);
});

test('what is refused does not move, and what was asked too late cannot be confirmed', async () => {
	await shiftClock('0');
	const releaseAt = minute(inHours(30));
	const { id, slug } = await approvedRelease(service, { releaseAt });
	const sooner = minute(inHours(2));
	await moved(manager, id, 'brought forward', sooner);
	assert.equal((await editor.submit(`${await asked(id)}/refuse`, {}, '/settings')).statusCode, 303);
	await moved(manager, id, 'accelerated', sooner);
	const change = await asked(id);
	await clockAt(service, sooner, 1);
	const late = await editor.submit(`${change}/confirm`, {}, '/settings');
	assert.match(late.body, /The new instant has passed/);
	assert.equal(await isPublic(slug), false);
	const past = await moved(editor, id, 'brought forward', sooner);
	assert.equal(past.statusCode, 409, 'the first is still to be refused');
});

test('an hour that London has twice, or not at all, is no instant', async () => {
	await shiftClock('0');
	const { id } = await approvedRelease(service, { releaseAt: minute(inHours(30)) });
	const at = (day: string, month: string) =>
		manager.submit(`/releases/${id}/instant/move`, {
			kind: 'delayed',
			because: 'A hearing moved',
			'becomes-day': day,
			'becomes-month': month,
			'becomes-year': '2027',
			'becomes-time': '1:30am',
		});
	assert.match((await at('28', '3')).body, /There is no 1:30am on 28 March 2027/);
	assert.match((await at('31', '10')).body, /1:30am comes twice on 31 October 2027/);
	assert.equal((await at('1', '11')).statusCode, 303);
});

test('after the instant people are told, its inspections are published and its judgments stand in the history, once', async () => {
	await shiftClock('0');
	const releaseAt = minute(inHours(30));
	const release = await approvedRelease(service, { releaseAt, title: 'Told afterwards' });
	const { here, there, slug } = release;
	const liaison = await signedInAs('force liaison officer', { organisation: here.force });
	const stranger = await signedInAs('force liaison officer');
	await owner.query('set session_replication_role = replica');
	await owner.query("update programmes.inspection set state = 'reporting' where id = any ($1)", [
		[here.inspection, there.inspection],
	]);
	await owner.query('reset session_replication_role');
	const follow = () => doJob(service, followJob(services, mailer(services.secret)));
	const judged = () => database.asActor(operator, (tx) => judgmentsOf(tx, [here.force]));
	const told = async () =>
		(await postedMails(service)).filter(({ to }) => to === liaison.email).map(({ subject }) => subject);
	const states = async () => {
		const { rows } = await owner.query('select state from programmes.inspection where id = any ($1)', [
			[here.inspection, there.inspection],
		]);
		return rows.map(({ state }) => state);
	};

	await clockAt(service, releaseAt, -20);
	await follow();
	assert.deepEqual([await told(), await judged(), await states()], [[], [], ['reporting', 'reporting']]);
	await clockAt(service, releaseAt, 1);
	assert.equal(await isPublic(slug), true, 'without the job');
	await follow();
	await follow();
	assert.deepEqual(await told(), ['Public now: Told afterwards']);
	assert.deepEqual(await states(), ['published', 'published']);
	const [judgment, ...others] = await judged();
	assert.deepEqual(others, []);
	assert.partialDeepStrictEqual(judgment, {
		component: 'first-hour',
		grade: 'sound',
		source: 'Told afterwards',
	});
	assert.ok(judgment?.publishedAt.equals(releaseAt));
	assert.equal((await postedMails(service)).filter(({ to }) => to === stranger.email).length, 0);

	await correctedRelease(service, release, 'The grade was copied wrongly');
	await follow();
	await follow();
	const [corrected, ...more] = await judged();
	assert.deepEqual(more, []);
	assert.partialDeepStrictEqual(corrected, {
		grade: 'weak',
		replacesBecause: 'The grade was copied wrongly',
	});
	assert.equal((await told()).length, 2);
});

test('what was withdrawn before its instant never was public, and nothing follows it', async () => {
	await shiftClock('0');
	const releaseAt = minute(inHours(30));
	const { id, slug, people } = await approvedRelease(service, { releaseAt, title: 'Never there' });
	await step(service, people.manager, id, 'withdraw', 'It was wrong');
	await clockAt(service, releaseAt, 1);
	assert.equal(await isPublic(slug), false);
	await doJob(service, followJob(services, mailer(services.secret)));
	assert.doesNotMatch(JSON.stringify(await postedMails(service)), /Never there/);
});
