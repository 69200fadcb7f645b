import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Pdf } from '../../../test/documents/pdf.ts';
import { approvedRelease } from '../../../test/editions.ts';
import type { SignedIn } from '../../../test/people.ts';
import { clockAt, doJob, postedMails } from '../../../test/posted.ts';
import { inHours, step } from '../../../test/releases.ts';
import { testService } from '../../../test/service.ts';
import { mailer } from '../../foundation/index.ts';
import { instantParts } from '../gathering/instant-fields.ts';
import { deliverJob } from './deliver.job.ts';

const service = await testService();
const { signedInAs, shiftClock, owner, services } = service;

const inMinutes = (instant: Temporal.Instant, minutes: number) => instant.add({ minutes });
const minute = (instant: Temporal.Instant) => instant.round({ smallestUnit: 'minute', roundingMode: 'ceil' });

async function named(
	manager: SignedIn,
	release: string,
	email: string,
	{ opens, closes, ...more }: { opens: Temporal.Instant; closes: Temporal.Instant; name?: string },
) {
	return manager.submit(`/releases/${release}/readers/name`, {
		email,
		purpose: 'To prepare an answer',
		...more,
		...(instantParts('opens', opens) as Record<string, string>),
		...(instantParts('closes', closes) as Record<string, string>),
	});
}

/** Everything that tells one answer from another, without what is new in each. */
const seen = (answer: { statusCode: number; body: string; headers: object }) => ({
	status: answer.statusCode,
	body: answer.body.replaceAll(/name="_form" value="[^"]+"/g, ''),
	headers: Object.keys(answer.headers).sort(),
});

async function findsNothing(who: SignedIn, ...urls: string[]): Promise<void> {
	const nothing = seen(await who.get('/embargoed/nothing-is-here'));
	for (const url of urls) assert.deepEqual(seen(await who.get(url)), nothing, url);
}

