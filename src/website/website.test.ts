import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { approvedRelease, correctedRelease } from '../../test/editions.ts';
import { clockAt } from '../../test/posted.ts';
import { inHours, step } from '../../test/releases.ts';
import { testService } from '../../test/service.ts';

const service = await testService();
const { signedInAs, visitor, shiftClock } = service;
const manager = await signedInAs('programme manager');

const minute = (instant: Temporal.Instant) => instant.round({ smallestUnit: 'minute', roundingMode: 'ceil' });

/** Everything that tells one answer from another, without what is new in each. */
const seen = ({ statusCode, body, headers }: Awaited<ReturnType<ReturnType<typeof visitor>['get']>>) => ({
	status: statusCode,
	body: body.replaceAll(/name="_form" value="[^"]+"/g, ''),
	headers: Object.keys(headers).sort(),
	length: headers['content-length'],
});
const get = async (url: string) => visitor().get(url);

const tails = [
	'',
	'/national-report',
	'/national-report/what-comes-next',
	'/findings',
	'/here-letter',
	'/here-letter.txt',
	'/here-letter.pdf',
	'/files/data.csv',
	'/grades',
	'/grades.csv',
	'/grades.json',
	'/raised',
	'/raised.csv',
	'/figures',
	'/figures.csv',
	'/figures/incidents@1',
	'/figures/incidents@1.csv',
	'/figures/incidents@1.json',
	'/editions/1',
	'/editions/1/here-letter',
	'/editions/1/here-letter.txt',
	'/editions/1/files/data.csv',
	'/editions/1/grades.csv',
];

test('before its instant a release is not there in any way, and from that second on all of it is', async () => {
	await shiftClock('0');
	const releaseAt = minute(inHours(24));
	const quiet = await Promise.all(['/', '/publications', '/calendar', '/calendar.ics'].map(get));
	assert.match(quiet[0]?.body ?? '', /Nothing has been published here yet/);
	const { id, slug } = await approvedRelease(service, { releaseAt, title: 'Waiting in custody' });
	await clockAt(service, releaseAt, -20);
	for (const tail of tails) {
		const nothing = seen(await get(`/publications/nothing-is-here${tail}`));
		assert.equal(nothing.status, 404, tail);
		assert.deepEqual(seen(await get(`/publications/${slug}${tail}`)), nothing, tail);
	}
	const still = await Promise.all(['/', '/publications', '/calendar', '/calendar.ics'].map(get));
	assert.deepEqual(still.map(seen), quiet.map(seen));
	// Whoever is signed in reads public pages as everybody does.
	assert.equal((await manager.get(`/publications/${slug}`)).statusCode, 404);

	await manager.submit(`/releases/${id}/announce`, { title: 'A report about custody' });
	const announced = (await get('/calendar')).body;
	assert.match(announced, /Coming[\s\S]*A report about custody/);
	assert.match((await get('/')).body, /What comes next<\/h2>[\s\S]*A report about custody/);
	const feed = await get('/calendar.ics');
	assert.equal(feed.headers['content-type'], 'text/calendar; charset=utf-8');
	assert.match(feed.body, /SUMMARY:A report about custody\r\n/);
	assert.match(feed.body, new RegExp(`DTSTART:${releaseAt.toString().replaceAll(/[-:]/g, '')}\r\n`));
	for (const body of [announced, feed.body]) assert.doesNotMatch(body, /Waiting in|waiting-in/);

	await clockAt(service, releaseAt, 0);
	for (const tail of tails.filter((each) => each !== '/here-letter.pdf')) {
		const answer = await get(`/publications/${slug}${tail}`);
		assert.equal(answer.statusCode, 200, tail);
		// Who has a page asks each time whether it still holds, by what the page says and nothing else; a file is kept nowhere.
		const isFile = /^(\/editions\/1)?\/files\/|\.txt$/.test(tail);
		const own = `"${createHash('sha256').update(answer.rawPayload).digest('base64url').slice(0, 27)}"`;
		assert.equal(answer.headers['cache-control'], isFile ? 'no-store' : 'no-cache', tail);
		assert.equal(answer.headers.etag, isFile ? undefined : own, tail);
		assert.equal(answer.headers['set-cookie'] ?? answer.headers['last-modified'], undefined, tail);
	}
	assert.match((await get('/publications')).body, /Waiting in custody/);
	assert.match((await get('/')).body, /Waiting in custody/);
	assert.match((await get('/calendar')).body, new RegExp(`href="/publications/${slug}"`));
	assert.match(
		(await get(`/publications/${slug}/here-letter.txt`)).body,
		/People wait for hours in Hereshire/,
	);
	const home = (await get(`/publications/${slug}`)).body;
	assert.match(
		home,
		/What [^<]* says of this[\s\S]*published unedited[\s\S]*We of here-letter have changed that/,
	);
	const report = (await get(`/publications/${slug}/national-report`)).body;
	assert.match(report, /<h2[^>]*>Contents<\/h2>\s*<ul><li><a[^>]*>What we found in all forces<\/a>/);
	const part = (await get(`/publications/${slug}/national-report/what-comes-next`)).body;
	assert.match(part, /<h1[^>]*>[\s\S]*What comes next[\s\S]*<\/h1>[\s\S]*We look again/);
	assert.doesNotMatch(part, /Nobody waits/);
	assert.match(part, new RegExp(`/publications/${slug}/editions/1/national-report/what-comes-next</a>`));
	assert.equal((await get(`/publications/${slug}/national-report/what-never-was`)).statusCode, 404);
	assert.match(
		(await get(`/publications/${slug}/grades.csv`)).body,
		/illustrative,source,licence,attribution\r\n1,force-here-letter,.*,yes,http.*,Open Government Licence v3\.0,/,
	);
	const figures = (await get(`/publications/${slug}/figures/incidents@1`)).body;
	assert.match(figures, /Edition 1[\s\S]*Hereshire[\s\S]*45\.5[\s\S]*41\.3 to 49\.9[\s\S]*provisional/);
	assert.match(figures, /Thereshire[\s\S]*not available/);
	assert.match(
		(await get(`/publications/${slug}/figures.csv`)).body,
		/\r\n1,incidents@1,.*,Hereshire,.*,45\.46,/,
	);
	for (const odd of ['?area=nowhere&period=never&page=-1', "?area='&period=2026-13-45", '?page=9'])
		assert.equal((await get(`/publications/${slug}/figures/incidents@1${odd}`)).statusCode, 200, odd);
	for (const odd of ['incidents@2', 'incidents', 'incidents@99999999', '%00@1'])
		assert.equal((await get(`/publications/${slug}/figures/${odd}`)).statusCode, 404, odd);
	for (const year of [releaseAt.toZonedDateTimeISO('Europe/London').year, 1999]) {
		const { body } = await get(`/publications?year=${year}&kind=reports`);
		assert.equal(/Waiting in custody<\/a><\/h2>/.test(body), year !== 1999);
	}
});

