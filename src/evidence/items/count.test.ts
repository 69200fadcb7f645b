import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countProblem } from './count.ts';

test('a word that agrees with its numbers is taken', () => {
	for (const [text, counted, of] of [
		['Most of those we spoke to knew it.', 18, 25],
		['Nearly all of them had been trained.', 24, 25],
		['A few officers we met had doubts.', 2, 40],
		['None of those we interviewed had heard of it.', 0, 4],
		['All of them had it.', 6, 6],
		['About a third of them had it.', 10, 30],
		['Fewer than half of the files we reviewed had a plan.', 12, 30],
	] as const) {
		assert.equal(countProblem(text, counted, of), null, text);
	}
});

test('a word without numbers, or against them, is told with the word that would fit', () => {
	assert.match(countProblem('Most of those we spoke to knew it.', null, null) ?? '', /Enter how many/);
	assert.match(countProblem('Most of them knew it.', 9, 25) ?? '', /9 of 25 is “fewer than half”/);
	assert.match(countProblem('All of them knew it.', 5, 6) ?? '', /5 of 6 is not “all”/);
	assert.match(
		countProblem('Most of those we met knew it.', 4, 6) ?? '',
		/Give the numbers instead: “4 of 6”/,
	);
});

test('numbers in the text stand before those of the item, and each word has its own', () => {
	const text = 'Most of those we spoke to (18 of 25) knew it, and a few of them (2 of 25) used it.';
	assert.equal(countProblem(text, null, null), null);
	assert.equal(countProblem('Most of those we spoke to, 18 out of the 25, knew it.', 1, 25), null);
	assert.match(
		countProblem('Most of those we spoke to (3 of 25) knew it.', 18, 25) ?? '',
		/3 of 25 is “some”/,
	);
	assert.match(countProblem('Most of those we spoke to (30 of 25) knew it.', null, null) ?? '', /cannot be/);
});

test('words that count nobody are left alone', () => {
	for (const text of [
		'Most crime is recorded on time.',
		'Some progress has been made in all districts.',
		'Not all of them were there.',
		'Half an hour later we left.',
		'None.',
	]) {
		assert.equal(countProblem(text, null, null), null, text);
	}
});
