import { test } from 'node:test';
import { dipSample } from './dip-sample.ts';
import { near, refused } from './testing/near.ts';

test('ten files a month, 17 per cent failing: 84 per cent see at least one', () => {
	near(dipSample(10, 0.17).value * 100, 84, 0);
});

test('seven of seven sound still allows a third to fail', () => {
	near(dipSample(7, 0).consistentWithNone, 1 - 0.05 ** (1 / 7), 12);
	near(dipSample(7, 0).value, 0, 12);
	near(dipSample(1, 1).value, 1, 12);
});

test('bad input is refused', () => {
	refused('too-few', () => dipSample(0, 0.1));
	refused('out-of-range', () => dipSample(10, 17));
	refused('out-of-range', () => dipSample(10, 0.1, 1));
});
