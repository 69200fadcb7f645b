import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { testFramework } from '../../../test/frameworks/index.ts';
import { type DefinitionProblem, inOneLine } from '../../foundation/index.ts';
import { readFramework } from './check.ts';
import type { Framework } from './framework.ts';

const file = 'frameworks/test.yaml';

function problems(source: string, others?: readonly Framework[]): readonly DefinitionProblem[] {
	const result = readFramework(source, file, others);
	return 'problems' in result ? result.problems : [];
}
function framework(source = testFramework): Framework {
	const result = readFramework(source, file);
	if ('problems' in result) assert.fail(result.problems.map(inOneLine).join('\n'));
	return result.framework;
}
function edited(...changes: readonly (readonly [from: string | RegExp, to: string])[]): string {
	return changes.reduce((source, [from, to]) => {
		const next = source.replace(from, to);
		assert.notEqual(next, source, `nothing changed by ${from}`);
		return next;
	}, testFramework);
}
/** The line of a text, counted as an editor's program counts. */
function lineOf(source: string, text: string): number {
	const offset = source.indexOf(text);
	assert.ok(offset >= 0, `there is no “${text}”`);
	return source.slice(0, offset).split('\n').length;
}

test('a sound framework is read, with what the shape adds', () => {
	const read = framework();
	assert.equal(read.id, 'test-custody');
	assert.equal(read.questions.length, 4);
	assert.equal(read.questions[1]?.mandatory, false);
	assert.deepEqual(read.questions[1]?.aliases, []);
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
		'an id that is given twice, of a question and a pillar',
		[['  - id: complaints\n', '  - id: conduct\n']],
		'  - id: conduct\n    title: Complaints',
		'questions[3].id',
		/^The id “conduct” is given already, in line 32\. Give this one an id of its own\.$/,
	],
	[
		'a part with the id of a question',
		[['      - id: arrival\n', '      - id: complaints\n']],
		'      - id: complaints\n',
		'questions[0].parts[0].id',
		/The id “complaints” is given already, in line \d+/,
	],
	[
		'a grade twice',
		[['    - id: sound\n', '    - id: strong\n']],
		'    - id: strong\n      title: Sound',
		'scale.grades[1].id',
		/“strong” is given already/,
	],
	[
		'a stratum twice',
		[['      - id: children\n', '      - id: adults\n']],
		'      - id: adults\n        title: Children',
		'samples[0].strata[1].id',
		/“adults” is given already/,
	],
	[
		'a section twice',
		[['      - id: findings\n', '      - id: summary\n']],
		'      - id: summary\n        title: Findings',
		'outlines[0].sections[1].id',
		/“summary” is given already/,
	],
	[
		'a stock finding twice',
		[['          - id: long\n', '          - id: short\n']],
		'          - id: short\n            kind: weakness',
		'questions[0].indicators[0].stock[1].id',
		/“short” is given already/,
	],
	[
		'a question without a pillar',
		[['    asks: Can people complain?\n    pillar: conduct\n', '    asks: Can people complain?\n']],
		'  - id: complaints\n',
		'questions[3].pillar',
		/^“pillar” is missing here\. Write “pillar:” and the id of the pillar that the question belongs to\.$/,
	],
	[
		'a pillar that is not there',
		[
			[
				'    asks: Can people complain?\n    pillar: conduct\n',
				'    asks: Can people complain?\n    pillar: conducts\n',
			],
		],
		'pillar: conducts',
		'questions[3].pillar',
		/^There is no pillar “conducts”\. Did you mean “conduct”\? The pillars of this framework are “care” and “conduct”\.$/,
	],
	[
		'characteristics of a grade that the scale does not have',
		[['      weak:\n', '      week:\n']],
		'      week:\n',
		'questions[0].characteristics.week',
		/^There is no grade “week”\. Did you mean “weak”\? The grades of this framework are “strong”, “sound” and “weak”\.$/,
	],
	[
		'a guard on a grade that the scale does not have',
		[['  - grade: strong\n', '  - grade: outstanding\n']],
		'grade: outstanding',
		'guards[0].grade',
		/There is no grade “outstanding”/,
	],
	[
		'characteristics of what is not graded',
		[
			[
				'    title: Complaints\n',
				'    title: Complaints\n    characteristics: { weak: [Nobody listens.] }\n',
			],
		],
		'characteristics: { weak',
		'questions[3].characteristics.weak',
		/This one is not graded/,
	],
	[
		'a positive grade below one that is not',
		[['      title: Strong\n      positive: true\n', '      title: Strong\n      positive: false\n']],
		'      positive: true\n      means: People are safe, and',
		'scale.grades[1].positive',
		/A positive grade stands below “strong”, which is not\. Write the grades from the best to the worst\./,
	],
	[
		'two grades of one title',
		[['      title: Sound\n', '      title: STRONG\n']],
		'title: STRONG',
		'scale.grades[1].title',
		/Another grade is called “STRONG”, in line 14/,
	],
	[
		'an alias that is the title of another question',
		[['aliases: [Booking in]', 'aliases: [force  in custody]']],
		'aliases: [force',
		'questions[0].aliases[0]',
		/“force {2}in custody” is also a name of “use-of-force” in line \d+, so it would not say which is meant/,
	],
	[
		'an alias that another one has',
		[['aliases: [Booking in]', 'aliases: [Looking after people]']],
		'aliases: [Looking after people]\n    pillar',
		'questions[0].aliases[0]',
		/is also a name of “care”/,
	],
	[
		'an alias that says its own title again',
		[['aliases: [Booking in]', 'aliases: [The first hour]']],
		'aliases: [The first hour]',
		'questions[0].aliases[0]',
		/is a name of this one already/,
	],
	[
		'names that lead in a circle',
		[['  booking-in: first-hour\n', '  one: two\n  two: three\n  three: one\n']],
		'  one: two\n',
		'renamed.one',
		/^These names lead in a circle: one → two → three → one\. Let one of them lead to an id that is there\.$/,
	],
	[
		'a name that leads nowhere',
		[['  booking-in: first-hour\n', '  booking-in: first-hours\n']],
		'  booking-in: first-hours\n',
		'renamed.booking-in',
		/“booking-in” leads to “first-hours”, and there is no such pillar, question or part\. Did you mean “first-hour”\?/,
	],
	[
		'a name that was given up and is there',
		[['  booking-in: first-hour\n', '  complaints: first-hour\n']],
		'  complaints: first-hour\n',
		'renamed.complaints',
		/“complaints” is still there as an id/,
	],
	[
		'a question that goes on from itself',
		[['    title: Complaints\n', '    title: Complaints\n    continues: [test-custody/complaints]\n']],
		'continues: [test-custody',
		'questions[3].continues[0]',
		/This names the question itself/,
	],
	[
		'a field that nobody knows',
		[['    title: Complaints\n', '    title: Complaints\n    mandatroy: true\n']],
		'mandatroy',
		'questions[3].mandatroy',
		/^There is no field “mandatroy” in “questions\[3\]”\. Did you mean “mandatory”\? Otherwise take it out\.$/,
	],
	[
		'a field that is there twice',
		[['    title: Complaints\n', '    title: Complaints\n    title: Complaining\n']],
		'title: Complaining',
		'questions[3].title',
		/^The field “title” is here twice: it stands in line \d+ already\. Keep one of them\.$/,
	],
	[
		'words that YAML reads as a number',
		[['cycle: 2021 to 2023', 'cycle: 2021']],
		'cycle: 2021',
		'cycle',
		/^Put this in quotes, so that it is read as words: "2021"\.$/,
	],
	[
		'an id with capitals',
		[['  - id: complaints\n', '  - id: Complaints\n']],
		'  - id: Complaints',
		'questions[3].id',
		/^Write an id in small letters, digits and hyphens, such as "armed-policing"\.$/,
	],
	[
		'words where a choice is',
		[['kind: strength', 'kind: good']],
		'kind: good',
		'questions[0].indicators[0].stock[0].kind',
		/^Write “strength”, “neutral” or “weakness” here\.$/,
	],
	[
		'yes where true is meant',
		[['    mandatory: true\n', '    mandatory: yes\n']],
		'mandatory: yes',
		'questions[0].mandatory',
		/^Write “true” or “false” here, without quotes\.$/,
	],
	[
		'a field with nothing after it',
		[['    title: Complaints\n', '    title:\n']],
		'    title:\n',
		'questions[3].title',
		/^“title” is empty\./,
	],
	[
		'words where a list is',
		[['aliases: [Booking in]', 'aliases: Booking in']],
		'aliases: Booking',
		'questions[0].aliases',
		/^Write a list here: each item on a line of its own/,
	],
	[
		'a version below 1',
		[['version: 1\n', 'version: 0\n']],
		'version: 0',
		'version',
		/^Write a whole number above 0\.$/,
	],
	[
		'a sample without a size',
		[['    size: 30\n', '']],
		'  - id: custody-records',
		'samples[0]',
		/This sample has no size/,
	],
	[
		'a sample with a size and a margin',
		[['    size: 30\n', '    size: 30\n    margin: 0.1\n']],
		'margin: 0.1',
		'samples[0].margin',
		/This sample has a size and a margin/,
	],
	[
		'strata that do not make up their sample',
		[['        size: 20\n', '        size: 25\n']],
		'size: 30',
		'samples[0].size',
		/The strata have 35 records between them, and the sample 30/,
	],
	[
		'a sample by strata that has none',
		[[/ {4}strata:\n(?: {6}.*\n)+?(?= {4}criteria)/, '']],
		'method: stratified',
		'samples[0].method',
		/A stratified sample is drawn from strata/,
	],
	[
		'words for shares that do not go down',
		[
			['      from: 0.5\n', '      from: 1.5\n'],
			['- word: all\n      from: 1\n', '- word: all\n      from: 0.9\n'],
		],
		'from: 1.5',
		'wording.quantifiers[1].from',
		/between 0 and 1|is above 0\.9/,
	],
	[
		'words for shares that leave some without one',
		[['      from: 0\n', '      from: 0.1\n']],
		'from: 0.1',
		'wording.quantifiers[2].from',
		/The last word has to hold from 0/,
	],
	[
		'a guard that says the opposite of another',
		[
			[
				'actionPlan:\n',
				'  - grade: strong\n    rule: requires\n    finding: cause of concern\n    because: So it is.\nactionPlan:\n',
			],
		],
		'  - grade: strong\n    rule: requires',
		'guards[1]',
		/The guard in line \d+ says the opposite/,
	],
];

