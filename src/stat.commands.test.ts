import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stat } from './stat.commands.ts';
import { statCommands } from './statistics/index.ts';

function run(words: string[], files: Record<string, string> = {}, input?: string) {
	const said = { out: '', err: '' };
	const io = {
		out(text: string) {
			said.out += text;
		},
		err(text: string) {
			said.err += text;
		},
	};
	const status = stat(words, io, { file: (path) => files[path], input: () => input });
	return { status, ...said };
}

test('a figure by hand, in words and as JSON at full precision', () => {
	assert.match(run(['wilson', '44', '60']).out, /^value: 0\.7333333333333333\nlower: 0\.6099/);
	assert.equal(JSON.parse(run(['wilson', '44', '60', '--json']).out).lower, 0.6099128690331637);
	assert.equal(
		JSON.parse(run(['byar', '65', '--per', '1000', '--population', '20000', '--json']).out).value,
		3.25,
	);
});

test('--help lists every method with its reference, and each method has its own', () => {
	const all = run(['--help']);
	assert.equal(all.status, 0);
	for (const { name, reference, summary } of statCommands) {
		assert.ok(all.out.includes(`${name} `) && all.out.includes(reference) && all.out.includes(summary));
		const one = run([name, '--help']);
		assert.equal(one.status, 0);
		assert.ok(one.out.startsWith(`Usage: ./inspectorate stat ${name} `) && one.out.includes(reference));
	}
	assert.equal(new Set(statCommands.map(({ name }) => name)).size, statCommands.length);
});

test('a refusal exits with 1 and its sentence', () => {
	assert.deepEqual(run(['wilson', '61', '60']), {
		status: 1,
		out: '',
		err: 'The numerator (61) is above its denominator (60).\n',
	});
	assert.equal(run(['wilson', '-1', '60']).err, 'The numerator is -1; it cannot be below zero.\n');
	assert.deepEqual(JSON.parse(run(['wilson', '61', '60', '--json']).out), {
		error: 'The numerator (61) is above its denominator (60).',
		code: 'numerator-above-denominator',
	});
	assert.equal(run(['funnel', 'none.csv']).status, 1);
	assert.equal(run(['funnel'], {}, '').status, 1);
});

test('wrong usage exits with 2', () => {
	for (const words of [
		[],
		['wilsn', '1', '2'],
		['wilson', '44'],
		['wilson', '44', '60', '7'],
		['wilson', 'many', '60'],
		['wilson', '44', '60', '--per', '5'],
		['funnel'],
		['funnel', 'a.csv', 'b.csv'],
		['wording', '--a', '1', '--b', '2'],
		['sample', 'a.csv', '--seed', 'x'],
	]) {
		const result = run(words, { 'a.csv': 'id\n1' });
		assert.equal(result.status, 2, words.join(' '));
		assert.match(result.err, /\.\n$/);
	}
});

test('a table comes from a file or standard input, as CSV or JSON', () => {
	const csv = 'area,numerator,denominator\na,44,60\nb,55,60\nc,47,60\n';
	const json = JSON.stringify([
		{ area: 'a', numerator: 44, denominator: 60 },
		{ area: 'b', numerator: 55, denominator: 60 },
		{ area: 'c', numerator: 47, denominator: 60 },
	]);
	const expected = run(['funnel', 'f.csv', '--json'], { 'f.csv': csv });
	assert.equal(expected.status, 0);
	assert.equal(run(['funnel', '--json'], {}, csv).out, expected.out);
	assert.equal(run(['funnel', '-', '--json'], {}, json).out, expected.out);
});

test('two runs of a seeded sample agree byte for byte, and a changed frame is refused', () => {
	const rows = Array.from({ length: 120 }, (_, i) => `c${i},${i % 3 === 0 ? 'burglary' : 'assault'}`);
	const csv = ['crime,offence', ...rows].join('\n');
	const seed = '5a'.repeat(32);
	const design = ['--size', '60', '--by', 'offence', '--seed', seed];
	const { commitment } = JSON.parse(run(['sample-commit', 'f', ...design, '--json'], { f: csv }).out);
	const words = ['sample', 'f', ...design, '--share', 'draw 12', '--share-source', 'lottery', '--json'];
	const one = run([...words, '--commitment', commitment], { f: csv });
	assert.equal(one.status, 0);
	const shuffled = ['crime,offence', ...rows.toReversed()].join('\r\n');
	assert.equal(run([...words, '--commitment', commitment], { f: shuffled }).out, one.out);
	const changed = run([...words, '--commitment', commitment], { f: csv.replace('c7,', 'c700,') });
	assert.equal(changed.status, 1);
	assert.match(changed.err, /not the one that was committed to/);
});

test('wording at the command line: what is left out on both sides is said to be assumed', () => {
	const words = ['wording', '--a', '88.0±1.4', '--b', '85.0±0.2', '--kind', 'sample', '--json'];
	const result = JSON.parse(run(words).out);
	assert.equal(result.word, 'higher than');
	assert.deepEqual(result.assumed, ['one window for both', 'one definition for both']);
	const half = run([...words, '--a-window', 'year to June 2014']);
	assert.equal(half.status, 1);
	assert.match(half.err, /the window of the comparator is missing/);
	assert.match(
		run(['wording', '--a', '28', '--kind', 'count']).err,
		/the value of the comparator is missing/,
	);
});

test('negative figures are figures, not options', () => {
	const result = JSON.parse(
		run(['wording-changes', '--a', '-21', '--b', '-16', '--kind', 'count', '--json']).out,
	);
	assert.equal(result.word, 'a bigger fall than');
});
