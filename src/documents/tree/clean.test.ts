import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clean } from './clean.ts';

test('signs that nobody sees are taken out, but not those that a name needs', () => {
	assert.equal(clean('\ufeffa\u00ad\u200bb\u0007'), 'ab');
	assert.equal(clean('\u0645\u06cc\u200c\u062e\u0648'), '\u0645\u06cc\u200c\u062e\u0648');
});

test('bullets of word processors become lists, dashes in sentences do not', () => {
	assert.equal(clean('•\tA\n\uf0b7 B\n–\tC\no\tD'), '- A\n- B\n- C\n  - D');
	assert.equal(clean('– said the officer\no clock'), '– said the officer\no clock');
});

test('every line stays the line that it was', () => {
	assert.equal(clean('a\r\nb\rc\u2029d\ve').split('\n').length, 4);
});
