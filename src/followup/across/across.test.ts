import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import pg from 'pg';
import { open } from '../../../test/paper.ts';
import { asOperator, forceNamed } from '../../../test/planning.ts';
import { testService } from '../../../test/service.ts';

const service = await testService();
const { owner, database, signedInAs, organisation } = service;
const forces = await asOperator(database, async (tx) => ({
	ash: await forceNamed(tx, 'Ashire Police'),
	bee: await forceNamed(tx, 'Beeshire Police'),
	cee: await forceNamed(tx, 'Ceeshire Police'),
}));
const inspector = await signedInAs('inspector');
const liaison = await signedInAs('force liaison officer', { organisation: forces.ash });
const ashBody = await organisation('policing body', 'Commissioner for Ashire');
await owner.query('update foundation.organisation set force_id = $1 where id = $2', [forces.ash, ashBody]);
const body = await signedInAs('local policing body', { organisation: ashBody });

type Asked = {
	force?: string | null;
	on: string;
	text: string;
	theme?: string;
	national?: string;
	everybody?: boolean;
	/** The state of each part and, of a closed one, the day; an older register may say so. */
	parts?: readonly { state: string; since?: string; due?: string; takenOver?: boolean }[];
	/** What an inspection found later. */
	found?: { outcome: string; on: string };
};
let made = 0;

/** A promise as the register has it, behind the rules, which have tests of their own. */
async function asked(promise: Asked): Promise<{ id: string; number: number }> {
	const { force = forces.ash, on, text, theme = null, national = null, everybody = false, found } = promise;
	made += 1;
	await owner.query('set session_replication_role = replica');
	const raised = found === undefined ? null : crypto.randomUUID();
	if (raised !== null)
		await owner.query(
			`insert into judgments.raised (id, kind, source, text) values ($1, 'recommendation', 'A report', $2)`,
			[raised, text],
		);
	const { rows } = await owner.query<{ id: string; number: string }>(
		`insert into followup.promise (force_id, everybody, national_id, kind, text, theme, source, older_id, raised_id, release_id,
			published_on, illustrative)
		values ($1, $2, $3, 'recommendation', $4, $5, 'A report', $6, $7, $7, $8, true) returning id, number`,
		[
			everybody ? null : force,
			everybody,
			national,
			text,
			theme,
			raised === null ? `O-${made}` : null,
			raised,
			on,
		],
	);
	const { id = '', number = 0 } = rows[0] ?? {};
	const parts = everybody ? [] : (promise.parts ?? [{ state: 'in progress' }]);
	for (const [index, { state, since = on, due = null, takenOver = false }] of parts.entries()) {
		const letter = parts.length === 1 ? null : 'abc'.charAt(index);
		const { rows: part } = await owner.query<{ id: string }>(
			`insert into followup.part (promise_id, letter, text, state, state_since, due_on, due_basis, due_set_by)
			values ($1, $2, $3, $4, $5, $6::date, case when $6 is not null then 'as agreed' end,
				case when $6 is not null then 'inspectorate' end) returning id`,
			[id, letter, text, state, since, due],
		);
		await owner.query(
			`insert into followup.act (part_id, number, was, becomes, words, taken_over)
				values ($1, 1, 'awaiting response', $2, 'So', $3)`,
			[part[0]?.id, state, takenOver],
		);
	}
	if (found !== undefined)
		await owner.query(
			`insert into judgments.progress (raised_id, outcome, found_on, source, text) values ($1, $2, $3, 'Joint report', 'So')`,
			[raised, found.outcome, found.on],
		);
	await owner.query('reset session_replication_role');
	return { id, number: Number(number) };
}

const stalking = 'The force should record reports of stalking promptly and tell victims what happens next';
const first = await asked({
	...{ on: '2017-03-01', text: stalking, theme: 'Victims' },
	parts: [{ state: 'in progress', due: '2017-09-01' }],
});
const again = await asked({ on: '2021-05-01', text: `${stalking}, every time`, theme: 'Victims' });
await asked({
	...{
		on: '2019-01-01',
		text: 'The force should train its call handlers in domestic abuse',
		theme: 'Victims',
	},
	parts: [
		{ state: 'verified closed', since: '2019-04-11T12:00Z' },
		{ state: 'submitted for verification' },
		{ state: 'verified closed', since: '2020-01-01T12:00Z', takenOver: true },
	],
});
const elsewhere = await asked({ force: forces.bee, on: '2018-01-01', text: `${stalking} without delay` });
await asked({
	...{ force: forces.bee, on: '2016-01-01', text: 'Custody suites should be inspected daily' },
	parts: [{ state: 'verified closed', since: '2016-05-01T12:00Z' }],
	found: { outcome: 'not addressed', on: '2018-06-01' },
});
await asked({
	...{ force: forces.bee, on: '2016-01-01', text: 'Vehicles should be serviced on time' },
	found: { outcome: 'achieved', on: '2018-06-01' },
});

