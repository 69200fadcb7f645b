import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkedForce, ofForce, passedDraft, sharedRound } from '../../test/checking.ts';
import { operator } from '../../test/inspections.ts';
import { actorOf } from '../../test/judging.ts';
import { open } from '../../test/paper.ts';
import { wordsIn } from '../../test/planning.ts';
import { postedMails } from '../../test/posted.ts';
import { type SignedIn, testService } from '../../test/service.ts';
import { addBlock, addDocument, moveDocument, saveBlock } from '../documents/index.ts';
import { dayIn, linksTo, perform, systemClock, type Tx } from '../foundation/index.ts';
import { passagesOf } from './passage.store.ts';
import { addPoint, pointsOf } from './point.store.ts';
import { handIn, roundMoves } from './rounding.store.ts';
import { accuracyGate, statementsFor } from './statement.store.ts';

const service = await testService();
const { owner, database, signedInAs } = service;
const as = <T>(work: (tx: Tx) => Promise<T>) => database.asActor(operator, work);
const people = await checkedForce(service);
const { force, liaison, contributor, chief, stranger } = people;
const manager = await signedInAs('programme manager');
const inspector = await signedInAs('inspector');
const hmi = await signedInAs('HM Inspector');

const text = `# What we found

The force recorded :figure[incidents]{show=whole} in the year to March 2014. People in custody wait in the corridor.

People are looked after well. The force leads its people with care.`;

const draft = (texts: readonly string[] = [text]) =>
	passedDraft(service, { force: force.id, texts, lead: inspector });

/** The number of the passage with these words. */
async function passage(round: string, words: RegExp): Promise<number> {
	const found = (await as((tx) => passagesOf(tx, round))).find((one) => words.test(one.words));
	return found?.number ?? assert.fail(`no passage says ${words}`);
}

async function pointOf(round: string, number: number) {
	const point = (await as((tx) => pointsOf(tx, round))).find((one) => one.number === number);
	return point ?? assert.fail(`no point ${number}`);
}

/** Someone of the force raises a point, as a page of theirs would. */
async function raise(who: SignedIn, round: string, words: RegExp, argument: 'fact' | 'judgment' = 'fact') {
	const number = await passage(round, words);
	const actor = ofForce(who, 'force contributor');
	return database.asActor(actor, (tx) =>
		addPoint(tx, round, { passage: number, argument, wrong: 'It is not so.', proposed: null }),
	);
}

