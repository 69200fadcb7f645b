import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareWords, type Piece } from './differences.ts';

const told = (pieces: readonly Piece[]) =>
	pieces
		.map(({ kind, text }) =>
			kind === 'same' ? text : `${kind === 'added' ? '{+' : '[-'}${text}${kind === 'added' ? '+}' : '-]'}`,
		)
		.join('');

test('two texts are compared word by word, and words that changed together are told together', () => {
	assert.equal(
		told(
			compareWords('People wait for hours.\n\nThey are fed.', 'People wait for two days.\n\nThey are fed.'),
		),
		'People wait for [-hours.-]{+two days.+}\n\nThey are fed.',
	);
	assert.equal(
		told(compareWords('It is a very long time now.', 'It was the shortest time now.')),
		'It [-is a very long-]{+was the shortest+} time now.',
	);
	assert.equal(told(compareWords('One.\n', 'One.\n\nTwo.\n')), 'One.\n{+\nTwo.\n+}');
	assert.equal(told(compareWords('', 'New.')), '{+New.+}');
	assert.equal(told(compareWords('Gone.', '')), '[-Gone.-]');
	assert.equal(told(compareWords('Same.', 'Same.')), 'Same.');
});

test('whatever changed, either text can be put together again from the pieces', () => {
	let seed = 7;
	const random = (below: number) => {
		seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
		return Math.floor((seed / 2_147_483_648) * below);
	};
	const text = () =>
		Array.from({ length: random(40) }, () => ['a', 'b', 'c', 'd\n', '\n'][random(5)]).join(' ');
	const without = (pieces: readonly Piece[], left: Piece['kind']) =>
		pieces.flatMap((piece) => (piece.kind === left ? [] : [piece.text])).join('');
	for (let round = 0; round < 300; round += 1) {
		const before = text();
		const after = text();
		const pieces = compareWords(before, after);
		assert.equal(without(pieces, 'added'), before);
		assert.equal(without(pieces, 'removed'), after);
	}
});

test('two paragraphs of ten thousand words that share nothing are compared', { timeout: 30_000 }, () => {
	const words = (word: string) => Array.from({ length: 10_000 }, (_, index) => `${word}${index}`).join(' ');
	const pieces = compareWords(words('a'), words('b'));
	assert.deepEqual(pieces.map(({ kind }) => kind).slice(0, 2), ['removed', 'added']);
});
