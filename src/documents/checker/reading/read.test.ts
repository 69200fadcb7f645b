import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDraft } from '../read-draft.ts';
import { readTokens } from './read.ts';
import { sentencesIn } from './sentences.ts';
import type { TokenKind, TokenOf } from './token.ts';

function read<Kind extends TokenKind>(text: string, kind: Kind): TokenOf<Kind>[] {
	return readTokens(text).filter((token): token is TokenOf<Kind> => token.kind === kind);
}
const words = (text: string, kind: TokenKind) => read(text, kind).map(({ at, end }) => text.slice(at, end));

test('numbers are read with their unit, what they count, and the word before them', () => {
	const text =
		'It had just under 8,000 cases, £2.93m, 22 percent of all crimes, twenty-five officers, and 45.5 per 1,000 population.';
	assert.deepEqual(
		read(text, 'number').map(({ value, unit, hedge, noun, per }) => [value, unit, hedge, noun, per]),
		[
			[8000, 'count', 'almost', 'cases', null],
			[2_930_000, 'pounds', null, '', null],
			[22, 'percent', null, 'crimes', null],
			[25, 'count', null, 'officers', null],
			[45.5, 'rate', null, 'population', 1000],
		],
	);
});

test('a margin belongs to its figure, and is no figure of its own', () => {
	const [figure, ...more] = read('It was 88.0 percent (± 1.4 percent).', 'number');
	assert.deepEqual([figure?.value, figure?.margin, more.length], [88, 1.4, 0]);
});

test('years, days, times, and the numbers in names are no counts', () => {
	for (const text of [
		'in 2014',
		'in 2018/19',
		'on 31 March 2019',
		'on 31 March',
		'at 00:01',
		'at 4.00pm',
		'under section 136',
		'on page 13',
		'see Figure 2',
		'one of them',
		'at https://example.org/2014/12',
	])
		assert.deepEqual(words(text, 'number'), [], text);
});

test('shares are two counts of which one is part of the other', () => {
	for (const [text, part, whole] of [
		['In 44 of the 60 files', 44, 60],
		['228 crimes out of a potential 494', 228, 494],
		['Of the 90 calls that we heard, 84 were answered', 84, 90],
	] as const) {
		const [share] = read(text, 'share');
		assert.deepEqual([share?.part, share?.whole], [part, whole], text);
	}
	assert.deepEqual(words('12 of them and 60 others', 'share'), []);
});

test('windows have both ends, whichever way they are told', () => {
	for (const [text, from, until, months] of [
		['in the year to 31 March 2019', '2018-04-01', '2019-03-31', 12],
		['in the 12 months to the end of June 2014', '2013-07-01', '2014-06-30', 12],
		['recorded between 1 June and 31 August 2019', '2019-06-01', '2019-08-31', 3],
		['from April to June 2020', '2020-04-01', '2020-06-30', 3],
	] as const) {
		const [window] = read(text, 'window');
		assert.deepEqual([window?.from, window?.until, window?.months], [from, until, months], text);
	}
	assert.deepEqual(read('on 31 February 2019', 'window'), []);
});

test('quantifiers leave open the shares that they may stand for', () => {
	const [third] = read('Nearly one third of officers', 'quantifier');
	assert.ok(third !== undefined && third.low < 0.31 && third.high > 0.33 && third.high < 0.34);
	assert.deepEqual(words('most similar group, a third party, all the time', 'quantifier'), []);
	assert.deepEqual(words('one in five, half of them, the vast majority', 'quantifier'), [
		'one in five',
		'half',
		'the vast majority',
	]);
});

test('a comparison is told from a number that is only rounded', () => {
	assert.deepEqual(words('more than 300 files', 'comparison'), []);
	assert.deepEqual(
		read(
			'slightly higher than the average; broadly in line with others; a fall of 4 percent',
			'comparison',
		).map(({ direction, degree, over }) => [direction, degree, over]),
		[
			['higher', 'slightly', 'things'],
			['same', 'broadly', 'things'],
			['lower', null, 'time'],
		],
	);
});

test('letters are read with the words that they stand for, and links with their host', () => {
	assert.equal(read('the most similar group (MSG)', 'acronym')[0]?.expands, 'most similar group');
	assert.equal(read('the office of the commissioner (IAG)', 'acronym')[0]?.expands, null);
	assert.equal(read('see www.example.org/a.', 'link')[0]?.host, 'www.example.org');
});

test('sentences end where they end', () => {
	const text = 'Mr. A. Smith came at 4.30. He left (early). “Why?” asked the chair.';
	assert.deepEqual(
		sentencesIn(text).map(({ at, end }) => text.slice(at, end)),
		['Mr. A. Smith came at 4.30.', 'He left (early).', '“Why?” asked the chair.'],
	);
});

test('text from a PDF is put together again: wrapped lines, broken pages, bare headings, tables in lines', () => {
	const draft = readDraft(
		[
			'Managing calls \n\nGood \n\n2019 \n\n Findings about calls \n\nThe force answers its calls in good time, and it keeps a record of those that it could \n',
			'not answer. It is co-',
			'operating with others and has written to the people who waited for longer than they should, ',
			'which are details about what has been \n\nhttps://example.org/glossary/call\n\n 12 \n',
			' promised to them.',
		].join('\n'),
		'report.txt',
	);
	assert.deepEqual(
		draft.blocks.map(({ kind }) => kind),
		['line', 'line', 'line', 'heading', 'paragraph', 'paragraph', 'line', 'line'],
	);
	const last = draft.blocks.findLast(({ kind }) => kind === 'paragraph');
	assert.match(last?.text ?? '', /co-operating/);
	assert.match(last?.text ?? '', /has been promised to them\.$/);
});

test('a remark’s place is that of its words, through marks and wrapped lines', () => {
	const source = '# One\n\nA **bold** word and\na [link](https://example.org) to 12 things.\n\n> Quoted.\n';
	const draft = readDraft(source, 'a.md');
	assert.equal(draft.blocks.at(-1)?.text, 'Quoted.');
	const block = draft.blocks[1];
	assert.equal(block?.text, 'A bold word and a link to 12 things.');
	const at = block.text.indexOf('12');
	const anchor = block.anchors.findLast((one) => one.at <= at);
	assert.deepEqual([anchor?.line, (anchor?.column ?? 0) + at - (anchor?.at ?? 0)], [4, 34]);
});

test('no text makes the reader fail or wait', () => {
	for (const source of [
		'',
		'\n\n',
		'|||\n|-|',
		'[',
		'**',
		'((((',
		'1'.repeat(5000),
		'a '.repeat(20_000),
		`${'word, '.repeat(10_000)}.`,
		'ا ب ج\u0000',
		'0 of 0 of 0 of 0',
		'99 February 9999',
	])
		assert.ok(readDraft(source, 'x').blocks.length >= 0);
});
