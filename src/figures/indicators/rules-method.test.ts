import { type Bad, testBad } from '../../../test/indicators/editing.ts';

const bad: Bad[] = [
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
];

testBad(bad);
