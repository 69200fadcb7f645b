import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { testFrameworkKey } from '../../../test/frameworks/index.ts';
import { arrange, everyAnswer, take } from '../../../test/inspections.ts';
import { actorOf, brought, castOf, found, inspected, raise } from '../../../test/judging.ts';
import { open } from '../../../test/paper.ts';
import { testService } from '../../../test/service.ts';
import { addJudgment, decideScoping, publishedOn } from '../../programmes/index.ts';
import { addFinding, changeFinding } from '../findings/finding.store.ts';
import { judgingsOf } from './judging.store.ts';

const operator = { kind: 'operator', name: 'tests' } as const;
const service = await testService();
const cast = await castOf(service);

const stateOf = async (inspection: string, component: string) => {
	const [judging] = await service.database.asActor(operator, (tx) =>
		judgingsOf(tx, { inspection, component }),
	);
	return judging;
};

test('a question goes from a proposal to an approval on its pages, each step by its own role', async () => {
	const { id } = await inspected(service, cast);
	await found(service, id, 'first-hour');
	const at = `/inspections/${id}/questions/first-hour`;
	let page = await open(cast.inspector, at);
	page = await page.press('Ask for the suggestion');
	assert.match(page.words, /What the rule suggests Sound There are 1 strength\./);
	page = await open(cast.inspector, page.link('Propose a judgment'));
	page = await page.press('Propose this judgment', {
		Grade: 'Sound',
		Rationale: 'Most are seen at once.',
		'Was the person asked about their health?': 'In part',
	});
	assert.match(page.words, /Proposed/);
	page = await open(cast.manager, at);
	page = await open(cast.manager, page.link('Decide in moderation'));
	page = await page.press('Keep this decision', { 'Reasons for the decision': 'As others.' });
	page = await open(cast.approver, at);
	page = await open(cast.approver, page.link('Approve'));
	assert.match(page.words, /Most are seen at once\./);
	page = await page.press('Approve this judgment');
	assert.match(page.words, /Approved/);
	const judging = await stateOf(id, 'first-hour');
	assert.equal(judging?.state, 'approved');
	assert.equal(judging?.void, false);
	assert.deepEqual(
		judging?.opinions.map(({ stage, byName, grade }) => [stage, byName, grade]),
		[
			['suggested', 'The inspector', 'sound'],
			['proposed', 'The inspector', 'sound'],
			['moderated', 'The programme manager', 'sound'],
			['approved', 'The HM Inspector', 'sound'],
		],
	);
	const overview = await open(cast.inspector, `/inspections/${id}/questions`);
	assert.match(overview.words, /The first hour Approved Sound/);
});

test('contradictions are refused, each with its sentence', async () => {
	const { id } = await inspected(service, cast);
	const at = (component: string) => `/inspections/${id}/questions/${component}`;
	const proposed = (component: string, fields: Record<string, string>) =>
		cast.inspector.submit(`${at(component)}/propose`, { rationale: 'Reasons', ...fields });

	const nothing = await proposed('first-hour', { grade: 'sound' });
	assert.equal(nothing.statusCode, 422);
	assert.match(nothing.body, /Write a finding first: a judgment rests on findings/);
	await found(service, id, 'first-hour');
	for (const [fields, sentence] of [
		[{ grade: '' }, /Choose a grade/],
		[{ grade: 'superb' }, /Choose a grade of this framework: strong, sound, weak/],
		[{ grade: 'sound', rationale: ' ' }, /Enter the reasons/],
		[{ grade: 'sound', rationale: 'word '.repeat(2001) }, /Use 10,000 characters or fewer/],
	] as const) {
		const answer = await proposed('first-hour', fields);
		assert.equal(answer.statusCode, 422);
		assert.match(answer.body, sentence);
	}
	await raise(service, id, 'first-hour', 'cause of concern');
	const strong = await proposed('first-hour', { grade: 'strong' });
	assert.match(strong.body, /“Strong” cannot stand beside a cause of concern/);
	const early = await proposed('care', { grade: 'sound' });
	assert.equal(early.statusCode, 422);
	assert.match(early.body, /Judge “The first hour” first: a pillar is graded after its questions/);
	const out = await proposed('use-of-force', { grade: 'sound' });
	assert.equal(out.statusCode, 409);
	assert.match(
		out.body,
		/is not inspected, so there is nothing to judge: the earlier judgment is carried over/,
	);
	assert.equal((await proposed('conduct', { grade: 'sound' })).statusCode, 409);
	assert.equal((await proposed('no-such-question', {})).statusCode, 404);
	for (const one of ['analyst', 'editor', 'administrator', 'programme manager'] as const) {
		const person = await service.signedInAs(one);
		assert.equal((await person.get(at('first-hour'))).statusCode, 200, one);
		assert.equal((await person.get(`${at('first-hour')}/propose`)).statusCode, 404, one);
	}
	for (const one of ['force liaison officer', 'chief officer', 'local policing body', 'reader'] as const) {
		const person = await service.signedInAs(one);
		for (const url of [at('first-hour'), `/inspections/${id}/questions`, `/inspections/${id}/questions.csv`])
			assert.equal((await person.get(url)).statusCode, 404, `${one} ${url}`);
	}
});

