import assert from 'node:assert/strict';
import { test } from 'node:test';
import { edited, file, lineOf, problems } from '../../../test/frameworks/editing.ts';
import { inOneLine } from '../../foundation/index.ts';

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
