import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { testDatabase } from '../../../test/database.ts';
import { agreedNames } from '../../../test/figures-names.ts';
import { testIndicator, testSources } from '../../../test/indicators/index.ts';
import type { Actor } from '../../foundation/database/actor.ts';
import { BadDefinition, FrozenDefinition, ownDefinitions } from '../../foundation/index.ts';
import { type Log, silent } from '../../foundation/kernel/log.ts';
import { indicatorFiles, indicatorsWaiting, keepIndicatorFiles } from './file.store.ts';
import { allIndicators, indicatorOf, keepIndicator, listIndicators, sourceOf } from './indicator.store.ts';

const { database, owner } = await testDatabase();
const dataFolder = await mkdtemp(join(tmpdir(), 'inspectorate-indicators-'));
const own = ownDefinitions('indicators', dataFolder);
await mkdir(own);
after(() => rm(dataFolder, { recursive: true, force: true }));

const operator: Actor = { kind: 'operator', name: 'tests' };
const company = { sources: [...testSources, ...agreedNames()] };
const keep = (source: string) =>
	database.asActor(operator, (tx) => keepIndicator(tx, { source, file: 'test.yaml' }, company));
const named = (id: string, version = 1) =>
	testIndicator
		.replace('id: test-find-rate\n', `id: ${id}\n`)
		.replace('version: 1\n', `version: ${version}\n`);
const other = (source: string) => source.replace('decimals: 0', 'decimals: 1');
const told: string[] = [];
const log: Log = {
	...silent,
	warn: (facts: unknown, text?: string) => told.push(`${JSON.stringify(facts)} ${text}`),
};
const start = () => keepIndicatorFiles({ database, dataFolder, log }, company);
const write = (name: string, text: string | Buffer) => writeFile(join(own, name), text);

async function figureOf(indicator: string, version: number): Promise<void> {
	await owner.query(
		`insert into figures.figure (indicator, version, area, period_since, period_until, value, method, snapshots,
			numerator_snapshots, denominator_snapshots, hash)
		values ($1, $2, 'EW', '2014-04-01', '2015-03-31', 1, 'wilson/1', '{}', '{}', '{}', sha256('a'))`,
		[indicator, version],
	);
}

test('what is shipped is kept at the start, and so is what an analyst has put into the data folder', async () => {
	await write('mine.yaml', named('test-mine'));
	await write('notes.txt', 'no indicator');
	const files = await indicatorFiles(dataFolder);
	assert.ok(files.length > 60);
	const waiting = await database.asActor(operator, (tx) => indicatorsWaiting(tx, files, company));
	assert.deepEqual(waiting.warnings, []);
	assert.equal(waiting.waiting.length, files.length);
	const { kept, warnings } = await start();
	assert.deepEqual(warnings, []);
	assert.equal(kept.length, files.length);
	assert.deepEqual(told, []);
	const found = await database.asActor(operator, (tx) =>
		sourceOf(tx, { indicator: 'test-mine', version: 1 }),
	);
	assert.equal(found?.file, join(own, 'mine.yaml'));
	assert.equal(found?.source, named('test-mine'));
});

test('a second start changes nothing and writes nothing', async () => {
	const entries = async () =>
		(await owner.query('select count(*)::int as count from foundation.audit_entry')).rows[0]?.count;
	const before = await entries();
	assert.deepEqual(await start(), { kept: [], warnings: [] });
	assert.equal(await entries(), before);
});

test('what comes back from the database is what the file said, dates and all', async () => {
	const [mine, shipped] = await database.asActor(operator, async (tx) => [
		await indicatorOf(tx, { indicator: 'test-mine' }),
		await indicatorOf(tx, { indicator: 'recorded-crime', version: 1 }),
	]);
	assert.equal(mine?.breaks[0]?.at.toString(), '2017-04-01');
	assert.equal(shipped?.title, 'Recorded crime without fraud');
	assert.equal(await database.asActor(operator, (tx) => indicatorOf(tx, { indicator: 'no-such' })), null);
});

test('files that cannot be kept are told, each with its reason, and the good ones beside them are kept', async () => {
	await write('bad.yaml', named('test-bad').replace('method: wilson', 'method: byar'));
	await write('binary.yaml', Buffer.from([0xff, 0xfe, 0x00]));
	await write('good.yaml', named('test-good'));
	await write('same-text.yaml', named('test-mine'));
	await write('twice.yaml', other(named('test-mine')));
	const { warnings } = await start();
	const mine = `test-mine@1 stands in ${join(own, 'mine.yaml')} as well. Keep one of the two files.`;
	assert.deepEqual(warnings.map(({ file, sentence }) => [file.replace(`${own}/`, ''), sentence]).sort(), [
		['bad.yaml', 'There is a problem in this file.'],
		['binary.yaml', 'This file is not text in UTF-8. Save it as “UTF-8” and try again.'],
		['same-text.yaml', mine],
		['twice.yaml', mine],
	]);
	assert.equal(warnings.flatMap(({ problems }) => problems)[0]?.field, 'method');
	assert.ok(await database.asActor(operator, (tx) => indicatorOf(tx, { indicator: 'test-good' })));
	for (const name of ['bad.yaml', 'binary.yaml', 'same-text.yaml', 'twice.yaml']) await rm(join(own, name));
});

