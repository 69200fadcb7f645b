import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brought, castOf, found, inspected, raise } from '../../../test/judging.ts';
import { open } from '../../../test/paper.ts';
import type { SignedIn } from '../../../test/people.ts';
import { type TestService, testService } from '../../../test/service.ts';
import { dayIn, systemClock } from '../../foundation/index.ts';
import { sendBack } from '../judging/acts.store.ts';
import { judgingsOf } from '../judging/judging.store.ts';

const service: TestService = await testService();
const cast = await castOf(service);
const first = await service.signedInAs('HM Inspector');
const second = await service.signedInAs('programme manager');
await service.owner.query("update foundation.account set name = 'First member' where id = $1", [
	first.account,
]);
await service.owner.query("update foundation.account set name = 'Second member' where id = $1", [
	second.account,
]);

/** What nobody may read before they have graded: words that only the proposal has. */
const secret = 'Quintessential';

const { id, programme } = await inspected(service, cast);
await found(service, id, 'first-hour');
await found(service, id, 'first-hour', 'weakness', 'Food comes late at night.');
await raise(service, id, 'first-hour');
const at = `/inspections/${id}/questions/first-hour`;
const board = `/programmes/${programme.slug}/moderation/first-hour`;
const as = { inspection: id, component: 'first-hour' };
await brought(service, cast, as);
// Sent back with a reason that tells the grade, and proposed once more: the reason is no less secret.
await service.database.asActor(cast.as.manager, (tx) =>
	sendBack(tx, cast.as.manager, { ...as, because: `${secret}: weak is too low` }),
);
let page = await open(cast.inspector, `${at}/propose`);
page = await page.press('Propose this judgment', { Grade: 'Weak', Rationale: `${secret} reasons` });

const due = dayIn(systemClock).add({ days: 7 });
const calibration = {
	name: 'Round one',
	purpose: 'To agree on what sound asks for.',
	'due-day': String(due.day),
	'due-month': String(due.month),
	'due-year': String(due.year),
};
const [judging] = await service.database.asActor({ kind: 'operator', name: 'tests' }, (tx) =>
	judgingsOf(tx, as),
);
assert.ok(judging);
const opening = (members: readonly string[], more: Record<string, string> = {}) =>
	cast.manager.submit(`${board}/calibrate`, {
		...calibration,
		cases: judging.id,
		members: [...members],
		...more,
	});
const opened = await opening([first.account, second.account]);
const round = String(opened.headers.location);

async function sees(person: SignedIn, sql: string): Promise<number> {
	await service.owner.query('begin');
	try {
		await service.owner.query('set local role inspectorate_staff');
		await service.owner.query("select set_config('app.account', $1, true)", [person.account]);
		return (await service.owner.query(sql)).rows.length;
	} finally {
		await service.owner.query('rollback');
	}
}

const everywhere = [
	at,
	`${at}/findings`,
	`${at}/raised`,
	`${at}/thread`,
	`/inspections/${id}/questions`,
	`/inspections/${id}/questions.csv`,
	`/inspections/${id}`,
	board,
	`${board}?view=findings`,
	`${board}.csv`,
	`/programmes/${programme.slug}/moderation`,
	`/programmes/${programme.slug}/moderation.csv`,
	round,
	`${round}/cases/${judging.id}`,
	'/home',
	'/search/evidence?q=Quintessential',
];

test('a round with somebody of the team, with one member, or with a day that is over is refused', async () => {
	const sentences: [readonly string[], Record<string, string>, RegExp][] = [
		[[first.account, cast.inspector.account], {}, /is of the team of .*, or has proposed its grade/],
		[[first.account], {}, /Choose at least two members/],
		[[first.account, second.account], { 'due-year': '2001' }, /must be today or later/],
		[[first.account, second.account], { cases: '' }, /Choose the cases that are graded/],
		[[first.account, second.account], { name: ' ' }, /Enter a name for the round/],
	];
	for (const [members, more, sentence] of sentences) {
		const answer = await opening(members, more);
		assert.equal(answer.statusCode, 422);
		assert.match(answer.body, sentence);
	}
	const insert = `insert into judgments.calibration_member (calibration_id, account_id)
		values ('${round.split('/').at(-1)}', '${cast.inspector.account}')`;
	await assert.rejects(service.owner.query(insert), /does not grade it blind|row-level security/);
});