for (const [what, changes, at, field, text] of bad) {
	test(`${what} is told with file, line, field and remedy`, () => {
		const source = edited(...changes);
		const told = problems(source);
		const found = told.find((problem) => problem.field === field && text.test(problem.text));
		assert.ok(found, told.map(inOneLine).join('\n') || 'nothing was told');
		assert.equal(found.file, file);
		assert.equal(found.line, lineOf(source, at));
		assert.match(found.text, /\.$|\?$/);
	});
}

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

for (const [what, source, line, text] of [
	['nothing', '', 1, /^This file is empty/],
	['only a comment', '# to be written\n', 1, /./],
	['a list', '- one\n- two\n', 1, /^Write fields here/],
	['words', 'A framework', 1, /^Write fields here/],
	['a tab', 'id: one\nscale:\n\tfamily: two\n', 3, /^A tab stands where spaces belong/],
	['an open quote', 'id: "one\nversion: 1\n', 3, /is missing, here or above/],
	[
		'a colon in a text',
		'id: one\ntitle: Care: the first hour\n',
		2,
		/^A colon followed by a space begins a field/,
	],
	['a line that is out of step', 'scale:\n    family: one\n  grades: []\n', 3, /./],
	['two documents', 'id: one\n---\nid: two\n', 2, /second document/],
	['an order to YAML', 'id: !!binary aGVsbG8=\ntitle: !wrong x\n', 2, /begins with "!"/],
	['an alias', 'id: &one a\ntitle: *one\n', 1, /^“&one” names a place/],
	['a merge of aliases', 'a: &a {x: 1}\nb: {<<: *a}\n', 2, /^“\*a” stands for text elsewhere/],
	['a character that nobody sees', 'id: one\ntitle: "a\\0b"\n', 2, /cannot be shown/],
	['a file that is far too large', 'x'.repeat(2_000_000), 1, /larger than 1 MB/],
	['brackets without end', '['.repeat(200_000), 1, /./],
] as const) {
	test(`a file with ${what} is refused with a sentence`, () => {
		const told = problems(source);
		assert.ok(
			told.some((problem) => problem.line === line && text.test(problem.text)),
			told.slice(0, 10).map(inOneLine).join('\n'),
		);
	});
}

test('aliases that would grow without end are refused before anything is built of them', () => {
	const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]'];
	for (let level = 1; level < 12; level += 1) {
		const name = String.fromCharCode(97 + level);
		const before = `*${String.fromCharCode(96 + level)}`;
		bomb.push(`${name}: &${name} [${Array.from({ length: 9 }, () => before).join(', ')}]`);
	}
	const told = problems(bomb.join('\n'));
	assert.ok(told.every(({ text }) => /^“[&*]/.test(text)));
	assert.equal(told[0]?.line, 1);
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
