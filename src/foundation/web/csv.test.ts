import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csv } from './csv.ts';

test('commas, quotes and line breaks stay inside their cell, and what is not known is empty', () => {
	const text = csv(
		['Name', 'Count'],
		[
			['Avon, "and" Somerset\nConstabulary', 2],
			['Kent Police', null],
		],
	);
	assert.equal(text, '\uFEFFName,Count\r\n"Avon, ""and"" Somerset\nConstabulary",2\r\nKent Police,\r\n');
});

test('a cell that a spreadsheet would run as a formula is shown as text, and a negative number stays a number', () => {
	assert.equal(
		csv(['a', 'b', 'c', 'd'], [['=HYPERLINK("x")', -4, '-4.50', '-4+cmd']]),
		'\uFEFFa,b,c,d\r\n"\'=HYPERLINK(""x"")",-4,-4.50,\'-4+cmd\r\n',
	);
});
