import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { testService } from '../../../test/service.ts';
import type { Actor, Services } from '../../foundation/index.ts';
import { addForce } from '../../programmes/index.ts';
import { recordedCrime } from '../sources/recorded-crime.ts';
import { type Source, Unreadable } from '../sources/source.ts';
import { recordedCrimes } from '../sources/testing/published.ts';
import { duckOf, quotedText, rowsOf } from '../tables/duck.ts';
import { importFiles } from './import.ts';
import { checkedPath, parquetPath, sweepShelf } from './shelf.ts';
import { decisionsOf, listSnapshots, newestOf, suppliesOf } from './snapshot.store.ts';

const service = await testService();
const { services, database } = service;
const operator: Actor = { kind: 'operator', name: 'tests' };
const asOperator = <T>(work: Parameters<typeof database.asActor<T>>[1]) => database.asActor(operator, work);
const folder = await mkdtemp(join(tmpdir(), 'inspectorate-import-'));
after(() => rm(folder, { recursive: true, force: true }));

const forces = [
	['Derbyshire Constabulary', 'E23000018'],
	['Cheshire Constabulary', 'E23000006'],
] as const;
for (const [name, code] of forces)
	await asOperator((tx) => addForce(tx, { name, code, region: 'North', inScope: true, scopeNote: null }));
// Northern Ireland has a police service and no area of this kind: nobody waits for its data.
await asOperator((tx) =>
	addForce(tx, {
		name: 'Police Service of Northern Ireland',
		code: 'N92000002',
		region: 'Northern Ireland',
		inScope: true,
		scopeNote: null,
	}),
);

let made = 0;
async function file(...rows: string[]): Promise<{ name: string; path: string }> {
	made += 1;
	const path = join(folder, `${made}.csv`);
	await writeFile(path, recordedCrimes(...rows));
	return { name: `crime-${made}.csv`, path };
}

const shelf = join(services.dataFolder, 'snapshots');
const parquets = async () => (await readdir(shelf)).filter((name) => name.endsWith('.parquet'));
const left = async () => (await readdir(join(shelf, 'unfinished'))).length;
const snapshots = () => asOperator((tx) => listSnapshots(tx));
const row = (number: number, force = 'Derbyshire') => `31-12-2018,${force},North,Robbery,${number}`;

async function contentOf(snapshot: { parquet: string }) {
	const duck = await duckOf(services);
	return duck.use((connection) =>
		rowsOf(connection, `select * from ${quotedText(parquetPath(services, snapshot))}`),
	);
}

test('files become a snapshot with its manifest, its decisions and how each force’s data came', async () => {
	const given = await file(
		row(4),
		row(4),
		'31-12-2018,British Transport Police,British Transport Police,Robbery,1',
	);
	const { snapshot, outcome } = await importFiles(services, {
		source: recordedCrime,
		files: [given],
		stated: { publishedOn: Temporal.PlainDate.from('2019-04-25'), note: 'As it was' },
		actor: operator,
	});
	assert.equal(outcome, 'imported');
	const { source, release, publishedOn, since, until, rows, breakdowns, note, importedByName } = snapshot;
	assert.deepEqual(
		[
			source,
			release,
			String(publishedOn),
			String(since),
			String(until),
			rows,
			breakdowns,
			note,
			importedByName,
		],
		[
			'recorded-crime',
			'Year ending December 2018',
			'2019-04-25',
			'2018-01-01',
			'2018-12-31',
			2,
			['offence'],
			'As it was',
			'tests',
		],
	);
	assert.deepEqual(
		snapshot.files.map(({ name }) => name),
		[given.name],
	);
	const { decisions, supplies } = await asOperator(async (tx) => ({
		decisions: await decisionsOf(tx, snapshot.id),
		supplies: await suppliesOf(tx, snapshot.id),
	}));
	assert.deepEqual(
		decisions.map(({ kind, rows }) => [kind, rows]),
		[
			['dropped', 1],
			['marked', 1],
		],
	);
	assert.deepEqual(
		supplies.map(({ area, how }) => [area, how]),
		[
			['E23000006', 'none'],
			['E23000018', 'published'],
		],
	);
	const content = await contentOf(snapshot);
	assert.deepEqual(
		content.map(({ area, value, illustrative }) => [area, value, illustrative]),
		[
			['E23000018', '4.0000', 'false'],
			['BTP', '1.0000', 'false'],
		],
	);
	assert.equal(await checkedPath(services, snapshot), parquetPath(services, snapshot));
	assert.equal(await left(), 0);
});

