import assert from 'node:assert/strict';
import { test } from 'node:test';
import { approvedRelease, correctedRelease } from '../../../test/editions.ts';
import { addFollowed } from '../../../test/followed.ts';
import { clockAt, doJob, postedMails } from '../../../test/posted.ts';
import { inHours, step } from '../../../test/releases.ts';
import { testService } from '../../../test/service.ts';
import { madeIndicator } from '../../figures/comparison/testing/made.ts';
import { mailer } from '../../foundation/index.ts';
import { compose } from '../../foundation/mail/compose.ts';
import { themeSlug } from './choice.ts';
import { linksFor } from './link.ts';
import { forgetJob, tellJob } from './tell.job.ts';

const service = await testService();
const { owner, services, visitor, shiftClock } = service;
const links = linksFor(service.secret);
const job = tellJob(services, mailer(service.secret), { most: 2 });
const tell = () => doJob(service, job);

const minute = (instant: Temporal.Instant) => instant.round({ smallestUnit: 'minute', roundingMode: 'ceil' });
const mailsTo = async (address: string) => (await postedMails(service)).filter(({ to }) => to === address);
const linkIn = (text: string, kind: string) =>
	new RegExp(`http://localhost(/(?:cy/)?follow/${kind}/[\\w-]+)`).exec(text)?.[1] ?? assert.fail(text);

async function counts(): Promise<{ asked: number; followers: number }> {
	const { rows } = await owner.query<{ asked: number; followers: number }>(
		'select (select count(*)::int from website.asked) as asked, (select count(*)::int from website.follower) as followers',
	);
	return rows[0] ?? assert.fail();
}

const ask = (fields: Record<string, string | string[]>) => visitor().post('/follow', fields);

/** Asks, opens the link and presses the button; says where one stops. */
async function follow(email: string, fields: Record<string, string | string[]>): Promise<string> {
	assert.equal((await ask({ email, ...fields })).statusCode, 303);
	const link = linkIn((await mailsTo(email)).at(-1)?.text ?? '', 'confirm');
	const done = await visitor().post(link, {});
	assert.equal(done.statusCode, 303, done.body);
	return String(done.headers.location).replace(/\?.*$/, '').replace('/change/', '/stop/');
}

/** A follower as they are kept after they have confirmed: of a force that no register of this test holds, or of a theme. */
async function keep(email: string, { forces = [], themes = [] }: { forces?: string[]; themes?: string[] }) {
	const id = crypto.randomUUID();
	const { hash, closed } = links.kept(email);
	await owner.query(
		`insert into website.follower (id, address_hash, token_hash, address, language, everything, forces, themes, confirmed_with)
		values ($1, $2, $3, $4, 'en', false, $5, $6, $2)`,
		[id, hash, links.following(id).hash, closed, forces, themes],
	);
}

