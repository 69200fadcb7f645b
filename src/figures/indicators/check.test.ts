import assert from 'node:assert/strict';
import { test } from 'node:test';
import { edited, read } from '../../../test/indicators/editing.ts';
import { testIndicator } from '../../../test/indicators/index.ts';

test('a sound indicator is read, with what the shape adds', () => {
	const result = read(testIndicator);
	if ('problems' in result) assert.fail(JSON.stringify(result.problems));
	const { indicator } = result;
	assert.equal(indicator.per, 1);
	assert.deepEqual(indicator.totals, ['EW']);
	assert.equal(indicator.denominator?.of, 'the same part');
	assert.equal(indicator.numerator.over, 'window');
	assert.equal(indicator.breaks[0]?.at.toString(), '2017-04-01');
});

test('the hash is of what the file says: spaces and comments make no other version', () => {
	const [a, b, c] = [
		testIndicator,
		`# a comment\n${testIndicator.replace('title: Find rate', 'title: "Find rate "')}`,
		testIndicator.replace('title: Find rate', 'title: Rate of finds'),
	].map((source) => {
		const result = read(source);
		return 'hash' in result ? result.hash.toString('hex') : assert.fail();
	});
	assert.equal(a, b);
	assert.notEqual(a, c);
});

test('a forecast of an indicator that nobody has defined is told where the others are known', () => {
	const source = edited([
		'window:',
		'forecast:\n  of: test-found\n  made: 2019-04-30\n  assumptions: Spring\nwindow:',
	]);
	const sound = read(testIndicator);
	assert.ok('indicator' in sound);
	assert.ok('indicator' in read(source));
	const result = read(source, [{ ...sound.indicator, id: 'test-finds' }]);
	assert.ok('problems' in result);
	assert.match(result.problems[0]?.text ?? '', /no indicator “test-found”\. Did you mean “test-finds”\?/);
	assert.ok('indicator' in read(source, [{ ...sound.indicator, id: 'test-found' }]));
});

test('everything that is wrong is told at once, in the order of its lines', () => {
	const result = read(
		edited(
			['  source: searches\n', '  source: serches\n'],
			['method: wilson', 'method: byar'],
			['until: 2016-03-31', 'until: 2014-03-31'],
			['decimals: 0', 'decimals: none'],
		),
	);
	assert.ok('problems' in result);
	assert.deepEqual(
		result.problems.map(({ field }) => field),
		['numerator.source', 'method', 'decimals', 'caveats[0].until'],
	);
});

test('a file that is empty, or is no indicator at all, is told in one sentence', () => {
	for (const source of [
		'',
		'  \n',
		'- a\n- b\n',
		'just words\n',
		'<!doctype html><title>Not found</title>\n',
	]) {
		const result = read(source);
		assert.ok('problems' in result && result.problems.length > 0, source);
	}
	const result = read('');
	assert.ok('problems' in result);
	assert.match(result.problems[0]?.text ?? '', /Write an indicator in it: see docs\/indicators\.md/);
});
