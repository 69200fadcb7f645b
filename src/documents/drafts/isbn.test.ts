import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isbnProblem } from './isbn.ts';

test('an ISBN whose check digit fits may be printed, however it is spaced', () => {
	for (const sound of [
		'978-0-306-40615-7',
		'9780306406157',
		'979 10 90636 07 1',
		'0-306-40615-2',
		'0-8044-2957-X',
	])
		assert.equal(isbnProblem(sound), null, sound);
});

test('an ISBN whose check digit does not fit is refused with the one that would, and one of other length too', () => {
	assert.match(isbnProblem('978-0-306-40615-8') ?? '', /would end in 7, and not in 8/);
	assert.match(isbnProblem('978-0-306-40651-7') ?? '', /would end in 5/);
	assert.match(isbnProblem('0-8044-2957-1') ?? '', /would end in X/);
	assert.match(isbnProblem('123-0-306-40615-7') ?? '', /begins with 978 or 979/);
	assert.match(isbnProblem('978-0-306-4061') ?? '', /ISBN of 13 digits/);
	assert.match(isbnProblem('<script>') ?? '', /ISBN of 13 digits/);
});