test('nothing is followed until the link of the mail is opened and its button pressed', async () => {
	const email = 'first@reader.example';
	const answer = await ask({ email: ` First@Reader.example `, everything: 'yes' });
	assert.deepEqual([answer.statusCode, answer.headers.location], [303, '/follow/asked']);
	assert.equal(answer.headers['set-cookie'], undefined);
	const page = await visitor().get('/follow');
	assert.equal(page.headers['set-cookie'], undefined);
	assert.doesNotMatch(page.body, /name="_form"/);
	assert.deepEqual(await counts(), { asked: 1, followers: 0 });
	const [mail, ...more] = await mailsTo(email);
	assert.equal(more.length, 0);
	const link = linkIn(mail?.text ?? '', 'confirm');
	for (let opened = 0; opened < 3; opened += 1) {
		const shown = await visitor().get(link);
		assert.match(shown.body, /Everything we publish/);
		assert.doesNotMatch(shown.body, /reader\.example/i);
	}
	assert.deepEqual(await counts(), { asked: 1, followers: 0 });

	const done = await visitor().post(link, {});
	assert.match(String(done.headers.location), /^\/follow\/change\/[\w-]{43}\?done=confirmed$/);
	assert.deepEqual(await counts(), { asked: 0, followers: 1 });
	// Pressed twice it leads to the same place.
	assert.equal((await visitor().post(link, {})).headers.location, done.headers.location);
	assert.match((await visitor().get(String(done.headers.location))).body, /You follow what stands below/);

	// The database holds neither the address nor a link, in any table that tells of it.
	const { rows } = await owner.query<{ everything: string }>(
		`select concat((select string_agg(f::text, ' ') from website.follower f),
			(select string_agg(a::text, ' ') from foundation.audit_entry a)) as everything`,
	);
	assert.doesNotMatch(rows[0]?.everything ?? '', /reader\.example/i);

	const stop = String(done.headers.location).replace(/\?.*$/, '').replace('/change/', '/stop/');
	assert.match((await visitor().get(stop)).body, /delete my address/);
	assert.deepEqual(await counts(), { asked: 0, followers: 1 }, 'a link that is opened changes nothing');
	// As a mail program sends it: without a page, a cookie or a token.
	const out = await service.app.inject({
		method: 'POST',
		url: stop,
		headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://mail.example' },
		payload: 'List-Unsubscribe=One-Click',
	});
	assert.equal(out.statusCode, 200);
	assert.deepEqual(await counts(), { asked: 0, followers: 0 });
	assert.equal((await visitor().get(stop)).statusCode, 404);
	assert.equal((await visitor().post(stop, {})).statusCode, 200);
});

test('whether an address is known shows nowhere, and a second asking within an hour sends nothing', async () => {
	await shiftClock('0');
	const email = 'known@reader.example';
	await follow(email, { everything: 'yes' });
	await owner.query("update website.asker set at = at - interval '2 hours'");
	const known = await ask({ email, everything: 'yes' });
	const unknown = await ask({ email: 'unknown@reader.example', everything: 'yes' });
	const seen = ({ statusCode, headers, body }: typeof known) => [statusCode, headers.location, body];
	assert.deepEqual(seen(known), seen(unknown));
	assert.equal((await mailsTo(email)).length, 2);
	assert.equal((await ask({ email, everything: 'yes' })).statusCode, 303);
	assert.equal((await mailsTo(email)).length, 2);
	await shiftClock('61 minutes');
	await ask({ email, everything: 'yes' });
	assert.equal((await mailsTo(email)).length, 3);
	// And the next one has to wait twice as long.
	await shiftClock('122 minutes');
	await ask({ email, everything: 'yes' });
	assert.equal((await mailsTo(email)).length, 3);

	const link = linkIn((await mailsTo('unknown@reader.example'))[0]?.text ?? '', 'confirm');
	await shiftClock('49 hours');
	const late = await visitor().get(link);
	assert.equal(late.statusCode, 404);
	assert.equal((await visitor().post(link, {})).statusCode, 404);
	assert.equal(late.body, (await visitor().get('/follow/confirm/nonsense')).body.replace('nonsense', ''));
	await doJob(service, forgetJob());
	// Whoever asked again since then still has time.
	assert.deepEqual((await counts()).asked, 1);
	await shiftClock('60 hours');
	await doJob(service, forgetJob());
	assert.deepEqual((await counts()).asked, 0);
	await shiftClock('0');
});

