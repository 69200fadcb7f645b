import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerDueBy, londonDay, standingOf } from './clock.ts';

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
		['2017-03-26', '2017-05-20', '6 of March, on the day the clocks change, 30 of April, 20 of May'],
		['2017-10-29', '2017-12-23', '3 of October, on the day they change back, 30 of November, 23 of December'],
		['2017-02-01', '2017-03-28', '28 of February, 28 of March: the last day is after the change'],
		['2027-12-31', '2028-02-24', '1 of December, 31 of January, 24 of February, before the leap day'],
		['2028-01-05', '2028-02-29', '27 of January, 29 of February: the last day is the leap day'],
	] as const)
		assert.equal(answerDueBy(day(published)).toString(), due, by);
});

test('the day of publication is that of London, also where it is another day in UTC', () => {
	for (const [at, on, due, by] of [
		['2017-03-25T23:30:00Z', '2017-03-25', '2017-05-19', 'half past eleven at night, before summer time'],
		['2017-03-26T23:30:00Z', '2017-03-27', '2017-05-21', 'half past midnight, a day into summer time'],
		['2018-09-03T23:01:00Z', '2018-09-04', '2018-10-29', 'one minute past midnight in summer time'],
		['2018-09-03T22:59:59Z', '2018-09-03', '2018-10-28', 'the last second of the day before'],
		['2017-10-28T23:00:00Z', '2017-10-29', '2017-12-23', 'midnight of the day on which summer time ends'],
		['2017-10-29T23:30:00Z', '2017-10-29', '2017-12-23', 'late on that day, an hour behind'],
		['2020-02-29T00:00:00Z', '2020-02-29', '2020-04-24', 'midnight of a leap day'],
	] as const) {
		const published = londonDay(Temporal.Instant.from(at));
		assert.equal(published.toString(), on, by);
		assert.equal(answerDueBy(published).toString(), due, by);
	}
});

test('the last day is in time, the next is a day late, also while nobody has answered', () => {
	const published = day('2014-09-04');
	const due = day('2014-10-29');
	const stands = (answered: string | null, today: string, past = false) =>
		standingOf({ published, answered: answered === null ? null : day(answered), past }, day(today));
	assert.deepEqual(stands('2014-10-29', '2026-01-01'), { kind: 'in time', due, on: due });
	assert.deepEqual(stands('2014-10-30', '2026-01-01'), {
		...{ kind: 'published late', due, on: day('2014-10-30') },
		days: 1,
	});
	assert.deepEqual(stands(null, '2014-09-04'), { kind: 'waiting', due, daysLeft: 55 });
	assert.deepEqual(stands(null, '2014-10-29'), { kind: 'waiting', due, daysLeft: 0 });
	assert.deepEqual(stands(null, '2014-11-05'), { kind: 'late', due, days: 7 });
});

test('nobody is called late for what was published before anything was recorded here', () => {
	const past = { published: day('2014-09-04'), past: true };
	assert.deepEqual(standingOf({ ...past, answered: null }, day('2026-01-01')), {
		kind: 'not on record',
		due: day('2014-10-29'),
	});
	assert.equal(standingOf({ ...past, answered: null }, day('2014-10-29')).kind, 'waiting');
	// What is known of it is told as it is.
	assert.equal(
		standingOf({ ...past, answered: day('2014-11-30') }, day('2026-01-01')).kind,
		'published late',
	);
});