test('a draft goes to the force, is commented on by two, handed in by one, decided by two, changed, and closed', async () => {
	const { id, blocks, editor, inspection } = await draft();
	// The inspectorate prepares it, and shares it.
	const chosen = await open(manager, '/accuracy/new');
	const form = await open(manager, chosen.link('How people in custody are looked after'));
	const prepared = await form.press('Prepare the round', {
		'Who else reads and comments?': 'The force contributor',
		'What should they know? (optional)': 'Please look at the <b>figures</b>.',
	});
	const at = prepared.url;
	assert.equal((await liaison.get(at)).statusCode, 404, 'nothing is seen before it is shared');
	assert.doesNotMatch((await open(liaison, '/accuracy')).words, /How people/);
	await (await open(manager, prepared.link('Share with the force'))).press('Share with the force');
	const round = at.replace('/accuracy/', '');

	// The mails hold no word of it.
	const mails = (await postedMails(service)).filter(({ to }) =>
		[liaison.email, contributor.email].includes(to),
	);
	assert.equal(mails.length, 2);
	for (const mail of mails) {
		assert.match(mail.text, new RegExp(`/accuracy/${round}`));
		assert.doesNotMatch(mail.subject + mail.text, /custody|look at the|Force 1/i);
	}

	// A contributor reads it and comments on a figure, without scripts.
	assert.match((await open(contributor, '/home')).words, /Check the facts of AC-\d+: How people/);
	const page = await open(contributor, at);
	assert.match(page.words, /45\.5 incidents per 1,000 people/);
	assert.match(page.words, /Please look at the <b>figures<\/b>/);
	const sentence = await passage(round, /^The force recorded/);
	const comment = await open(contributor, page.link(String(sentence)));
	assert.match(comment.words, /Incidents, Force 1/);
	const figure = comment.body.match(/<option value="\d+">(Figure: [^<]*)</)?.[1] ?? '';
	const raised = await comment.press('Save the point', {
		'Which part is it about?': figure,
		'What do you say?': 'A fact is wrong or missing',
		'What is wrong, and how do you know?': 'It was 44.1.\n<script>alert(1)</script>',
		'Files that show it (optional)': { name: 'return.csv', content: 'year,incidents\n2014,441\n' },
	});
	assert.match(raised.words, /Not handed in yet/);
	assert.doesNotMatch(raised.body, /<script>alert/);
	const wait = await passage(round, /wait in the corridor/);
	await (await open(contributor, `${at}/points/new?passage=${wait}`)).press('Save the point', {
		'What do you say?': 'A fact is wrong or missing',
		'What is wrong, and how do you know?': 'They waited in the hall.',
		'What should it say? (optional)': 'People in custody wait in the hall.',
	});
	const care = await passage(round, /leads its people/);

	// The liaison officer lets the chief officer in, who disputes a judgment; and joins a point.
	assert.equal((await chief.get(at)).statusCode, 404);
	const colleague = (await open(liaison, `${at}/people/let-in`)).press('Let them in', {
		'Whom?': `The chief officer, ${chief.email}`,
	});
	assert.match((await colleague).words, /The chief officer Reads and comments A colleague/);
	await (await open(chief, `${at}/points/new?passage=${care}`)).press('Save the point', {
		'What do you say?': 'We disagree with what you conclude from the facts',
		'What is wrong, and how do you know?': 'We lead with great care.',
	});
	const first = await pointOf(round, 1).catch(() => null);
	assert.equal(first, null, 'the inspectorate sees no point before they are handed in');
	assert.match((await open(manager, at)).words, /The force has written 3 points and not handed in/);
	const mine = await open(liaison, `${at}/points`);
	await (await open(liaison, `${mine.link(citeIn(mine.words, 2))}/join`)).press('Join this point', {
		'What do you add? (optional)': 'The custody record shows it.',
	});

	// A contributor cannot hand in; the liaison officer does, once.
	assert.equal((await contributor.get(`${at}/hand-in`)).statusCode, 404);
	const handing = await open(liaison, `${at}/hand-in`);
	assert.match(handing.words, /each of these 3 points/);
	const handed = await handing.press('Hand in');
	assert.match(handed.words, /With the inspectorate/);
	assert.equal((await contributor.get(`${at}/points/new?passage=${wait}`)).statusCode, 409);

	// An inspector decides two, and leaves the judgment to an HM Inspector.
	assert.match((await open(inspector, '/home')).words, /Decide AC-\d+: How people/);
	const [one, two, three] = await Promise.all([1, 2, 3].map((number) => pointOf(round, number)));
	assert.ok(one !== undefined && two !== undefined && three !== undefined);
	const decidePage = (point: { id: string }) => `${at}/points/${point.id}/decide`;
	await (await open(inspector, decidePage(one))).press('Decide', {
		'What do you decide?': 'Not accepted',
		'Why?': 'The return of May says 455.',
	});
	await (await open(inspector, decidePage(two))).press('Decide', {
		'What do you decide?': 'Accepted',
		'Why?': 'The record shows it.',
	});
	assert.equal((await inspector.get(decidePage(three))).statusCode, 409);
	const early = await open(inspector, `${at}/decide`);
	assert.match(early.words, /is a matter of judgment, and an HM Inspector has not decided it/);
	assert.doesNotMatch((await open(liaison, `${at}/points/${one.id}`)).words, /The return of May/);
	assert.match((await open(hmi, '/home')).words, /Decide a matter of judgment of AC-\d+/);
	await (await open(hmi, decidePage(three))).press('Decide', {
		'What do you decide?': 'Not accepted',
		'Why?': 'We saw what we saw.',
	});
	await (await open(inspector, `${at}/decide`)).press('Send the decisions to the force');
	const told = await open(liaison, `${at}/points/${one.id}`);
	assert.match(told.words, /Not accepted The inspectorate.*The return of May says 455/);

	// The draft is changed, and the force sees what changed word by word.
	await database.asActor(editor, (tx) => moveDocument(tx, editor, { id, action: 'send back', reason: 'AC' }));
	await database.asActor(editor, (tx) =>
		saveBlock(tx, blocks[0] ?? '', {
			seen: 1,
			text: text.replace('the corridor', 'the hall').replace('well.', 'very well.'),
		}),
	);
	assert.match((await open(inspector, `${at}/differences`)).words, /2 passages read otherwise/);
	const closing = await open(inspector, `${at}/close`);
	assert.match(closing.words, /was accepted, and no change is recorded/);
	const change = await open(inspector, `${at}/points/${two.id}/change`);
	const token = { content: /name="content" value="([0-9a-f]+)"/.exec(change.body)?.[1] ?? '' };
	const stale = await inspector.submit(change.url, { content: '0'.repeat(64), differences: '0' });
	assert.match(wordsIn(stale.body), /The draft has changed since you opened the page/);
	await inspector.submit(change.url, { ...token, differences: '0' });
	const changed = await open(contributor, `${at}/points/${two.id}`);
	assert.match(changed.words, /wait in the Taken out: corridor/);
	assert.doesNotMatch(changed.words, /very well/, 'what was not chosen for the point stays inside');
	assert.equal((await liaison.get(`${at}/differences`)).statusCode, 404);

	// A figure goes back to its source, which knows of it.
	await (await open(inspector, `${at}/points/${one.id}/source`)).press('Record it', {
		'What was done about it?': 'We looked at the return again, and it stands.',
	});
	const indicator = (await open(inspector, `${at}/points/${one.id}`)).link('Incidents');
	assert.equal((await inspector.get(indicator)).statusCode, 200);
	assert.doesNotMatch((await open(liaison, `${at}/points/${one.id}`)).body, new RegExp(indicator));
	const record = one.passage.restsOn[0] ?? assert.fail('the figure rests on something');
	const links = await as((tx) => linksTo(tx, { kind: record.kind, id: record.id }));
	assert.deepEqual(
		links.map(({ from }) => from),
		[{ kind: 'accuracy point', id: one.id }],
	);

	// The force states something of its own; the round is closed, and says how it went.
	assert.equal((await contributor.get(`${at}/statement/give`)).statusCode, 404);
	await (await open(liaison, `${at}/statement/give`)).press('Give the statement', {
		Statement: 'We thank the <i>inspectorate</i>.',
	});
	assert.equal((await as((tx) => accuracyGate(tx, { inspection }))).length, 1);
	await (await open(inspector, `${at}`)).press('Close');
	assert.deepEqual(await as((tx) => accuracyGate(tx, { document: id })), []);
	const statements = await as((tx) => statementsFor(tx, [inspection]));
	const ofKind = (kind: string) => statements.find((statement) => statement.kind === kind)?.text ?? '';
	assert.match(ofKind('accuracy'), /It raised 3 points, of which 1 was accepted and 2 were not accepted\./);
	assert.equal(ofKind('force'), 'We thank the <i>inspectorate</i>.');
	const file = await liaison.get(`${at}/points.csv`);
	assert.match(file.body, /AC-\d+\.2,\d+,What we found,People in custody wait in the corridor\./);

	// Nothing of this is there for another force, a policing body or a reader, by page or by file.
	const attachment = one.attachments[0]?.id ?? assert.fail('the file is there');
	for (const url of [
		at,
		`${at}/points`,
		`${at}/points.csv`,
		`${at}/points/${one.id}`,
		`${at}/people`,
		`${at}/statement`,
		`/accuracy/attachments/${attachment}`,
	]) {
		for (const who of [stranger, people.body, people.reader])
			assert.equal((await who.get(url)).statusCode, 404, url);
		assert.equal((await contributor.get(url)).statusCode, 200, url);
		assert.equal((await inspector.get(url)).statusCode, 200, url);
	}
});