test('whoever grades blind reads the proposal nowhere: not by SQL, on no page, in no file, not in the record', async () => {
	for (const member of [first, second]) {
		assert.equal(await sees(member, `select from judgments.opinion where judgment_id = '${judging.id}'`), 0);
		for (const url of everywhere) {
			const answer = await member.get(url);
			assert.ok([200, 404].includes(answer.statusCode), `${url}: ${answer.statusCode}`);
			assert.doesNotMatch(answer.body, /Quintessential(?!")/, url);
			const text = answer.body.replaceAll(/<head>[\s\S]*?<\/head>/g, '');
			if (url === at || url === board) assert.match(text, /[Yy]ou grade (this|it|1 force) b/, url);
		}
		for (const step of ['propose', 'moderate', 'approve', 'send-back']) {
			const answer = await member.get(`${at}/${step}`);
			assert.ok([404, 409].includes(answer.statusCode), step);
			assert.doesNotMatch(answer.body, /Quintessential/);
		}
		const suggestion = await member.submit(`${at}/suggestion`, {}, at);
		assert.ok(suggestion.statusCode >= 400);
	}
	const recorded = await service.owner.query<{ text: string }>(
		"select coalesce(before::text, '') || coalesce(after::text, '') || coalesce(reason, '') as text from foundation.audit_entry where subject_kind in ('judging', 'calibration')",
	);
	assert.ok(recorded.rows.length > 0);
	for (const { text } of recorded.rows) assert.doesNotMatch(text, /Quintessential/);
	const administrator = await service.signedInAs('administrator');
	assert.doesNotMatch((await administrator.get('/audit.csv')).body, /Quintessential/);
	// Everybody else reads it as before.
	assert.ok(
		(await sees(cast.approver, `select from judgments.opinion where judgment_id = '${judging.id}'`)) > 0,
	);
	assert.match((await cast.approver.get(at)).body, /Quintessential reasons/);
});

test('nobody writes an opinion, or grades for another, past the pages', async () => {
	const opinion = (account: string, stage: string, roles: string) =>
		asStaff(
			account,
			roles,
			`insert into judgments.opinion (judgment_id, stage, framework, version, grade, rationale, by_name)
			values ('${judging.id}', '${stage}', 'test-custody', 1, 'sound', 'x', 'X')`,
		);
	await assert.rejects(opinion(first.account, 'proposed', 'HM Inspector'), /row-level security/);
	await assert.rejects(opinion(cast.manager.account, 'proposed', 'programme manager'), /row-level security/);
	await assert.rejects(opinion(cast.approver.account, 'approved', 'HM Inspector'), /with the step|content/);
	await assert.rejects(
		asStaff(
			first.account,
			'HM Inspector',
			`insert into judgments.calibration_grade (calibration_id, judgment_id, account_id, framework, version, grade, because)
			values ('${round.split('/').at(-1)}', '${judging.id}', '${second.account}', 'test-custody', 1, 'sound', 'x')`,
		),
		/row-level security/,
	);
});

async function asStaff(account: string, role: string, statement: string): Promise<number | null> {
	await service.owner.query('begin');
	try {
		await service.owner.query('set local role inspectorate_staff');
		await service.owner.query(
			"select set_config('app.account', $1, true), set_config('app.roles', $2, true)",
			[account, role],
		);
		return (await service.owner.query(statement)).rowCount;
	} finally {
		await service.owner.query('rollback');
	}
}

test('moderation waits for the round; a grade opens what was proposed, and stays as it was given', async () => {
	const moderator = await service.signedInAs('programme manager');
	const waiting = await moderator.submit(`${at}/moderate`, { grade: 'weak', rationale: 'Because' });
	assert.equal(waiting.statusCode, 422);
	assert.match(waiting.body, /Wait for the calibration round “Round one”/);

	const home = await first.get('/home');
	assert.match(home.body, /Grade one case blind: Round one/);
	const blind = await open(first, round);
	assert.match(blind.words, /Not shown to you yet/);
	assert.match(blind.words, /once you have graded every case/);
	const caseHref = `${round}/cases/${judging.id}`;
	const empty = await first.submit(caseHref, { grade: '', because: '' });
	assert.equal(empty.statusCode, 422);
	assert.match(empty.body, /Choose a grade/);
	const off = await first.submit(caseHref, { grade: 'superb', because: 'x' });
	assert.match(off.body, /Choose a grade/);
	let graded = await open(first, caseHref);
	graded = await graded.press('Store my grade', { Grade: 'Sound', 'Why this grade': 'Most of it is there.' });
	assert.match(graded.words, /Weak/);
	assert.match((await first.get(at)).body, /Quintessential reasons/);
	// The other still sees that there is a grade, and not which.
	const other = await open(second, round);
	assert.match(other.words, /Graded/);
	assert.doesNotMatch(other.words, /Most of it is there/);
	assert.equal((await first.submit(caseHref, { grade: 'weak', because: 'y' }, round)).statusCode, 409);
	assert.equal((await cast.inspector.get(caseHref)).statusCode, 404);

	// Closing it would show what was proposed.
	const peeking = await second.submit(`${round}/close`, { because: 'I am curious' }, round);
	assert.equal(peeking.statusCode, 409);
	assert.match(peeking.body, /You have still to grade a case of this round/);
	const closed = `update judgments.calibration set closed_at = now() where id = '${round.split('/').at(-1)}'`;
	assert.equal(await asStaff(second.account, 'programme manager', closed), 0);
	assert.equal(await asStaff(cast.manager.account, 'programme manager', closed), 1);
	const early = await cast.manager.submit(`${round}/close`, { because: ' ' });
	assert.equal(early.statusCode, 422);
	assert.match(early.body, /before everybody has graded/);
	graded = await open(second, caseHref);
	graded = await graded.press('Store my grade', { Grade: 'Weak', 'Why this grade': 'Food is late.' });
	assert.match(graded.words, /Raw agreement 0\.00/);
	assert.match(graded.words, /1 of 2 grades given are the one that was proposed/);
	const closing = await open(cast.manager, `${round}/close`);
	assert.match((await closing.press('Close the round')).words, /Closed/);
	page = await open(moderator, `${at}/moderate`);
	page = await page.press('Keep this decision', {
		'Grade that is decided': 'Sound',
		'Reasons for the decision': 'As others.',
	});
	assert.match(page.words, /Moderated/);
	const shown = await open(moderator, board);
	assert.match(shown.words, /Moderated Sound proposed: Weak/);
});