test('the same files are one snapshot, in any order; a later release stands beside it, and the newest is used', async () => {
	const files = [await file(row(5)), await file(row(6, 'Cheshire'))];
	const request = { source: recordedCrime, actor: operator };
	const first = await importFiles(services, { ...request, files });
	const again = await importFiles(services, { ...request, files: files.toReversed() });
	assert.deepEqual([again.outcome, again.snapshot.id], ['known', first.snapshot.id]);
	const [one, other] = await Promise.all(
		[await file(row(7)), await file(row(7))].map((given) =>
			importFiles(services, {
				...request,
				files: [given],
				stated: { publishedOn: Temporal.PlainDate.from('2030-01-31') },
			}),
		),
	);
	assert.equal(one?.snapshot.id, other?.snapshot.id);
	assert.deepEqual([one?.outcome, other?.outcome].sort(), ['imported', 'known']);
	assert.equal((await contentOf(first.snapshot)).length, 2);
	const newest = (day?: string) =>
		asOperator((tx) =>
			newestOf(tx, 'recorded-crime', day === undefined ? undefined : Temporal.PlainDate.from(day)),
		);
	assert.equal((await newest())?.id, one?.snapshot.id);
	assert.equal(String((await newest('2019-12-31'))?.publishedOn), '2019-04-25');
	assert.equal(await newest('2019-04-24'), null);
});

test('files that cannot be taken leave nothing behind', async () => {
	const [before, kept] = [await snapshots(), await parquets()];
	for (const [files, said] of [
		[[await file(row(8, 'Nowhere'))], /not a spelling of any force/],
		[[await file(row(8)), await file(row(8))], /holds the same as/],
		[[{ ...(await file(row(8))), name: 'crime.xlsx' }], /read from files that end in \.csv/],
	] as const)
		await assert.rejects(
			importFiles(services, { source: recordedCrime, files, actor: operator }),
			(error) => {
				assert.ok(error instanceof Unreadable);
				return said.test(error.message);
			},
		);
	await assert.rejects(
		importFiles(services, {
			source: recordedCrime,
			files: [{ name: 'a.csv', path: join(folder, 'none.csv') }],
			actor: operator,
		}),
		/could not be read. There is no such file/,
	);
	assert.deepEqual(await snapshots(), before);
	assert.deepEqual(await parquets(), kept);
	assert.equal(await left(), 0);
});

test('an import that breaks in the middle leaves no half snapshot, and can be done again', async () => {
	const [before, kept] = [await snapshots(), await parquets()];
	const given = await file(row(9));
	const broken: Source = {
		...recordedCrime,
		async read(reading) {
			await recordedCrime.read(reading);
			throw new Error('the machine stopped');
		},
	};
	await assert.rejects(importFiles(services, { source: broken, files: [given], actor: operator }), /stopped/);
	// Everything was written, and the row was not: the database went away.
	const away: Services = {
		...services,
		database: {
			...database,
			async asActor(actor, work, context) {
				if ((await parquets()).length > kept.length) throw new Error('the database went away');
				return database.asActor(actor, work, context);
			},
		},
	};
	await assert.rejects(
		importFiles(away, { source: recordedCrime, files: [given], actor: operator }),
		/went away/,
	);
	assert.deepEqual(await snapshots(), before);
	assert.equal(await left(), 0);
	assert.equal((await parquets()).length, kept.length + 1);
	const { outcome } = await importFiles(services, { source: recordedCrime, files: [given], actor: operator });
	assert.equal(outcome, 'imported');
	assert.equal((await parquets()).length, kept.length + 1);
});

test('what a killed process left is swept, and data that no snapshot names go after a day', async () => {
	const orphan = 'f'.repeat(64);
	await writeFile(join(shelf, `${orphan}.parquet`), 'left behind');
	await mkdir(join(shelf, 'unfinished', 'another-machine_1_2_3'));
	const long = new Date(Date.now() - 3 * 24 * 60 * 60 * 1000);
	await utimes(join(shelf, 'unfinished', 'another-machine_1_2_3'), long, long);
	assert.deepEqual(await sweepShelf(services), []);
	for (const name of await parquets()) await utimes(join(shelf, name), long, long);
	assert.deepEqual(await sweepShelf(services), [orphan]);
	await importFiles(services, { source: recordedCrime, files: [await file(row(10))], actor: operator });
	assert.equal(await left(), 0);
	assert.equal((await parquets()).includes(`${orphan}.parquet`), false);
});

test('data that were changed on the disk are told from what was imported', async () => {
	const { snapshot } = await importFiles(services, {
		source: recordedCrime,
		files: [await file(row(11))],
		actor: operator,
	});
	await writeFile(parquetPath(services, snapshot), 'something else');
	await assert.rejects(checkedPath(services, snapshot), /no longer what was imported/);
	await rm(parquetPath(services, snapshot));
	await assert.rejects(checkedPath(services, snapshot), /not in the data folder/);
});

test('illustrative data say so in the manifest and in every row', async () => {
	const { snapshot } = await importFiles(services, {
		source: recordedCrime,
		files: [await file(row(12))],
		stated: { illustrative: true, release: 'Made up' },
		actor: operator,
	});
	assert.deepEqual([snapshot.illustrative, snapshot.release], [true, 'Made up']);
	assert.deepEqual(
		(await contentOf(snapshot)).map(({ illustrative }) => illustrative),
		['true'],
	);
});
