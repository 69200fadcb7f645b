import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { z } from 'zod';
import { aReport, asked } from '../../../test/answered.ts';
import { operator } from '../../../test/inspections.ts';
import { actorOf } from '../../../test/judging.ts';
import { open } from '../../../test/paper.ts';
import { wordsIn } from '../../../test/planning.ts';
import { type SignedIn, testService } from '../../../test/service.ts';
import { type AccountActor, dayIn, Invalid, systemClock, type Tx } from '../../foundation/index.ts';
import { addComment, publishResponse, recordResponse } from './answering.store.ts';
import { answerDueBy, londonDay } from './clock.ts';
import { responseById, responsesOf } from './response.store.ts';
import { answeringWaiting } from './waiting.ts';

const { owner, database, organisation, signedInAs } = await testService();
const asOperator = <T>(work: (tx: Tx) => Promise<T>) => database.asActor(operator, work);
const asPublic = <T>(work: (tx: Tx) => Promise<T>) => database.asActor({ kind: 'public' }, work);

async function aForce(name: string) {
	const force = await organisation('force', `${name} Police`);
	const home = await organisation('policing body', `Commissioner for ${name}`);
	await owner.query("insert into programmes.force (id, slug, region) values ($1, $2, 'East')", [
		force,
		name.toLowerCase(),
	]);
	await owner.query('update foundation.organisation set force_id = $1 where id = $2', [force, home]);
	return {
		id: force,
		body: await signedInAs('local policing body', { organisation: home }),
		colleague: await signedInAs('local policing body', { organisation: home }),
		chief: await signedInAs('chief officer', { organisation: force }),
		liaison: await signedInAs('force liaison officer', { organisation: force }),
	};
}
const here = await aForce('Hereshire');
const there = await aForce('Thereshire');
const inspector = await signedInAs('inspector');

const now = Temporal.Now.instant();
const at = (text: string) => Temporal.Instant.from(text);
const today = dayIn(systemClock);
const daysAgo = (days: number) =>
	today.subtract({ days }).toZonedDateTime({ timeZone: 'Europe/London', plainTime: '09:30' }).toInstant();
const ofBody = ({ body, id: force }: { body: SignedIn; id: string }): AccountActor => ({
	...actorOf(body, 'local policing body'),
	organisation: { id: body.organisation ?? '', kind: 'policing body', name: 'The body', force },
});
const ofChief = ({ chief, id }: { chief: SignedIn; id: string }): AccountActor => ({
	...actorOf(chief, 'chief officer'),
	organisation: { id, kind: 'force', name: 'The force', force: null },
});
const url = (response: string, page = '') =>
	`/followup/responses/${response}${page === '' ? '' : `/${page}`}`;
const publicOf = (response: string) =>
	asPublic((tx) =>
		tx
			.selectFrom('edition.response')
			.selectAll()
			.where('response_id', '=', response)
			.orderBy('version')
			.execute(),
	);
