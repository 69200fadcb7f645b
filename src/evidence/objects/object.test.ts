import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { arrange, operator } from '../../../test/inspections.ts';
import { roomService } from '../../../test/room.ts';
import { addEvidence } from '../items/item.store.ts';
import { objectPages } from './object.pages.ts';
import { addObject, itemsOfObject, objectsOf, statesOfObject } from './object.store.ts';
import { statesOn } from './object.ts';

const room = await roomService(
	() =>
		objectPages({
			objectFindings: async () => [
				{
					text: 'F-7: The panel looks at ten records a month',
					href: '/findings/7',
					tone: 'Strength',
					colour: 'green',
					of: 'Custody visits',
					when: Temporal.PlainDate.from('2019-05-06'),
				},
			],
		}),
	{ views: { objects: fileURLToPath(new URL('views', import.meta.url)) } },
);
const inspector = await room.signedInAs('inspector');
const editor = await room.signedInAs('editor');
const liaison = await room.signedInAs('force liaison officer');
const as = <T>(work: Parameters<typeof room.database.asActor<T>>[1]) => room.database.asActor(operator, work);
const { id: inspection, force } = await arrange(room);

const panel = {
	force,
	kind: 'scrutiny panel',
	name: 'Use of force panel',
	owner: 'The force',
	purpose: 'It looks at ten records every month.',
	whereToLook: 'Minutes of the panel',
};

function evidence(of: { inspection?: string; force?: string }, title: string) {
	return as((tx) =>
		addEvidence(tx, {
			kind: 'observation',
			...of,
			source: { name: 'The panel' },
			title,
			text: 'Ten records were looked at.',
			happenedOn: Temporal.PlainDate.from('2019-05-06'),
			gatheredByName: 'A. Inspector',
			reliability: 'verified',
		}),
	);
}

test('an object is added, placed under questions, and shown with its evidence and findings over the years', async () => {
	const added = await inspector.submit('/objects/add', panel);
	const at = added.headers.location ?? '';
	const item = await evidence({ inspection }, 'Panel in May');
	await inspector.submit(`${at}/questions`, { framework: 'test-custody/1', components: ['use-of-force'] });
	await inspector.submit(`${at}/evidence/add`, { items: `E-${item.number}` });
	await inspector.submit(`${at}/states/add`, {
		state: 'Meets every month',
		'since-day': '1',
		'since-month': '1',
		'since-year': '2018',
		evidence: String(item.number),
	});
	const { body } = await inspector.get(at);
	assert.match(body, /Force in custody/);
	assert.match(body, /Panel in May/);
	assert.match(body, /Meets every month[\s\S]*Today/);
	assert.match(body, /F-7: The panel looks at ten records a month/);
	const id = at.split('/').at(-1) ?? '';
	const [state] = await as((tx) => statesOfObject(tx, id));
	assert.equal(state?.item, item.id);
	await inspector.submit(`${at}/evidence/${item.id}/remove`, {}, at);
	assert.deepEqual(await as((tx) => itemsOfObject(tx, id)), []);
	assert.match((await inspector.get('/objects.csv?kind=scrutiny+panel')).body, /Use of force panel/);
	assert.doesNotMatch((await inspector.get('/objects?kind=database')).body, /Use of force panel/);
});

test('what makes no sense is said beside its field', async () => {
	const twice = await inspector.submit('/objects/add', panel);
	assert.equal(twice.statusCode, 422);
	assert.match(twice.body, /There is an object of this name already/);
	const [object] = await as((tx) => objectsOf(tx, { force }));
	const at = `/objects/${object?.id}`;
	assert.match(
		(await inspector.submit(`${at}/evidence/add`, { items: 'E-1, nine' })).body,
		/“nine” is no number of evidence/,
	);
	assert.match(
		(await inspector.submit(`${at}/evidence/add`, { items: '999999' })).body,
		/There is no evidence E-999999/,
	);
	const { force: other } = await arrange(room);
	const foreign = await evidence({ force: other }, 'Elsewhere');
	assert.match(
		(await inspector.submit(`${at}/evidence/add`, { items: `E-${foreign.number}` })).body,
		/is of another force/,
	);
	const late = await inspector.submit(`${at}/states/add`, {
		state: 'Suspended',
		'since-day': '2',
		'since-month': '1',
		'since-year': '2019',
		'until-day': '1',
		'until-month': '1',
		'until-year': '2019',
	});
	assert.match(late.body, /The last day must not be before the first/);
	assert.match(late.body, /value="Suspended"/);
});

test('staff read objects, only those who gather change them, and forces know nothing of them', async () => {
	const id = await as((tx) =>
		addObject(tx, {
			force: null,
			kind: 'database',
			name: 'Regional database',
			owner: 'A regional unit',
			purpose: 'It holds what is known.',
			whereToLook: null,
			since: null,
			until: null,
		}),
	);
	const { body } = await editor.get(`/objects/${id}`);
	assert.match(body, /Regional or national/);
	assert.doesNotMatch(body, /Put evidence to this object/);
	assert.equal((await editor.get(`/objects/${id}/change`)).statusCode, 404);
	assert.equal((await liaison.get(`/objects/${id}`)).statusCode, 404);
	assert.match((await inspector.get('/objects?force=national')).body, /Regional database/);
});

test('of its states, those count that held on the day', () => {
	const day = (text: string) => Temporal.PlainDate.from(text);
	const state = (id: string, since: string, until: string | null) => ({
		id,
		state: id,
		since: day(since),
		until: until === null ? null : day(until),
		item: null,
		note: null,
		by: null,
	});
	const all = [state('out', '2017-01-01', '2018-03-31'), state('in', '2018-04-01', null)];
	const on = (text: string) => statesOn(all, day(text)).map(({ id }) => id);
	assert.deepEqual([on('2018-03-31'), on('2018-04-01'), on('2016-01-01')], [['out'], ['in'], []]);
});
