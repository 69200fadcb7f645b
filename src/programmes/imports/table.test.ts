import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csv } from '../../foundation/index.ts';
import { linesOf } from './table.ts';
import { textOf } from './text.ts';

const rowsOf = (text: string) => linesOf(text).rows.map(({ line, cells }) => [line, ...cells]);

for (const [how, end] of [
	['LF', '\n'],
	['CRLF', '\r\n'],
	['bare CR', '\r'],
] as const) {
	test(`rows are found with the lines on which they begin when lines end in ${how}`, () => {
		const text = ['A,B', '1,"two', 'lines"', '', '3,4', ',', '5,6'].join(end);
		assert.deepEqual(rowsOf(text), [
			[2, '1', 'two\nlines'],
			[5, '3', '4'],
			[7, '5', '6'],
		]);
	});
}

test('line ends may be mixed, as when two files were put together', () => {
	assert.deepEqual(rowsOf('A\r\n1\n2\r3'), [
		[2, '1'],
		[3, '2'],
		[4, '3'],
	]);
});

test('what stands around a cell is not part of it', () => {
	assert.deepEqual(rowsOf('A,B\n  one , "two" \n\u00a0three\u00a0,\t"f ""o"" ur"'), [
		[2, 'one', 'two'],
		[3, 'three', 'f "o" ur'],
	]);
});

test('cells are separated by semicolons or tabs where the headings are', () => {
	assert.deepEqual(rowsOf('A;B\n1,5;2'), [[2, '1,5', '2']]);
	assert.deepEqual(rowsOf('A\tB\n1\t2'), [[2, '1', '2']]);
});

test('what our own CSV writes is read as it was, also what looks like a formula', () => {
	const cells = ['=1+1', '+44', '-', '@x', 'a "b", c', 'two\nlines', "'quoted'", 'plain'];
	const written = csv(
		cells.map((_, index) => `H${index}`),
		[cells],
	);
	const { text } = textOf(Buffer.from(written));
	assert.deepEqual(rowsOf(text), [[2, ...cells]]);
});

for (const [what, text, sentence] of [
	['an empty file', '', /There is nothing in the file\. Download the template/],
	['a file of spaces', '\uFEFF \r\n \r\n', /There is nothing in the file/],
	['headings alone', 'A,B\r\n', /no rows below them/],
	['an open quotation mark', 'A,B\n1,"2\n3,4\n', /never closed/],
	['text behind a quotation mark', 'A,B\n1,2\n1,"2"x\n', /wrong place on line 3/],
	['a quotation mark in a bare cell', 'A,B\n1,2"x\n', /wrong place on line 2/],
	['too many rows', `A\n${'1\n'.repeat(20_001)}`, /20,001 rows in the file, and at most 20,000/],
] as const) {
	test(`${what} is refused with a sentence`, () => {
		assert.throws(() => linesOf(text), sentence);
	});
}

test('text is read in the encodings that spreadsheet programs write, and it is said which', () => {
	const text = 'A\nDyfed–Powys';
	assert.deepEqual(textOf(Buffer.from(text)), { text, encoding: 'UTF-8' });
	assert.deepEqual(textOf(Buffer.from(`\uFEFF${text}`)).text, text);
	const little = Buffer.from(`\uFEFF${text}`, 'utf16le');
	assert.deepEqual(textOf(little), { text, encoding: 'UTF-16' });
	assert.deepEqual(textOf(Buffer.from(little).swap16()), { text, encoding: 'UTF-16' });
	const windows = Buffer.concat([Buffer.from('A\nDyfed'), Buffer.from([0x96]), Buffer.from('Powys')]);
	assert.deepEqual(textOf(windows), { text, encoding: 'Windows-1252' });
});

for (const [what, content, sentence] of [
	[
		'an Excel file',
		Buffer.from('504b030414000600', 'hex'),
		/an Excel or OpenDocument spreadsheet, not CSV.*CSV UTF-8/,
	],
	['an older Excel file', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /an older Excel file, not CSV/],
	['a PDF', Buffer.from('%PDF-1.7'), /a PDF, not CSV/],
	['a web page', Buffer.from('\n<!DOCTYPE html><html><table>'), /a web page or XML, not CSV/],
	[
		'bytes that are no text',
		Buffer.from([0x41, 0x00, 0x81, 0x02]),
		/not text in UTF-8, UTF-16 or Windows-1252/,
	],
	['UTF-16 without its mark', Buffer.from('A,B\n1,2', 'utf16le'), /not text in UTF-8/],
	['more than 5 MB', Buffer.alloc(5_000_001, 'a'), /larger than 5 MB/],
] as const) {
	test(`${what} is refused with a sentence`, () => {
		assert.throws(() => textOf(content), sentence);
	});
}
