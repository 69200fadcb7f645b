import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerDueBy, punctualityOf } from './clock.ts';

const day = (text: string) => Temporal.PlainDate.from(text);

test('the 56 days begin with the day of publication, across months, leap days and clock changes', () => {
	// Worked by hand: the days that are left in each month, the day of publication among them.
	for (const [published, due, by] of [
		['2014-09-04', '2014-10-29', '27 days of September and 29 of October, over the change of clocks'],
		['2014-11-28', '2015-01-22', '3 of November, 31 of December, 22 of January'],
		['2020-01-21', '2020-03-16', '11 of January, 29 of February in a leap year, 16 of March'],
		['2019-01-21', '2019-03-17', '11 of January, 28 of February, 17 of March'],
		['2024-02-29', '2024-04-24', '1 of February, 31 of March, 24 of April'],
		['2026-03-29', '2026-05-23', '3 of March, on the day the clocks change, 30 of April, 23 of May'],
	] as const)
		assert.equal(answerDueBy(day(published)).toString(), due, by);
});

test('the last day is in time, the next is a day late, also while nobody has answered', () => {
	const published = day('2014-09-04');
	const stands = (answered: string | null, today: string) =>
		punctualityOf({ published, answered: answered === null ? null : day(answered) }, day(today));
	assert.deepEqual(stands('2014-10-29', '2026-01-01'), { kind: 'in time', on: day('2014-10-29') });
	assert.deepEqual(stands('2014-10-30', '2026-01-01'), { kind: 'late', due: day('2014-10-29'), days: 1 });
	assert.deepEqual(stands(null, '2014-10-29'), { kind: 'waiting', due: day('2014-10-29'), daysLeft: 0 });
	assert.deepEqual(stands(null, '2014-11-05'), { kind: 'late', due: day('2014-10-29'), days: 7 });
});
