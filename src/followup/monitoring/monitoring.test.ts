import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { operator } from '../../../test/inspections.ts';
import { open } from '../../../test/paper.ts';
import { forceNamed } from '../../../test/planning.ts';
import { testService } from '../../../test/service.ts';
import { dayIn, systemClock } from '../../foundation/index.ts';

const service = await testService();
const { owner, database, signedInAs } = service;
const [here, there] = await database.asActor(operator, async (tx) => [
	await forceNamed(tx, 'Hereshire Police'),
	await forceNamed(tx, 'Thereshire Police'),
]);
const hmi = await signedInAs('HM Inspector');
const inspector = await signedInAs('inspector');
const liaison = await signedInAs('force liaison officer', { organisation: here ?? null });
const stranger = await signedInAs('force liaison officer', { organisation: there ?? null });
const page = '/followup/monitoring/hereshire';
const today = dayIn(systemClock);

/** What everybody reads, the newest last. */
const published = () =>
	database.asActor({ kind: 'public' }, async (tx) =>
		tx
			.selectFrom('edition.monitored')
			.select([
				'decision_number',
				'stage',
				'stage_name',
				'reasons',
				'criteria',
				'unmet_because',
				'decided_by',
			])
			.orderBy('id')
			.execute(),
	);

test('a decision is the inspectorate’s own until the force is told, and nobody else’s until it is published', async () => {
	const form = await open(hmi, `${page}/decide`);
	const reasons = { Reasons: 'Calls wait too long.' };
	await assert.rejects(
		form.press('Make the decision', { ...reasons, 'Exit criteria': '\n  \n' }),
		/Enter at least one exit criterion/,
	);
	const made = await form.press('Make the decision', {
		...reasons,
		'Exit criteria': 'Calls are answered in time\nVictims are told',
		'Plan (optional)': 'We look again each month.',
		'Internal reasoning (optional)': 'The chief did not persuade us.',
		'When is it published?': 'Not yet',
	});
	assert.match(made.words, /Nobody outside the inspectorate sees this decision yet/);
	assert.match((await open(liaison, page)).words, /Default monitoring \. Every force is in this stage/);
	assert.deepEqual(await published(), []);
	// Nothing follows a decision that waits.
	assert.match((await open(hmi, `${page}/decide`)).words, /Publish it or take it back first/);

	// A number that was given before would leave a gap between those that are known.
	assert.match(made.words, /Without a number/);
	await made.press('Tell the force');
	const told = await open(liaison, page);
	assert.match(told.words, /MON-1\b/);
	assert.match(told.words, /Calls wait too long.*Victims are told.*We look again each month/);
	assert.doesNotMatch(told.words, /persuade|reasoning|log/i);
	assert.equal((await stranger.get(page)).statusCode, 404);
	assert.deepEqual(await published(), []);

	const done = await (await open(hmi, page)).press('Publish it');
	assert.match(done.words, /Enhanced monitoring since/);
	const [row, ...more] = await published();
	assert.equal(more.length, 0);
	assert.deepEqual(
		[row?.stage, row?.stage_name, row?.reasons, row?.unmet_because],
		['enhanced', 'Enhanced monitoring', 'Calls wait too long.', null],
	);
	const { rows } = await owner.query("select 1 from edition.change where what = 'monitored'");
	assert.equal(rows.length, 1);
});

test('each criterion is met by a day and words; leaving before all are needs a reason that everybody reads', async () => {
	const look = (await open(inspector, page)).link('Record that it is met : Calls are answered in time');
	const form = await open(inspector, look);
	const words = { 'How does the inspectorate know?': 'We listened to 40 calls.' };
	await assert.rejects(
		form.press('Record that it is met', { ...words, 'Since when?': today.subtract({ days: 3 }) }),
		/The day must be today or earlier, and not before the decision/,
	);
	await form.press('Record that it is met', { ...words, 'Since when?': today });
	assert.match(
		(await open(liaison, page)).words,
		/Calls are answered in time Met since .* We listened to 40 calls/,
	);
	assert.deepEqual((await published()).at(-1)?.criteria, [
		{ text: 'Calls are answered in time', met_on: today.toString() },
		{ text: 'Victims are told', met_on: null },
	]);

	const leaving = { Stage: 'Default monitoring', Reasons: 'It is better.', 'Exit criteria': '' };
	const decide = await open(hmi, `${page}/decide`);
	await assert.rejects(
		decide.press('Make the decision', leaving),
		/Enter why it leaves this stage before every criterion is met/,
	);
	await decide.press('Make the decision', {
		...leaving,
		'Why it leaves before every criterion is met': 'The other one is followed in the register.',
	});
	const last = (await published()).at(-1);
	assert.deepEqual(
		[last?.stage, last?.unmet_because],
		['default', 'The other one is followed in the register.'],
	);
	assert.equal((await inspector.get(look)).statusCode, 404, 'its criteria are over');
	await assert.rejects(owner.query("update followup.stage set reasons = 'Other'"), /never changed/);
});

