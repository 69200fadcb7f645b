import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problems } from '../../../test/frameworks/editing.ts';
import { inOneLine } from '../../foundation/index.ts';

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
