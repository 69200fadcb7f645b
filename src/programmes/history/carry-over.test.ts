import assert from 'node:assert/strict';
import { test } from 'node:test';
import { five, judged, r2017, r2018, round, row } from '../../../test/judgments.ts';
import { assess } from './assessment.ts';
import type { Judgment } from './judgment.ts';

const notInspected = 'This question was not inspected in 2018/19';
const carried: [what: string, component: string, judgments: Judgment[], expected: object][] = [
	[
		'the judgment of the round before is carried over',
		'crime',
		[judged('r-2017', 'crime', 'good')],
		{
			standing: 'carried over',
			gradeTitle: 'Good',
			lastInspected: '2017',
			carriedOver: `${notInspected}. Our judgment of “good” from the 2017 visit is carried over.`,
		},
	],
	[
		'a round that did not look at it is passed over',
		'crime',
		[judged('r-2016', 'crime', 'weak')],
		{
			gradeTitle: 'Weak',
			lastInspected: '2016',
			carriedOver: `${notInspected}. Our judgment of “weak” from the 2016 visit is carried over.`,
		},
	],
	[
		'the newest of two is carried over, in whichever order they come',
		'crime',
		[judged('r-2016', 'crime', 'weak'), judged('r-2017', 'crime', 'outstanding')],
		{ gradeTitle: 'Outstanding', lastInspected: '2017' },
	],
	[
		'an inspection without a grade is told as that',
		'armed',
		[judged('r-2017', 'armed', null)],
		{
			standing: 'carried over',
			gradeTitle: 'Ungraded',
			lastInspected: '2017',
			carriedOver: `${notInspected}. It was last inspected in the 2017 visit, and was given no grade.`,
		},
	],
	[
		'a question that is new has no earlier judgment',
		'new',
		[judged('r-2017', 'crime', 'good')],
		{
			standing: 'never judged',
			gradeTitle: null,
			lastInspected: null,
			carriedOver: `${notInspected}, and no earlier judgment of it is on record.`,
		},
	],
	[
		'two earlier questions that agree are one judgment',
		'all',
		[judged('r-2017', 'crime', 'good'), judged('r-2017', 'fraud', 'good')],
		{ standing: 'carried over', gradeTitle: 'Good', lastInspected: '2017' },
	],
	[
		'two earlier questions that differ are no single judgment',
		'all',
		[judged('r-2017', 'crime', 'good'), judged('r-2017', 'fraud', 'weak')],
		{
			standing: 'no single judgment',
			gradeTitle: null,
			lastInspected: null,
			carriedOver: `${notInspected}. It goes on from several, which were judged differently: “Crime” as “good” in 2017 and “Fraud” as “weak” in 2017. No single judgment can be carried over.`,
		},
	],
	[
		'of earlier questions judged in different rounds the newest counts',
		'all',
		[judged('r-2016', 'fraud', 'weak'), judged('r-2017', 'crime', 'good')],
		{ gradeTitle: 'Good', lastInspected: '2017' },
	],
	[
		'a later round does not reach back',
		'crime',
		[judged('r-2023', 'crime', 'adequate')],
		{ standing: 'never judged', gradeTitle: null },
	],
	[
		'what rests on an illustrative judgment says so',
		'crime',
		[judged('r-2017', 'crime', 'good', { illustrative: true })],
		{ illustrative: true },
	],
];
for (const [what, component, judgments, expected] of carried) {
	test(`carry-over: ${what}`, () => {
		assert.partialDeepStrictEqual(row(r2018, component, false, judgments), { inspected: false, ...expected });
	});
}

test('a judgment of another scale is carried over with its own scale named, and the reader is warned', () => {
	const { gradeTitle, lastInspected, carriedOver, warning } = row(five, 'crime', false, [
		judged('r-2018', 'crime', 'good'),
	]);
	assert.deepEqual(
		{ gradeTitle, lastInspected, carriedOver, warning },
		{
			gradeTitle: 'Good',
			lastInspected: '2018/19',
			carriedOver:
				'This question was not inspected in 2023 to 2025. Our judgment of “good” from the 2018/19 visit is carried over.',
			warning:
				'Good is a grade of the 2018/19 visit (outstanding, good, weak). It is not comparable with this framework, which has other grades (outstanding, good, adequate, weak).',
		},
	);
});

for (const [named, expected] of [
	['2016 effectiveness inspection', '2016 effectiveness inspection'],
	['effectiveness inspection', '2016 effectiveness inspection'],
	// A name with another year would contradict the row.
	['2017 effectiveness inspection', '2016 inspection'],
	['2016 inspection, reported in 2017', '2016 inspection'],
] as const) {
	test(`a pillar that names its inspection “${named}” is cited as the ${expected}`, () => {
		const pillars = [{ id: 'whole', title: 'The whole', graded: true, inspection: named }];
		const then = round('r-2016', '2016', { crime: [] }, { pillars });
		const rows = assess({
			framework: r2018,
			scope: new Map([['crime', false]]),
			judgments: [judged('r-2016', 'crime', 'good')],
			frameworks: [then, r2017],
			forceName: 'F',
		});
		assert.match(rows[1]?.carriedOver ?? '', new RegExp(`from the ${expected} is carried over\\.$`));
	});
}