const problems = (body: string) =>
	wordsIn(/govuk-error-summary__list">([\s\S]*?)<\/ul>/.exec(body)?.[1] ?? '');

/** The database refuses it by the constraint of that name. */
const refusedBy = (constraint: string) => (error: unknown) =>
	error instanceof Error &&
	(error.message.includes(constraint) || Reflect.get(error, 'constraint') === constraint);

test('a response is owed from the London day on which a report is public, and before that there is nothing to answer', async () => {
	const early = await aReport(owner, {
		force: there.id,
		at: now.add({ hours: 1 }),
		title: 'Still embargoed',
	});
	assert.equal((await there.body.get(url(early.response))).statusCode, 404);
	assert.equal((await there.body.get(url(early.response, 'write'))).statusCode, 404);
	assert.equal((await inspector.get(url(early.response, 'record'))).statusCode, 404);
	const waits = () =>
		database.asActor(actorOf(inspector, 'inspector'), (tx) =>
			answeringWaiting(actorOf(inspector, 'inspector'), tx),
		);
	assert.deepEqual(await waits(), []);
	await assert.rejects(
		database.asActor(ofBody(there), (tx) =>
			tx.insertInto('followup.response').values({ release_id: early.release, force_id: there.id }).execute(),
		),
		refusedBy('response_published'),
	);

	// One minute past midnight in London is still the day before in UTC; a correction is of its report's own day.
	const night = at('2026-07-01T23:01:00Z');
	const report = await aReport(owner, { force: there.id, at: night, title: 'At night' });
	await aReport(owner, {
		...{ force: there.id, at: at('2026-08-20T09:00:00Z'), title: 'At night, corrected' },
		...{ release: report.release, number: 2 },
	});
	const found = await asOperator((tx) => responseById(tx, report.response));
	assert.equal(found?.title, 'At night, corrected');
	assert.equal(found?.publishedOn.toString(), '2026-07-02');
	assert.equal(found?.dueOn.toString(), '2026-08-26');
	assert.equal(found?.dueOn.toString(), answerDueBy(londonDay(night)).toString());
	assert.equal(found?.standing.kind, 'late');
	assert.deepEqual(
		(await waits()).map(({ text }) => text),
		['A report has no response on record after 56 days'],
	);

	// The list of the force and its body has theirs and nobody else's; what is withdrawn leaves it.
	assert.match(wordsIn((await there.liaison.get('/followup/responses')).body), /At night, corrected/);
	assert.doesNotMatch(wordsIn((await there.liaison.get('/followup/responses')).body), /Still embargoed/);
	assert.doesNotMatch(wordsIn((await here.body.get('/followup/responses')).body), /At night/);
	assert.equal((await here.body.get(url(report.response))).statusCode, 404);
	await owner.query(
		"update edition.edition set withdrawn_at = now(), withdrawn_because = 'Wrong' where release_id = $1",
		[report.release],
	);
	assert.equal(await asOperator((tx) => responseById(tx, report.response)), null);
});

test('the body invites the chief officer, answers each recommendation, previews and publishes; then it is fixed', async () => {
	const { response, promises } = await aReport(owner, {
		...{ force: here.id, at: daysAgo(20), title: 'How people are kept safe' },
		recommendations: ['Record every crime.', 'See every victim.'],
	});
	const [first, second] = promises.map(({ number }) => number);
	const waits = await database.asActor(ofBody(here), (tx) => answeringWaiting(ofBody(here), tx));
	assert.deepEqual(
		waits.map(({ text }) => text),
		['Respond to “How people are kept safe”'],
	);
	await (await open(here.body, url(response))).press('Invite the chief officer’s comments');
	const commented = await open(here.chief, url(response, 'comments'));
	await commented.press('Give these comments', {
		'Your comments on the report': 'We welcome it, planted by the chief.',
	});
	const replied = await open(here.body, url(response, 'reply'));
	assert.match(replied.words, /We welcome it/);
	await replied.press('Give this reply', { 'Your reply': 'So do we.' });

	const writing = await open(here.body, url(response, 'write'));
	await writing.press('Keep what is written', {
		'Comments on the report': 'Planted by the body: we read it.',
		[`What is done about FU-${first}?`]: 'Action has been taken',
		[`In your words, about FU-${first}`]: 'Training by June.',
	});
	// What they are writing is theirs: neither the inspectorate nor, of the draft, the force reads it.
	assert.doesNotMatch((await inspector.get(url(response))).body, /[Pp]lanted/);
	assert.doesNotMatch((await here.liaison.get(url(response))).body, /Planted by the body/);
	assert.match((await here.liaison.get(url(response))).body, /planted by the chief/);
	for (const path of ['write', 'reply', 'publish'])
		assert.equal((await there.body.get(url(response, path))).statusCode, 404);
	assert.equal((await here.liaison.get(url(response, 'comments'))).statusCode, 404);

	// One recommendation has nothing said about it: neither the page nor the database publishes that.
	assert.match(
		(await open(here.body, url(response, 'publish'))).words,
		new RegExp(`FU-${second}, or why nothing is`),
	);
	await assert.rejects(
		database.asActor(ofBody(here), (tx) => publishResponse(tx, ofBody(here), { id: response })),
		/FU-\d+, or why nothing is/,
	);
	await (await open(here.body, url(response, 'write'))).press('Keep what is written', {
		[`What is done about FU-${second}?`]: 'No action is taken or proposed',
		[`In your words, about FU-${second}`]: 'It is done already.',
	});
	const preview = await open(here.body, url(response, 'publish'));
	assert.match(preview.words, /in time.*Planted by the body.*Record every crime.*Training by June.*So do we/);
	const unsure = await here.body.submit(url(response, 'publish'), {
		shown: /name="shown" value="(\w+)"/.exec(preview.body)?.[1] ?? '',
	});
	assert.match(problems(unsure.body), /Say that this may be published/);
	// The chief officer comments again at this moment: what is published is what was read.
	await (await open(here.chief, url(response, 'comments'))).press('Give these comments', {
		'Your comments on the report': 'We welcome it, said better.',
	});
	const overtaken = await here.body.submit(url(response, 'publish'), {
		...{ sure: 'yes', shown: /name="shown" value="(\w+)"/.exec(preview.body)?.[1] ?? '' },
	});
	assert.equal(overtaken.statusCode, 422);
	assert.match(problems(overtaken.body), /have changed since you opened the page/);
	assert.deepEqual(await publicOf(response), []);

	const again = await open(here.body, url(response, 'publish'));
	assert.match(again.words, /commented again since your reply/);
	await again.press('Publish the response', { 'Before it is published': 'This may be published' });
	const [published] = await publicOf(response);
	assert.equal(published?.responded_on.toString(), today.toString());
	assert.equal(published?.days_late, 0);
	assert.equal(published?.chief_comments, 'We welcome it, said better.');
	assert.equal(published?.reply, 'So do we.');
	assert.deepEqual(z.array(z.object({ promise: z.number(), answer: z.string() })).parse(published?.parts), [
		{ promise: first, answer: 'taken' },
		{ promise: second, answer: 'none' },
	]);
	assert.match((await open(inspector, url(response))).words, /Published in time.*Planted by the body/);

	// It stays as it is; a correction is another version, and says what it corrects.
	await assert.rejects(
		owner.query('update edition.response set text = $1', ['Other']),
		/never changed|stays|refuse|only added/i,
	);
	await (await open(here.body, url(response, 'write'))).press('Keep what is written', {
		'Comments on the report': 'Planted by the body: we read it twice.',
	});
	assert.equal((await publicOf(response))[0]?.text, 'Planted by the body: we read it.');
	const correct = await open(here.body, url(response, 'correct'));
	const shown = /name="shown" value="(\w+)"/.exec(correct.body)?.[1] ?? '';
	assert.match(
		problems((await here.body.submit(url(response, 'correct'), { sure: 'yes', shown })).body),
		/Enter what is corrected/,
	);
	await correct.press('Publish the correction', {
		'What is corrected, and why?': 'We read it twice.',
		'Before it is published': 'This may be published',
	});
	assert.deepEqual(
		(await publicOf(response)).map(({ version, note }) => [version, note]),
		[
			[1, null],
			[2, 'We read it twice.'],
		],
	);
});

test('of two who write at once the second is shown both texts, and nothing is lost', async () => {
	const { response } = await aReport(owner, { force: here.id, at: daysAgo(10), title: 'Two at once' });
	const [mine, theirs] = [
		await open(here.body, url(response, 'write')),
		await open(here.colleague, url(response, 'write')),
	];
	await theirs.press('Keep what is written', { 'Comments on the report': 'Theirs, first.' });
	const answer = await here.body.post(url(response, 'write'), {
		...{ _form: /name="_form" value="([^"]+)"/.exec(mine.body)?.[1] ?? '', seen: '0' },
		text: 'Mine, second.',
	});
	assert.equal(answer.statusCode, 409);
	assert.match(wordsIn(answer.body), /Mine, second\..*Theirs, first\./);
	assert.match((await open(here.body, url(response, 'write'))).body, /Theirs, first\./);

	await database.asActor(ofChief(here), (tx) => addComment(tx, response, { text: 'First.', seen: 0 }));
	const late = await here.chief.submit(url(response, 'comments'), { text: 'Second.', seen: '0' });
	assert.equal(late.statusCode, 409);
	assert.match(wordsIn(late.body), /Second\..*First\./);
});

