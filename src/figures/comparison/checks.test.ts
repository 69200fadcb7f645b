import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { partsOfWhole, percentOfBase } from './checks.ts';
import { sumOf } from './decimal.ts';

test('9 and 9 do not make 22, whatever was rounded', () => {
	const found = partsOfWhole({ whole: '22', parts: ['9', '9'], unit: '%' });
	assert.equal(found.fits, false);
	assert.equal(found.sentence, '9% and 9% make 18%, and not 22%: they are 4 apart, and rounding allows 1.5.');
});

test('parts that are rounded may miss their whole by what rounding allows', () => {
	assert.equal(partsOfWhole({ whole: '100', parts: ['33', '33', '33'] }).fits, true);
	assert.equal(partsOfWhole({ whole: '100.0', parts: ['33.0', '33.0', '33.0'] }).fits, false);
	assert.equal(
		partsOfWhole({ whole: '120', parts: ['58', '62'] }).sentence,
		'58 and 62 make 120, which is the whole.',
	);
});

test('parts that are not all there may be less than the whole, and never more', () => {
	assert.equal(partsOfWhole({ whole: '22', parts: ['9', '9'], complete: false }).fits, true);
	assert.equal(partsOfWhole({ whole: '22', parts: ['19', '9'], complete: false }).fits, false);
});

test('“just under 8,000, or 12 percent” of 61,227 is not borne out, and the releases are named', () => {
	const found = percentOfBase({
		percent: '12',
		base: '61227',
		count: '8000',
		word: 'just under',
		vintages: { base: 'the force’s page', count: 'the October 2019 release' },
	});
	assert.equal(found.fits, false);
	assert.equal(found.product, '7347.24');
	assert.equal(
		found.sentence,
		'12% of 61,227 is 7,347 (7,041 to 7,653, as the percentage was rounded), which does not bear out “just under 8,000”. 8,000 is 13.1% of it, and 12% of about 66,667. The base is from the force’s page, the count from the October 2019 release.',
	);
	assert.equal(percentOfBase({ percent: '13', base: '61227', count: '8000', word: 'just under' }).fits, true);
	assert.equal(percentOfBase({ percent: '12', base: '61227', count: '7350' }).fits, true);
	assert.equal(percentOfBase({ percent: '12', base: '61227', count: '8000' }).fits, false);
});

test('whatever adds up exactly fits however it is rounded, and what is further off than rounding does not', () => {
	const parts = fc.array(fc.nat(99_999), { minLength: 1, maxLength: 8 });
	fc.assert(
		fc.property(parts, fc.nat(2), (units, places) => {
			const written = (unit: number, shown: number) => (unit / 1000).toFixed(shown);
			const whole = units.reduce((a, b) => a + b, 0);
			assert.equal(
				partsOfWhole({ whole: written(whole, places), parts: units.map((unit) => written(unit, places)) })
					.fits,
				true,
			);
			const far = sumOf([written(whole, 3), String(units.length + 2)]);
			assert.equal(partsOfWhole({ whole: far, parts: units.map((unit) => written(unit, 0)) }).fits, false);
		}),
	);
});
