import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addFollowed, type FollowedRow } from '../../../test/followed.ts';
import { publicWorld } from '../../../test/open-data.ts';
import { testService } from '../../../test/service.ts';

const service = await testService();
const { owner } = service;
const nobody = service.visitor();
await publicWorld(owner);

const derbyshire = {
	id: '00000000-0000-4000-8000-00000000000d',
	slug: 'derbyshire',
	name: 'Derbyshire Constabulary',
};
const durham = { id: '00000000-0000-4000-8000-00000000000e', slug: 'durham', name: 'Durham Constabulary' };
const release = async (slug: string) =>
	(
		await owner.query<{ id: string }>(
			'select release_id as id from edition.edition where slug = $1 limit 1',
			[slug],
		)
	).rows[0]?.id ?? assert.fail();
const say = async (row: FollowedRow) => {
	await owner.query('set session_replication_role = replica');
	await addFollowed(owner, row);
	await owner.query('reset session_replication_role');
};

const peel = await release('peel-2018-19');
const own = { release: peel, force: derbyshire };
const first = { ...own, number: 41, raised: 1, theme: 'Custody & care', dueOn: '2019-11-02' };
await say({ ...first, letter: 'a' });
await say({ ...first, letter: 'b', part: 'Act.' });
await say({
	...first,
	letter: 'a',
	state: 'accepted',
	since: '2019-06-01T10:00:00Z',
	words: 'We agree.',
	of: 'force',
});
await say({
	...first,
	letter: 'a',
	state: 'accepted',
	since: '2019-06-01T10:00:00Z',
	words: 'We agree.',
	of: 'force',
	dueOn: '2020-01-31',
});
await say({
	...first,
	letter: 'b',
	part: 'Act.',
	state: 'in progress',
	since: '2019-07-01T10:00:00Z',
	bulk: true,
	words: 'All began.',
	of: 'force',
});
await say({ ...own, number: 42, raised: 2, kind: 'area for improvement' });
await say({
	...own,
	number: 42,
	raised: 2,
	kind: 'area for improvement',
	state: 'superseded',
	since: '2019-08-01T10:00:00Z',
	words: 'It is asked anew.',
	of: 'inspectorate',
	instead: 41,
});
await say({
	number: 43,
	force: derbyshire,
	publishedOn: '2016-01-01',
	state: 'verified closed',
	takenOver: true,
	words: 'Closed in 2016.',
	of: 'inspectorate',
});
for (const [number, force] of [
	[45, derbyshire],
	[46, durham],
] as const)
	await say({
		release: peel,
		force,
		number,
		raised: 3,
		national: 44,
		title: 'Vetting',
		...(number === 46 ? { state: 'accepted' } : {}),
	});
await say({ release: await release('secret'), force: derbyshire, number: 50, text: 'It is secret.' });
await say({ release: await release('gone'), force: derbyshire, number: 51, text: 'It was secret.' });

const page = async (path: string, status = 200) => {
	const { body, statusCode } = await nobody.get(path);
	assert.equal(statusCode, status, path);
	return body;
};
const words = (body: string) => body.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');

test('a promise stands where the part stands that has moved least, and tells its course with the words and whose they are', async () => {
	const body = words(await page('/recommendations/FU-41'));
	assert.match(body, /Recommendation Accepted Overdue/);
	assert.match(
		body,
		/\(a\) Look\. Accepted since 1 June 2019 Overdue Due by 31 January 2020\. Within 6 months of publication\. Set by: inspectorate\./,
	);
	assert.match(
		body,
		/\(b\) In progress 1 July 2019 In the words of: the force All began\. Done together with others, for one reason\./,
	);
	assert.match(
		body,
		/\(a\) Deadline: 31 January 2020[\s\S]*\(a\) Accepted 1 June 2019 In the words of: the force We agree\./,
	);
	assert.match(body, /It takes the place of FU-42/);
	assert.match(
		await page('/recommendations/FU-42'),
		/In its place: <a class="govuk-link" href="\/recommendations\/FU-41">FU-41/,
	);
	assert.match(words(await page('/recommendations/FU-43')), /Recommendation Closed in an older register/);
	assert.match(
		words(await page('/recommendations/FU-43')),
		/According to an older register: nobody has looked at it since\./,
	);
});