test('who proposed does not decide, who wrote does not approve, in the pages and in the database', async () => {
	const { id } = await inspected(service, cast);
	const at = `/inspections/${id}/questions/first-hour`;
	const writer = await service.signedInAs('HM Inspector');
	const actor = actorOf(writer, 'HM Inspector');
	await found(service, id, 'first-hour');
	await service.database.asActor(actor, (tx) =>
		addFinding(tx, { of: { inspection: id }, component: 'first-hour', tone: 'neutral', text: 'Mine.' }),
	);
	await brought(service, cast, { inspection: id, component: 'first-hour' }, { to: 'moderated' });
	const refused = await writer.get(`${at}/approve`);
	assert.equal(refused.statusCode, 409);
	assert.match(refused.body, /because you wrote the finding F-\d+/);
	assert.match((await writer.get(at)).body, /because you wrote the finding/);
	const judging = await stateOf(id, 'first-hour');
	// The rule stands in the database too, whatever the page said.
	await assert.rejects(
		service.database.asActor(actor, async (tx) => {
			await sql`insert into foundation.transition (workflow, subject_kind, subject_id, action, done, from_state, to_state)
				values ('judgment', 'judging', ${judging?.id}, 'approve', 'approved', 'moderated', 'approved')`.execute(
				tx,
			);
			await sql`update judgments.judgment set state = 'approved' where id = ${judging?.id}`.execute(tx);
			await sql`insert into judgments.opinion (judgment_id, stage, framework, version, grade, rationale, content_hash, content, by_name)
				values (${judging?.id}, 'approved', 'test-custody', 1, 'sound', 'x', sha256('x'), '{}', 'X')`.execute(
				tx,
			);
		}),
		/this account has written what is approved/,
	);
	const both = await service.signedInAs(['inspector', 'HM Inspector']);
	const other = await inspected(service, cast);
	await found(service, other.id, 'first-hour');
	const there = `/inspections/${other.id}/questions/first-hour`;
	const page = await open(both, `${there}/propose`);
	await page.press('Propose this judgment', { Grade: 'Sound', Rationale: 'Mine.' });
	const moderating = await both.get(`${there}/moderate`);
	assert.equal(moderating.statusCode, 409);
	assert.match(moderating.body, /Somebody else has to do this, because you did “Propose a judgment”/);
});

test('an approval of what has changed since is refused with what changed, and a later change makes it void', async () => {
	const { id, programme } = await inspected(service, cast);
	const at = `/inspections/${id}/questions/first-hour`;
	const finding = await found(service, id, 'first-hour');
	await brought(service, cast, { inspection: id, component: 'first-hour' }, { to: 'moderated' });
	const shown = await open(cast.approver, `${at}/approve`);
	assert.match(shown.words, /People are seen within minutes of arriving/);
	await service.database.asActor(operator, (tx) =>
		changeFinding(tx, finding, { seen: 1, tone: 'strength', text: 'People are seen at once.', part: null }),
	);
	await assert.rejects(shown.press('Approve this judgment'), /Finding F-\d+ has changed/);
	assert.equal((await stateOf(id, 'first-hour'))?.state, 'moderated');
	const again = await open(cast.approver, `${at}/approve`);
	await again.press('Approve this judgment');
	assert.equal((await stateOf(id, 'first-hour'))?.void, false);

	await service.owner.query('update judgments.finding set edition = edition + 1 where id = $1', [finding]);
	const page = await open(cast.approver, at);
	assert.match(page.words, /Void: changed since/);
	assert.match(page.words, /The approval no longer counts.* Finding F-\d+ has changed/);
	for (const url of [`/inspections/${id}/questions`, `/programmes/${programme.slug}/moderation/first-hour`])
		assert.match((await open(cast.approver, url)).words, /Void: changed since/, url);
	await take(service, id, 'end fieldwork');
	assert.match((await open(cast.manager, `/inspections/${id}`)).words, /Approve “The first hour” again/);

	const reopening = await cast.manager.submit(`${at}/reopen`, { because: ' ' });
	assert.equal(reopening.statusCode, 422);
	assert.match(reopening.body, /Enter the reason why it is reopened/);
	const reopen = await open(cast.manager, `${at}/reopen`);
	const reopened = await reopen.press('Reopen', { 'Why is it reopened?': 'The finding was wrong.' });
	assert.match(reopened.words, /Reopened by The programme manager.* The finding was wrong\./);
	assert.equal((await stateOf(id, 'first-hour'))?.state, 'open');
});