test('every figure of a force says what it is of, and opens a list of as many parts', async () => {
	const nation = await open(inspector, '/followup/across');
	assert.match(
		nation.words,
		/Ashire Police illustrative[^P]*3 of 5 1 of 3 open 1 of 3 open 1 of 5 100 days \(only 1 part\) 1 of 5 0 of 3/,
	);
	assert.match(nation.words, /This is no league table/);
	assert.match(nation.words, /Ceeshire Police 0 of 0/);
	const own = await open(inspector, '/followup/across/ashire');
	const overdue = await open(inspector, own.link('1 of 3 open'));
	assert.match(overdue.words, new RegExp(`FU-${first.number} `));
	assert.doesNotMatch(overdue.words, new RegExp(`FU-${again.number} `));
	const closed = await open(inspector, '/followup/across/closed?force=ashire');
	assert.match(closed.words, /Median: 100 days \(only 1 part\)/);
	const unverified = await open(inspector, closed.link('What an older register calls closed'));
	assert.match(unverified.words, /Nobody here has verified that.*\(c\)/);
	const { body: file } = await inspector.get('/followup/across.csv');
	assert.match(file, /^Ashire Police,3,3,5,3,1,1,1,1,100,1,0,0,0,/m);
	assert.match((await inspector.get('/followup/across/themes.csv?force=ashire')).body, /^Victims,5,1,/m);
	assert.match((await inspector.get('/followup/across/years.csv')).body, /^2019,1,3,1,100,1,0,1,0,yes/m);
});

test('where the register and a later inspection disagree it is listed, and neither changes the other', async () => {
	const found = await open(inspector, '/followup/across/found?way=contradictions');
	assert.match(
		found.words,
		/Verified closed since 1 May 2016 Not addressed 1 June 2018, Joint report Closed here, and later not found done/,
	);
	assert.match(found.words, /In progress.*Achieved 1 June 2018, Joint report Open here, and found achieved/);
	const nation = await open(inspector, '/followup/across');
	assert.match(
		nation.words,
		/Of 2 parts that inspections have looked at since, they found 1 achieved and 1 not addressed/,
	);
});

test('what was said before is proposed by its words, and a person decides with a reason', async () => {
	const repeats = '/followup/across/repeats?force=ashire';
	const proposed = await open(inspector, repeats);
	assert.match(
		proposed.words,
		/Nobody has found yet.*Proposed.*All the words of the shorter text \(\d+ of \d+\) Decide/,
	);
	const decide = `/followup/${again.number}/related/${first.number}`;
	const refused = await inspector.submit(decide, { kind: 'repeats', because: ' ' });
	assert.equal(refused.statusCode, 422);
	assert.match(refused.body, /Enter why, for colleagues who come later/);
	const kept = await (await open(inspector, decide)).press('Keep this', {
		'How do the two belong together?':
			'The later one says again what the earlier one said: identified in 2017, and again in 2021',
		'Why?': 'Word for word',
	});
	assert.match(kept.words, /Decided.*Said before Word for word/);
	const said = await open(inspector, repeats);
	assert.match(said.words, /Identified in 2017 and again in 2021: still open/);
	assert.match(said.words, /Nothing is proposed/);
	assert.match((await open(inspector, '/followup/across')).words, /1 of 3, 1 open/);
	const twice = await inspector.submit(decide, { kind: 'related', because: 'Late' });
	assert.match(twice.body, /Somebody has decided this already/);
});

