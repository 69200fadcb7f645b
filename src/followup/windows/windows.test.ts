import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrange, take } from '../../../test/inspections.ts';
import { open } from '../../../test/paper.ts';
import { wordsIn } from '../../../test/planning.ts';
import { aForceOf, aProgramme, aPromise } from '../../../test/plans.ts';
import { type SignedIn, testService } from '../../../test/service.ts';
import { dayIn, systemClock } from '../../foundation/index.ts';

const service = await testService();
const { owner, signedInAs } = service;
const here = await aForceOf(service, 'Hereshire');
const there = await aForceOf(service, 'Thereshire');
const programme = await aProgramme(owner, [here.force, there.force], 'Core business');
const asked = await aPromise(owner, { force: here.force, programme, text: 'The force should listen.' });
const other = await aPromise(owner, { force: there.force, programme, text: 'The force should write.' });
const manager = await signedInAs('programme manager');
const inspector = await signedInAs('inspector');
const contributor = await signedInAs('force contributor', { organisation: here.force });
const stranger = await signedInAs('force liaison officer', { organisation: there.force });
const body = await signedInAs('local policing body', { organisation: here.body });

const today = dayIn(systemClock);
const day = (name: string, on: Temporal.PlainDate) => ({
	[`${name}-day`]: String(on.day),
	[`${name}-month`]: String(on.month),
	[`${name}-year`]: String(on.year),
});
async function refused(answer: { statusCode: number; body: string }, ...said: RegExp[]): Promise<void> {
	assert.equal(answer.statusCode, 422, wordsIn(answer.body).slice(0, 300));
	for (const words of said) assert.match(wordsIn(answer.body), words);
}

async function windowOf(programmeId: string, whom: Record<string, string>): Promise<string> {
	const page = `/followup/windows/new?programme=${programmeId}`;
	const answer = await manager.submit(page, {
		...{ title: 'How far are you?', asked: 'Say what has changed.' },
		...day('from', today),
		...day('until', today.add({ days: 10 })),
		...whom,
	});
	assert.equal(answer.statusCode, 303, wordsIn(answer.body).slice(0, 400));
	return String(answer.headers.location);
}

async function send(who: SignedIn, window: string, text: string, about = ''): Promise<string> {
	const page = await open(who, `${window}/send`);
	const answers = {
		'Since when is it so?': today.subtract({ days: 2 }),
		'What has been done, and what has come of it?': text,
		...(about === '' ? {} : { 'What is it about?': about }),
	};
	return (await page.press('Send', answers)).words;
}

/** Evidence by its words. */
async function evidenceSaying(text: string) {
	const { rows } = await owner.query(
		`select i.kind, i.force_id, i.inspection_id, v.bearing, v.reliability, v.title from evidence.item i
		join evidence.version v on v.item_id = i.id where v.text = $1`,
		[text],
	);
	assert.equal(rows.length, 1, text);
	return rows[0];
}

