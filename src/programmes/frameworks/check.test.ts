import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { edited, file, framework, lineOf, problems } from '../../../test/frameworks/editing.ts';
import { testFramework } from '../../../test/frameworks/index.ts';
import { readFramework } from './check.ts';

test('a sound framework is read, with what the shape adds', () => {
	const read = framework();
	assert.equal(read.id, 'test-custody');
	assert.equal(read.questions.length, 4);
	assert.equal(read.questions[1]?.mandatory, false);
	assert.deepEqual(read.questions[1]?.aliases, []);
});

test('a framework that does not grade has neither characteristics nor guards, and one that grades has a scale', () => {
	const source = edited([/scale:\n(?: {2}.*\n)+/, '']);
	const told = problems(source).map(({ field }) => field);
	assert.deepEqual(told.sort(), [
		'guards[0].grade',
		'pillars[0].graded',
		'questions[0].characteristics.strong',
		'questions[0].characteristics.weak',
		'questions[0].graded',
		'questions[1].graded',
		'questions[2].graded',
	]);
	assert.deepEqual(
		problems(
			edited(
				[/graded: true/g, 'graded: false'],
				[/guards:\n(?: {2}.*\n)+/, ''],
				[/ {4}characteristics:\n(?: {6}.*\n)+/, ''],
			),
		).map(({ field, text }) => [field, text]),
		[
			[
				'scale',
				'There is a scale, and nothing is graded on it. Write “graded: true” where grades are given, or take the scale out.',
			],
		],
	);
});

test('all problems are told at once, in the order of the lines', () => {
	const source = edited(
		[
			'    pillar: care\n    graded: true\n    mandatory',
			'    pillar: caring\n    graded: true\n    mandatory',
		],
		['  - id: complaints\n', '  - id: use-of-force\n'],
		['cycle: 2021 to 2023', 'cycle: 2021'],
		['rule: refuses', 'rule: forbids'],
		['title: Conduct\n', 'title: Conduct\n    colour: blue\n'],
	);
	const told = problems(source);
	assert.deepEqual(
		told.map(({ field }) => field),
		['cycle', 'pillars[1].colour', 'questions[0].pillar', 'questions[3].id', 'guards[0].rule'],
	);
	assert.deepEqual(
		told.map(({ line }) => line),
		told.map(({ line }) => line).sort((a, b) => a - b),
	);
});

test('a question that an earlier framework continues again makes a circle, and is told with the way round', () => {
	const earlier = framework(
		edited(
			['id: test-custody\n', 'id: test-earlier\n'],
			['    title: Complaints\n', '    title: Complaints\n    continues: [test-custody/complaints]\n'],
		),
	);
	const source = edited([
		'    title: Complaints\n',
		'    title: Complaints\n    continues: [test-earlier/complaints]\n',
	]);
	const [found, ...others] = problems(source, [earlier]);
	assert.deepEqual(others, []);
	assert.equal(found?.line, lineOf(source, 'continues: [test-earlier'));
	assert.equal(found?.field, 'questions[3].continues[0]');
	assert.equal(
		found?.text,
		'These questions go on from each other in a circle: test-custody/complaints → test-earlier/complaints → test-custody/complaints. Take one of the steps out.',
	);
	assert.deepEqual(problems(source), [], 'alone, a file cannot know');
});

test('whatever is done to a file, it is read or its problems are told: nothing is thrown', () => {
	const lines = testFramework.split('\n');
	fc.assert(
		fc.property(
			fc.nat(lines.length - 1),
			fc.oneof(
				fc.constantFrom(
					'',
					'- ',
					'  x: [',
					'{}',
					'id:',
					'"',
					'\t',
					'  - ~',
					'? a',
					'<<: {}',
					'__proto__: {}',
					'constructor: 1',
					'%',
				),
				fc.string(),
			),
			(index, text) => {
				const source = lines.toSpliced(index, 1, text).join('\n');
				const result = readFramework(source, file, []);
				if ('problems' in result) {
					assert.ok(result.problems.length > 0);
					for (const { line, column, text: sentence } of result.problems) {
						assert.ok(line >= 1 && line <= lines.length + 1 && column >= 1);
						assert.match(sentence, /^\S.*[.?]$/s);
					}
				}
			},
		),
		{ numRuns: 300 },
	);
});
