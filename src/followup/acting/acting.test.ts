import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { actorOf } from '../../../test/judging.ts';
import { open } from '../../../test/paper.ts';
import { aPromise } from '../../../test/promised.ts';
import { type SignedIn, testService } from '../../../test/service.ts';
import type { AccountActor } from '../../foundation/index.ts';
import { addForce } from '../../programmes/index.ts';
import { actOn } from './act.store.ts';

const service = await testService();
const { owner, database, signedInAs } = service;

const forceNamed = (name: string) =>
	database.asActor({ kind: 'operator', name: 'tests' }, (tx) =>
		addForce(tx, { name, code: null, region: 'North', inScope: true, scopeNote: null }),
	);
const force = await forceNamed('Hereshire Police');
const elsewhere = await forceNamed('Thereshire Police');
const at = { organisation: force };
const liaison = await signedInAs('force liaison officer', at);
const chief = await signedInAs('chief officer', at);
const contributor = await signedInAs('force contributor', at);
const stranger = await signedInAs('force liaison officer', { organisation: elsewhere });
const inspector = await signedInAs('inspector');
const colleague = await signedInAs('inspector');
const hmi = await signedInAs('HM Inspector');
const manager = await signedInAs('programme manager');

/** The problems of a page that was shown again, and nothing was kept. */
async function refused(who: SignedIn, url: string, fields: Record<string, string | string[]>, status = 422) {
	// The form is sent to where its page says.
	const { body } = await who.get(url);
	const [path = ''] = url.split('?');
	const actions = [...body.matchAll(/<form method="post" action="([^"]*)"/g)].map(
		([, action = '']) => action,
	);
	const action = actions.find((one) => one.startsWith(path))?.replaceAll('&amp;', '&') ?? url;
	const token = /name="_form" value="([^"]+)"/.exec(body)?.[1] ?? '';
	const answer = await who.post(action, { _form: token, ...fields });
	assert.equal(answer.statusCode, status, answer.body.slice(0, 2000));
	return answer.body;
}

const stateOf = async (part: string) =>
	(await owner.query<{ state: string }>('select state from followup.part where id = $1', [part])).rows[0]
		?.state;

/** Accepted, begun and sent by the force. */
async function sent(href: string, letter = 'whole'): Promise<void> {
	const one = `${href}/parts/${letter}`;
	await (await open(liaison, `${one}/accept`)).press('Accept');
	await (await open(contributor, `${one}/submit`)).press('Submit for verification', {
		'What shows that it is done?': 'Twelve reviews, each with its date.',
	});
}

test('a part is closed with evidence, by an inspector who neither sent nor wrote it, and by nobody else', async () => {
	const { href, parts } = await aPromise(owner, { force, letters: ['a', 'b'] });
	const [a = ''] = parts;
	const one = `${href}/parts/a`;
	await (await open(liaison, `${one}/accept`)).press('Accept', {
		'What do you want to say with it? (optional)': 'We will review every case.',
	});
	// Nothing is sent without something to look at.
	assert.match(
		await refused(contributor, `${one}/submit`, { reason: 'All done' }),
		/Say what shows that it is done/,
	);
	assert.equal(await stateOf(a), 'accepted');
	// The inspectorate may write down what it is told; then another inspector looks at it.
	const found = await open(inspector, `${one}/submit`);
	await found.press('Submit for verification', {
		'What shows that it is done?': 'They read the list to me.',
		'Who says so?': 'The force, as it told the inspectorate',
	});
	const own = await open(inspector, href);
	assert.match(own.words, /Close as verified : You sent what has to be looked at/);
	assert.match(own.words, /Another inspector looks at what was sent about \(a\)/);
	assert.match(
		(await open(hmi, href)).words,
		/Look at what was sent about \(a\), and close it or say why not/,
	);
	assert.match(await refused(inspector, `${one}/close`, {}), /Somebody else has to close this/);
	for (const nobody of [manager, liaison, chief])
		assert.equal((await nobody.get(`${one}/close`)).statusCode, 404);
	// It is not accepted, with reasons that the force reads, and sent again.
	assert.match(await refused(hmi, `${one}/do-not-accept`, { reason: ' ' }), /Enter the reasons/);
	await (await open(hmi, `${one}/do-not-accept`)).press('Do not accept as closed', {
		'Why is it not accepted as closed?': 'A list that is read aloud shows nothing.',
	});
	const read = await open(liaison, href);
	assert.match(read.words, /Read below why \(a\) was not accepted/);
	assert.match(read.words, /A list that is read aloud shows nothing/);
	await (await open(contributor, `${one}/submit`)).press('Submit for verification', {
		'What shows that it is done?': 'The list.',
		'Files (optional)': { name: 'list.txt', content: 'Plain words.\n' },
	});
	const closed = await (await open(colleague, `${one}/close`)).press('Close as verified');
	assert.match(closed.words, /Part \(a\) is now verified and closed|Verified closed/);
	// A part may be over before the others: the whole is open, and there is no way to close it over one that is.
	assert.match(closed.words, /The whole stays open until its last part is/);
	assert.equal((await colleague.get(`${href}/parts/whole/close`)).statusCode, 404);
	// The file is for the inspectorate and for those who sent it.
	const file = (await open(liaison, href)).link('list.txt');
	assert.equal((await liaison.get(file)).body, 'Plain words.\n');
	assert.equal((await inspector.get(file)).statusCode, 200);
	assert.equal((await stranger.get(file)).statusCode, 404);
});