function citeIn(words: string, number: number): string {
	return (
		new RegExp(`AC-\\d+\\.${number}\\b`).exec(words)?.[0] ?? assert.fail(`no point ${number} in ${words}`)
	);
}

test('SQL as the other force, as a colleague who is not named, or as the inspectorate finds only what is theirs', async () => {
	const round = await sharedRound(service, await draft(), {
		force: force.id,
		people: [liaison, contributor],
	});
	await raise(contributor, round, /wait in the/);
	const tables = ['round', 'frozen', 'passage', 'member', 'point', 'extension', 'statement'] as const;
	const counted = (actor: ReturnType<typeof ofForce>) =>
		database.asActor(actor, async (tx) =>
			Promise.all(
				tables.map(async (table) => {
					const { count } = await tx
						.selectFrom(`accuracy.${table}`)
						.select(({ fn }) => fn.countAll<string>().as('count'))
						.where(table === 'round' ? 'id' : 'round_id', '=', round)
						.executeTakeFirstOrThrow();
					return Number(count);
				}),
			),
		);
	const none = tables.map(() => 0);
	assert.deepEqual(await counted(ofForce(stranger, 'force liaison officer')), none);
	assert.deepEqual(await counted(ofForce(chief, 'chief officer')), none);
	const own = await counted(ofForce(liaison, 'force liaison officer'));
	assert.equal(own[4], 1);
	const staff = await counted(actorOf(inspector, 'inspector'));
	assert.deepEqual([staff[0], staff[4]], [1, 0], 'what is not handed in is not the inspectorate’s');
	// Nobody else writes into it, and who is named hands in for nobody else.
	await assert.rejects(
		raise(stranger, round, /wait in the/),
		/row-level security|There is a problem|has problems/,
	);
	const outsider = ofForce(contributor, 'force contributor');
	await assert.rejects(
		database.asActor(outsider, (tx) => handIn(tx, outsider, { id: round, note: null })),
		/not there|Missing|Page not found|has been moved|No such/i,
	);
	await assert.rejects(
		owner.query('update accuracy.passage set words = $1 where round_id = $2', ['Other', round]),
		/never changed or removed/,
	);
	// Whoever is taken off sees nothing from that moment on.
	await manager.submit(`/accuracy/${round}/people/name`, { handsIn: liaison.account });
	assert.deepEqual(await counted(outsider), none);
});

