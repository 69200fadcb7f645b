import assert from 'node:assert/strict';
import { test } from 'node:test';
import { change } from './change.ts';
import { near, refused } from './testing/near.ts';

test('a fall in counts with its interval', () => {
	const result = change({ events: 50_286 }, { events: 46_766 });
	near(result.value, -0.07, 4);
	assert.ok(result.lower < result.value && result.value < result.upper && result.upper < 0);
	assert.equal(result.significant, true);
	assert.equal(result.of, 'counts');
	near(
		result.upper,
		(46_766 / 50_286) * Math.exp(1.959963984540054 * Math.sqrt(1 / 46_766 + 1 / 50_286)) - 1,
		12,
	);
});

test('a change of rates uses both populations', () => {
	const result = change({ events: 100, population: 1000 }, { events: 100, population: 2000 });
	near(result.value, -0.5, 12);
	assert.equal(result.of, 'rates');
});

test('a fall to none keeps an upper limit', () => {
	const result = change({ events: 20 }, { events: 0 });
	assert.equal(result.value, -1);
	assert.ok(result.upper > -1 && result.upper < 0);
	assert.equal(result.rule, 'exact-conditional');
});

test('from none, or with half the populations, there is no percentage', () => {
	refused('undefined', () => change({ events: 0 }, { events: 5 }));
	refused('missing', () => change({ events: 5, population: 10 }, { events: 5 }));
	refused('negative', () => change({ events: 5 }, { events: -5 }));
});