test('across forces promises are only related, and what was refused is not proposed again until it is taken back', async () => {
	const related = `/followup/${first.number}/related`;
	const other = new RegExp(`FU-${elsewhere.number} .*of the shorter text`);
	assert.match(/Proposed.*/.exec((await open(inspector, related)).words)?.[0] ?? '', other);
	const decide = `${related}/${elsewhere.number}`;
	const wrong = await inspector.submit(decide, { kind: 'repeats', because: 'So' });
	assert.match(wrong.body, /Only what the same force was asked on different days repeats itself/);
	await inspector.submit(decide, { kind: 'unrelated', because: 'Another matter' });
	const after = (await open(inspector, related)).words;
	assert.match(after, /Not related Another matter/);
	assert.doesNotMatch(/Proposed.*/.exec(after)?.[0] ?? '', other);
	await (await open(inspector, related)).press(`Take this back about FU-${elsewhere.number}`);
	assert.match(/Proposed.*/.exec((await open(inspector, related)).words)?.[0] ?? '', other);
	const byTheme = await open(inspector, `${related}?by=theme`);
	assert.match(byTheme.words, new RegExp(`Victims .*FU-${again.number} `));
});

test('what was asked of all forces twice was asked of each of them twice', async () => {
	const text = 'Chief constables should publish the results of firearms audits';
	const [old, recent] = [
		await asked({ everybody: true, on: '2012-01-01', text }),
		await asked({ everybody: true, on: '2015-01-01', text }),
	];
	await asked({ force: forces.cee, on: '2012-01-01', text, national: old.id });
	await asked({ force: forces.cee, on: '2015-01-01', text, national: recent.id });
	await inspector.submit(`/followup/${recent.number}/related/${old.number}`, {
		kind: 'repeats',
		because: 'The same',
	});
	const page = await open(inspector, '/followup/across/ceeshire');
	assert.match(page.words, /Identified in 2012 and again in 2015: still open .* The same/);
});

test('a force and its policing body see their own figures, and nothing of others or between colleagues', async () => {
	for (const who of [liaison, body]) {
		const own = await open(who, '/followup/across');
		assert.match(own.words, /Ashire Police.*Identified in 2017 and again in 2021: still open/);
		assert.doesNotMatch(own.words, /Word for word|Beeshire|disagree/);
		assert.equal((await open(who, '/followup/across/ashire')).words, own.words);
		assert.match((await who.get('/followup/across.csv')).body, /Ashire Police,3/);
		assert.doesNotMatch((await who.get('/followup/across.csv')).body, /Beeshire/);
		assert.match((await open(who, '/followup/across/closed')).words, /Median: 100 days \(only 1 part\)/);
		const nothing = await who.get('/nothing-is-here');
		for (const url of [
			'/followup/across/beeshire',
			'/followup/across/closed?force=beeshire',
			'/followup/across/years.csv?force=beeshire',
			'/followup/across/found',
			`/followup/${first.number}/related`,
			`/followup/${again.number}/related/${first.number}`,
		]) {
			const answer = await who.get(url);
			assert.equal(answer.statusCode, 404, url);
			assert.equal(
				answer.body.replaceAll(/name="_form" value="[^"]+"/g, ''),
				nothing.body.replaceAll(/name="_form" value="[^"]+"/g, ''),
				url,
			);
		}
	}
});

test('the view of all forces takes as many queries for 43 of them as for three', async () => {
	const sent = mock.method(pg.Client.prototype, 'query');
	const cost = async (url: string) => {
		await inspector.get(url);
		sent.mock.resetCalls();
		assert.equal((await inspector.get(url)).statusCode, 200, url);
		return sent.mock.callCount();
	};
	const urls = [
		'/followup/across',
		'/followup/across.csv',
		'/followup/across/repeats',
		'/followup/across/found',
	];
	const few: number[] = [];
	for (const url of urls) few.push(await cost(url));
	await asOperator(database, async (tx) => {
		for (let i = 4; i <= 43; i += 1) await forceNamed(tx, `Force ${i} Police`);
	});
	const { rows } = await owner.query<{ id: string }>(
		"select id from foundation.organisation where name like 'Force %'",
	);
	for (const { id } of rows)
		await asked({
			force: id,
			on: '2020-01-01',
			text: 'Radios should work',
			found: { outcome: 'in part', on: '2022-01-01' },
		});
	for (const [index, url] of urls.entries()) assert.equal(await cost(url), few[index], url);
	sent.mock.restore();
});