test('of two who hand in at once one is taken; late and nil responses are told as such, and silence never as agreement', async () => {
	const round = await sharedRound(service, await draft(), { force: force.id, people: [liaison] });
	await manager.submit(`/accuracy/${round}/people/name`, { handsIn: [liaison.account, chief.account] });
	const at = `/accuracy/${round}`;
	const [page, other] = [await open(liaison, `${at}/hand-in`), await open(chief, `${at}/hand-in`)];
	const empty = await liaison.submit(page.url, {});
	assert.match(wordsIn(empty.body), /Say that your force has read it and found nothing wrong/);
	await owner.query('update accuracy.round set deadline = $2 where id = $1', [
		round,
		dayIn(systemClock).subtract({ days: 1 }).toString(),
	]);
	const fields = { nil: 'yes', note: 'We thank the inspectors.' };
	const action = /action="([^"]*hand-in[^"]*)"/;
	const answers = await Promise.all([
		liaison.submit(action.exec(page.body)?.[1] ?? '', fields),
		chief.submit(action.exec(other.body)?.[1] ?? '', fields),
	]);
	assert.deepEqual(answers.map(({ statusCode }) => statusCode).sort(), [303, 409]);
	const slower = wordsIn(answers.find(({ statusCode }) => statusCode === 409)?.body ?? '');
	assert.match(slower, /has handed in for your force already/);
	assert.match(slower, /We thank the inspectors/, 'what was typed is not lost');
	const { words } = await open(manager, at);
	assert.match(words, /after the deadline.*The force found nothing wrong/);
	await (await open(manager, `${at}/decide`)).press('Send the decisions to the force');
	await (await open(manager, at)).press('Close');

	const silent = await sharedRound(service, await draft(), { force: force.id, people: [liaison] });
	assert.equal((await manager.get(`/accuracy/${silent}/close-without-response`)).statusCode, 409);
	await owner.query('update accuracy.round set deadline = $2 where id = $1', [
		silent,
		dayIn(systemClock).subtract({ days: 3 }).toString(),
	]);
	assert.match((await open(manager, '/accuracy?state=overdue')).words, /3 days past the deadline/);
	const closing = await open(manager, `/accuracy/${silent}/close-without-response`);
	await closing.press('Close without a response');
	assert.match(
		(await open(liaison, `/accuracy/${silent}`)).words,
		/None came by the deadline\. That is not agreement/,
	);
	// It may still be heard; whoever hands in has read every point.
	await (await open(manager, `/accuracy/${silent}/ask-again`)).press('Let the force comment again', {
		'Why may the force comment again?': 'It had the wrong address.',
	});
	await raise(liaison, silent, /wait in the/);
	assert.match((await open(liaison, `/accuracy/${silent}/points`)).words, /Late/);
	const unread = await liaison.submit(`/accuracy/${silent}/hand-in`, { read: '' });
	assert.match(wordsIn(unread.body), /A colleague has raised or withdrawn a point since you opened the page/);
});