test('forces send until the end of the last day, and what comes later is kept and marked late', async () => {
	const form = `/followup/windows/new?programme=${programme}`;
	await refused(
		await manager.submit(form, {
			...{ title: 'Kept', asked: '', whom: 'some' },
			...day('from', today),
			...{ 'until-day': '30', 'until-month': '2', 'until-year': '2027' },
		}),
		/Enter what the forces are asked/,
		/must be a real date/,
	);
	assert.equal((await inspector.get(form)).statusCode, 404, 'a programme manager opens windows');
	const window = await windowOf(programme, { whom: 'all' });
	assert.match((await open(contributor, '/home')).words, /Send an update: How far are you\?/);

	// One sends about a part of what was asked, with a file; it is evidence at once, as the force reports it.
	const page = await open(contributor, `${window}/send`);
	assert.match(page.words, /evidence for a later inspection/);
	assert.doesNotMatch(page.body, new RegExp(other.part));
	await refused(
		await contributor.submit(`${window}/send`, {
			...{ part: other.part, text: 'Kept words' },
			...day('since', today),
		}),
		/Choose something that your force was asked to do/,
		/Kept words/,
	);
	await refused(
		await contributor.submit(`${window}/send`, {
			...{ part: '', text: 'Kept words' },
			...day('since', today.add({ days: 1 })),
		}),
		/must be today or earlier/,
	);
	const sent = await page.press('Send', {
		'What is it about?': `FU-${asked.number}: The force should listen.`,
		'Since when is it so?': today,
		'What has been done, and what has come of it?': 'We listen.',
		'Files that show it (optional)': { name: 'heard.csv', content: 'heard\nyes\n' },
	});
	assert.match(sent.words, new RegExp(`E-\\d+ FU-${asked.number} `));
	const evidence = await evidenceSaying('We listen.');
	assert.deepEqual(
		{ ...evidence, title: undefined },
		{
			...{ kind: 'force update', force_id: here.force, inspection_id: null, bearing: 'informs' },
			...{ reliability: 'force-reported', title: undefined },
		},
	);
	assert.match(evidence.title, new RegExp(`Update on FU-${asked.number}: How far are you`));

	// Nobody of a force sees another's; the inspectorate sees who has sent and who has not.
	assert.doesNotMatch((await open(stranger, window)).words, /E-\d+|Hereshire/);
	assert.equal((await body.get(window)).statusCode, 404);
	assert.equal((await stranger.get(`${window}/forces.csv`)).statusCode, 404);
	const csv = (await inspector.get(`${window}/forces.csv`)).body;
	assert.match(csv, /Hereshire Police,yes,1,0,[^,]+,E-\d+,no/);
	assert.match(csv, /Thereshire Police,no,0,0,,,no/);
	assert.match((await open(inspector, window)).words, /Thereshire Police Nothing yet/);

	// The last day is over: it is kept, and marked late; longer for all, and what was late stays so.
	await owner.query(
		`update followup.window set from_on = $2::date - 20, until_on = $2::date - 1 where id = $1`,
		[window.split('/').at(-1), today.toString()],
	);
	assert.match((await open(stranger, `${window}/send`)).words, /The window closed at the end of/);
	assert.match(await send(stranger, window, 'We came late.'), /marked late/);
	assert.match((await inspector.get(`${window}/forces.csv`)).body, /Thereshire Police,yes,1,1,/);
	await refused(
		await manager.submit(`${window}/extend`, {
			because: 'Kept words',
			...day('until', today.subtract({ days: 5 })),
		}),
		/The new last day must be/,
		/Kept words/,
	);
	await (await open(manager, `${window}/extend`)).press('Extend', {
		'Until which day?': today,
		'Why is it extended?': 'Many asked for it.',
	});
	assert.match((await open(stranger, window)).words, /Many asked for it[\s\S]*Late/);
	assert.doesNotMatch(await send(stranger, window, 'We came in time.'), /is sent, after the window/);
	assert.match((await inspector.get(`${window}/forces.csv`)).body, /Thereshire Police,yes,2,1,/);
});

test('an update goes to the inspection of that programme, as soon as the force knows of it', async () => {
	const inspection = await arrange(service, { force: here.force, lead: inspector });
	const window = await windowOf(inspection.programme.id, { whom: 'some', forces: here.force });
	assert.equal((await stranger.get(window)).statusCode, 404, 'it was not asked');
	await send(contributor, window, 'Before it was announced.');
	assert.equal((await evidenceSaying('Before it was announced.')).inspection_id, null);
	await take(service, inspection.id, 'decide', 'open');
	await send(contributor, window, 'After it was announced.');
	assert.equal((await evidenceSaying('After it was announced.')).inspection_id, inspection.id);
});

test('nothing is sent before the first day', async () => {
	const window = await windowOf(programme, { whom: 'all', ...day('from', today.add({ days: 5 })) });
	assert.doesNotMatch((await open(contributor, window)).words, /Send an update/);
	assert.equal((await contributor.get(`${window}/send`)).statusCode, 409);
	await assert.rejects(
		owner.query(
			'insert into followup.window_update (window_id, force_id, evidence_id) values ($1, $2, gen_random_uuid())',
			[window.split('/').at(-1), here.force],
		),
		/not open yet/,
	);
});
