import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { inOneLine } from '../../foundation/index.ts';
import { readGlossaryFiles } from './check.ts';
import { glossaryShape } from './file.ts';

const term = (id: string, title: string, more = '') =>
	`  - id: ${id}\n    title: ${title}\n    means: Something that is told in other words.\n${more}`;
const fileOf = (...terms: string[]) => `title: Words\nterms:\n${terms.join('')}`;
const problemsIn = (...sources: string[]) =>
	readGlossaryFiles(sources.map((source, index) => ({ file: `${index}.yaml`, source }))).problems.map(
		inOneLine,
	);

const bad: [string, string[], RegExp][] = [
	[
		'an id twice in a file',
		[fileOf(term('a', 'one'), term('a', 'two'))],
		/^0\.yaml:6:.*“a” stands in line 3 as well/,
	],
	[
		'an id in two files',
		[fileOf(term('a', 'one')), fileOf(term('a', 'two'))],
		/^1\.yaml:3:.*stands in 0\.yaml/,
	],
	['a name twice', [fileOf(term('a', 'one'), term('b', 'One'))], /“One” is said in line 4 already, of “one”/],
	[
		'letters twice',
		[fileOf(term('a', 'one', '    acronym: ABC\n'), term('b', 'two', '    acronym: ABC\n'))],
		/^0\.yaml:10:.*“ABC” is said in line 6 already, of “one”/,
	],
	[
		'letters that are known besides',
		[`${fileOf(term('a', 'one', '    acronym: UK\n'))}known:\n  - { short: UK, long: United Kingdom }\n`],
		/“UK” is said in line 6 already/,
	],
	[
		'an alias of its own',
		[fileOf(term('a', 'one', '    aliases: [One]\n'))],
		/“One” is said in line 4 already\./,
	],
	[
		'a term that is nowhere',
		[fileOf(term('custody', 'custody'), term('b', 'two', '    see: [custdy]\n'))],
		/^0\.yaml:9:.*No term has the id “custdy”\. Did you mean “custody”\?/,
	],
	['a term that leads to itself', [fileOf(term('a', 'one', '    see: [a]\n'))], /does not lead to itself/],
	[
		'a term that is explained by itself',
		['title: Words\nterms:\n  - id: a\n    title: safeguarding\n    means: Safeguarding is a duty.\n'],
		/^0\.yaml:5:.*is not told by “safeguarding” again/,
	],
	[
		'no meaning',
		['title: Words\nterms:\n  - id: a\n    title: one\n'],
		/“means” is missing here\. Write “means:” and what they mean/,
	],
	['an unknown field', [fileOf(term('a', 'one', '    meaning: two\n'))], /^0\.yaml:6:.*“means”/],
	['letters with full stops', [fileOf(term('a', 'one', '    acronym: A.B.\n'))], /without full stops/],
	['nothing in it', ['title: Words\n'], /There is no term in this file/],
];

for (const [what, sources, expected] of bad)
	test(`${what} is told with its line and what to do`, () => {
		const problems = problemsIn(...sources);
		assert.equal(problems.length, 1, problems.join('\n'));
		assert.match(problems[0] ?? '', expected);
	});

test('a term may lead to one of a later file, and nothing is said of it while that file cannot be read', () => {
	const first = fileOf(term('a', 'one', '    see: [b]\n'));
	assert.deepEqual(problemsIn(first, fileOf(term('b', 'two'))), []);
	const problems = problemsIn(first, 'title: [\n');
	assert.ok(problems.every((problem) => problem.startsWith('1.yaml')));
});

test('a file with a problem takes no other file away', () => {
	const { kept } = readGlossaryFiles([
		{ file: 'good.yaml', source: fileOf(term('a', 'one')) },
		{ file: 'bad.yaml', source: fileOf(term('a', 'two')) },
	]);
	assert.deepEqual(
		kept.map(({ file }) => file),
		['good.yaml'],
	);
});

const guide = readFileSync(new URL('../../../docs/glossary.md', import.meta.url), 'utf8');

test('the example of the guide is sound, and the guide names every field', () => {
	const [, source = ''] = /<!-- example:.*-->\n```yaml\n([\s\S]*?)```/.exec(guide) ?? [];
	assert.deepEqual(problemsIn(source), []);
	const { terms, known, plain } = glossaryShape.shape;
	const lists = [terms, known, plain].map((list) => Object.keys(list.unwrap().element.shape));
	assert.deepEqual(
		[...Object.keys(glossaryShape.shape), ...lists.flat()].filter((name) => !guide.includes(`\`${name}\``)),
		[],
	);
});