test('who wrote an item of evidence does not close by it, whoever sent it', async () => {
	const { href, parts } = await aPromise(owner, { force });
	const [part = ''] = parts;
	const one = `${href}/parts/whole`;
	await (await open(inspector, `${one}/begin`)).press('Say that work has begun');
	await owner.query('set session_replication_role = replica');
	const { rows } = await owner.query<{ id: string; number: string }>(
		"insert into evidence.item (id, kind, force_id, source_id) values (gen_random_uuid(), 'document', $1, gen_random_uuid()) returning id, number",
		[force],
	);
	await owner.query(
		"insert into evidence.version (item_id, number, title, text, happened_on, gathered_by_name, reliability, bearing, entered_by) values ($1, 1, 'A visit', 'Words', '2026-01-01', 'A', 'verified', 'informs', $2)",
		[rows[0]?.id, colleague.account],
	);
	await owner.query('reset session_replication_role');
	assert.match(
		await refused(inspector, `${one}/submit`, { of: 'force', evidence: 'E-987654' }),
		/There is no item of evidence “E-987654”/,
	);
	await (await open(inspector, `${one}/submit`)).press('Submit for verification', {
		'Items of evidence (optional)': `E-${rows[0]?.number}`,
	});
	assert.match(await refused(colleague, `${one}/close`, {}), /you sent the evidence, or wrote it/);
	assert.equal(await stateOf(part), 'submitted for verification');
	// The force does not learn which item it was.
	assert.doesNotMatch((await open(liaison, href)).words, /E-\d/);
	await (await open(hmi, `${one}/close`)).press('Close as verified');
	assert.equal(await stateOf(part), 'verified closed');
});

test('whoever was overtaken is told so, and finds what they typed', async () => {
	const { href, parts } = await aPromise(owner, { force });
	const page = await open(liaison, `${href}/parts/whole/reject`);
	await (await open(chief, `${href}/parts/whole/begin`)).press('Say that work has begun');
	const action = /action="([^"]*reject[^"]*)"/.exec(page.body)?.[1] ?? '';
	const token = /name="_form" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
	const answer = await liaison.post(action, { _form: token, reason: 'We have no such cases.' });
	assert.equal(answer.statusCode, 409);
	assert.match(answer.body, /We have no such cases\./);
	assert.equal(await stateOf(parts[0] ?? ''), 'in progress');
});