test('what was published elsewhere is put on record with its own day, never before the report or ahead of today', async () => {
	const published = at('2017-03-26T23:30:00Z'); // half past midnight on 27 March in London
	const [old, older] = [
		await aReport(owner, {
			force: here.id,
			at: published,
			title: 'Past',
			past: true,
			recommendations: ['Act.'],
		}),
		await aReport(owner, { force: there.id, at: published, title: 'Past too', past: true }),
	];
	// Nobody is called late for what nobody here could know.
	const list = wordsIn((await inspector.get('/followup/responses?force=hereshire')).body);
	assert.match(list, /Past Not known No response is on record 21 May 2017 – 27 March 2017/);
	const fields = (day: string) => {
		const [year = '', month = '', of = ''] = day.split('-');
		return {
			...{
				bodyName: 'Commissioner for Hereshire',
				address: 'https://body.example/response',
				text: 'We agree.',
			},
			...{ 'on-day': of, 'on-month': month, 'on-year': year },
		};
	};
	const page = url(old.response, 'record');
	assert.match(
		problems((await inspector.submit(page, fields('2017-03-26'))).body),
		/cannot have been published before/,
	);
	assert.match(problems((await inspector.submit(page, fields('2017-02-30'))).body), /real date/);
	assert.match(
		problems((await inspector.submit(page, fields(today.add({ days: 1 }).toString()))).body),
		/today or in the past/,
	);
	const half = await inspector.submit(page, {
		...fields('2017-05-22'),
		...{ address: 'body.example', [`words-${old.promises[0]?.number}`]: 'Kept on the page.' },
	});
	assert.match(problems(half.body), /begins with https/);
	assert.match(half.body, /Kept on the page\./);
	const record = (on: string, response = old.response) =>
		asOperator((tx) =>
			recordResponse(tx, operator, {
				...{ id: response, on: Temporal.PlainDate.from(on), bodyName: 'B', text: 'We agree.' },
				address: 'https://body.example/response',
			}),
		);
	// The database holds both, whoever asks.
	const refused = (error: unknown) => error instanceof Invalid && 'on' in error.problems;
	await assert.rejects(record('2017-03-26'), refused);
	await assert.rejects(record(today.add({ days: 1 }).toString()), refused);
	assert.equal((await inspector.submit(page, fields('2017-05-22'))).statusCode, 303);
	await record('2017-05-21', older.response);
	assert.deepEqual(
		(await publicOf(old.response)).map(({ days_late, recorded }) => [days_late, recorded]),
		[[1, true]],
	);
	const standing = (response: string) =>
		asOperator(async (tx) => (await responseById(tx, response))?.standing.kind);
	assert.equal(await standing(old.response), 'published late');
	assert.equal(await standing(older.response), 'in time');
	const corrected = await inspector.submit(url(old.response, 'correct-the-record'), {
		...fields('2017-05-20'),
		note: 'The day was wrong.',
	});
	assert.equal(corrected.statusCode, 303);
	assert.equal(await standing(old.response), 'in time');
	const csv = (await inspector.get('/followup/responses.csv?state=in+time&force=hereshire')).body;
	assert.match(csv, /Past,\/publications\/[^,]+,no,2017-03-27,2017-05-21,in time,,,2017-05-20/);
});