test('longer and back again: an extension says why, what is taken back is gone for the force, and bad input keeps what was typed', async () => {
	const { id, inspection, ...rest } = await draft();
	const round = await sharedRound(
		service,
		{ id, inspection },
		{ force: force.id, people: [liaison, contributor] },
	);
	const at = `/accuracy/${round}`;
	const today = dayIn(systemClock);
	const parts = (name: string, day: Temporal.PlainDate) => ({
		[`${name}-day`]: String(day.day),
		[`${name}-month`]: String(day.month),
		[`${name}-year`]: String(day.year),
	});
	const earlier = await manager.submit(`${at}/extend`, {
		...parts('until', today.add({ days: 2 })),
		reason: 'A <b>reason</b>',
	});
	assert.equal(earlier.statusCode, 422);
	assert.match(earlier.body, /A &lt;b&gt;reason&lt;\/b&gt;/);
	const longer = await open(manager, `${at}/extend`);
	await longer.press('Extend the deadline', {
		'Until when instead?': today.add({ days: 20 }),
		'Why is the deadline extended?': 'Our figures came late.',
	});
	assert.match((await open(contributor, at)).words, /20 days left.*Our figures came late\./);

	for (const [fields, sentence] of [
		[{}, /Enter what is wrong/],
		[{ argument: 'fact', wrong: ' \0 ' }, /Enter what is wrong/],
		[{ argument: 'fact', wrong: 'It is', passage: '9999' }, /Choose a part of this draft/],
		[{ argument: 'fact', wrong: 'x'.repeat(5001) }, /Use 5,000 characters or fewer/],
	] as const) {
		const answer = await contributor.upload(`${at}/points/new?passage=3`, fields, {
			field: 'none',
			name: '',
			content: Buffer.alloc(0),
		});
		assert.equal(answer.statusCode, 422, wordsIn(answer.body).slice(0, 200));
		assert.match(wordsIn(answer.body), sentence);
	}
	assert.equal((await contributor.get(`${at}/points/new?passage=99999`)).statusCode, 404);
	assert.equal((await contributor.get(`${at}/points/new?passage=x`)).statusCode, 200);

	const document = `/accuracy/new?document=${id}`;
	const past = await manager.submit(document, {
		handsIn: liaison.account,
		...parts('deadline', today.subtract({ days: 1 })),
	});
	assert.match(wordsIn(past.body), /The deadline must be today or later/);
	const nobody = await manager.submit(document, parts('deadline', today.add({ days: 9 })));
	assert.match(wordsIn(nobody.body), /Choose at least one person who hands in/);
	const others = await manager.submit(document, {
		handsIn: stranger.account,
		...parts('deadline', today.add({ days: 9 })),
	});
	assert.match(wordsIn(others.body), /Choose people of this force, from the list/);
	const second = await manager.submit(document, {
		handsIn: liaison.account,
		...parts('deadline', today.add({ days: 9 })),
	});
	assert.match(wordsIn(second.body), /There is a round about this already/);

	await (await open(manager, `${at}/take-back`)).press('Take back', {
		'Why is it taken back?': 'It was the wrong draft.',
	});
	const gone = await open(contributor, at);
	assert.match(gone.words, /The inspectorate says: It was the wrong draft\./);
	assert.doesNotMatch(gone.words, /wait in the corridor/);
	assert.equal((await contributor.get(`${at}/points/new?passage=3`)).statusCode, 409);
	assert.ok(rest.blocks.length > 0);
});

