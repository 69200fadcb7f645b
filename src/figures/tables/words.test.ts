import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decimalOf } from './decimal.ts';
import { key, label } from './label.ts';
import { monthToMonth, type Span, spanOf, yearsEnding } from './span.ts';

test('a label loses what is stuck to it, and nothing else', () => {
	for (const [text, is] of [
		['Greater Manchester8,9', 'Greater Manchester'],
		['ENGLAND AND WALES4,5,6,7,8', 'ENGLAND AND WALES'],
		['Total recorded crime (excluding fraud3)', 'Total recorded crime (excluding fraud)'],
		['Residential burglary (households) 6,7,9', 'Residential burglary (households)'],
		['Burglary [note 4]', 'Burglary'],
		['*Total North East ', 'Total North East'],
		['Area²', 'Area'],
		['Under 11 years', 'Under 11 years'],
		['Mid-2016', 'Mid-2016'],
		['65 and over', '65 and over'],
		['Stalking\nand harassment', 'Stalking and harassment'],
	] as const)
		assert.equal(label(text), is);
	assert.equal(key('Devon & Cornwall '), key('devon and cornwall'));
});

test('numbers are exact to four places, whatever they are written like', () => {
	for (const [cell, value, rounded] of [
		['1,234.5', '1234.5', false],
		[' 12 ', '12', false],
		['−3', '-3', false],
		['1.2E-05', '0', true],
		[0.1 + 0.2, '0.3', false],
		[53.64728312678742, '53.6473', true],
		['0.00005', '0.0001', true],
		['12345678901234.5678', '12345678901234.5678', false],
	] as const)
		assert.deepEqual(decimalOf(cell), { value, rounded });
	assert.deepEqual(decimalOf('88.0', -2), { value: '0.88', rounded: false });
	assert.deepEqual(decimalOf('1.5', 3), { value: '1500', rounded: false });
	for (const cell of ['1,23', 'abc', '-', '', '1e30', '£3', '1.2.3'])
		assert.equal(decimalOf(cell), null, cell);
});

const told = (span: Span | null) => (span === null ? null : `${span.since} ${span.until}`);

test('periods are read with footnotes stuck to them', () => {
	assert.deepEqual(yearsEnding('year ending June 181,2').map(told), ['2017-07-01 2018-06-30']);
	assert.deepEqual(
		yearsEnding('year ending march 2017 compared with year ending March 20181,2,3').map(told),
		['2016-04-01 2017-03-31', '2017-04-01 2018-03-31'],
	);
	assert.equal(told(monthToMonth("Apr '12 to Mar '135, 6")), '2012-04-01 2013-03-31');
	assert.equal(told(monthToMonth('1 April 2018 to 31 March 2019')), '2018-04-01 2019-03-31');
});

test('a period alone is read, and what is none is not', () => {
	for (const [text, is] of [
		['2018-06-30', '2018-06-30 2018-06-30'],
		['2018-06', '2018-06-01 2018-06-30'],
		['June 2018', '2018-06-01 2018-06-30'],
		['2018', '2018-01-01 2018-12-31'],
		['2017/18', '2017-04-01 2018-03-31'],
		['mid-2017', '2017-06-30 2017-06-30'],
		['12 months ending June 2014', '2013-07-01 2014-06-30'],
		['30 September 2018', '2018-09-30 2018-09-30'],
		['2018-13', null],
		['2018-02-30', null],
		['2017/19', null],
		['soon', null],
	] as const)
		assert.equal(told(spanOf(text)), is, text);
});
