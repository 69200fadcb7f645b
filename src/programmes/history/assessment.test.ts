import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judged, r2016, r2017, r2018, round, row } from '../../../test/judgments.ts';
import type { Framework } from '../frameworks/framework.ts';
import { assess } from './assessment.ts';
import type { Judgment } from './judgment.ts';

test('what is still to be judged, or not decided, shows no earlier grade as if it were its own', () => {
	const before = [judged('r-2017', 'crime', 'good')];
	assert.partialDeepStrictEqual(row(r2018, 'crime', true, before), {
		standing: 'not judged yet',
		grade: null,
		inspected: true,
		carriedOver: null,
	});
	assert.partialDeepStrictEqual(row(r2018, 'crime', null, before), {
		standing: 'not decided',
		grade: null,
		inspected: null,
		carriedOver: null,
	});
});

test('a judgment of something out of scope is shown with a warning', () => {
	const { standing, warning } = row(r2018, 'crime', false, [judged('r-2018', 'crime', 'good')]);
	assert.equal(standing, 'judged');
	assert.match(warning ?? '', /^The scope says that this question was not inspected in 2018\/19/);
});

test('the grade of a pillar is the judgment of the pillar, whatever its questions say', () => {
	const questions = ['crime', 'all', 'new'].map((id) => judged('r-2018', id, 'good'));
	assert.partialDeepStrictEqual(row(r2018, 'whole', null, questions), {
		kind: 'pillar',
		standing: 'not judged yet',
		grade: null,
	});
	assert.partialDeepStrictEqual(
		row(r2018, 'whole', null, [...questions, judged('r-2018', 'whole', 'weak')]),
		{ grade: 'weak', gradeTitle: 'Weak' },
	);
});

test('a question keeps its history through a new id of a later version', () => {
	const second = round(
		'r-2017',
		'2017',
		{ offences: ['r-2016/crime'] },
		{ version: 2, renamed: { crime: 'offences' } },
	);
	const all = [r2016, r2017, second, r2018];
	const find = (framework: Framework, component: string, judgments: Judgment[]) =>
		assess({
			framework,
			scope: new Map([[component, false]]),
			judgments,
			frameworks: all,
			forceName: 'F',
		}).find((each) => each.component === component);
	assert.equal(find(second, 'offences', [judged('r-2017', 'crime', 'weak')])?.gradeTitle, 'Weak');
	assert.equal(
		find(r2018, 'crime', [judged('r-2017', 'offences', 'good', { version: 2 })])?.gradeTitle,
		'Good',
	);
	assert.equal(find(second, 'offences', [judged('r-2016', 'crime', 'good')])?.lastInspected, '2016');
});
