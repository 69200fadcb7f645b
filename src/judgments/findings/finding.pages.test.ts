import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrange, operator } from '../../../test/inspections.ts';
import { found, inspected } from '../../../test/judging.ts';
import { open } from '../../../test/paper.ts';
import { testService } from '../../../test/service.ts';
import { addEvidence, addObject, type EvidenceKind } from '../../evidence/index.ts';
import { dayIn, systemClock, type Tx } from '../../foundation/index.ts';
import { findingById } from './finding.store.ts';

const service = await testService();
const { database, signedInAs, owner } = service;
const inspector = await signedInAs('inspector');
const colleague = await signedInAs('inspector');
const approver = await signedInAs('HM Inspector');
const editor = await signedInAs('editor');

const as = <T>(work: (tx: Tx) => Promise<T>) => database.asActor(operator, work);

/** Evidence of an inspection, from a source with this name, that bears on the first hour. */
async function evidence(
	inspection: string | null,
	kind: EvidenceKind,
	name: string,
	{ title = `What ${name} says`, force = undefined as string | undefined } = {},
): Promise<{ id: string; number: number }> {
	return as((tx) =>
		addEvidence(tx, {
			kind,
			...(inspection === null ? {} : { inspection }),
			...(force === undefined ? {} : { force }),
			source: { name },
			title,
			text: 'Nobody is seen for two hours.',
			happenedOn: dayIn(systemClock),
			gatheredByName: 'A. Inspector',
			reliability:
				kind === 'workforce survey' || kind === 'record review'
					? 'non-statistical'
					: kind === 'action plan'
						? 'force-reported'
						: 'as told',
			bearsOn: [{ framework: 'test-custody', version: 1, component: 'first-hour' }],
		}),
	);
}

/** Writes a finding on the page, from nothing, and returns its address. */
async function written(inspection: string, text: string, tone = 'Weakness'): Promise<string> {
	const page = await open(inspector, `/inspections/${inspection}/questions/first-hour/findings/add`);
	const done = await page.press('Keep this finding', {
		'What does it say of the force?': tone,
		Finding: text,
	});
	return done.url;
}

const cite = (at: string, items: string | string[], relation = 'supports', query = '') =>
	inspector.submit(`${at}/cite${query}`, { items, relation, note: '' });

test('a finding begins as a stock finding, is adapted, cites evidence, and says what it still wants', async () => {
	const { id } = await inspected(service, { inspector });
	await evidence(id, 'record review', 'Forty custody records');
	await evidence(id, 'interview', 'A sergeant');
	const question = await open(inspector, `/inspections/${id}/questions/first-hour/findings`);
	assert.match(question.words, /Nothing has been found under this question yet/);
	const stock = await open(
		inspector,
		question.link('Start from this : People wait for hours until they are checked.'),
	);
	assert.match(stock.body, /People wait for hours until they are checked\.<\/textarea>/);
	const done = await stock.press('Keep this finding', {
		Finding: 'People wait for up to four hours until they are checked.',
		'Sub-question (optional)': 'The first check',
	});
	assert.match(done.words, /has no evidence that supports it/);

	const list = await open(inspector, `${done.url}/cite`);
	assert.match(list.words, /What Forty custody records says Review of records/);
	const cited = await list.press('Cite it', {
		Evidence: list.words.match(/E-\d+: What Forty custody records says/)?.[0] ?? '',
		'How does it stand to the finding?': 'Supports it',
	});
	assert.match(cited.words, /One source supports it: one sample\./);
	assert.match(cited.words, /is a weakness that rests on one sample\./);
	// The other source corroborates it, and nothing is missing any more.
	const more = await open(inspector, `${done.url}/cite?q=sergeant`);
	const both = await more.press('Cite it', {
		Evidence: more.words.match(/E-\d+: What A sergeant says/)?.[0] ?? '',
		'How does it stand to the finding?': 'Supports it',
	});
	assert.match(both.words, /2 independent sources support it, of 2 kinds: person, sample\./);
	assert.doesNotMatch(both.words, /is a weakness that rests on/);

	const bank = await open(inspector, `/inspections/${id}/bank`);
	assert.match(bank.words, /Time until the first check Weakness F-\d+ : People wait for up to four hours/);
	const { body } = await inspector.get(`/inspections/${id}/findings.csv`);
	assert.match(body, /weakness,People wait for up to four hours[^\n]*,2,person sample,E-\d+ E-\d+,/);
});

