import assert from 'node:assert/strict';
import { test } from 'node:test';
import { operator } from '../../../test/inspections.ts';
import { open } from '../../../test/paper.ts';
import { forceNamed } from '../../../test/planning.ts';
import { clockAt, doJob, postedMails } from '../../../test/posted.ts';
import { testService } from '../../../test/service.ts';
import { mailer, zone } from '../../foundation/index.ts';
import { type Due, stepOf } from './due.ts';
import { remindJob } from './remind.job.ts';

const service = await testService();
const { owner, database, services, signedInAs, visitor } = service;
const [here = '', there = ''] = await database.asActor(operator, async (tx) => [
	await forceNamed(tx, 'Hereshire Police'),
	await forceNamed(tx, 'Thereshire Police'),
]);
const { rows: bodies } = await owner.query<{ id: string }>(
	"insert into foundation.organisation (kind, name, force_id) values ('policing body', 'Commissioner', $1) returning id",
	[here],
);
const liaison = await signedInAs('force liaison officer', { organisation: here });
const contributor = await signedInAs('force contributor', { organisation: here });
const stranger = await signedInAs('force liaison officer', { organisation: there });
const body = await signedInAs('local policing body', { organisation: bodies[0]?.id ?? null });
const inspector = await signedInAs('inspector');
const sender = await signedInAs('inspector');
const first = Temporal.PlainDate.from('2030-03-04');

/** One thing asked, as an older register has it: what follows from releases has tests of its own. */
async function asked(force: string, text: string, due: Temporal.PlainDate, whose = 'force'): Promise<string> {
	const { rows } = await owner.query<{ id: string; part: string }>(
		`with p as (insert into followup.promise (force_id, whose, kind, text, source, older_id, published_on)
			values ($1, $2, 'recommendation', $3, 'A register', $3, '2029-01-01') returning id)
		insert into followup.part (promise_id, text, due_on, due_basis, due_set_by)
			select id, $3, $4, 'By then', 'inspectorate' from p returning promise_id as id, id as part`,
		[force, whose, text, due.toString()],
	);
	return rows[0]?.part ?? assert.fail();
}

const at = (day: Temporal.PlainDate) =>
	clockAt(service, day.toZonedDateTime({ timeZone: zone, plainTime: '09:00' }).toInstant());
const remind = (post = mailer(services.secret)) => doJob(service, remindJob(services, post));
const told = async () => {
	const mails = (await postedMails(service)).map(({ to, subject, text }) => ({ to, subject, text }));
	await owner.query('delete from graphile_worker._private_jobs');
	return mails;
};

test('a thing is said at 28, 7 and 1 days and once it is late, a response at 14 too, and a window only while it is open', () => {
	const steps = (what: Due['what']) =>
		[29, 28, 14, 8, 7, 2, 1, 0, -1].map((days) => stepOf({ what, on: first.add({ days }) }, first));
	const [far, near, soon, late] = ['28 days', '7 days', '1 day', 'late'];
	assert.deepEqual(steps('part'), [null, far, far, far, near, near, soon, soon, late]);
	assert.deepEqual(steps('response'), [null, far, '14 days', '14 days', near, near, soon, soon, late]);
	assert.deepEqual(steps('window'), [null, null, null, null, near, near, soon, soon, null]);
});

test('each is written to once of each step, however often the job runs, at once or after it broke off', async () => {
	await at(first);
	await asked(here, 'Answer calls in time', first.add({ days: 10 }));
	await asked(here, 'Hold the chief to account', first.subtract({ days: 3 }), 'policing body');
	const moved = await asked(there, 'Look after people', first.add({ days: 40 }));
	// It breaks off at the second person: what was told to the first stays told, and nothing of the second.
	const post = mailer(services.secret);
	let posted = 0;
	const breaking = {
		...post,
		async post(...call: Parameters<typeof post.post>) {
			posted += 1;
			await post.post(...call);
			if (posted === 2) throw new Error('the machine stopped');
		},
	};
	await assert.rejects(remind(breaking), /machine stopped/);
	await Promise.all([remind(), remind()]);
	await remind();
	const mails = await told();
	assert.deepEqual(mails.map(({ to }) => to).sort(), [liaison.email, body.email].sort());
	const mail = mails.find(({ to }) => to === liaison.email) ?? assert.fail();
	assert.match(mail.subject, /follow-up, 1 due soon$/);
	assert.match(mail.text, /FU-\d+ is due on 14 March 2030, in 10 days: http:\/\/localhost\/followup\/\d+/);
	for (const { subject, text } of mails) assert.doesNotMatch(subject + text, /calls|account in|chief/i);
	assert.match(mails.find(({ to }) => to === body.email)?.text ?? '', /was due on 1 March 2030, 3 days ago/);

	await at(first.add({ days: 1 }));
	await remind();
	assert.deepEqual(await told(), [], 'nothing is new');
	await owner.query('update followup.part set due_on = $1 where id = $2', [
		first.add({ days: 5 }).toString(),
		moved,
	]);
	await at(first.add({ days: 4 }));
	await remind();
	assert.deepEqual((await told()).map(({ to }) => to).sort(), [liaison.email, stranger.email].sort());
});

