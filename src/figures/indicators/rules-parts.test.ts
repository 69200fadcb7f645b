import { type Bad, testBad } from '../../../test/indicators/editing.ts';

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
];

testBad(bad);
