import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Refused } from '../kernel/failures.ts';
import { cleanName, extensionOf } from './name.ts';

test('a name loses the path it came with, from either kind of machine', () => {
	assert.equal(cleanName('../../etc/calls.csv'), 'calls.csv');
	assert.equal(cleanName('C:\\Users\\somebody\\calls.csv'), 'calls.csv');
});

test('a name cannot hide its real extension behind a change of reading direction or trailing dots', () => {
	assert.equal(cleanName('calls\u202Efdp.exe'), 'callsfdp.exe');
	assert.equal(extensionOf(cleanName('calls.exe. . ')), 'exe');
	assert.equal(extensionOf(cleanName('calls.exe\u200B')), 'exe');
});

test('a name keeps its letters, in any script', () => {
	assert.equal(cleanName('Adroddiad Heddlu – Gŵyl Ŷd (1).pdf'), 'Adroddiad Heddlu – Gŵyl Ŷd (1).pdf');
});

test('a long name is shortened and keeps its extension', () => {
	const name = cleanName(`${'calls '.repeat(100)}.xlsx`);
	assert.equal([...name].length <= 120, true);
	assert.equal(extensionOf(name), 'xlsx');
});

test('a file without a name is refused', () => {
	for (const raw of ['', '   ', '...', 'folder/', '\u0000']) assert.throws(() => cleanName(raw), Refused);
});

test('whatever is sent, a cleaned name is short, one line, without separators, and stays the same when cleaned again', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }), (raw) => {
			let name: string;
			try {
				name = cleanName(raw);
			} catch (error) {
				assert.ok(error instanceof Refused);
				return;
			}
			assert.doesNotMatch(name, /[\p{Cc}\p{Cf}\p{Cs}/\\"<>]|^[. ]|[. ]$/u);
			assert.ok([...name].length <= 120);
			assert.equal(cleanName(name), name);
		}),
	);
});
