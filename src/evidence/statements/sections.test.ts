import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSections, sectionsProblem, textOf } from './sections.ts';

const headings = (text: string) =>
	readSections(text).sections.map(({ number, heading }) => [number, heading]);

test('headings are read by their number, by # and by an underline, each with the text to the next', () => {
	const text = [
		'A statement of a force.',
		'',
		'Section 1: Demand',
		'',
		'Calls rise.',
		'They come at night.',
		'',
		'1.1 Future demand',
		'It rises further.',
		'',
		'# Wellbeing',
		'People are well.',
		'',
		'Estate',
		'------',
		'It is old.',
	].join('\r\n');
	assert.deepEqual(headings(text), [
		['1', 'Demand'],
		['1.1', 'Future demand'],
		[null, 'Wellbeing'],
		[null, 'Estate'],
	]);
	const read = readSections(text);
	assert.equal(read.sections[0]?.text, 'Calls rise.\nThey come at night.');
	assert.equal(read.before, 'A statement of a force.');
	assert.equal(sectionsProblem(read), null);
});

test('a numbered list, a sentence and a lower number within a section are no headings', () => {
	const text =
		'4 Workforce\n\nWe plan to:\n\n1. Recruit officers\n\n2. Train them\n\n5 officers are away.\n\n4.1 Leaders\nGood.';
	assert.deepEqual(headings(text), [
		['4', 'Workforce'],
		['4.1', 'Leaders'],
	]);
});

test('a heading without text of its own is named and kept out', () => {
	const read = readSections('4 Workforce\n\n4.1 Leaders\n\nGood.');
	assert.deepEqual([read.empty, read.sections.map(({ heading }) => heading)], [['4 Workforce'], ['Leaders']]);
});

test('a text without headings, without text or with one heading twice is refused in a sentence', () => {
	const problem = (text: string) => sectionsProblem(readSections(text)) ?? '';
	assert.match(problem('Only words, on and on.'), /^No headings were found/);
	assert.match(problem('1 Demand\n\n2 Workforce'), /^There is no text under any heading/);
	assert.match(problem('# Demand\nOne.\n# Demand\nTwo.'), /“Demand” comes twice/);
});

test('text is read in the encodings that office programs write', () => {
	assert.equal(textOf(Buffer.from('# Größe – £5')), '# Größe – £5');
	assert.equal(textOf(Buffer.from('\ufeff# Größe', 'utf16le')), '# Größe');
	assert.equal(textOf(Buffer.from([0x23, 0x20, 0xa3, 0x35])), '# £5');
});
