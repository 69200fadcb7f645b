import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testService } from '../../../test/service.ts';
import { startJobsOf } from '../../app.ts';
import { addForce } from '../../programmes/index.ts';
import { recordedCrimes, searches } from '../sources/testing/published.ts';
import { hashOf, parquetPath } from './shelf.ts';
import { listSnapshots } from './snapshot.store.ts';

// Stopped before the database goes, so it is asked for before that is.
let stopJobs = async () => {};
after(() => stopJobs());
const service = await testService();
const { services, database } = service;
const jobs = startJobsOf(services, service.assembly, service.address);
stopJobs = () => jobs.stop();
await jobs.started;

await database.asActor({ kind: 'operator', name: 'tests' }, (tx) =>
	addForce(tx, {
		name: 'Derbyshire Constabulary',
		code: 'E23000018',
		region: 'East Midlands',
		inScope: true,
		scopeNote: null,
	}),
);
const analyst = await service.signedInAs('analyst');
const inspector = await service.signedInAs('inspector');
const newest = async () =>
	(await database.asActor({ kind: 'operator', name: 'tests' }, (tx) => listSnapshots(tx)))[0];

/** Sends the form, waits for the work, and opens what came of it. */
async function bring(fields: Record<string, string>, name: string, content: string) {
	const sent = await analyst.upload('/data/import', fields, {
		field: 'files',
		name,
		content: Buffer.from(content),
	});
	assert.equal(sent.statusCode, 303, sent.body);
	const work = String(sent.headers.location);
	for (let tries = 0; tries < 200; tries += 1) {
		const progress = await analyst.get(`${work}/progress.json`);
		const { finished, result, message } = progress.json();
		if (finished) return { page: await analyst.get(result), message };
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	throw new Error('the import did not end');
}

test('an analyst imports a file, follows it, and reads what was decided about its rows', async () => {
	const { page, message } = await bring(
		{
			source: 'recorded-crime',
			release: 'First release',
			'published-day': '25',
			'published-month': '4',
			'published-year': '2019',
			note: 'With its correction',
		},
		'crime.csv',
		recordedCrimes('30-12-2017,Derbyshire,East Midlands,Robbery,7'),
	);
	assert.match(message, /1 rows? w/);
	for (const words of [
		'First release',
		'25 April 2019',
		'1 January 2017 to 31 December 2017',
		'With its correction',
		'crime.csv',
		'dated some days before the end of its month',
		'30-12-2017',
		'Derbyshire Constabulary',
		'Published',
	])
		assert.ok(page.body.includes(words), words);
	const list = await inspector.get('/data');
	assert.ok(list.body.includes('First release'));
	assert.ok(!list.body.includes('href="/data/import"'));
});

test('the data are downloaded as they were kept, under the name of their release', async () => {
	const snapshot = await newest();
	assert.ok(snapshot);
	const file = await inspector.get(`/data/${snapshot.id}.parquet`);
	assert.equal(file.statusCode, 200);
	assert.match(String(file.headers['content-disposition']), /recorded-crime_ First release\.parquet/);
	assert.equal(file.rawPayload.subarray(0, 4).toString(), 'PAR1');
	assert.equal(await hashOf(parquetPath(services, snapshot)), snapshot.parquet);
});

test('files that are refused are on record with everything that has to be put right', async () => {
	const { page, message } = await bring(
		{ source: 'stop-and-search' },
		'2020-04-derbyshire-stop-and-search.csv',
		searches({ date: 'yesterday' }, { type: 'Boat search' }),
	);
	assert.match(message, /Nothing was imported: 2 things/);
	assert.ok(page.body.includes('line 2, Date'));
	assert.ok(page.body.includes('“Boat search” is not a kind of search'));
	assert.ok((await inspector.get('/data')).body.includes('Refused lately'));
});

test('the same files again lead to the snapshot that they are', async () => {
	const { page, message } = await bring(
		{ source: 'recorded-crime', release: 'Another name' },
		'again.csv',
		recordedCrimes('30-12-2017,Derbyshire,East Midlands,Robbery,7'),
	);
	assert.match(message, /a snapshot already/);
	assert.ok(page.body.includes('First release'));
});

test('the form keeps what was typed and says what is missing', async () => {
	const sent = await analyst.submit('/data/import', { source: 'tea-leaves', release: 'Spring' });
	assert.equal(sent.statusCode, 422);
	assert.ok(sent.body.includes('Choose what is published in the files'));
	assert.ok(sent.body.includes('value="Spring"'));
	const empty = await analyst.submit('/data/import', { source: 'recorded-crime' });
	assert.ok(empty.body.includes('Choose at least one file'));
});