test('a report is begun when every question and pillar is approved, and not before', async () => {
	const { id } = await inspected(service, cast);
	for (const component of ['first-hour', 'food-and-rest']) {
		await found(service, id, component);
		await brought(service, cast, { inspection: id, component }, { to: 'moderated' });
	}
	await take(service, id, 'end fieldwork');
	const early = await open(cast.manager, `/inspections/${id}`);
	assert.match(early.words, /Judge “Care”.*Approve “The first hour”: it is moderated/);
	const pillar = `/inspections/${id}/questions/care`;
	const suggestion = await (await open(cast.inspector, pillar)).press('Ask for the suggestion');
	assert.match(suggestion.words, /Of its 2 questions: 2 sound\. The worst of them is sound\./);
	await brought(service, cast, { inspection: id, component: 'care' }, { to: 'moderated' });
	const refused = await cast.approver.submit(`${pillar}/approve`, { content: '{}' });
	assert.equal(refused.statusCode, 422);
	assert.match(refused.body, /Approve “The first hour” first/);
	for (const component of ['first-hour', 'food-and-rest', 'care']) {
		const page = await open(cast.approver, `/inspections/${id}/questions/${component}/approve`);
		await page.press('Approve this judgment');
	}
	const ready = await open(cast.manager, `/inspections/${id}`);
	assert.match(ready.words, /“Begin reporting” is the next step/);
	const file = await cast.manager.get(`/inspections/${id}/questions.csv`);
	assert.match(file.body, /,question,first-hour,The first hour,Approved,Sound,/);
});

test('what is not graded is recorded as inspected, takes no grade, and counts as answered', async () => {
	const { id } = await inspected(service, cast);
	await service.database.asActor(operator, (tx) =>
		decideScoping(tx, operator, {
			inspection: id,
			rows: everyAnswer.map((row) => ({ ...row, inspected: true, reason: 'Because' })),
			reason: 'More was heard',
			decidedByName: 'A. Inspector',
		}),
	);
	await found(service, id, 'complaints');
	const at = `/inspections/${id}/questions/complaints`;
	const graded = await cast.inspector.submit(`${at}/propose`, { grade: 'sound', rationale: 'Reasons' });
	assert.equal(graded.statusCode, 422);
	assert.match(graded.body, /“Complaints” is not graded\. Record that it was inspected, without a grade/);
	assert.match((await cast.inspector.submit(`${at}/suggestion`, {}, at)).body, /no grade is suggested/);
	await brought(service, cast, { inspection: id, component: 'complaints' }, { grade: null, to: 'moderated' });
	const page = await open(cast.approver, `${at}/approve`);
	assert.match((await page.press('Approve this judgment')).words, /Approved.*Not graded/);
	const judging = await stateOf(id, 'complaints');
	assert.equal(judging?.opinions.at(-1)?.grade, null);
	// The database refuses it too, whatever the page said.
	await assert.rejects(
		service.owner.query(
			`insert into judgments.opinion (judgment_id, stage, framework, version, grade, rationale, rule, by, by_name)
			values ($1, 'suggested', 'test-custody', 1, 'sound', 'x', 'x', $2, 'X')`,
			[judging?.id, cast.inspector.account],
		),
		/not graded/,
	);
	const heading = await open(cast.inspector, `/inspections/${id}/questions/conduct`);
	assert.match(heading.words, /Not graded/);
	assert.equal((await cast.inspector.get(`/inspections/${id}/questions/conduct/propose`)).statusCode, 409);
});

test('a round that is over shows what was published of it, and asks for nothing', async () => {
	const { id, force } = await arrange(service, { fieldwork: [-90, -80], lead: cast.inspector });
	await take(service, id, 'decide');
	const at = `/inspections/${id}/questions`;
	assert.match((await open(cast.inspector, at)).words, /The first hour Open/);
	await take(service, id, 'record');
	await service.database.asActor(operator, (tx) =>
		addJudgment(tx, {
			force,
			...testFrameworkKey,
			component: 'first-hour',
			grade: 'sound',
			source: 'The report of the spring',
			publishedAt: publishedOn(Temporal.PlainDate.from('2026-01-20')),
			basis: 'imported',
		}),
	);
	const overview = await open(cast.inspector, at);
	assert.match(overview.words, /The first hour Published Sound/);
	assert.match(overview.words, /1 published/);
	const page = await open(cast.inspector, `${at}/first-hour`);
	assert.match(page.words, /The grade that was published Sound On 20 January 2026/);
	assert.match(page.words, /The report of the spring/);
	assert.match(page.words, /It was judged and published before this system was there/);
});
