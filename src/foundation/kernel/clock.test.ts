import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayIn, inWordsDate, inWordsTime } from './clock.ts';

const said: [instant: string, words: string][] = [
	['2026-11-21T00:00:00Z', '21 November 2026 at midnight'],
	['2026-11-21T12:00:00Z', '21 November 2026 at midday'],
	['2026-11-21T00:01:00Z', '21 November 2026 at 12:01am'],
	['2026-11-21T12:30:00Z', '21 November 2026 at 12:30pm'],
	['2026-11-21T09:00:00Z', '21 November 2026 at 9am'],
	['2026-11-21T16:05:00Z', '21 November 2026 at 4:05pm'],
	// Summer time is an hour ahead of the instant, and may be another day.
	['2026-06-30T23:00:00Z', '1 July 2026 at midnight'],
	['2026-07-01T11:00:00Z', '1 July 2026 at midday'],
	// The hour that the clocks go forward over, and the one that they go back to.
	['2026-03-29T00:59:00Z', '29 March 2026 at 12:59am'],
	['2026-03-29T01:00:00Z', '29 March 2026 at 2am'],
	['2026-10-25T00:30:00Z', '25 October 2026 at 1:30am'],
	['2026-10-25T01:30:00Z', '25 October 2026 at 1:30am'],
];

for (const [instant, words] of said) {
	test(`${instant} is said as ${words}`, () => {
		assert.equal(inWordsTime(Temporal.Instant.from(instant)), words);
		assert.equal(inWordsTime(new Date(instant)), words);
		assert.equal(inWordsDate(Temporal.Instant.from(instant)), words.split(' at ')[0]);
	});
}

test('a day is said as it stands, and an instant belongs to the day that it is in London', () => {
	assert.equal(inWordsDate(Temporal.PlainDate.from('2014-09-04')), '4 September 2014');
	assert.equal(inWordsDate(Temporal.PlainDate.from('2024-01-31')), '31 January 2024');
	assert.equal(inWordsDate(Temporal.PlainDate.from('2023-12-01')), '1 December 2023');
	const clock = { now: () => Temporal.Instant.from('2026-06-30T23:00:00Z') };
	assert.equal(dayIn(clock).toString(), '2026-07-01');
});