test('a correction stands in the place of what it corrects, which stays at its own address and says so', async () => {
	await shiftClock('0');
	const releaseAt = minute(inHours(24));
	const release = await approvedRelease(service, { releaseAt, title: 'To be corrected' });
	await clockAt(service, releaseAt, 5);
	assert.doesNotMatch((await get(`/publications/${release.slug}`)).body, /edition 2/);
	await correctedRelease(service, release, 'A grade was copied wrongly');
	const home = `/publications/${release.slug}`;
	const newest = (await get(home)).body;
	assert.match(newest, /This is edition 2/);
	assert.match(newest, /Corrections[\s\S]*A grade was copied wrongly[\s\S]*Read edition 1 as it was/);
	assert.match((await get(`${home}/grades`)).body, /weak/);
	for (const tail of ['', '/here-letter', '/grades']) {
		const older = (await get(`${home}/editions/1${tail}`)).body;
		assert.match(older, new RegExp(`A newer edition has been published[\\s\\S]*href="${home}"`), tail);
	}
	assert.match((await get(`${home}/editions/1/grades.csv`)).body, /,sound,/);
	assert.equal((await get(`${home}/editions/3`)).statusCode, 404);
});

test('what was published stays as it was, whatever becomes of what it was made from', async () => {
	await shiftClock('0');
	const releaseAt = minute(inHours(24));
	const { id, slug, here } = await approvedRelease(service, { releaseAt, title: 'To be kept' });
	await clockAt(service, releaseAt, 5);
	// What is asked again by another address is made again, and not out of memory.
	const told = async (again: string) => {
		const answers = await Promise.all(
			tails.map((tail) => get(`/publications/${slug}${tail}?again=${again}`)),
		);
		return answers.map(({ statusCode, rawPayload }, at) => [tails[at], statusCode, rawPayload.toString()]);
	};
	const before = await told('1');
	await service.owner.query('begin');
	await service.owner.query('set local session_replication_role = replica');
	for (const change of [
		`foundation.organisation set name = 'Written anew' where id = '${here.force}'`,
		`releases.release set title = 'Written anew', summary = 'Written anew' where id = '${id}'`,
		`documents.document set title = 'Written anew'`,
		`documents.block_version set text = 'Written anew'`,
	])
		assert.notEqual((await service.owner.query(`update ${change}`)).rowCount, 0, change);
	await service.owner.query('commit');
	assert.deepEqual(await told('2'), before);
	assert.doesNotMatch(before.flat().join(), /Written anew/);
});

test('of what was withdrawn the notice stays, with its reason, and nothing else', async () => {
	await shiftClock('0');
	const releaseAt = minute(inHours(24));
	const { id, slug, people } = await approvedRelease(service, { releaseAt, title: 'To be withdrawn' });
	await clockAt(service, releaseAt, 5);
	assert.equal((await get(`/publications/${slug}/here-letter`)).statusCode, 200);
	await step(service, people.editor, id, 'withdraw', 'It named somebody');
	const notice = await get(`/publications/${slug}`);
	assert.equal(notice.statusCode, 200);
	assert.match(notice.body, /This was withdrawn on[\s\S]*It named somebody/);
	for (const tail of tails.filter((each) => !['', '/editions/1'].includes(each))) {
		const answer = await get(`/publications/${slug}${tail}`);
		assert.equal(answer.statusCode, 410, tail);
		assert.doesNotMatch(answer.body, /Hereshire|Thereshire/, tail);
	}
	assert.match((await get('/publications')).body, /To be withdrawn[\s\S]*Withdrawn/);
});
