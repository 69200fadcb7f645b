import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { testFramework } from '../../../test/frameworks/index.ts';
import { readFramework } from './check.ts';
import { diffFrameworks } from './diff.ts';
import type { Framework } from './framework.ts';

function read(source: string): Framework {
	const result = readFramework(source, 'test.yaml');
	if ('problems' in result) assert.fail(JSON.stringify(result.problems));
	return result.framework;
}
const original = read(testFramework);
const told = (a: Framework, b: Framework) =>
	diffFrameworks(a, b).map(({ about, change }) => `${about}: ${change}`);
const changedTo = (...changes: [string | RegExp, string][]) =>
	read(
		changes.reduce((source, [from, to]) => {
			const next = source.replace(from, to);
			assert.notEqual(next, source, `nothing changed by ${from}`);
			return next;
		}, testFramework),
	);

for (const [what, changes, sentences] of [
	[
		'a question that is added',
		[
			[
				'questions:\n',
				'questions:\n  - id: visitors\n    title: Visitors\n    pillar: care\n    graded: false\n',
			],
		],
		['Question “Visitors”: Added under “Care”'],
	],
	[
		'a question that is removed',
		[[/ {2}- id: complaints\n(?: {4}.*\n)+/, '']],
		['Question “Complaints”: Removed'],
	],
	[
		'a question under another id and title, as “renamed” says',
		[
			['  - id: complaints\n    title: Complaints\n', '  - id: grievances\n    title: Grievances\n'],
			['renamed:\n', 'renamed:\n  complaints: grievances\n'],
		],
		[
			'Question “Complaints”: Its id is “grievances” and was “complaints”',
			'Question “Complaints”: Title changed',
		],
	],
	[
		'a question that moved',
		[
			[
				'    asks: Can people complain?\n    pillar: conduct\n',
				'    asks: Can people complain?\n    pillar: care\n',
			],
		],
		['Question “Complaints”: Moved from “Conduct” to “Care”', 'Questions: Order changed'],
	],
	[
		'a question that is graded now, and one that is asked of every force',
		[
			[
				'    pillar: conduct\n    graded: false\n',
				'    pillar: conduct\n    graded: true\n    mandatory: true\n',
			],
		],
		['Question “Complaints”: Graded now', 'Question “Complaints”: Asked of every force now'],
	],
	[
		'a grade that is another',
		[
			[
				'  grades:\n',
				'  grades:\n    - id: best\n      title: Best\n      positive: true\n      means: Nothing is missing.\n',
			],
			['means: People are not always safe.', 'means: People are in danger.'],
		],
		['Grade “Best”: Added', 'Grade “Weak”: Meaning changed'],
	],
	[
		'a scale of another family',
		[['family: custody-visits', 'family: custody-visits-2']],
		['Scale: Family of comparable scales changed'],
	],
	[
		'criteria, indicators and stock findings',
		[
			['text: Was the person asked about their health?', 'text: Was everybody asked about their health?'],
			['            text: People wait for hours until they are checked.', '            text: People wait.'],
		],
		[
			'Question “The first hour”: Criterion “Was the person asked about their health?”: text changed',
			'Question “The first hour”: Indicator “Time until the first check”: stock changed',
		],
	],
	[
		'texts and characteristics',
		[
			['scope: Arrival, the questions at the desk, and the first check.\n', 'scope: Arrival.\n'],
			['        - Nobody knows how long people have waited.\n', '        - Nobody knows.\n'],
		],
		[
			'Question “The first hour”: Scope changed',
			'Question “The first hour”: Characteristics of “weak” changed',
		],
	],
	[
		'what stands beside the questions',
		[
			['    size: 30\n', '    margin: 0.1\n'],
			['        words: 300\n', ''],
			['because: A force about', 'because: Any force about'],
			['text: Each action names one person.', 'text: Each action names two people.'],
			['text: We thank the force', 'text: We thank everyone'],
			['    relative: 0.05', '    relative: 0.06'],
			['  - id: records\n    title: Custody records\n', ''],
		],
		[
			'Evidence method “Custody records”: Removed',
			'Sample “Custody records”: Size removed',
			'Sample “Custody records”: Margin added',
			'Outline “Report of the visit”: Sections changed',
			'Guard “strong, cause of concern”: Reason changed',
			'Element of action plans “Who does it”: Text changed',
			'Paragraph “Thanks”: Text changed',
			'Wording: Threshold of “in line” changed',
		],
	],
] satisfies [string, [string | RegExp, string][], string[]][]) {
	test(`the comparison tells ${what}`, () => {
		const after = changedTo(...changes);
		assert.deepEqual(told(original, after).sort(), [...sentences].sort());
	});
}

test('between two frameworks, questions are followed over what they go on from', () => {
	const later = changedTo(
		['id: test-custody\n', 'id: test-custody-2\n'],
		['  - id: complaints\n', '  - id: complaining\n'],
		['    title: Complaints\n', '    title: Complaints\n    continues: [test-custody/complaints]\n'],
		[
			'  - id: food-and-rest\n    title: Food and rest\n',
			'  - id: wellbeing\n    title: Wellbeing\n    continues: [test-custody/food-and-rest, test-custody/use-of-force]\n',
		],
		[/ {2}- id: use-of-force\n(?: {4}.*\n)+/, ''],
	);
	assert.deepEqual(told(original, later), [
		'Question “Food and rest”: Removed, and goes on in “Wellbeing”',
		'Question “Force in custody”: Removed, and goes on in “Wellbeing”',
		'Question “Wellbeing”: Added under “Care”, going on from “Food and rest” and “Force in custody”',
		'Question “Complaints”: Its id is “complaining” and was “complaints”',
		'Question “Complaints”: Earlier questions added',
	]);
});

test('what a text was and is stands beside the difference', () => {
	const [found] = diffFrameworks(
		original,
		changedTo(['scope: Arrival, the questions at the desk, and the first check.', 'scope: Arrival.']),
	);
	assert.equal(found?.before, 'Arrival, the questions at the desk, and the first check.');
	assert.equal(found?.after, 'Arrival.');
});

/** The framework with some of its lists cut and its questions' fields turned round. */
const variant = fc
	.record({
		questions: fc.shuffledSubarray(original.questions, { minLength: 1 }),
		outlines: fc.subarray(original.outlines),
		evidence: fc.shuffledSubarray(original.evidence),
		graded: fc.boolean(),
		mandatory: fc.boolean(),
		scope: fc.option(fc.constantFrom('One', 'Two'), { nil: undefined }),
	})
	.map(({ graded, mandatory, scope, questions, ...lists }): Framework => {
		const [first, ...others] = questions;
		if (first === undefined) return original;
		return { ...original, ...lists, questions: [{ ...first, graded, mandatory, scope }, ...others] };
	});

test('a framework does not differ from itself, and what one way adds the other way removes', () => {
	fc.assert(
		fc.property(variant, variant, (a, b) => {
			assert.deepEqual(diffFrameworks(a, a), []);
			const count = (list: ReturnType<typeof diffFrameworks>, kind: string) =>
				list.filter((one) => one.kind === kind).length;
			const [there, back] = [diffFrameworks(a, b), diffFrameworks(b, a)];
			assert.equal(there.length, back.length);
			assert.equal(count(there, 'added'), count(back, 'removed'));
		}),
		{ numRuns: 60 },
	);
});
