import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { boxFor } from './box.ts';
import { Failure } from './failures.ts';

const box = boxFor('a secret of this installation', 'settings');

test('what is kept is read again, whatever the text', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme' }), (text) => {
			assert.equal(box.open(box.close(text)), text);
		}),
	);
});

test('the same text is never kept as the same bytes twice', () => {
	assert.notEqual(box.close('the password'), box.close('the password'));
});

test('one changed bit anywhere, or a missing end, is found', () => {
	const kept = Buffer.from(box.close('the password'), 'base64url');
	for (let at = 0; at < kept.length; at += 1) {
		const altered = Buffer.from(kept);
		altered.writeUInt8(altered.readUInt8(at) ^ 1, at);
		assert.throws(() => box.open(altered.toString('base64url')), Failure, `byte ${at}`);
		assert.throws(() => box.open(kept.subarray(0, at).toString('base64url')), Failure, `${at} bytes`);
	}
});

test('another secret or another purpose does not open it', () => {
	const kept = box.close('the password');
	const sentence = /INSPECTORATE_SECRET is not the one it was kept with/;
	assert.throws(() => boxFor('another secret', 'settings').open(kept), sentence);
	assert.throws(() => boxFor('a secret of this installation', 'mail').open(kept), sentence);
});