test('several are done for one reason that each shows, or none of them is', async () => {
	const one = await aPromise(owner, { force });
	const other = await aPromise(owner, { force, letters: ['a', 'b'] });
	const over = await aPromise(owner, { force });
	await sent(over.href);
	const parts = [...one.parts, ...other.parts];
	const address = (ids: readonly string[]) =>
		`/followup/act?${new URLSearchParams(ids.map((id) => ['part', id]))}`;
	const seen = (ids: readonly string[], moves = 0) => ids.map((id) => `${id}.${moves}`);
	const fields = { action: 'end-as-not-applicable'.replaceAll('-', ' '), reason: '' };
	assert.match(
		await refused(manager, address(parts), { ...fields, seen: seen(parts) }),
		/Enter one reason for all of them/,
	);
	// What one of them cannot take, none is given, and the one is named.
	const mixed = [...one.parts, ...over.parts];
	assert.match(
		await refused(manager, address(mixed), {
			action: 'accept',
			reason: 'They wrote to us.',
			seen: [...seen(one.parts), ...seen(over.parts, 2)],
		}),
		new RegExp(`FU-${over.number} is “Submitted for verification”`),
	);
	for (const part of parts) assert.equal(await stateOf(part), 'awaiting response');
	await (await open(manager, address(parts))).press('Do it to all 3', {
		'What is done?': 'No longer applicable',
		'Why?': 'The law they rest on was repealed.',
	});
	for (const part of parts) assert.equal(await stateOf(part), 'no longer applicable');
	const shown = await open(liaison, other.href);
	assert.match(shown.words, /The law they rest on was repealed\. Done together with others, for one reason/);
	// Another force's are not there, and neither is the page for them.
	assert.equal((await stranger.get(address(one.parts))).statusCode, 404);
});

test('a deadline is moved by whoever set it, with a reason, and never to before publication', async () => {
	const { href } = await aPromise(owner, { force, due: '2018-07-31' });
	const one = `${href}/parts/whole/deadline`;
	assert.equal((await liaison.get(one)).statusCode, 409, 'the inspectorate set it');
	const day = (y: string, m: string, d: string) => ({ 'due-year': y, 'due-month': m, 'due-day': d });
	const by = { setBy: 'inspectorate', was: '2018-07-31' };
	assert.match(
		await refused(manager, one, { ...by, ...day('2018', '2', '31'), because: 'Later' }),
		/The deadline must be a real date/,
	);
	assert.match(
		await refused(manager, one, { ...by, ...day('2018', '1', '30'), because: 'Earlier' }),
		/must not be before the day of publication/,
	);
	assert.match(
		await refused(manager, one, { ...by, ...day('2019', '1', '31') }),
		/what the deadline rests on/,
	);
	await (await open(manager, one)).press('Move the deadline', {
		'By which day has it to be done?': Temporal.PlainDate.from('2019-01-31'),
		'What does it rest on, and why is it moved?': 'Within twelve months, as agreed',
	});
	const read = await open(liaison, href);
	assert.match(read.words, /From 31 July 2018 to 31 January 2019, set by the inspectorate/);
	// Where nobody has set one, the force sets its own, and moves that.
	const free = await aPromise(owner, { force });
	const own = `${free.href}/parts/whole/deadline`;
	for (const [button, date] of [
		['Set a deadline', '2030-03-01'],
		['Move the deadline', '2030-04-01'],
	] as const)
		await (await open(chief, own)).press(button, {
			'By which day has it to be done?': Temporal.PlainDate.from(date),
			[button === 'Set a deadline' ? 'What does it rest on?' : 'What does it rest on, and why is it moved?']:
				'Our own plan',
		});
	assert.match((await open(manager, free.href)).words, /Due on 1 April 2030.*Set by the force: Our own plan/);
});

