import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open } from '../../../test/paper.ts';
import { aPromise } from '../../../test/promised.ts';
import { testService } from '../../../test/service.ts';
import { addForce } from '../../programmes/index.ts';

const service = await testService();
const { owner, database, signedInAs } = service;
const forceNamed = (name: string) =>
	database.asActor({ kind: 'operator', name: 'tests' }, (tx) =>
		addForce(tx, { name, code: null, region: 'North', inScope: true, scopeNote: null }),
	);
const here = await forceNamed('Hereshire Police');
const there = await forceNamed('Thereshire Police');
const late = await aPromise(owner, {
	force: here,
	text: 'Look after cellars.',
	letters: ['a', 'b'],
	due: '2019-01-31',
});
const calm = await aPromise(owner, { force: here, text: 'Look after roofs.', due: '2100-01-31' });
const other = await aPromise(owner, { force: there, text: 'Look after gates.' });
const inspector = await signedInAs('inspector');
const liaison = await signedInAs('force liaison officer', { organisation: here });

const numbersOn = (body: string) => [
	...new Set(
		[...body.matchAll(/app-promise__cited" href="\/followup\/(\d+)"/g)].map(([, number]) => Number(number)),
	),
];

test('what is due first stands first; each count opens its list, and the file holds exactly the list', async () => {
	const page = await open(inspector, '/followup');
	assert.deepEqual(numbersOn(page.body), [late.number, calm.number, other.number]);
	const overdue = await open(inspector, page.link('Past their deadline 2'));
	assert.deepEqual(numbersOn(overdue.body), [late.number]);
	const waiting = await open(inspector, `${page.link('Awaiting response 4')}&force=hereshire&words=roofs`);
	assert.deepEqual(numbersOn(waiting.body), [calm.number]);
	const file = (await inspector.get(waiting.link('Download this list (CSV)'))).body.split('\r\n');
	assert.equal(file.length, 3, 'headings, one part, and the end of the last line');
	assert.match(
		file[1] ?? '',
		/^FU-\d+,Hereshire Police,.*,2100-01-31,the inspectorate,.*,Awaiting response,.*,no,no$/,
	);
});

test('a filter by day takes the day as it is typed, and says what is no day', async () => {
	const before = await inspector.get('/followup?before-day=1&before-month=2&before-year=2019');
	assert.deepEqual(numbersOn(before.body), [late.number]);
	assert.match(before.body, /before=2019-02-01/, 'links say it in short');
	const wrong = await inspector.get('/followup?before-day=31&before-month=2&before-year=2019');
	assert.equal(wrong.statusCode, 200);
	assert.match(wrong.body, /The day must be a real date/);
	assert.match(wrong.body, /name="before-day" type="text" inputmode="numeric" value="31"/);
});

test('a force is shown its own, whichever force an address names', async () => {
	for (const address of ['/followup', '/followup?force=thereshire'])
		assert.deepEqual(numbersOn((await liaison.get(address)).body), [late.number, calm.number]);
	assert.doesNotMatch((await liaison.get('/followup.csv?force=thereshire')).body, /gates/);
});