test('one address is for ever: it is found by its number however that is typed, also of what all forces were asked', async () => {
	for (const [typed, to] of [
		['41', 'FU-41'],
		['fu-44', 'FU-44'],
	])
		assert.equal((await nobody.get(`/recommendations/${typed}`)).headers.location, `/recommendations/${to}`);
	const national = words(await page('/recommendations/FU-44'));
	assert.match(national, /It was asked of 2 forces\. 1 Published, awaiting response 1 Accepted/);
	assert.match(
		national,
		/Derbyshire Constabulary Published, awaiting response [\s\S]*Durham Constabulary Accepted/,
	);
	assert.doesNotMatch(
		words(await page('/recommendations/FU-44?state=accepted')),
		/Derbyshire Constabulary Published/,
	);
	assert.match(words(await page('/recommendations/FU-45')), /All forces were asked FU-44/);
});

test('what is not public, or is withdrawn, is not there: it is answered as what never was', async () => {
	const none = await page('/recommendations/FU-999', 404);
	for (const number of [50, 51])
		assert.equal(
			(await page(`/recommendations/FU-${number}`, 404)).replaceAll(/[0-9a-f-]{36}/g, ''),
			none.replaceAll(/[0-9a-f-]{36}/g, ''),
		);
	for (const path of [
		'/police-forces/derbyshire/recommendations',
		'/police-forces/derbyshire',
		'/recommendations',
	])
		assert.doesNotMatch(await page(path), /secret|FU-5\d/);
});

test('each figure of a force opens a list with as many as it says', async () => {
	const home = await page('/police-forces/derbyshire');
	const counts = [
		...home.matchAll(/href="(\/police-forces\/derbyshire\/recommendations\?[^"]+)">(?:<strong[^>]*>)?(\d+)/g),
	];
	assert.deepEqual(
		counts.map(([, , count]) => Number(count)),
		[1, 1, 1, 1, 1, 2],
	);
	for (const [, href = '', count] of counts) {
		const list = await page(href.replaceAll('&amp;', '&'));
		assert.equal(list.match(/class="app-library__item"/g)?.length, Number(count), href);
	}
	const wrong = await page('/police-forces/derbyshire/recommendations?state=forgotten&year=soon');
	assert.match(wrong, /There is no state called “forgotten”[\s\S]*“soon” is not a year/);
	assert.equal(wrong.match(/class="app-library__item"/g)?.length, 4);
	const csv = await page('/police-forces/derbyshire/recommendations.csv');
	assert.match(
		csv,
		/FU-41,a,recommendation,derbyshire,[^\n]*,2020-01-31,[^\n]*,accepted,2019-06-01T10:00:00Z,yes,no,no,/,
	);
});

test('the list of all that is asked says where it stands, and can be asked for by that', async () => {
	const open = words(await page('/recommendations?force=derbyshire&state=accepted'));
	assert.match(open, /2 in all\. Recommendation Accepted Overdue/);
	assert.match(words(await page('/recommendations?state=superseded')), /2 in all\. /);
	assert.match(words(await page('/recommendations?state=overdue')), /2 in all\. /);
	assert.match(words(await page('/recommendations?state=open')), /Asked of 2 forces/);
	assert.match(words(await page('/publications/peel-2018-19/raised')), /Do plain 1\. \(a\) First/);
	assert.match(await page('/publications/peel-2018-19/raised'), /href="\/recommendations\/FU-41"/);
});

test('a page that servers keep says at once where something stands now, and what is overdue once a day is over', async () => {
	const kept = async () => {
		const list = await service.app.inject({ url: '/police-forces/durham/recommendations' });
		const one = await service.app.inject({ url: '/recommendations/FU-46' });
		return [list, one].map(({ body }) => words(body));
	};
	for (const body of await kept())
		assert.doesNotMatch(body, /Submitted for verification since|1 Submitted for/);
	const soon = Temporal.Now.zonedDateTimeISO('Europe/London').toPlainDate().add({ days: 1 });
	await say({
		...{ release: peel, force: durham, number: 46, raised: 3, national: 44, title: 'Vetting' },
		...{ state: 'submitted for verification', since: '2020-01-01T10:00:00Z', dueOn: soon.toString() },
	});
	const [list = '', one = ''] = await kept();
	assert.match(list, /1 Submitted for verification/);
	assert.match(one, /Submitted for verification since 1 January 2020/);
	assert.doesNotMatch(list + one, /overdue Due|is overdue/i);
	await service.shiftClock('2 days');
	const [later = '', after = ''] = await kept();
	assert.match(later, /1 is overdue/);
	assert.match(after, /Overdue Due by/);
	await service.shiftClock('0');
});
