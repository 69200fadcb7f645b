import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrange } from '../../../test/inspections.ts';
import { open } from '../../../test/paper.ts';
import { type SignedIn, testService } from '../../../test/service.ts';
import { counted, madeIndicator } from '../../figures/comparison/testing/made.ts';
import { putFigures, putIndicator } from '../../figures/comparison/testing/world.ts';
import { kindForms, kindKey } from './kind-form.ts';

const service = await testService();
const { database, owner, signedInAs } = service;
const inspector = await signedInAs('inspector');
const other = await signedInAs('inspector');
const editor = await signedInAs('editor');
const { id: inspection, force } = await arrange(service, { lead: inspector });
await owner.query('update programmes.inspection set announced_at = now() where id = $1', [inspection]);
await owner.query("update programmes.force set code = 'E23000018' where id = $1", [force]);
const liaison = await signedInAs('force liaison officer', { organisation: force });
const day = Temporal.PlainDate.from('2026-01-12');
const list = `/inspections/${inspection}/evidence`;
const idOf = (url: string) => /[0-9a-f-]{36}/.exec(url)?.[0] ?? '';

const interview = {
	title: 'Interview with the head of custody',
	source: 'Head of custody',
	text: 'Checks are made every hour.',
	'happened-on-day': '12',
	'happened-on-month': '1',
	'happened-on-year': '2026',
	'gathered-by': inspector.account,
	reliability: 'as told',
	bearing: 'informs',
};

async function record(fields: Record<string, string> = {}, kind = 'interview', who: SignedIn = inspector) {
	return who.submit(`${list}/add/${kind}`, { ...interview, 'gathered-by': who.account, ...fields });
}
async function recorded(fields: Record<string, string> = {}, kind = 'interview'): Promise<string> {
	const sent = await record(fields, kind);
	assert.equal(sent.statusCode, 303, sent.body.slice(0, 5000));
	return String(sent.headers.location);
}
const problemsIn = (body: string) =>
	[...body.matchAll(/<li><a href="#([^"]+)">([^<]+)<\/a><\/li>/g)].map(([, field, text]) => [field, text]);

test('an interview is recorded from the page of its inspection, with the questions that it bears on', async () => {
	const choose = await open(inspector, (await open(inspector, list)).link('Record evidence'));
	const form = await open(inspector, choose.link('Interview'));
	const item = await form.press('Record it', {
		Title: 'Interview with the head of custody',
		'Who was interviewed?': 'Head of custody',
		'What was said': 'Checks are made every hour.\nThey are written down.',
		Date: day,
		Care: 'Food and rest',
	});
	assert.match(item.words, /E-\d+, interview, Shire/);
	assert.match(item.words, /Informs judgment .*Checks are made every hour\. They are written down\./);
	assert.match(item.words, /When 12 January 2026 Source Head of custody Gathered by The inspector/);
	assert.match(item.words, /What it bears on .*Food and rest/);
	const shown = await open(inspector, `${list}?question=food-and-rest`);
	assert.match(shown.words, /Interview with the head of custody Interview 12 January 2026 Food and rest/);
	assert.doesNotMatch((await open(inspector, `${list}?question=complaints`)).words, /12 January 2026/);
	const file = await inspector.get(`${list}.csv`);
	assert.match(file.body, /^\uFEFFnumber,kind,force/);
	assert.match(file.body, /Head of custody,person,The inspector/);
});

test('every kind has a form of its own that opens, and the fields of that kind only', async () => {
	for (const { kind } of kindForms.filter((one) => one.kind !== 'figure')) {
		const { words } = await open(inspector, `${list}/add/${kindKey(kind)}`);
		assert.equal(/Address of the page/.test(words), kind === 'published page', kind);
		assert.equal(/Who was interviewed/.test(words), kind === 'interview', kind);
		assert.equal(/Suggests themes only/.test(words), kind !== 'action plan', kind);
	}
	assert.equal((await inspector.get(`${list}/add/hearsay`)).statusCode, 404);
	assert.equal((await inspector.get(`${list}/add/figure`)).statusCode, 404);
});

