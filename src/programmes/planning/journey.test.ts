import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
	asOperator,
	forceNamed,
	keepTwoVersions,
	linkIn,
	typed,
	typedWeeks,
	wordsIn,
} from '../../../test/planning.ts';
import { testService } from '../../../test/service.ts';

/*
 * A programme manager begins with an empty list of programmes and ends with a tranche in the plan. Each page is reached by
 * the link or the redirect of the one before it, as someone without scripts and without help would reach it.
 */
const { database, signedInAs } = await testService();
await asOperator(database, async (tx) => {
	await keepTwoVersions(tx);
	for (const name of ['Northshire Police', 'Southshire Police', 'Eastshire Police'])
		await forceNamed(tx, name);
});
const manager = await signedInAs('programme manager');

/** Sends a form and opens the page that it leads to. */
async function sent(url: string, fields: Record<string, string | string[]>) {
	const answer = await manager.submit(url, fields);
	assert.equal(answer.statusCode, 303, wordsIn(answer.body));
	const to = String(answer.headers.location);
	const page = await manager.get(to);
	assert.equal(page.statusCode, 200);
	return { to, page, words: wordsIn(page.body) };
}

/** The number of the box with this label. */
function boxOf(body: string, label: string): string {
	for (const [, value = '', , text = ''] of body.matchAll(
		/<input class="govuk-checkboxes__input"[^>]*value="([^"]*)"([\s\S]*?)<label[^>]*>([^<]*)</g,
	)) {
		if (text === label) return value;
	}
	throw new Error(`no box is labelled “${label}”`);
}

test('a programme manager plans a tranche', async () => {
	const list = await manager.get('/programmes');
	assert.match(wordsIn(list.body), /No programmes yet\./);
	const add = linkIn(list, 'Add the first programme');

	const programme = await sent(add, {
		name: 'Custody 2027',
		purpose: 'To see how people are treated in custody.',
		assessment: 'Custody 2027 to 2028',
		frameworks: 'test-custody@1',
		embargoHour: '0.01',
		...typedWeeks('2027-01-04', '2027-04-30'),
	});
	assert.match(programme.words, /Custody 2027 is added with all forces in scope/);
	assert.match(programme.words, /0 of 3 forces in the plan/);
	assert.match(programme.words, /At 00:01 on the day of publication/);

	// One force is left out first, which takes a reason.
	const forces = linkIn(programme.page, 'Change the forces in scope');
	const out = boxOf((await manager.get(forces)).body, 'Eastshire Police');
	const refused = await manager.submit(forces, { out });
	assert.equal(refused.statusCode, 422);
	assert.match(wordsIn(refused.body), /Enter why Eastshire Police is left out/);
	const scoped = await sent(forces, { out, [`because-${out}`]: 'It has no custody suite.' });
	assert.match(scoped.words, /2 forces are in scope, and 1 left out/);
	assert.match(scoped.words, /Eastshire Police It has no custody suite\./);

	const tranche = await sent(linkIn(scoped.page, 'Add a tranche'), {
		name: 'Tranche 1',
		...typedWeeks('2027-01-04', '2027-02-26'),
	});
	assert.match(tranche.words, /Tranche 1 is added\. Now choose its forces\./);
	assert.match(tranche.to, /\/programmes\/custody-2027\/plan\?tranche=/);
	assert.match(
		tranche.page.body,
		/name="fieldworkUntil-month"[^>]*value="2"/,
		'its weeks stand there already',
	);
	assert.doesNotMatch(tranche.page.body, /Eastshire/);

	const planned = await sent(tranche.to, {
		which: 'some',
		forces: boxOf(tranche.page.body, 'Northshire Police'),
		framework: 'test-custody@1',
		...typedWeeks('2027-01-11', '2027-01-22'),
		...typed('publishOn', '2027-06-01'),
	});
	assert.match(planned.words, /One inspection is planned\./);
	assert.match(planned.words, /1 of 2 forces in the plan/);
	assert.match(
		planned.words,
		/Northshire Police Tranche 1 11 January 2027 to 22 January 2027 1 June 2027 Planned/,
	);

	// The other one from the page of the programme, by the link of its tranche.
	const other = await sent(linkIn(planned.page, 'Plan forces of Tranche 1'), {
		which: 'all',
		framework: 'test-custody@1',
		...typedWeeks('2027-01-25', '2027-02-05'),
	});
	assert.match(other.words, /2 of 2 forces in the plan/);
	assert.match(linkIn(other.page, 'Southshire Police'), /^\/inspections\/[0-9a-f-]{36}$/);
	assert.doesNotMatch(other.words, /Plan forces/);

	const again = wordsIn((await manager.get('/programmes')).body);
	assert.match(again, /Custody 2027 Custody 2027 to 2028 .* 2 of 2 2 planned/);
});

test('a force that another programme asks in the same weeks is planned only once that is confirmed', async () => {
	const { to } = await sent('/programmes/add', {
		name: 'Visits 2027',
		purpose: 'To look at one thing.',
		frameworks: 'test-custody@1',
		embargoHour: '00:01',
		...typedWeeks('2027-01-04', '2027-04-30'),
	});
	const plan = {
		which: 'all',
		framework: 'test-custody@1',
		...typedWeeks('2027-01-18', '2027-01-29'),
	};
	const asked = await manager.submit(`${to}/plan`, plan);
	assert.equal(asked.statusCode, 422);
	assert.match(wordsIn(asked.body), /Another programme asks in the same weeks/);
	assert.match(
		wordsIn(asked.body),
		/Custody 2027 asks Northshire Police \(11 January 2027 to 22 January 2027\) and Southshire Police \(25 January 2027 to 5 February 2027\)\./,
	);
	assert.match(asked.body, /name="despite"/);
	assert.match(asked.body, /name="fieldworkUntil-day"[^>]*value="29"/, 'what was typed is kept');
	assert.match(wordsIn((await manager.get(to)).body), /0 of 3 forces in the plan/);

	// Other weeks need no box.
	const elsewhere = await manager.submit(`${to}/plan`, {
		...plan,
		...typedWeeks('2027-03-01', '2027-03-12'),
	});
	assert.equal(elsewhere.statusCode, 303);
	const change = linkIn(await manager.get(to), 'Change the plan for Northshire Police');
	const weeks = { framework: 'test-custody@1', ...typedWeeks('2027-01-18', '2027-01-29') };
	assert.equal((await manager.submit(change, weeks)).statusCode, 422);
	const moved = await sent(change, { ...weeks, despite: 'yes' });
	assert.match(moved.words, /1 force is asked by another programme in the same weeks/);
	assert.match(moved.words, /Planned Also asked by Custody 2027/);
	const there = wordsIn((await manager.get('/programmes/custody-2027')).body);
	assert.match(there, /Planned Also asked by Visits 2027/);

	// What was confirmed is not asked again when only the day of publication changes.
	const published = await sent(change, { ...weeks, ...typed('publishOn', '2027-09-01') });
	assert.match(published.words, /1 September 2027/);
	const file = (await manager.get(`${to}/plan.csv`)).body;
	assert.match(
		file,
		/Visits 2027,Northshire Police,,test-custody,1,2027-01-18,2027-01-29,2027-09-01,planned,Custody 2027,no/,
	);
});
