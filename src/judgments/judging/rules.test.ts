import assert from 'node:assert/strict';
import { test } from 'node:test';
import { round } from '../../../test/judgments.ts';
import { changedParts } from './rules.ts';
import { againstGrade, countSaid, guardText, nothingSaid } from './said.ts';
import { suggestPillar, suggestQuestion } from './suggestion.ts';

const framework = round(
	'r',
	'2024',
	{ crime: [] },
	{
		scale: {
			family: 'five',
			grades: ['outstanding', 'good', 'adequate', 'weak', 'inadequate'].map((id) => ({
				id,
				title: `${id.charAt(0).toUpperCase()}${id.slice(1)}`,
				positive: !['weak', 'inadequate'].includes(id),
				means: 'Words.',
			})),
		},
		guards: [
			{ grade: 'inadequate', rule: 'requires', finding: 'cause of concern', because: 'Its meaning says so.' },
			{ grade: 'good', rule: 'refuses', finding: 'cause of concern', because: 'That is not good.' },
		],
	},
);
const said = (more: Partial<typeof nothingSaid>) => ({ ...nothingSaid, ...more });

test('the gravest grade needs the gravest finding, and a good one refuses it', () => {
	const [missing] = againstGrade(framework, 'inadequate', said({ weaknesses: 3 }));
	assert.ok(missing);
	assert.equal(
		guardText('Inadequate', missing),
		'“Inadequate” needs a cause of concern, and there is none. Its meaning says so.',
	);
	assert.deepEqual(againstGrade(framework, 'inadequate', said({ concerns: 1 })), []);
	assert.equal(againstGrade(framework, 'good', said({ concerns: 1 })).length, 1);
});

test('what is withdrawn counts for nothing', () => {
	const counted = countSaid(
		[
			{ tone: 'strength', withdrawn: null },
			{ tone: 'weakness', withdrawn: {} },
		],
		[{ kind: 'cause of concern', withdrawn: {} }],
	);
	assert.deepEqual(counted, said({ strengths: 1 }));
});

test('a question’s suggestion follows its printed rule, and is none without findings', () => {
	const grade = (more: Partial<typeof nothingSaid>) => {
		const suggested = suggestQuestion(framework, said(more));
		return typeof suggested === 'string' ? suggested : suggested.grade.id;
	};
	assert.match(grade({}), /Nothing is suggested before/);
	assert.match(grade({ neutral: 4 }), /Nothing is suggested before/);
	assert.equal(grade({ strengths: 2, concerns: 1, weaknesses: 1 }), 'inadequate');
	assert.equal(grade({ strengths: 3, improvements: 1 }), 'adequate');
	assert.equal(grade({ strengths: 1, weaknesses: 2 }), 'weak');
	assert.equal(grade({ strengths: 3, practices: 1 }), 'outstanding');
	assert.equal(grade({ strengths: 3 }), 'good');
});

test('a pillar’s suggestion is the mode of its questions, the worse of two, with what is carried over and without the ungraded', () => {
	const question = (title: string, grade: string | null, more = {}) => ({
		title,
		grade,
		carried: false,
		open: false,
		...more,
	});
	const suggested = suggestPillar(framework, [
		question('a', 'good'),
		question('b', 'weak'),
		question('c', 'weak', { carried: true }),
		question('d', 'outstanding', { carried: true }),
		question('e', null),
	]);
	assert.ok(typeof suggested !== 'string');
	assert.equal(suggested.grade.id, 'weak');
	assert.match(suggested.because, /2 weak \(1 carried over\)/);
	assert.match(suggested.because, /1 without a grade/);
	const tie = suggestPillar(framework, [question('a', 'good'), question('b', 'weak')]);
	assert.ok(typeof tie !== 'string' && tie.grade.id === 'weak');
	assert.match(
		String(suggestPillar(framework, [question('a', null, { open: true })])),
		/before its questions are judged: a/,
	);
});

test('what has changed is told part by part', () => {
	assert.deepEqual(
		changedParts(
			{ 'finding/3': 'a', 'evidence/7/3': 'a', 'raised/AFI-2': 'a' },
			{ 'finding/3': 'b', 'evidence/7/3': 'a', 'finding/4': 'c' },
		),
		['Finding F-3 has changed', 'AFI-2 is no longer there', 'Finding F-4 is new'],
	);
});