test('whatever is missing is said beside its field, all at once, and what was typed is kept', async () => {
	const sent = await record({
		title: '',
		source: '',
		text: '<b>Words</b>',
		'happened-on-day': '40',
		'gathered-by': '',
		reliability: '',
	});
	assert.equal(sent.statusCode, 422);
	assert.deepEqual(problemsIn(sent.body), [
		['title', 'Enter a title'],
		['source', 'Enter an answer to “Who was interviewed?”'],
		['happened-on', 'The date must be a real date, such as 27 3 2027'],
		['gathered-by', 'Choose who gathered it, or enter a name'],
		['reliability', 'Choose how far it can be relied on'],
	]);
	assert.match(sent.body, /&lt;b&gt;Words&lt;\/b&gt;/);
	assert.match(sent.body, /name="happened-on-day" type="text" inputmode="numeric" value="40"/);
	const tomorrow = Temporal.Now.plainDateISO('Europe/London').add({ days: 1 });
	const early = await record({
		'happened-on-day': String(tomorrow.day),
		'happened-on-month': String(tomorrow.month),
		'happened-on-year': String(tomorrow.year),
	});
	assert.match(problemsIn(early.body)[0]?.[1] ?? '', /today or earlier/);
});

test('a word for a part of those who were asked needs its numbers, and agrees with them', async () => {
	const text = 'Most of those we spoke to knew the policy.';
	const group = { text, source: 'Response officers' };
	const none = await record({ ...group, 'counted-of': '25' }, 'focus-group');
	assert.deepEqual(problemsIn(none.body), [
		['counted', 'The text says “Most of those we spoke to”. Enter how many that is, and of how many'],
	]);
	const few = await record({ ...group, 'counted-of': '25', counted: '9' }, 'focus-group');
	assert.match(problemsIn(few.body)[0]?.[1] ?? '', /9 of 25 is “fewer than half”/);
	assert.match(
		(await open(inspector, await recorded({ ...group, 'counted-of': '25', counted: '18' }, 'focus-group')))
			.words,
		/18 of 25 people/,
	);
	await recorded({ text: 'Most of those we spoke to (18 of 25) knew it.' });
	const impossible = await record({ ...group, 'counted-of': '5', counted: '9' }, 'focus-group');
	assert.deepEqual(problemsIn(impossible.body)[0]?.[0], 'counted');
});

test('nothing that is sent makes an action plan or a survey of the workforce inform judgment', async () => {
	const plan = await open(
		inspector,
		await recorded({ bearing: 'informs', reliability: 'force-reported', source: '' }, 'action-plan'),
	);
	assert.match(plan.words, /Does not inform judgment/);
	assert.match(plan.words, /Nothing can rest on it/);
	const survey = await record({ bearing: 'informs', 'counted-of': '200' }, 'workforce-survey');
	assert.deepEqual(problemsIn(survey.body), [['bearing', 'Choose whether it informs judgment']]);
});

test('a published page needs its address and its capture, which is handed out as it came', async () => {
	const fields = {
		...interview,
		address: 'shire.example/custody',
		time: '25:10',
		reliability: 'verified',
		source: '',
	};
	const sent = await inspector.submit(`${list}/add/published-page`, fields);
	assert.deepEqual(
		problemsIn(sent.body).map(([field]) => field),
		['time', 'address', 'files'],
	);
	const capture = { field: 'files', name: 'capture.txt', content: Buffer.from('As it was seen.\n') };
	const kept = await inspector.upload(
		`${list}/add/published-page`,
		{ ...fields, address: 'https://shire.example/custody', time: '2:30pm' },
		capture,
	);
	assert.deepEqual(problemsIn(kept.body), []);
	const item = await open(inspector, String(kept.headers.location));
	assert.match(item.words, /https:\/\/shire\.example\/custody , captured on 12 January 2026 at 2:30pm/);
	const file = await inspector.get(item.link('capture.txt'));
	assert.equal(file.body, 'As it was seen.\n');
	assert.equal((await liaison.get(item.link('capture.txt'))).statusCode, 404);
});