test('one response answers a national report too, recommendation by recommendation', async () => {
	const national = await aReport(owner, { force: null, at: daysAgo(70), title: 'All forces together' });
	const { response } = await aReport(owner, { force: there.id, at: daysAgo(60), title: 'Thereshire alone' });
	const toAll = await asked(owner, {
		release: national.release,
		force: there.id,
		text: 'All forces should act.',
	});
	const writing = await open(there.body, url(response, 'write'));
	assert.doesNotMatch(writing.words, /All forces should act/);
	const more = await writing.press('Keep what is written', {
		'Comments on the report': 'Both of them.',
		'Does this response answer a national report too? (optional)': 'All forces together',
	});
	await more.press('Keep what is written', {
		[`What is done about FU-${toAll.number}?`]: 'Action is proposed',
		[`In your words, about FU-${toAll.number}`]: 'By next year.',
	});
	await (await open(there.body, url(response))).press('Invite the chief officer’s comments');
	await (await open(there.body, url(response, 'publish'))).press('Publish the response', {
		'Before it is published': 'This may be published',
	});
	const [published] = await publicOf(response);
	assert.deepEqual(published?.also, [
		{ slug: `reports-${national.release}`, title: 'All forces together', release_id: national.release },
	]);
	assert.equal(published?.days_late, 5);
	assert.match(
		wordsIn((await inspector.get(url(response))).body),
		/Published late.*5 days late.*made no comments/,
	);
	const late = await asOperator(async (tx) =>
		(await responsesOf(tx)).filter(({ standing }) => standing.kind === 'late'),
	);
	assert.deepEqual(late, []);
	// What the national report asked is read here no longer than there.
	const quoted = () =>
		asPublic((tx) =>
			sql<{ parts: number; also: number }>`
				select jsonb_array_length(edition.still_asked(r.parts)) as parts,
					jsonb_array_length(edition.still_out(r.also)) as also
				from edition.response r where r.response_id = ${response}`.execute(tx),
		);
	assert.deepEqual((await quoted()).rows, [{ parts: 1, also: 1 }]);
	await owner.query(
		"update edition.edition set withdrawn_at = app.now(), withdrawn_because = 'It was wrong' where release_id = $1",
		[national.release],
	);
	assert.deepEqual((await quoted()).rows, [{ parts: 0, also: 0 }]);
});