test('a draft that is being written again is not shared before an editor has passed it anew', async () => {
	const { id, editor, inspection } = await draft();
	await database.asActor(editor, (tx) => moveDocument(tx, editor, { id, action: 'send back', reason: 'AC' }));
	await assert.rejects(
		sharedRound(service, { id, inspection }, { force: force.id, people: [liaison] }),
		/The draft is still being written/,
	);
});

test('the figures that documents use about a force are checked one by one, and those of others are not shown', async () => {
	const used = await draft([`${text} It was :figure[incidents]{area=force-2} elsewhere.`]);
	const round = await sharedRound(service, used, { force: force.id, people: [liaison] }, 'data');
	const page = await open(liaison, `/accuracy/${round}`);
	assert.match(page.words, /Incidents 45\.5 incidents per 1,000 people .* Comment on Incidents/);
	assert.doesNotMatch(page.words, /55\.5/);
	const comment = await open(liaison, page.link('Comment on Incidents'));
	await comment.press('Save the point', { 'What is wrong, and how do you know?': 'Our return says 44.1.' });
	await (await open(liaison, `/accuracy/${round}/hand-in`)).press('Hand in');
	const [point] = await as((tx) => pointsOf(tx, round));
	assert.ok(point !== undefined);
	const at = `/accuracy/${round}/points/${point.id}`;
	assert.equal((await manager.get(`${at}/change`)).statusCode, 409, 'figures have no text');
	await (await open(manager, `${at}/decide`)).press('Decide', {
		'What do you decide?': 'Accepted',
		'Why?': 'It does.',
	});
	const late = await manager.submit(`${at}/decide`, { outcome: 'not accepted', reason: 'No', seen: '0' });
	assert.match(wordsIn(late.body), /Somebody else has decided this point since/);
	await (await open(manager, `${at}/source`)).press('Record it', {
		'What was done about it?': 'The return was amended.',
	});
	await database.asActor(operator, (tx) =>
		perform(roundMoves(), tx, operator, { id: round, action: 'decide' }),
	);
	assert.match((await open(liaison, at)).words, /At the source of the figure: The return was amended\./);

	// What the figures were when they were shared, and what they are now.
	const differing = `/accuracy/${round}/differences`;
	assert.match((await open(manager, differing)).words, /The documents use the figures as they were shared/);
	await owner.query(
		"update figures.figure set value = value - 1 where indicator = 'incidents' and area = $1",
		[force.code],
	);
	const { words } = await open(manager, differing);
	assert.match(words, /Incidents.* 45\.5 incidents per 1,000 people .*44\.5 incidents per 1,000 people/);
	await owner.query(
		"update figures.figure set value = value + 1 where indicator = 'incidents' and area = $1",
		[force.code],
	);
});

test('figures about a force in a report about all forces are checked with it, unless that names none', async () => {
	const reported = async (anonymous: boolean) => {
		const used = await draft(['# What we found\n\nNothing is counted here.']);
		const { rows } = await owner.query<{ programme: string }>(
			'select programme_id as programme from programmes.inspection where id = $1',
			[used.inspection],
		);
		await as(async (tx) => {
			const { id } = await addDocument(tx, {
				...{
					framework: 'test-custody',
					version: 1,
					outline: 'report',
					kind: 'national report',
					layout: 'national',
				},
				...{ title: 'Everywhere', of: { programme: rows[0]?.programme ?? '' }, anonymous },
			});
			const text = 'It was :figure[incidents]{area=force-1} here and :figure[incidents]{area=force-2} there.';
			await addBlock(tx, { document: id, section: 'findings', text });
		});
		return used;
	};
	const share = (used: { id: string; inspection: string }) =>
		sharedRound(service, used, { force: force.id, people: [liaison] }, 'data');
	await assert.rejects(
		share(await reported(true)),
		/No document about this inspection, or about all forces, uses a figure about the force yet/,
	);
	const used = await reported(false);
	assert.match(
		(await open(manager, `/accuracy/new?inspection=${used.inspection}`)).words,
		/in those about all forces of its programme that name forces/,
	);
	const { words } = await open(liaison, `/accuracy/${await share(used)}`);
	assert.match(words, /Incidents 45\.5 12 months ending March 2014 .* A report about all forces/);
	assert.doesNotMatch(words, /55\.5/);
});
