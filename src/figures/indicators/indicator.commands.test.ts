import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { agreedNames } from '../../../test/figures-names.ts';
import { testService } from '../../../test/service.ts';
import { Refused, shippedDefinitions } from '../../foundation/index.ts';
import { keepIndicators } from './file.store.ts';
import { indicatorCommands } from './indicator.commands.ts';

const { services } = await testService();
const folder = await mkdtemp(join(tmpdir(), 'inspectorate-commands-'));
after(() => rm(folder, { recursive: true, force: true }));

async function run(name: string, positionals: string[], { json = false, all = false, database = true } = {}) {
	const command = indicatorCommands.find((one) => one.name === `indicator ${name}`);
	assert.ok(command);
	let out = '';
	let err = '';
	const status = await command.run({
		values: { all },
		positionals,
		json,
		io: { out: (text) => (out += text), err: (text) => (err += text) },
		world: async () => {
			if (!database) throw new Error('the database was opened');
			return services;
		},
	});
	return { status, out, err };
}
async function fileOf(name: string, text: string): Promise<string> {
	const path = join(folder, name);
	await writeFile(path, text);
	return path;
}
const shipped = await shippedDefinitions('indicators');
const findRate = shipped.find(({ file }) => file.endsWith('find-rate.yaml'))?.source ?? assert.fail();

test('check needs no database, says what is sound, and names file, line and field of what is not', async () => {
	const good = await fileOf('good.yaml', findRate);
	const bad = await fileOf('bad.yaml', findRate.replace('source: stop-and-search', 'source: stop-and-serch'));
	const { status, out, err } = await run('check', [good, bad], { database: false });
	assert.equal(status, 1);
	assert.equal(out, `${good} is sound: Find rate in a month, version 1, percent of searches in a month.\n`);
	assert.match(err, new RegExp(`^${bad}:\\d+:11: numerator\\.source: There is no source “stop-and-serch”`));
	assert.equal((await run('check', [good], { database: false })).status, 0);
	const data = JSON.parse((await run('check', [bad, good], { json: true, database: false })).out);
	assert.equal(data.problems[0].field, 'numerator.source');
	assert.deepEqual(data.sound, [{ file: good, indicator: 'find-rate', version: 1 }]);
	await assert.rejects(run('check', [join(folder, 'none.yaml')]), Refused);
});

test('an indicator of a table with a mapping of its own is sound beside that mapping', async () => {
	const mapping = await fileOf(
		'drones.mapping.yaml',
		'id: drones\ntitle: Drones\npublisher: Us\nlicence: None\nmeasures:\n  - id: flights\n    title: Flights\n',
	);
	const indicator = await fileOf(
		'drones.yaml',
		[
			'id: drone-flights\nversion: 1\ntitle: Drone flights\nmeaning: How many flights.\ntheme: Air\nunit: flights',
			'kind: count\nnumerator:\n  source: drones\n  measure: flights\nwindow:\n  months: 12\n  ending: march',
			'polarity: neither\nmethod: none\ndecimals: 0\n',
		].join('\n'),
	);
	assert.match((await run('check', [indicator], { database: false })).err, /There is no source “drones”/);
	assert.deepEqual(await run('check', [indicator, mapping], { database: false }), {
		status: 0,
		out: `${indicator} is sound: Drone flights, version 1, flights.\n`,
		err: '',
	});
});

test('list says what to do when nothing is kept, and then names each by its theme', async () => {
	assert.match((await run('list', [])).out, /^No indicator is kept yet\./);
	await services.database.asActor({ kind: 'operator', name: 'tests' }, (tx) =>
		keepIndicators(tx, shipped, { sources: agreedNames() }),
	);
	const { out } = await run('list', []);
	assert.match(out, /^Use of powers$/m);
	assert.match(out, /^ {2}find-rate@1 +Find rate in a month, percent of searches in a month$/m);
	const rows = JSON.parse((await run('list', [], { json: true })).out);
	assert.equal(rows.length, shipped.length);
	const burglary = rows.find((row: { indicator: string }) => row.indicator === 'dwelling-burglary');
	assert.deepEqual(burglary.sources, ['recorded-crime', 'population']);
});