test('before figures rest on it a version may change, and afterwards only as another version', async () => {
	assert.equal((await keep(named('test-free'))).outcome, 'added');
	assert.equal((await keep(named('test-free'))).outcome, 'unchanged');
	assert.equal((await keep(other(named('test-free')))).outcome, 'replaced');
	await figureOf('test-free', 1);
	await assert.rejects(keep(named('test-free')), (error) => {
		assert.ok(error instanceof FrozenDefinition);
		assert.match(error.message, /Figures rest on version 1 of “Find rate” \(test-free\).*Write “version: 2”/);
		return true;
	});
	assert.equal((await keep(other(named('test-free')))).outcome, 'unchanged');
	assert.equal((await keep(named('test-free', 2))).outcome, 'added');
	const listed = await database.asActor(operator, listIndicators);
	assert.deepEqual(
		listed.filter(({ id }) => id === 'test-free').map(({ version }) => version),
		[2],
	);
	const everyone = await database.asActor(operator, allIndicators);
	assert.deepEqual(
		everyone.filter(({ id }) => id === 'test-free').map(({ version }) => version),
		[1, 2],
	);
	const newest = await database.asActor(operator, (tx) => indicatorOf(tx, { indicator: 'test-free' }));
	assert.equal(newest?.version, 2);
});

test('in a demonstration a version may change although figures rest on it', async () => {
	await keep(named('test-shown'));
	await figureOf('test-shown', 1);
	await assert.rejects(keep(other(named('test-shown'))), FrozenDefinition);
	// What an installation is stays for ever: only here may it be something else for a moment.
	await owner.query('alter table app.installation disable trigger user');
	await owner.query("update app.installation set kind = 'demonstration'");
	assert.equal((await keep(other(named('test-shown')))).outcome, 'replaced');
	await owner.query("update app.installation set kind = 'test'");
	await owner.query('alter table app.installation enable trigger user');
});

test('both versions of a forecast are listed, since both were made', async () => {
	const listed = await database.asActor(operator, listIndicators);
	assert.deepEqual(
		listed.filter(({ id }) => id === 'recorded-crime-forecast').map(({ version }) => version),
		[1, 2],
	);
});

test('what is wrong is thrown with every problem, and nothing is kept', async () => {
	await assert.rejects(
		keep(named('test-wrong').replace('method: wilson', 'method: byar').replace('decimals: 0', 'decimals: 9')),
		(error) => {
			assert.ok(error instanceof BadDefinition);
			assert.deepEqual(
				error.problems.map(({ field }) => field),
				['method', 'decimals'],
			);
			return true;
		},
	);
	assert.equal(await database.asActor(operator, (tx) => indicatorOf(tx, { indicator: 'test-wrong' })), null);
});

test('an indicator may name a source that is known by the snapshots of an installation’s own mapping', async () => {
	const source = named('test-mapped').replaceAll('source: searches', 'source: mapped');
	const bring = () => database.asActor(operator, (tx) => keepIndicator(tx, { source, file: 'mapped.yaml' }));
	await assert.rejects(bring(), /There is no source “mapped”/);
	await owner.query(
		`insert into figures.snapshot (source, release, period_since, period_until, files_hash, files, parquet, rows,
			breakdowns, licence, imported_by_name)
		values ('mapped', 'first', '2014-04-01', '2015-03-31', repeat('a', 64), '[]', repeat('b', 64), 1,
			'{type,found,ethnicity}', 'None', 'tests')`,
	);
	assert.equal((await bring()).outcome, 'added');
	const wrong = source.replace('id: test-mapped', 'id: test-wrongly').replace('found:', 'finding:');
	await assert.rejects(
		database.asActor(operator, (tx) => keepIndicator(tx, { source: wrong, file: 'wrong.yaml' })),
		/The source “mapped” has no breakdown “finding”/,
	);
});

test('two who bring the same new version at the same moment make one', async () => {
	const outcomes = await Promise.all([keep(named('test-race')), keep(named('test-race'))]);
	assert.deepEqual(outcomes.map(({ outcome }) => outcome).sort(), ['added', 'unchanged']);
});