test('whoever wants none gets none, whoever wants one a week gets no second', async () => {
	const choose = async (who: typeof liaison, often: string) =>
		(await open(who, '/followup/reminders')).press('Save', {
			'How often do you want to be reminded?': often,
		});
	await choose(liaison, 'Never');
	await choose(stranger, 'Once a week, if there is something new');
	// Thursday: the stranger was written to on Friday of the week before.
	const day = first.add({ days: 10 });
	await at(day);
	await asked(here, 'Write it down', day);
	await asked(there, 'Write it down too', day.add({ days: 20 }));
	await remind();
	assert.deepEqual(
		(await told()).map(({ to }) => to),
		[stranger.email],
	);
	await asked(there, 'And this', day.add({ days: 20 }));
	await at(day.add({ days: 1 }));
	await remind();
	assert.deepEqual(await told(), []);
	await at(day.add({ days: 4 }));
	await remind();
	assert.deepEqual(
		(await told()).map(({ to }) => to),
		[stranger.email],
		'a week begins on Monday',
	);
});

test('what is submitted waits for inspectors, and not for the one who sent it', async () => {
	const part = await asked(here, 'Show it', first.add({ days: 300 }));
	await owner.query('set session_replication_role = replica');
	await owner.query("update followup.part set state = 'submitted for verification' where id = $1", [part]);
	await owner.query(
		"insert into followup.act (part_id, number, becomes, words, by) values ($1, 1, 'submitted for verification', 'Done', $2)",
		[part, sender.account],
	);
	await owner.query('reset session_replication_role');
	await at(first.add({ days: 20 }));
	await remind();
	const mails = (await told()).filter(({ subject }) => /verify/.test(subject));
	assert.deepEqual(
		mails.map(({ to }) => to),
		[inspector.email],
	);
	assert.match((await open(inspector, '/home')).words, /Verify FU-\d+, Hereshire Police/);
	assert.doesNotMatch((await open(sender, '/home')).words, /Verify FU-/);
});

test('a calendar reads as its holder stands at that moment, and an ended or renewed address leads nowhere', async () => {
	const page = await (await open(contributor, '/followup/reminders')).press('Make an address');
	const address = (paper: typeof page) => new URL(/http\S+\.ics/.exec(paper.words)?.[0] ?? '').pathname;
	const own = address(page);
	const read = (url: string) => visitor().get(url);
	const feed = await read(own);
	assert.equal(feed.statusCode, 200);
	assert.match(feed.body, /DTSTART;VALUE=DATE:20300314\r\n/);
	assert.match(feed.body, /Answer calls in time/);
	assert.doesNotMatch(feed.body, /Look after people/);
	assert.doesNotMatch((await read(`${own}?force=thereshire`)).body, /Look after people/);
	const { rows } = await owner.query<{ token: string }>(
		"select encode(token_hash, 'hex') || id as token from followup.calendar",
	);
	assert.ok(!own.includes(rows[0]?.token ?? ''), 'what is kept is not what opens it');

	// So do those of the policing body and of the inspectorate.
	for (const who of [body, inspector]) {
		const theirs = address(await (await open(who, '/followup/reminders')).press('Make an address'));
		assert.match((await read(theirs)).body, /Hold the chief to account/);
	}
	await owner.query('update foundation.account set organisation_id = $1 where id = $2', [
		there,
		contributor.account,
	]);
	const elsewhere = (await read(own)).body;
	assert.match(elsewhere, /Look after people/);
	assert.doesNotMatch(elsewhere, /Answer calls/);
	await owner.query("update foundation.account set state = 'suspended' where id = $1", [contributor.account]);
	const gone = await read(own);
	assert.equal(gone.statusCode, 404);
	await owner.query("update foundation.account set state = 'active' where id = $1", [contributor.account]);
	const renewed = address(await (await open(contributor, '/followup/reminders')).press('Make a new address'));
	assert.deepEqual([(await read(own)).statusCode, (await read(renewed)).statusCode], [404, 200]);
	await (await open(contributor, '/followup/reminders')).press('End this address');
	assert.equal((await read(renewed)).statusCode, 404);
});

test('a list of the register is kept under a name, opened, renamed and deleted, and is nobody else’s', async () => {
	const save = await open(liaison, '/followup/saved/new?state=overdue&page=3');
	const list = await save.press('Save the list', { 'What do you call it?': 'Late ones' });
	assert.match(list.words, /Late ones State: Past their deadline/);
	assert.equal(list.link('Late ones'), '/followup?state=overdue');
	await assert.rejects(
		(await open(liaison, save.url)).press('Save the list', { 'What do you call it?': 'late ONES' }),
		/You have a list of this name already/,
	);
	const rename = list.link('Rename Late ones');
	assert.equal((await stranger.get(rename)).statusCode, 404);
	assert.doesNotMatch((await open(stranger, '/followup/saved')).words, /Late ones/);
	const renamed = await (await open(liaison, rename)).press('Rename it', { Name: 'Overdue' });
	assert.match((await renamed.press('Delete Overdue')).words, /You have saved no list yet/);
});