test('whoever changes a finding second sees both texts, keeps what they typed, and chooses', async () => {
	const { id } = await inspected(service, { inspector });
	const at = await written(id, 'People wait.');
	const [mine, theirs] = [await open(inspector, `${at}/edit`), await open(colleague, `${at}/edit`)];
	await mine.press('Keep this text', { Finding: 'People wait for one hour.' });
	const token = /name="_form" value="([^"]+)"/.exec(theirs.body)?.[1] ?? '';
	const late = { _form: token, seen: '1', tone: 'weakness', text: 'People wait for two hours.', part: '' };
	const answer = await colleague.post(`${at}/edit`, late);
	assert.equal(answer.statusCode, 409);
	assert.match(answer.body, /What The inspector has kept/);
	assert.match(answer.body, /<p class="govuk-body app-words">People wait for one hour\.<\/p>/);
	assert.match(answer.body, /People wait for two hours\.<\/textarea>/);
	const finding = () => as((tx) => findingById(tx, at.replace('/findings/', '')));
	assert.equal((await finding())?.text, 'People wait for one hour.', 'nothing was overwritten');
	// They have seen both, and keep their own.
	const again = /name="_form" value="([^"]+)"/.exec(answer.body)?.[1] ?? '';
	const kept = await colleague.post(`${at}/edit`, { ...late, _form: again, seen: '2' });
	assert.equal(kept.statusCode, 303);
	assert.deepEqual(
		[(await finding())?.text, (await finding())?.edition, new Set((await finding())?.writtenBy)],
		['People wait for two hours.', 3, new Set([inspector.account, colleague.account])],
	);
});

test('what does not inform judgment supports nothing, and another force is only compared with', async () => {
	const { id } = await inspected(service, { inspector });
	const elsewhere = await arrange(service);
	const at = await written(id, 'The plan is good.', 'Strength');
	const plan = await evidence(id, 'action plan', 'The plan');
	const refused = await cite(at, plan.id);
	assert.equal(refused.statusCode, 422);
	assert.match(
		refused.body,
		new RegExp(`E-${plan.number} cannot support a finding \\(does not inform judgment\\)`),
	);
	assert.equal((await cite(at, plan.id, 'compares')).statusCode, 303);

	const foreign = await evidence(null, 'interview', 'A neighbour', { force: elsewhere.force });
	const other = await cite(at, foreign.id, 'supports', '?where=all');
	assert.equal(other.statusCode, 422);
	assert.match(other.body, new RegExp(`E-${foreign.number} is about Shire \\d+ Police`));
	assert.equal((await cite(at, foreign.id, 'compares', '?where=all')).statusCode, 303);
	// And the database holds both, whatever a page asks.
	for (const item of [plan, foreign]) {
		await assert.rejects(
			owner.query("update judgments.citation set relation = 'supports' where item_id = $1", [item.id]),
			/does not inform judgment|of another force/,
		);
	}
	const finding = await open(inspector, at);
	assert.match(finding.words, /Nothing supports it yet\./);
	const edit = await open(inspector, `${at}/cite/${plan.id}`);
	await edit.press('Cite it no longer');
	assert.doesNotMatch((await open(inspector, at)).words, /What The plan says/);
});

test('an HM Inspector, and nobody else, says why a sole basis will do, of these words only', async () => {
	const { id } = await inspected(service, { inspector });
	const at = await written(id, 'Nobody asks about health.');
	const sample = await evidence(id, 'record review', 'Thirty records');
	await cite(at, sample.id);
	assert.equal((await inspector.get(`${at}/sole-basis`)).statusCode, 404);
	const page = await open(approver, (await open(approver, at)).link('Record why a sole basis will do'));
	const accepted = await page.press('Record this reason', {
		'Why will it do?': 'All thirty records were silent.',
	});
	assert.match(accepted.words, /The HM Inspector, HM Inspector, on [^:]*: All thirty records were silent\./);
	assert.doesNotMatch(accepted.words, /is a weakness that rests on/);
	const changed = await (await open(inspector, `${at}/edit`)).press('Keep this text', {
		Finding: 'Hardly anybody asks about health.',
	});
	assert.match(changed.words, /is a weakness that rests on one sample\./);
});