test('the stages are called what the inspectorate calls them', async () => {
	const form = await open(hmi, '/followup/monitoring/stages');
	const list = await form.press('Save the names', {
		'The usual stage': 'Scan',
		'The closer stage': 'Engage',
	});
	assert.match(list.words, /No force is in this stage: Engage\. Scan .*Hereshire Police/);
	assert.equal((await published()).at(-1)?.stage_name, 'Default monitoring', 'what was published stays');
});

test('an entry of the log is evidence about the force that findings can cite, and the force sees none of it', async () => {
	const form = await open(inspector, `${page}/log`);
	const added = await form.press('Add the entry', {
		'How did it come to be known?': 'Meeting or call',
		Title: 'Calls again',
		'What was seen': 'The force expects more calls.',
		'Where does it come from?': 'Monthly call',
	});
	assert.match(added.words, /Calls again E-\d+, .* Meeting or call: Monthly call/);
	const [item] = await database.asActor(operator, (tx) =>
		tx
			.selectFrom('evidence.item')
			.select(['kind', 'force_id', 'supplied_by'])
			.where('number', '=', Number(/E-(\d+)/.exec(added.words)?.[1]))
			.execute(),
	);
	assert.deepEqual(item, { kind: 'monitoring', force_id: here, supplied_by: null });
	assert.doesNotMatch((await open(liaison, page)).words, /Calls again/);
	assert.equal((await liaison.get(`${page}/log`)).statusCode, 404);
});

test('an accelerated cause of concern leaves no trace outside before its release is public', async () => {
	await owner.query('set session_replication_role = replica');
	await owner.query(
		`insert into releases.release (id, slug, title, kind, state) values (md5('a')::uuid, 'a-letter', 'A letter', 'reports',
			'approved')`,
	);
	await owner.query(
		`insert into edition.edition (release_id, number, slug, title, kind, release_at, content_hash, records_hash, approved_at)
		values (md5('a')::uuid, 1, 'a-letter', 'A letter', 'reports', app.now() + interval '1 day', sha256('a'), sha256('a'),
			app.now())`,
	);
	await owner.query('reset session_replication_role');
	const { rows } = await owner.query<{ number: string }>('select number from releases.release');
	const seen = (who: typeof liaison) =>
		who.get(page).then(({ body }) => body.replaceAll(/_form" value="[^"]*"/g, ''));
	const before = await seen(liaison);
	const form = await open(inspector, `${page}/accelerated/new`);
	const one = await form.press('Record it', {
		Title: 'Children wait',
		'What was found': 'Names of cases.',
		'Release (optional)': `REL-${rows[0]?.number}`,
	});
	const told = await (await open(inspector, one.link('Record who was told'))).press('Record it', {
		'Who was told?': 'The chief constable',
	});
	assert.match(told.words, /Not public .*The chief constable/);
	const strip = (body: string) => body.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|nonce="[^"]*"/g, '');
	assert.equal(strip(await seen(liaison)), strip(before));
	assert.equal((await liaison.get(one.url)).statusCode, 404);

	await owner.query(
		"set session_replication_role = replica; update edition.edition set release_at = app.now() - interval '1 minute'; reset session_replication_role",
	);
	// What was raised is in the register by then.
	await owner.query('set session_replication_role = replica');
	await owner.query(
		`insert into judgments.raised (id, number, kind, force_id, source, text) overriding system value
		values (md5('r')::uuid, 1, 'cause of concern', $1, 'A', 'B')`,
		[here],
	);
	await owner.query(
		`insert into followup.promise (raised_id, raised_number, release_id, force_id, kind, text, source, published_on)
		values (md5('r')::uuid, 1, md5('a')::uuid, $1, 'cause of concern', 'B', 'A letter', '2020-01-31')`,
		[here],
	);
	await owner.query('reset session_replication_role');
	const place = await open(inspector, `${one.url}/place`);
	await place.press('Save', { 'Cause of concern (optional)': 'CC-1 B' });
	const own = await open(liaison, one.url);
	assert.match(own.words, /Children wait .*In the register FU-\d+ Published A letter.*The chief constable/);
	assert.doesNotMatch(own.words, /Names of cases/);
	assert.equal((await stranger.get(one.url)).statusCode, 404);
	const found = database.asActor(
		{
			kind: 'account',
			account: liaison.account,
			name: 'L',
			email: liaison.email,
			roles: ['force liaison officer'],
			organisation: { id: here ?? '', kind: 'force', name: 'Hereshire Police', force: null },
			session: '',
			method: 'password',
		},
		(tx) => sql`select found from followup.accelerated`.execute(tx),
	);
	await assert.rejects(found, /permission denied/);
});
