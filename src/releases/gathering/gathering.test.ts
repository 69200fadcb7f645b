import assert from 'node:assert/strict';
import { test } from 'node:test';
import { operator } from '../../../test/inspections.ts';
import { inHours, newRelease } from '../../../test/releases.ts';
import { testService } from '../../../test/service.ts';
import { writtenDocument } from '../../../test/written.ts';
import { instantParts } from './instant-fields.ts';
import { addItems } from './item.store.ts';

const service = await testService();
const manager = await service.signedInAs('programme manager');
const editor = await service.signedInAs('editor');

const described = { title: 'Waiting in custody', summary: '', kind: 'reports' };
const on = (name: string, day: Temporal.PlainDate, time: string) => ({
	[`${name}-day`]: String(day.day),
	[`${name}-month`]: String(day.month),
	[`${name}-year`]: String(day.year),
	[`${name}-time`]: time,
});
const instants = (name: string, at: Temporal.Instant) => instantParts(name, at) as Record<string, string>;

/** The last Sunday of a month of next year, when clocks change. */
function changeOf(month: number): Temporal.PlainDate {
	const year = Temporal.Now.plainDateISO().year + 1;
	const last = Temporal.PlainDate.from({ year, month, day: 31 });
	return last.subtract({ days: last.dayOfWeek % 7 });
}

test('an instant that has passed, does not exist or comes twice is refused in a sentence, and what was typed stays', async () => {
	const [march, october] = [changeOf(3), changeOf(10)];
	for (const [fields, sentence] of [
		[instants('release', inHours(-2)), 'The instant of release must be in the future'],
		[on('release', march, '01:30'), 'There is no 1:30am on .*: clocks go forward from 1am to 2am'],
		[on('release', october, '1:30am'), '1:30am comes twice on .*, because clocks go back from 2am to 1am'],
		[on('release', march, '25:00'), 'must have a time of day, such as 00:01'],
		[
			{ ...on('release', march, '02:00'), ...on('deliver', march, '02:00') },
			'Chief officers are given it before it is public',
		],
	] as const) {
		const answer = await manager.submit('/releases/new', { ...described, ...fields });
		assert.equal(answer.statusCode, 422, sentence);
		assert.match(answer.body, new RegExp(sentence));
		assert.match(answer.body, /value="Waiting in custody"/);
	}
	const { rows } = await service.owner.query(
		"select 1 from releases.release where title = 'Waiting in custody'",
	);
	assert.equal(rows.length, 0);
	// Either side of the hour that is left out there is one instant, and only one.
	for (const [time, utc] of [
		['00:59', 'T00:59:00.000Z'],
		['2am', 'T01:00:00.000Z'],
	] as const) {
		const title = `At ${time}`;
		await manager.submit('/releases/new', { ...described, title, ...on('release', march, time) });
		const { rows: kept } = await service.owner.query<{ at: Date }>(
			'select release_at as at from releases.release where title = $1',
			[title],
		);
		assert.equal(kept[0]?.at.toISOString(), `${march}${utc}`);
	}
});

test('a release with a document that is not signed says which, and is not frozen', async () => {
	const { id } = await newRelease(service);
	const document = await writtenDocument(service, { illustrative: true });
	assert.doesNotMatch((await manager.get(`/releases/${id}`)).body, /class="app-illustrative"/);
	await service.database.asActor(operator, (tx) => addItems(tx, id, [{ document: document.id }]));
	// What holds something that is made up is marked itself, wherever it is listed.
	for (const url of [`/releases/${id}`, '/releases'])
		assert.match((await manager.get(url)).body, /class="app-illustrative"/, url);
	assert.match((await manager.get('/releases.csv')).body, /,yes\r\n/);
	const missing = new RegExp(`Sign D-${document.number}, .*: it is being written\\.`);
	assert.match((await manager.get(`/releases/${id}`)).body, missing);
	const answer = await manager.submit(`/releases/${id}/submit?seen=0`, {});
	assert.equal(answer.statusCode, 422);
	assert.match(answer.body, missing);
	assert.match((await manager.get(`/releases/${id}`)).body, /Being prepared/);
});

test('of two publishers who act at once the second is told, keeps what they typed, and undoes nothing', async () => {
	const { id } = await newRelease(service, { title: 'First title' });
	const fields = { ...described, seen: '1' };
	assert.equal((await manager.submit(`/releases/${id}/edit`, { ...fields, title: 'Hers' })).statusCode, 303);
	const second = await editor.submit(`/releases/${id}/edit`, { ...fields, title: 'His' });
	assert.equal(second.statusCode, 422);
	assert.match(second.body, /Somebody else has changed this release/);
	assert.match(second.body, /value="His"/);
	assert.match((await editor.get(`/releases/${id}`)).body, /Hers/);

	const other = await newRelease(service);
	const document = await writtenDocument(service);
	await service.database.asActor(operator, (tx) =>
		addItems(tx, other.id, [{ inspection: document.inspection }]),
	);
	const both = await Promise.all(
		[manager, editor].map((person) => person.submit(`/releases/${other.id}/submit?seen=0`, {})),
	);
	assert.deepEqual(both.map(({ statusCode }) => statusCode).sort(), [303, 409]);
	const told = both.find(({ statusCode }) => statusCode === 409)?.body ?? '';
	assert.match(
		told,
		/“Being frozen” now, and “Freeze it for approval” is not possible then|has changed since/,
	);
});
