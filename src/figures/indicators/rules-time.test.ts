import { type Bad, testBad } from '../../../test/indicators/editing.ts';

const bad: Bad[] = [
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

testBad(bad);