test('a figure is chosen by search, and its value, period and source are taken from it', async () => {
	const made = madeIndicator({ title: 'Burglary of dwellings' });
	await database.asActor({ kind: 'operator', name: 'tests' }, async (tx) => {
		await putIndicator(tx, made);
		await putFigures(tx, [counted(made, 40, 1000, { area: 'E23000018' })]);
	});
	const search = await open(inspector, `${list}/add-figure?words=burglary`);
	const periods = await open(inspector, search.link('Burglary of dwellings'));
	const href = /href="([^"]*\/add\/figure\?figure=[^"]+)"/.exec(periods.body)?.[1] ?? '';
	const form = await open(inspector, href.replaceAll('&amp;', '&'));
	assert.doesNotMatch(form.words, /First day|Title/);
	const item = await form.press('Record it', { 'What the figure shows (optional)': 'It is low.' });
	assert.match(item.words, /Burglary of dwellings: Shire \d+ Police, /);
	assert.match(item.words, /Source: .* It is low\./);
	const { id } = { id: idOf(item.url) };
	await owner.query('update figures.figure set value = value * 2 where indicator = $1', [made.id]);
	assert.match((await open(inspector, `/evidence/${id}`)).words, /The figure has been computed again since/);
	const corrected = await (await open(inspector, `/evidence/${id}/correct`)).press('Keep the correction', {
		'Why is it corrected?': 'The figure was computed again',
	});
	assert.doesNotMatch(corrected.words, /computed again since/);
	assert.match(corrected.words, /It is low\./);
	assert.equal(
		(await inspector.get(`${list}/add/figure?figure=none@1/E1/2020-01-01/2020-01-31`)).statusCode,
		404,
	);
});

test('of two who correct the same evidence the second sees both versions, and loses nothing', async () => {
	const href = await recorded();
	const [mine, theirs] = [await open(inspector, `${href}/correct`), await open(other, `${href}/correct`)];
	await theirs.press('Keep the correction', {
		'What was said': 'Checks are made every two hours.',
		'Why is it corrected?': 'The recording says so',
	});
	const token = /name="_form" value="([^"]+)"/.exec(mine.body)?.[1] ?? '';
	const late = await inspector.post(`${href}/correct`, {
		...interview,
		_form: token,
		seen: '1',
		text: 'Checks are made every three hours.',
		because: 'Misheard',
	});
	assert.equal(late.statusCode, 422);
	assert.match(late.body, /Somebody else has corrected this since you opened it/);
	assert.match(
		late.body,
		/What stands now: version 2[\s\S]*every two hours[\s\S]*What you have written[\s\S]*every three hours/,
	);
	assert.match(late.body, /name="seen" value="2"/);
	const again = await inspector.submit(`${href}/correct`, {
		...interview,
		seen: '2',
		text: 'Checks are made every three hours.',
		because: 'Misheard',
	});
	assert.equal(again.statusCode, 303);
	const item = await open(inspector, href);
	assert.match(
		item.words,
		/every three hours.*Earlier versions.*This is version 3.*every two hours.*every hour/,
	);
});

test('a correction needs its reason, and keeps the files that it is told to keep', async () => {
	const file = { field: 'files', name: 'notes.txt', content: Buffer.from('Notes.\n') };
	const { headers } = await inspector.upload(`${list}/add/interview`, interview, file);
	const href = String(headers.location);
	const without = await inspector.submit(`${href}/correct`, { ...interview, seen: '1' });
	assert.deepEqual(problemsIn(without.body), [['because', 'Enter why it is corrected']]);
	const kept = await (await open(inspector, `${href}/correct`)).press('Keep the correction', {
		'Why is it corrected?': 'A word',
	});
	assert.match(kept.words, /Files notes\.txt/);
	await inspector.submit(`${href}/correct`, { ...interview, seen: '2', because: 'Another person’s notes' });
	const { words } = await open(inspector, href);
	assert.match(words, /Files None/);
	assert.match(words, /Version 2.*Files notes\.txt/);
});

test('words for the team are closed to others on every page and file', async () => {
	const href = await recorded({
		sensitivity: 'team',
		title: 'A whistleblower',
		source: 'W',
		text: 'Secret words',
	});
	for (const url of [href, list, `${list}.csv`, '/evidence', '/evidence.csv']) {
		const seen = await editor.get(url);
		assert.equal(seen.statusCode, 200);
		assert.doesNotMatch(seen.body, /whistleblower|Secret words/, url);
	}
	assert.match((await open(editor, href)).words, /Team only Its words are for the team/);
	assert.equal((await other.get(`${href}/correct`)).statusCode, 404);
	assert.equal((await other.submit(`${href}/for-all-staff`, {}, list)).statusCode, 404);
	const opened = await (await open(inspector, href)).press('Let all staff read it');
	assert.match(opened.words, /can now be read by everybody/);
	assert.match((await open(editor, href)).words, /Secret words/);
	await (await open(inspector, href)).press('Mark it for the team only');
	assert.doesNotMatch((await open(editor, href)).words, /Secret words/);
});

