import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refused } from '../testing/near.ts';
import { confidenceOf, numberOf, pairsOf, shareOf } from './arguments.ts';
import { quotedFigure } from './quoted-figure.ts';

test('numbers as people copy them from reports', () => {
	assert.equal(numberOf('x', '46,766'), 46_766);
	assert.equal(numberOf('x', '−21'), -21);
	assert.equal(numberOf('x', '-21.5'), -21.5);
	assert.equal(numberOf('x', '1e9'), 1e9);
	assert.equal(numberOf('x', '.5'), 0.5);
	for (const text of ['', ' ', '4,67', 'NaN', 'Infinity', '0x10', '1 2', '--1', 'ten'])
		refused('not-a-number', () => numberOf('x', text));
	assert.equal(shareOf('x', '34.7%'), 0.347);
});

test('a level of confidence as a percentage or a share is the same level', () => {
	const level = (confidence?: string) => confidenceOf({ positionals: [], options: { confidence } });
	assert.equal(level(), 0.95);
	assert.equal(level('95'), 0.95);
	assert.equal(level('99.8'), 0.998);
	assert.equal(level('99.8%'), 0.998);
	assert.equal(level('0.998'), 0.998);
});

test('figures as they are printed', () => {
	assert.deepEqual(quotedFigure('88.0±1.4'), { value: 88, margin: 1.4 });
	assert.deepEqual(quotedFigure('88.0% ± 1.4%'), { value: 88, margin: 1.4 });
	assert.deepEqual(quotedFigure('88.0+-1.4'), { value: 88, margin: 1.4 });
	assert.deepEqual(quotedFigure('−21%'), { value: -21 });
	assert.deepEqual(quotedFigure('44 of 60'), { of: { numerator: 44, denominator: 60 } });
	assert.deepEqual(quotedFigure('44/60'), { of: { numerator: 44, denominator: 60 } });
	refused('not-a-number', () => quotedFigure('about 28'));
});

test('named numbers', () => {
	assert.deepEqual(pairsOf('x', 'not stated=75, vehicle=12'), { 'not stated': 75, vehicle: 12 });
	refused('usage', () => pairsOf('x', 'burglary'));
	refused('not-a-number', () => pairsOf('x', 'burglary=many'));
});