test('what cannot be followed gets a sentence, keeps what was typed, and is not kept', async () => {
	const before = await counts();
	for (const [fields, sentence] of [
		[{ everything: 'yes' }, /Enter your e-mail address/],
		[{ email: 'nobody', everything: 'yes' }, /in the correct format/],
		[{ email: `${'a'.repeat(300)}@reader.example`, everything: 'yes' }, /in the correct format/],
		[{ email: 'a@reader.example\r\nBcc: b@reader.example', everything: 'yes' }, /in the correct format/],
		[{ email: 'typed@reader.example' }, /Choose everything, a theme or a police force/],
		[{ email: 'typed@reader.example', force: 'atlantis' }, /No police force has the address “atlantis”/],
		[{ email: 'typed@reader.example', theme: ['x', 'y'] }, /Nothing is published on the theme “x”/],
	] as const) {
		const answer = await ask(
			Object.fromEntries(
				Object.entries(fields).map(([key, value]) => [
					key,
					typeof value === 'string' ? value : [...(value as readonly string[])],
				]),
			),
		);
		assert.equal(answer.statusCode, 422, String(sentence));
		assert.match(answer.body, sentence);
		if ('email' in fields && fields.email.startsWith('typed'))
			assert.match(answer.body, /value="typed@reader/);
	}
	assert.match(
		(await visitor().get('/follow?force=atlantis&force=')).body,
		/No police force has the address/,
	);
	const elsewhere = await service.app.inject({
		method: 'POST',
		url: '/follow',
		headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://elsewhere.example' },
		payload: 'email=a@reader.example&everything=yes',
	});
	assert.equal(elsewhere.statusCode, 400);
	assert.deepEqual(await counts(), before);
	await owner.query('insert into website.asker (network_hash) select $1 from generate_series(1, 30)', [
		links.network('127.0.0.1'),
	]);
	const many = await ask({ email: 'many@reader.example', everything: 'yes' });
	assert.match(many.body, /from your network within the last hour/);
	await owner.query('delete from website.asker');
});

test('each follower is told once of what is public, corrected and withdrawn, and of nothing before its instant', async () => {
	await shiftClock('0');
	await owner.query('delete from website.follower');
	const releaseAt = minute(inHours(24));
	const release = await approvedRelease(service, { releaseAt, title: 'Waiting\u2028in custody' });
	const all = ['a', 'b', 'c'].map((name) => `${name}@all.example`);
	for (const email of all) await follow(email, { everything: 'yes' });
	await keep('here@force.example', { forces: [release.here.force] });
	await keep('on@theme.example', { themes: [themeSlug(madeIndicator().theme)] });
	await keep('elsewhere@force.example', { forces: [crypto.randomUUID()], themes: ['another-theme'] });
	const told = async () => {
		const mails = (await postedMails(service)).filter(({ stop }) => stop !== undefined);
		return mails.map(({ to, subject }) => `${to}: ${subject}`).sort();
	};
	const toAll = (subject: string) =>
		[...all, 'here@force.example', 'on@theme.example'].map((to) => `${to}: ${subject}`);

	await clockAt(service, releaseAt, -2);
	await tell();
	assert.deepEqual(await told(), []);
	await clockAt(service, releaseAt, 1);
	// Two workers at once, the second of whom was asked for by mistake; and one that ends between two batches.
	await Promise.all([tell(), tell()]);
	await tell();
	const published = toAll('Published: Waiting in custody');
	assert.deepEqual(await told(), published);
	const mail = (await postedMails(service)).find(({ stop }) => stop !== undefined) ?? assert.fail();
	assert.match(mail.text, new RegExp(`http://localhost/publications/${release.slug}`));
	assert.match(mail.text, /Kind: reports and letters/);
	const { headers } = compose({ ...mail, id: 'a' }, { name: 'A', address: 'a@b.example' });
	assert.deepEqual(headers, {
		'Auto-Submitted': 'auto-generated',
		'List-Unsubscribe': `<${mail.stop}>`,
		'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
	});

	// Whoever begins now is not told of what everybody could read before.
	const late = await follow('late@all.example', { everything: 'yes' });
	await tell();
	assert.deepEqual(await told(), published);
	await visitor().post(late, {});

	await correctedRelease(service, release, 'A grade was copied wrongly');
	await shiftClock('0');
	await clockAt(service, releaseAt, 60);
	await tell();
	await tell();
	const corrected = toAll('Corrected: Waiting in custody');
	assert.deepEqual(await told(), [...published, ...corrected].sort());
	assert.match((await postedMails(service)).at(-1)?.text ?? '', /A grade was copied wrongly/);

	await step(service, release.people.editor, release.id, 'withdraw', 'It named somebody');
	await clockAt(service, releaseAt, 120);
	await tell();
	await tell();
	const withdrawn = toAll('Withdrawn: Waiting in custody');
	assert.deepEqual(await told(), [...published, ...corrected, ...withdrawn].sort());
	assert.match((await postedMails(service)).at(-1)?.text ?? '', /The reason: It named somebody/);

	await step(service, release.people.inspector, release.id, 'put back', 'It named nobody after all');
	await clockAt(service, releaseAt, 180);
	await tell();
	await tell();
	const back = toAll('Published again: Waiting in custody');
	assert.deepEqual(await told(), [...published, ...corrected, ...withdrawn, ...back].sort());
	// Whoever runs the service learns how many follow, and no more.
	const system = (await (await service.signedInAs('administrator')).get('/system.json')).body;
	assert.match(system, /"Followers","value":"6, and 0 who/);
	assert.doesNotMatch(system, /\.example/);
});

test('a job that ends between two batches goes on where it was, and mails that are not posted are not counted', async () => {
	await shiftClock('0');
	await owner.query('delete from website.follower');
	const emails = ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}@broken.example`);
	const releaseAt = minute(inHours(48));
	await approvedRelease(service, { releaseAt, title: 'Broken off' });
	for (const email of emails) await follow(email, { everything: 'yes' });
	await clockAt(service, releaseAt, 1);
	const good = mailer(service.secret);
	let batches = 0;
	const failing = tellJob(
		services,
		{
			...good,
			async postAll(tx, messages) {
				await good.postAll(tx, messages);
				batches += 1;
				if (batches === 2) throw new Error('the machine stops');
			},
		},
		{ most: 2 },
	);
	await assert.rejects(doJob(service, failing), /the machine stops/);
	const subjects = async () =>
		(await postedMails(service)).filter(({ subject }) => subject === 'Published: Broken off');
	assert.equal((await subjects()).length, 2);
	await tell();
	await tell();
	assert.deepEqual((await subjects()).map(({ to }) => to).sort(), emails);
});

test('once a day is over, followers are told what moved on it of what they follow: once, and not what moved before they followed', async () => {
	await shiftClock('0');
	await owner.query('delete from website.follower');
	await owner.query('delete from website.news');
	const [here, there] = [crypto.randomUUID(), crypto.randomUUID()];
	const day = Temporal.Now.zonedDateTimeISO('Europe/London').toPlainDate();
	const noon = day
		.add({ days: 3 })
		.toZonedDateTime({ timeZone: 'Europe/London', plainTime: '12:00' })
		.toInstant();
	const moves = async (number: number, force: string, since: Temporal.Instant, state: string) => {
		await owner.query('set session_replication_role = replica');
		await addFollowed(owner, {
			...{ number, state, since: since.toString(), theme: 'Custody & care' },
			force: { id: force, slug: `force-${number}`, name: `Force ${number}` },
		});
		await owner.query('reset session_replication_role');
	};
	await clockAt(service, noon, 0);
	await keep('here@moved.example', { forces: [here] });
	await keep('care@moved.example', { themes: ['custody-care'] });
	await moves(1, here, noon.subtract({ hours: 1 }), 'accepted');
	await moves(1, here, noon.add({ hours: 1 }), 'in progress');
	await moves(2, there, noon.add({ hours: 1 }), 'rejected');
	const about = async () =>
		(await postedMails(service)).filter(({ subject }) => subject.startsWith('What has become of'));
	await clockAt(service, noon, 7200);
	await tell();
	assert.deepEqual(await about(), [], 'the day is not over');
	await clockAt(service, noon, 86_400);
	await tell();
	await tell();
	const mails = (await about()).toSorted((a, b) => a.to.localeCompare(b.to));
	assert.deepEqual(
		mails.map(({ to, text }) => [to, [...text.matchAll(/FU-\d, .*/g)].map(([line]) => line)]),
		[
			[
				'care@moved.example',
				[
					'FU-1, Recommendation to Force 1: In progress',
					'FU-2, Recommendation to Force 2: Rejected, with reasons',
				],
			],
			['here@moved.example', ['FU-1, Recommendation to Force 1: In progress']],
		],
	);
	assert.match(mails[0]?.text ?? '', /http:\/\/localhost\/recommendations\/FU-1[\s\S]*Stop all mails:/);
	await tell();
	assert.equal((await about()).length, 2);
});