test('a named reader reads between their own times and at no other, each copy marked with their name', async () => {
	await shiftClock('0');
	const releaseAt = minute(inHours(30));
	const { id, slug, people } = await approvedRelease(service, { releaseAt, title: 'Waiting in custody' });
	const manager = await signedInAs('programme manager');
	const reader = await signedInAs('reader');
	const other = await signedInAs('reader');
	const opens = minute(inHours(2));
	const closes = releaseAt.subtract({ hours: 1 });
	assert.equal((await named(manager, id, reader.email, { opens, closes })).statusCode, 303);
	const [mail] = (await postedMails(service)).filter(({ to }) => to === reader.email);
	assert.doesNotMatch(JSON.stringify(mail), /custody|waiting-in/i);
	assert.match(mail?.text ?? '', /\/embargoed\n/);

	const home = `/embargoed/${slug}`;
	const pages = [home, `${home}/documents/national-report`, `${home}/documents/here-letter`];
	const everything = [...pages, `${pages[1]}.pdf`, `${pages[1]}.txt`, `${home}/files/data.csv`];
	await clockAt(service, opens, -20);
	await findsNothing(reader, ...everything);
	assert.doesNotMatch((await reader.get('/home')).body, /Read what is open/);
	await clockAt(service, opens, 1);
	await findsNothing(other, ...everything);
	assert.match((await reader.get('/home')).body, /Read what is open to you/);
	const list = await reader.get('/embargoed');
	assert.match(list.body, /Waiting in custody/);
	assert.match(list.body, /Embargoed until (Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day/);
	for (const url of pages) {
		const answer = await reader.get(url);
		assert.equal(answer.statusCode, 200, url);
		assert.match(answer.body, /EMBARGOED until [^<]*Copy for The reader/, url);
		assert.equal(answer.headers['cache-control'], 'no-store');
	}
	const text = await reader.get(`${pages[1]}.txt`);
	assert.match(text.body, /^EMBARGOED until .*Copy for The reader/);
	const pdf = await reader.get(`${pages[1]}.pdf`);
	assert.equal(pdf.statusCode, 200);
	assert.equal(pdf.headers['cache-control'], 'no-store');
	assert.match(pdf.headers['content-disposition']?.toString() ?? '', /EMBARGOED-national-report\.pdf/);
	// The first page has it in its text, and the others in their furniture.
	const { furniture, letters } = new Pdf(pdf.rawPayload);
	const [, ...further] = furniture;
	assert.ok(further.length > 0);
	for (const page of [letters, ...further]) assert.match(page, /EMBARGOEDuntil.*CopyforThereader\./);
	assert.equal((await reader.get(`${home}/files/data.csv`)).body, 'a,b\n1,2\n');

	const log = await manager.get(`/releases/${id}/readers/log.csv`);
	const looks = log.body.trim().split('\r\n').slice(1);
	assert.equal(looks.length, 7);
	assert.ok(looks.every((look) => look.includes(`The reader,${reader.email}`)));
	assert.match(
		log.body,
		/All forces \(PDF\),\/embargoed\/waiting-in-custody\/documents\/national-report\.pdf/,
	);
	assert.match((await manager.get(`/releases/${id}/readers`)).body, /7 looks/);

	await clockAt(service, closes, 1);
	await findsNothing(reader, ...everything);
	await clockAt(service, releaseAt, 1);
	for (const url of everything)
		assert.equal((await reader.get(url)).headers.location, `/publications/${slug}`, url);
	assert.equal((await owner.query('select count(*)::int as n from releases.access')).rows[0].n, 7);
	await clockAt(service, opens, 60);
	await step(service, people.manager, id, 'open again', 'A number was wrong');
	await findsNothing(reader, ...everything);
});

test('one person takes a reader’s access away at once, and another confirms it', async () => {
	await shiftClock('0');
	const releaseAt = minute(inHours(30));
	const { id, slug } = await approvedRelease(service, { releaseAt });
	const manager = await signedInAs('programme manager');
	const editor = await signedInAs('editor');
	const reader = await signedInAs('reader');
	await named(manager, id, reader.email, { opens: inMinutes(inHours(0), -5), closes: releaseAt });
	assert.equal((await reader.get(`/embargoed/${slug}`)).statusCode, 200);
	const { rows } = await owner.query('select id from releases.reader where release_id = $1', [id]);
	const at = `/releases/${id}/readers/${rows[0].id}`;
	assert.match(
		(await editor.submit(`${at}/revoke`, { because: ' ' })).body,
		/Enter why they may no longer read it/,
	);
	assert.equal((await reader.get(`/embargoed/${slug}`)).statusCode, 200);
	assert.equal((await editor.submit(`${at}/revoke`, { because: 'It was passed on' })).statusCode, 303);
	await findsNothing(reader, `/embargoed/${slug}`, `/embargoed/${slug}/documents/national-report`);
	const own = await editor.submit(`${at}/confirm`, {}, '/settings');
	assert.equal(own.statusCode, 409);
	assert.match((await manager.get('/home')).body, /Confirm that The reader may no longer read/);
	assert.equal((await manager.submit(`${at}/confirm`, {}, '/settings')).statusCode, 303);
	assert.match((await manager.get(`/releases/${id}/readers`)).body, /It was passed on[\s\S]*Confirmed by/);
});

test('chief officers are given what is about their force and no other, from the delivery until the instant', async () => {
	await shiftClock('0');
	const releaseAt = minute(inHours(30));
	const deliverAt = releaseAt.subtract({ hours: 24 });
	const { id, slug, here, there } = await approvedRelease(service, { releaseAt, deliverAt });
	const chief = await signedInAs('chief officer', { organisation: here.force });
	const liaison = await signedInAs('force liaison officer', { organisation: here.force });
	const otherChief = await signedInAs('chief officer', { organisation: there.force });
	const elsewhere = await signedInAs('chief officer');
	const deliver = () => doJob(service, deliverJob(services, mailer(services.secret)));
	const home = `/embargoed/${slug}`;

	await clockAt(service, deliverAt, -20);
	await deliver();
	await findsNothing(chief, home);
	await clockAt(service, deliverAt, 1);
	await deliver();
	await deliver();
	const shown = await chief.get(home);
	assert.match(shown.body, /here-letter/);
	assert.doesNotMatch(shown.body, /there-letter/);
	assert.match((await chief.get(`${home}/documents/here-letter`)).body, /Hereshire/);
	await findsNothing(chief, `${home}/documents/there-letter`, `${home}/documents/there-letter.pdf`);
	assert.match((await otherChief.get(`${home}/documents/there-letter`)).body, /Thereshire/);
	await findsNothing(otherChief, `${home}/documents/here-letter`);
	await findsNothing(liaison, home, `${home}/documents/here-letter`);
	await findsNothing(elsewhere, home);
	const mails = (await postedMails(service)).filter(({ to }) => [chief.email, otherChief.email].includes(to));
	assert.equal(mails.length, 2, 'each was told once');
	for (const mail of mails) assert.doesNotMatch(JSON.stringify(mail), /Custody|letter|shire/i);
	assert.match(
		(await (await signedInAs('editor')).get(`/releases/${id}/readers`)).body,
		/Delivered by the service/,
	);
	await clockAt(service, releaseAt, -20);
	assert.equal((await chief.get(home)).statusCode, 200);
});

test('whoever may not be a reader, and times that cannot be, are refused in words, and what was typed stays', async () => {
	await shiftClock('0');
	const releaseAt = minute(inHours(30));
	const { id } = await approvedRelease(service, { releaseAt });
	const manager = await signedInAs('programme manager');
	const inspector = await signedInAs('inspector');
	const strange = await signedInAs('force liaison officer');
	const reader = await signedInAs('reader');
	const opens = minute(inHours(1));
	const times = { opens, closes: releaseAt };
	const refused = async (email: string, fields: Parameters<typeof named>[3], problem: RegExp) => {
		const answer = await named(manager, id, email, fields);
		assert.equal(answer.statusCode, 422, String(problem));
		assert.match(answer.body, problem);
		assert.match(answer.body, /To prepare an answer/);
	};
	await refused(strange.email, times, /Nothing in this release is about their force/);
	await refused(inspector.email, times, /This is an account of the inspectorate/);
	await refused(reader.email, { opens, closes: opens }, /Access must close after it opens/);
	await refused(
		reader.email,
		{ opens, closes: inMinutes(releaseAt, 1) },
		/Access must close when it is published, on/,
	);
	await refused('nobody@test.example', times, /There is no account with this email address/);
	await refused('nothing', times, /email address in the correct format/);
	const spring = await manager.submit(`/releases/${id}/readers/name`, {
		email: reader.email,
		purpose: 'To prepare',
		'opens-day': '28',
		'opens-month': '3',
		'opens-year': '2027',
		'opens-time': '01:30',
	});
	assert.match(spring.body, /There is no 1:30am on 28 March 2027: clocks go forward/);
	assert.equal((await owner.query('select from releases.reader where release_id = $1', [id])).rowCount, 0);

	const { statusCode } = await named(manager, id, 'new@test.example', { ...times, name: 'Somebody New' });
	assert.equal(statusCode, 303);
	const invited = (await postedMails(service)).filter(({ to }) => to === 'new@test.example');
	assert.equal(invited.length, 2, 'the invitation, and that they were named');
	await refused('new@test.example', times, /They are a reader of this release already/);
	const roles = await owner.query(
		"select roles, state from foundation.account where email = 'new@test.example'",
	);
	assert.deepEqual(roles.rows, [{ roles: ['reader'], state: 'invited' }]);
});