test('a force sees its own and not another’s; a note stays with the inspectorate, in every row that is public', async () => {
	const { href, number } = await aPromise(owner, { force, text: 'Hereshire should look after its cellars.' });
	const words = 'Heard in confidence: violets';
	await (await open(inspector, href)).press('Keep the note', { 'Add a note': words });
	assert.match((await open(manager, href)).words, /violets/);
	for (const who of [liaison, chief, contributor]) assert.doesNotMatch((await who.get(href)).body, /violets/);
	assert.equal((await stranger.get(href)).statusCode, 404);
	assert.doesNotMatch((await stranger.get('/followup')).body, /cellars/);
	assert.match((await open(liaison, '/followup')).words, /cellars/);
	assert.match(
		(await liaison.get('/followup.csv?words=cellars')).body,
		new RegExp(`FU-${number},Hereshire Police`),
	);
	await (await open(liaison, `${href}/parts/whole/accept`)).press('Accept');
	const { rows: tables } = await owner.query<{ name: string }>(
		"select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'edition'",
	);
	for (const { name } of tables) {
		const { rowCount } = await owner.query(`select from ${name} t where t::text like '%violets%'`);
		assert.equal(rowCount, 0, name);
	}
	const { rowCount } = await owner.query('select from edition.followed where promise_number = $1', [number]);
	assert.equal(rowCount, 2, 'what was asked, and that it was accepted');
});

test('nobody adds to what another sent, decides in the name of others, or names another as who set a day', async () => {
	const { href, number, parts } = await aPromise(owner, { force });
	const [part = ''] = parts;
	const ofForce: AccountActor = {
		...actorOf(contributor, 'force contributor'),
		organisation: { id: force, kind: 'force', name: 'Hereshire Police', force: null },
	};
	const does = (actor: AccountActor, text: string) =>
		database.asActor(actor, (tx) => sql.raw(text).execute(tx));
	await sent(href);
	const add = (who: SignedIn) =>
		`insert into followup.proof (act_id, text) select a.id, 'And so I say' from followup.act a
			where a.part_id = '${part}' and a.becomes = 'submitted for verification' and '${who.account}' <> ''`;
	await assert.rejects(does(actorOf(hmi, 'HM Inspector'), add(hmi)), /row-level security/);
	await assert.rejects(does(ofForce, add(contributor)), /row-level security/, 'nor to their own, later');
	const day = "('PART', '2030-01-31', 'force', 'HM Inspectorate', 'So we say')".replace('PART', part);
	await does(
		ofForce,
		`insert into followup.deadline (part_id, becomes, set_by, set_by_name, because) values ${day}`,
	);
	await database.asActor(actorOf(colleague, 'inspector'), (tx) =>
		actOn(tx, actorOf(colleague, 'inspector'), { part, action: 'close', words: 'I saw it.', of: 'force' }),
	);
	await assert.rejects(
		does(
			ofForce,
			`insert into followup.deadline (part_id, becomes, set_by, because) values ('${part}', '2031-01-31', 'force', 'Later')`,
		),
		/Nothing is due any more/,
	);
	const { rows } = await owner.query<{ due_set_by: string; words_of: string | null }>(
		'select due_set_by, words_of from edition.followed where promise_number = $1 order by id desc limit 1',
		[number],
	);
	assert.deepEqual([rows[0]?.due_set_by, rows[0]?.words_of], ['force', 'inspectorate']);
});

test('what takes the place of something is of the same force, and a policing body does not act for its force', async () => {
	const one = await aPromise(owner, { force });
	const other = await aPromise(owner, { force: elsewhere });
	const next = await aPromise(owner, { force });
	const supersede = `${one.href}/parts/whole/supersede`;
	const because = { reason: 'It is said anew.' };
	for (const [instead, problem] of [
		['', /such as FU-12/],
		['FU-999999', /There is no FU-999999/],
		[`FU-${other.number}`, /another promise of the same force/],
		[`FU-${one.number}`, /another promise of the same force/],
	] as const)
		assert.match(await refused(manager, supersede, { ...because, instead }), problem);
	const done = await (await open(manager, supersede)).press('Supersede', {
		'What takes its place?': `fu-${next.number}`,
		'Why does something else take its place?': 'It is said anew.',
	});
	assert.match(done.words, new RegExp(`In its place: FU-${next.number}`));
	const body = await signedInAs('local policing body');
	await owner.query('update foundation.organisation set force_id = $1 where id = $2', [
		force,
		body.organisation,
	]);
	const read = await open(body, next.href);
	assert.doesNotMatch(read.body, /parts\/whole\/accept/);
	assert.match(read.words, /It is for the force to act/);
	assert.equal((await body.get(`${next.href}/parts/whole/accept`)).statusCode, 404);
});
