import assert from 'node:assert/strict';
import { test } from 'node:test';
import { five, judged, r2018, row } from '../../../test/judgments.ts';
import type { Framework } from '../frameworks/framework.ts';
import type { Judgment } from './judgment.ts';

const declined = 'our judgment of Northshire Police in the 2017 visit.';
const moved: [
	what: string,
	framework: Framework,
	component: string,
	judgments: Judgment[],
	expected: object,
][] = [
	[
		'a better grade',
		r2018,
		'crime',
		[judged('r-2018', 'crime', 'outstanding'), judged('r-2017', 'crime', 'good')],
		{ word: 'improved', sentence: `This is an improvement on “good”, ${declined}` },
	],
	[
		'a worse grade',
		r2018,
		'crime',
		[judged('r-2018', 'crime', 'weak'), judged('r-2017', 'crime', 'good')],
		{ word: 'declined', sentence: `This is a decline from “good”, ${declined}` },
	],
	[
		'the same grade',
		r2018,
		'crime',
		[judged('r-2018', 'crime', 'good'), judged('r-2017', 'crime', 'good')],
		{ word: 'unchanged', sentence: `This is unchanged from “good”, ${declined}` },
	],
	[
		'nothing before',
		r2018,
		'new',
		[judged('r-2018', 'new', 'good')],
		{ none: 'No earlier judgment of it is on record.' },
	],
	[
		'a question without grades',
		r2018,
		'armed',
		[judged('r-2018', 'armed', null), judged('r-2017', 'armed', null)],
		{ none: 'It is not graded.' },
	],
	[
		'no grade now',
		r2018,
		'crime',
		[judged('r-2018', 'crime', null), judged('r-2017', 'crime', 'good')],
		{ none: 'No grade was given in 2018/19.' },
	],
	[
		'no grade then',
		r2018,
		'crime',
		[judged('r-2018', 'crime', 'good'), judged('r-2017', 'crime', null)],
		{ none: 'No grade was given when it was last inspected, in 2017.' },
	],
	[
		'several that differed',
		r2018,
		'all',
		[judged('r-2018', 'all', 'good'), judged('r-2017', 'crime', 'good'), judged('r-2017', 'fraud', 'weak')],
		{
			none: 'It goes on from several questions, which were judged differently: “Crime” as “good” in 2017 and “Fraud” as “weak” in 2017.',
		},
	],
	[
		'another scale',
		five,
		'crime',
		[judged('r-2023', 'crime', 'good'), judged('r-2018', 'crime', 'good')],
		{
			none: 'The earlier judgment, “good” in the 2018/19 visit, is on another scale, so the two are not compared.',
		},
	],
	[
		'one of two that is made up',
		r2018,
		'crime',
		[judged('r-2018', 'crime', 'good'), judged('r-2017', 'crime', 'good', { illustrative: true })],
		{ word: 'unchanged', illustrative: true },
	],
];
for (const [what, framework, component, judgments, expected] of moved) {
	test(`direction: ${what}`, () => {
		assert.partialDeepStrictEqual(row(framework, component, true, judgments).direction, expected);
	});
}

test('a reason that names a judgment that was made up says so', () => {
	const before = judged('r-2018', 'crime', 'good', { illustrative: true });
	const { direction } = row(five, 'crime', true, [judged('r-2023', 'crime', 'good'), before]);
	assert.equal(direction.illustrative, true);
	assert.equal(row(five, 'crime', true, [before]).direction.illustrative, true);
	assert.equal(row(five, 'crime', true, []).direction.illustrative, false);
});