test('evidence is withdrawn with a reason, used again in another inspection, and says what it bears on there', async () => {
	const href = await recorded();
	const elsewhere = await arrange(service, { force });
	const form = await open(inspector, `${href}/use-again`);
	const option = new RegExp(`<option value="${elsewhere.id}"[^>]*>([^<]+)<`).exec(form.body)?.[1] ?? '';
	const questions = await form.press('Use it there', {
		'Which inspection?': option,
		'Why is it used again?': 'It still holds',
	});
	const item = await questions.press('Keep this', { Care: 'Food and rest' });
	assert.match(item.words, /Used again It still holds \(The inspector/);
	assert.match(
		(await open(inspector, `/inspections/${elsewhere.id}/evidence`)).words,
		/Used again.*Food and rest/,
	);
	const empty = await inspector.submit(`${href}/withdraw`, { because: ' ' });
	assert.deepEqual(problemsIn(empty.body), [['because', 'Enter the reason']]);
	const gone = await (await open(inspector, `${href}/withdraw`)).press('Withdraw it', {
		'Why is it withdrawn?': 'It was another force',
	});
	assert.match(gone.words, /withdrawn on .* It was another force/);
	assert.match(gone.words, /History Withdrawn by.*Used in another inspection by.*Recorded by/);
	assert.doesNotMatch(gone.words, /Correct it/);
	assert.equal((await inspector.get(`${href}/correct`)).statusCode, 409);
});

test('the monitoring log of a force stands on a page among its others, and staff alone see it', async () => {
	const { rows } = await owner.query<{ slug: string }>('select slug from programmes.force where id = $1', [
		force,
	]);
	const log = `/forces/${rows[0]?.slug}/evidence`;
	const form = await open(inspector, (await open(inspector, log)).link('Add to the monitoring log'));
	await form.press('Record it', {
		Title: 'Custody is to close',
		'Where does it come from?': 'Monthly call',
		'What you learned': 'The force closes a suite in May.',
		Date: day,
	});
	assert.match(
		(await open(editor, log)).words,
		/Monitoring log Custody is to close E-\d+, 12 January 2026: Monthly call The force closes/,
	);
	assert.equal((await liaison.get(log)).statusCode, 404);
	assert.equal((await editor.get(`${log}/add`)).statusCode, 404);
	await open(inspector, '/evidence/add');
});

test('a force sends an update, sees what it was used for, and nothing of what the inspectorate wrote', async () => {
	const form = await open(liaison, (await open(liaison, '/your-evidence')).link('Send an update'));
	const sent = await form.press('Send it', {
		Title: 'New checks',
		'What has changed?': 'Checks are made twice an hour.',
		'Since when is it so?': day,
		'Files (optional)': { name: 'plan.txt', content: 'A plan.\n' },
	});
	assert.match(sent.words, /Checks are made twice an hour.*Files plan\.txt/);
	assert.equal((await liaison.get(sent.link('plan.txt'))).body, 'A plan.\n');
	const id = idOf(sent.url);
	assert.match(
		(await open(inspector, `/evidence/${id}`)).words,
		/Sent by the force.*As the force reports it/,
	);
	await (await open(inspector, `/evidence/${id}/questions`)).press('Keep this', {
		Care: 'Food and rest',
	});
	await (await open(inspector, `/evidence/${id}/correct`)).press('Keep the correction', {
		'What the force says': 'We checked it',
		'Why is it corrected?': 'Checked',
	});
	const own = await open(liaison, `/your-evidence/${id}`);
	assert.match(own.words, /twice an hour.*What it was used for Custody visits \d+ Food and rest/);
	assert.doesNotMatch(own.words, /We checked it/);
	assert.match((await open(liaison, '/your-evidence')).words, /New checks Force update/);
	const stranger = await signedInAs('force liaison officer');
	assert.equal((await stranger.get(`/your-evidence/${id}`)).statusCode, 404);
	const mine = idOf(await recorded());
	assert.equal((await liaison.get(`/your-evidence/${mine}`)).statusCode, 404);
	const refused = await stranger.post('/your-evidence/send', { inspection });
	assert.notEqual(refused.statusCode, 303);
});
