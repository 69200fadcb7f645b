import { test } from 'node:test';
import { scaledTotal } from './scaled-total.ts';
import { near, refused } from './testing/near.ts';

test('crimes unrecorded in Derbyshire: more than 30,300, give or take 1,900', () => {
	const result = scaledTotal(87_320, 0.347, 0.0216);
	near(result.value, 30_300, 0);
	near(result.lower, 28_414, 0);
	near(result.upper, 32_186, 0);
});

test('a share without its margin is refused', () => {
	refused('missing', () => scaledTotal(100, 0.5, 0));
	refused('out-of-range', () => scaledTotal(100, 34.7, 2));
});
