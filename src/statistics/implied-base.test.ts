import { test } from 'node:test';
import { impliedBase } from './implied-base.ts';
import { near, refused } from './testing/near.ts';

test('46,766 incidents at 45.5 per 1,000 imply the population of the requirement', () => {
	const result = impliedBase(46_766, 45.5, 1000, 1);
	near(result.value, 1_027_824, 0);
	near(result.lower, 1_026_696, 0);
	near(result.upper, 1_028_955, 0);
});

test('just under 8,000 at 12 per cent needs a base of some 66,700', () => {
	near(impliedBase(8000, 12, 100, 0).value, 66_667, 0);
});

test('a rate that prints as nought implies nothing', () => {
	refused('undefined', () => impliedBase(5, 0.4, 1000, 0));
	refused('out-of-range', () => impliedBase(5, 0, 1000, 0));
	refused('too-few', () => impliedBase(0, 5, 1000, 0));
	refused('out-of-range', () => impliedBase(5, 5, 1000, -1));
});
