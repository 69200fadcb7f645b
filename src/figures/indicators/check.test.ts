import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testIndicator, testIndicatorFile, testSources } from '../../../test/indicators/index.ts';
import { readIndicator } from './check.ts';
import type { Indicator } from './indicator.ts';

const areas = new Set(['E23000018', 'E23000001']);

function read(source: string, indicators?: readonly Indicator[]) {
	return readIndicator(source, testIndicatorFile, {
		sources: testSources,
		areas,
		...(indicators === undefined ? {} : { indicators }),
	});
}
function edited(...changes: readonly (readonly [from: string | RegExp, to: string])[]): string {
	return changes.reduce((source, [from, to]) => {
		const next = source.replace(from, to);
		assert.notEqual(next, source, `nothing changed by ${from}`);
		return next;
	}, testIndicator);
}
function lineOf(source: string, text: string): number {
	const offset = source.indexOf(text);
	assert.ok(offset >= 0, `there is no “${text}”`);
	return source.slice(0, offset).split('\n').length;
}

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

type Bad = [
	what: string,
	changes: [string | RegExp, string][],
	/** In which line it is told: that of this text. */
	at: string,
	field: string,
	text: RegExp,
];

const bad: Bad[] = [
	[
		'a source that is not there',
		[['  source: searches\n', '  source: serches\n']],
		'  source: serches',
		'numerator.source',
		/^There is no source “serches”\. Write “searches” or “people”\.$/,
	],
	[
		'a measure that is not there',
		[['  measure: searches\n', '  measure: serches\n']],
		'  measure: serches',
		'numerator.measure',
		/^The source “searches” has no measure “serches”\. Write “searches” or “forms”\.$/,
	],
	[
		'a breakdown of a filter that is not there',
		[['    found: ["yes"]', '    find: ["yes"]']],
		'    find:',
		'numerator.where.find',
		/has no breakdown “find”/,
	],
	[
		'a breakdown to be left out that is not there',
		[['    type: [Vehicle search]', '    kind: [Vehicle search]']],
		'    kind:',
		'denominator.without.kind',
		/has no breakdown “kind”/,
	],
	[
		'a breakdown that is both picked and left out',
		[['    found: ["yes"]\n', '    found: ["yes"]\n  without:\n    found: ["no"]\n']],
		'    found: ["no"]',
		'numerator.without.found',
		/Take one of the two out/,
	],
	[
		'a filter without values',
		[['    found: ["yes"]', '    found: []']],
		'    found: []',
		'numerator.where.found',
		/at least one value/,
	],
	[
		'a breakdown of the whole that is not there',
		[['breakdowns: [ethnicity]', 'breakdowns: [ethnicty]']],
		'breakdowns:',
		'breakdowns[0]',
		/has no breakdown “ethnicty”/,
	],
	[
		'a breakdown twice',
		[['breakdowns: [ethnicity]', 'breakdowns: [ethnicity, ethnicity]']],
		'breakdowns:',
		'breakdowns[1]',
		/is here twice/,
	],
	[
		'a breakdown that the denominator does not have',
		[
			[
				'denominator:\n  source: searches\n  measure: searches\n  without:\n    type: [Vehicle search]\n',
				'denominator:\n  source: people\n  measure: people\n',
			],
		],
		'breakdowns:',
		'breakdowns[0]',
		/source “people” has no breakdown “ethnicity”.*Write “of: all” in the denominator/,
	],
	[
		'a proportion out of nothing',
		[[/denominator:\n( {2}.*\n)+/, '']],
		'id:',
		'denominator',
		/A proportion is so many out of so many, and the denominator is missing/,
	],
	[
		'a rate for nothing',
		[
			[/denominator:\n( {2}.*\n)+/, ''],
			['kind: proportion', 'kind: rate'],
			['method: wilson', 'method: byar'],
			['change: points\n', ''],
		],
		'id:',
		'denominator',
		/A rate is so many for so many, and the denominator is missing/,
	],
	[
		'a count out of something',
		[
			['kind: proportion', 'kind: count'],
			['method: wilson', 'method: none'],
			['change: points\n', ''],
		],
		'denominator:',
		'denominator',
		/A count has no denominator/,
	],
	[
		'a method that does not fit the kind',
		[['method: wilson', 'method: byar']],
		'method: byar',
		'method',
		/the method “byar” does not fit it\. Write “wilson”, “published margin” or “none”\./,
	],
	[
		'a published margin that is nowhere',
		[
			['method: wilson', 'method: published margin'],
			[/denominator:\n( {2}.*\n)+/, ''],
		],
		'id:',
		'margin',
		/needs to know where the margin is/,
	],
	[
		'a published margin with a denominator',
		[['method: wilson', 'method: published margin\nmargin:\n  source: searches\n  measure: forms']],
		'denominator:',
		'denominator',
		/with a published margin has no denominator/,
	],
	[
		'a margin that no method asks for',
		[['window:', 'margin:\n  source: searches\n  measure: forms\nwindow:']],
		'margin:',
		'margin',
		/A margin belongs to the method “published margin”/,
	],
	[
		'a percentage that does not say of what',
		[['unit: percent of searches', 'unit: percent']],
		'unit:',
		'unit',
		/A percentage says what it is out of/,
	],
	[
		'a proportion per something',
		[['window:', 'per: 100\nwindow:']],
		'per:',
		'per',
		/printed as a percentage by itself/,
	],
	[
		'percentage points of something that is no percentage',
		[
			['kind: proportion', 'kind: rate'],
			['method: wilson', 'method: byar'],
		],
		'change:',
		'change',
		/Percentage points are the change of a percentage/,
	],
	[
		'an inflation of searches',
		[['window:', 'deflate:\n  source: people\n  measure: people\n  base: 2018/19\nwindow:']],
		'deflate:',
		'deflate',
		/Only an amount of money is adjusted for inflation/,
	],
	[
		'prices of a year that is none',
		[['window:', 'deflate:\n  source: people\n  measure: people\n  base: 2018/20\nwindow:']],
		'  base:',
		'deflate.base',
		/Write the financial year in whose prices amounts are given/,
	],
	[
		'cases still open of something that is no proportion',
		[
			['kind: proportion', 'kind: rate'],
			['method: wilson', 'method: byar'],
			['change: points\n', ''],
			['window:', 'undecided:\n  source: searches\n  measure: forms\nwindow:'],
		],
		'undecided:',
		'undecided',
		/Only a proportion has cases/,
	],
	[
		'a trend of what adds up over a window',
		[['  without:\n    type', '  project: 5\n  without:\n    type']],
		'  project:',
		'denominator.project',
		/Write “over: last” as well/,
	],
	[
		'a window that ends nowhere',
		[['  ending: march', '  ending: may']],
		'  ending:',
		'window.ending',
		/^Write “month”, “quarter”, “march”, “june”, “september” or “december” here\.$/,
	],
	[
		'a window of no months',
		[['  months: 12', '  months: 0']],
		'  months:',
		'window.months',
		/Write a whole number above 0/,
	],
	[
		'a window of centuries',
		[['  months: 12', '  months: 1200']],
		'  months:',
		'window.months',
		/is no window/,
	],
	[
		'a caveat for a force by its name',
		[['forces: [E23000018]', 'forces: [Derbyshire]']],
		'    forces:',
		'caveats[0].forces[0]',
		/“Derbyshire” is no code of an area/,
	],
	[
		'a caveat for an area that nobody polices',
		[['forces: [E23000018]', 'forces: [E23000099]']],
		'    forces:',
		'caveats[0].forces[0]',
		/No force has the area “E23000099”/,
	],
	[
		'a caveat that ends before it begins',
		[['until: 2016-03-31', 'until: 2014-03-31']],
		'    until:',
		'caveats[0].until',
		/ends on 2014-03-31, before it begins on 2015-04-01/,
	],
	[
		'a break on a day that is not in the calendar',
		[['at: 2017-04-01', 'at: 2017-02-30']],
		'  - at:',
		'breaks[0].at',
		/Write a day as 2014-06-30/,
	],
	[
		'a break outside every series',
		[['at: 2017-04-01', 'at: 1017-04-01']],
		'  - at:',
		'breaks[0].at',
		/outside every series/,
	],
	[
		'a break twice',
		[
			[
				'    because: Another form is used.',
				'    because: Another form is used.\n  - at: 2017-04-01\n    because: Another day.',
			],
		],
		'  - at: 2017-04-01\n    because: Another day',
		'breaks[1].at',
		/breaks on 2017-04-01 already, in line \d+/,
	],
	[
		'a version before its own that stands in its place',
		[['window:', 'supersededBy: 1\nwindow:']],
		'supersededBy:',
		'supersededBy',
		/at least 2/,
	],
	[
		'a forecast of itself',
		[['window:', 'forecast:\n  of: test-find-rate\n  made: 2019-04-30\n  assumptions: Spring\nwindow:']],
		'  of: test-find-rate',
		'forecast.of',
		/A forecast is of another indicator/,
	],
	[
		'a total that is none',
		[['decimals: 0', 'decimals: 0\ntotals: [Scotland]']],
		'totals:',
		'totals[0]',
		/Write “EW”, “EW\+BTP” or “EW without London” here/,
	],
	[
		'a field that is misspelt',
		[['polarity:', 'polarty:']],
		'polarty:',
		'polarty',
		/There is no field “polarty” in an indicator\. Did you mean “polarity”\?/,
	],
	[
		'a field twice',
		[['decimals: 0', 'decimals: 0\ndecimals: 1']],
		'decimals: 1',
		'decimals',
		/is here twice/,
	],
	['a tab for spaces', [['  months: 12', '\tmonths: 12']], '\tmonths', '', /Indent with spaces/],
	[
		'an id in capitals',
		[['id: test-find-rate', 'id: Find rate']],
		'id:',
		'id',
		/Write an id in small letters/,
	],
];

for (const [what, changes, at, field, text] of bad)
	test(`${what} is told with line, field and remedy`, () => {
		const source = edited(...changes);
		const result = read(source);
		assert.ok('problems' in result, 'nothing was told');
		const found = result.problems.find((one) => one.field === field && text.test(one.text));
		assert.ok(found, JSON.stringify(result.problems, null, 1));
		assert.equal(found.file, testIndicatorFile);
		assert.equal(found.line, lineOf(source, at));
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
