import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testFigures } from '../../../test/figures.ts';
import { Refused, WrongUsage } from '../../foundation/index.ts';
import { addAlias, addForce } from '../../programmes/index.ts';
import { figureCommands } from './figure.commands.ts';
import { derbyshire, month, monthsOf, people } from './testing/rows.ts';
import { testIndicator } from './testing/shelf.ts';

const { services, as, bring, define, owner } = await testFigures();

const id = await as((tx) =>
	addForce(tx, {
		name: 'Derbyshire Constabulary',
		code: derbyshire,
		region: 'East Midlands',
		inScope: true,
		scopeNote: null,
	}),
);
await as((tx) => addAlias(tx, { force: { id }, spelling: 'The Derbys', source: null }));
const crime = await bring('crime', '2014-10-16', [
	...monthsOf(derbyshire, '2013-07', 11, 4_000),
	month(derbyshire, '2014-06', 6_800),
]);
await bring('population', '2014-06-26', [people(derbyshire, '2013-06-30', 1_000_000)]);
await define(testIndicator());

async function run(words: string[], values: Record<string, string | boolean> = {}, json = false) {
	const name = words[0] === 'recompute' ? 'figure recompute' : 'figure';
	const command = figureCommands.find((one) => one.name === name);
	if (command === undefined) throw new Error(`there is no command ${name}`);
	const [out, err]: [string[], string[]] = [[], []];
	const status = await command.run({
		positionals: name === 'figure' ? words : words.slice(1),
		values,
		json,
		io: { out: (text) => void out.push(text), err: (text) => void err.push(text) },
		world: services,
	});
	return { status, out: out.join(''), err: err.join('') };
}

test('before anything is computed, the command says what to do', async () => {
	await assert.rejects(run(['recorded-crime']), /figure recompute recorded-crime/);
	const { status, out } = await run(['recompute'], { all: true });
	assert.equal(status, 0);
	assert.match(out, /recorded-crime@1: 3 figures, of which 3 are new/);
	assert.match((await run(['recompute', 'recorded-crime'])).out, /Everything is up to date/);
});

test('a figure is found by any spelling of its force and of its period', async () => {
	for (const area of ['Derbyshire Constabulary', 'derbyshire', 'The Derbys', derbyshire])
		for (const period of ['2014-06', '12 months to June 2014']) {
			const { out } = await run(['recorded-crime'], { area, period });
			assert.match(out, /Value\s+50\.8\n/, `${area}, ${period}`);
			assert.match(out, /Interval\s+50\.359194399 to 51\.243704251\n/);
			assert.match(out, /Numerator\s+50800\n\s+Denominator\s+1000000\n/);
			assert.match(out, /Method\s+byar\/1\n/);
			assert.match(out, /Vintage\s+crime, release 1, published 2014-10-16 \(crime-1\.csv; \/data\//);
		}
	assert.match((await run(['recorded-crime'])).out, /England and Wales, 1 July 2013 to 30 June 2014/);
	assert.match((await run(['recorded-crime'], { area: 'east midlands' })).out, /Value\s+50\.8/);
});

test('as JSON it has everything that is stored', async () => {
	const { out } = await run(['recorded-crime@1'], { area: 'derbyshire' }, true);
	const { figures, vintages, indicator } = JSON.parse(out);
	assert.equal(indicator.unit, 'crimes per 1,000 people');
	assert.equal(figures[0].value, '50.8');
	assert.equal(figures[0].until, '2014-06-30');
	assert.match(figures[0].hash, /^[0-9a-f]{64}$/);
	assert.equal(vintages.length, 2);
});

test('it explains itself by the query and the rows that it used', async () => {
	const { out } = await run(['recorded-crime'], { area: 'derbyshire', explain: true });
	assert.match(out, /read_parquet\(/);
	assert.match(out, /numerator: 12 rows of crime\n/);
	assert.match(
		out,
		new RegExp(`snapshot=${crime} .*since=2014-06-01 {2}until=2014-06-30 {2}value=6800.0000`),
	);
	assert.match(out, /denominator: 1 rows? of population\n/);
	const json = JSON.parse((await run(['recorded-crime'], { area: 'derbyshire', explain: true }, true)).out);
	assert.equal(
		json.explained.used[0].rows.reduce((sum: number, { value }: { value: string }) => sum + Number(value), 0),
		50_800,
	);
});

test('what is not there is said, with what may have been meant', async () => {
	await assert.rejects(run(['recorded-crimes']), /Did you mean “recorded-crime”/);
	await assert.rejects(
		run(['recorded-crime'], { area: 'Derbishire' }),
		/Did you mean Derbyshire Constabulary/,
	);
	await assert.rejects(run(['recorded-crime'], { period: '2012-06' }), /There are some from 30 June 2014/);
	await assert.rejects(run(['recorded-crime'], { period: 'soon' }), WrongUsage);
	await assert.rejects(run(['recorded-crime'], { part: 'ethnicity=Black' }), Refused);
	await assert.rejects(run(['recompute']), WrongUsage);
	await assert.rejects(run(['recompute', 'nothing']), Refused);
});

test('recomputation proves what is stored, and fails with a list where it cannot', async () => {
	const proved = await run(['recompute'], { all: true, verify: true });
	assert.equal(proved.status, 0);
	assert.match(proved.out, /^Proved: 3 figures of 1 indicators/);
	await owner.query(`update figures.figure set value = 50.9 where area = $1`, [derbyshire]);
	const { status, out } = await run(['recompute'], { all: true, verify: true });
	assert.equal(status, 1);
	assert.match(
		out,
		/recorded-crime@1\/E23000018\/2013-07-01\/2014-06-30: stored as 50\.9, and comes out as 50\.8/,
	);
	const json = await run(['recompute', 'recorded-crime'], { verify: true }, true);
	assert.equal(JSON.parse(json.out).differences.length, 1);
});