test('what stands under an approved judgment is not written in, and no page offers it', async () => {
	const { id } = await inspected(service, { inspector });
	const finding = await found(service, id, 'first-hour');
	await owner.query('alter table judgments.judgment disable trigger user');
	await owner.query(
		`insert into judgments.judgment (inspection_id, programme_id, force_id, framework, version, component, state)
		select id, programme_id, force_id, framework, version, 'first-hour', 'approved' from programmes.inspection where id = $1`,
		[id],
	);
	await owner.query('alter table judgments.judgment enable trigger user');
	for (const url of [`/findings/${finding}`, `/inspections/${id}/questions/first-hour/findings`]) {
		const { words } = await open(inspector, url);
		assert.match(words, /The judgment of this question is approved\. Reopen it/);
		assert.doesNotMatch(words, /Write a finding|Change the words/);
	}
	for (const url of [
		`/findings/${finding}/edit`,
		`/inspections/${id}/questions/first-hour/findings/add`,
		`/findings/${finding}/cite`,
	])
		assert.equal((await inspector.get(url)).statusCode, 409, url);
	// Another question of the same inspection is open as before.
	assert.equal(
		(await inspector.get(`/inspections/${id}/questions/food-and-rest/findings/add`)).statusCode,
		200,
	);
});

test('a finding names what it is about, is withdrawn with a reason and put back, and advice is no promise', async () => {
	const { id, force } = await inspected(service, { inspector });
	const at = await written(id, 'The custody system loses records.');
	await as((tx) =>
		addObject(tx, {
			force,
			owner: 'The force',
			kind: 'system',
			name: 'Custody system',
			purpose: 'To keep custody records',
		}),
	);
	const objects = await open(inspector, `${at}/objects`);
	const about = await objects.press('Keep this', { 'Systems and arrangements': 'Custody system' });
	assert.match(about.words, /Assessed objects Custody system/);
	const gone = await (await open(inspector, `${at}/withdraw`)).press('Withdraw it', {
		'Why is it withdrawn?': 'It was repaired.',
	});
	assert.match(gone.words, /Withdrawn on .*: It was repaired\./);
	assert.match((await gone.press('Put it back')).words, /stands again/);

	const give = await open(inspector, `/inspections/${id}/questions/first-hour/advice/add`);
	const given = await give.press('Keep this advice', { Advice: 'The force might consider a second nurse.' });
	assert.match(given.words, /The force might consider a second nurse\. The question as a whole/);
	assert.doesNotMatch((await open(inspector, '/raised')).words, /second nurse/);
	const change = await open(
		inspector,
		given.link('Change this advice: The force might consider a second nurse.').replace('&#39;', "'"),
	);
	assert.match((await change.press('Give it no longer')).words, /No advice is given under this question/);
});

test('a programme has findings about no one force, and a bank of all its forces', async () => {
	const { id, programme } = await inspected(service, { inspector });
	await evidence(id, 'interview', 'A sergeant of the shire');
	const add = await open(inspector, `/programmes/${programme.slug}/findings/add`);
	const done = await add.press('Keep this finding', {
		Question: 'Care: The first hour',
		'What does it say?': 'Description',
		Finding: 'Nurses are few everywhere.',
	});
	const list = await open(inspector, `${done.url}/cite`);
	await list.press('Cite it', {
		Evidence: list.words.match(/E-\d+: What A sergeant of the shire says/)?.[0] ?? '',
		'How does it stand to the finding?': 'Supports it',
	});
	assert.match(
		(await open(editor, `/programmes/${programme.slug}/findings`)).words,
		/Nurses are few everywhere\. One source supports it/,
	);
	const bank = await open(editor, `/programmes/${programme.slug}/bank`);
	assert.match(bank.words, /\(0 of 1\) The first hour Time until the first check Absent/);
	const { body } = await editor.get(`/programmes/${programme.slug}/bank.csv`);
	assert.match(body, /first-hour,The first hour,waiting,Time until the first check,[^,]+,,absent,,0,no/);
});

test('an address that nothing has is not found, whatever stands in it', async () => {
	const nothing = crypto.randomUUID();
	for (const url of [
		'/findings/x',
		`/findings/${nothing}`,
		'/programmes/a%00b/bank',
		`/inspections/${nothing}/bank`,
	])
		assert.equal((await inspector.get(url)).statusCode, 404, url);
});
