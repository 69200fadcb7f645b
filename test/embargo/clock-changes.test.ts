import assert from 'node:assert/strict';
import { test } from 'node:test';
import { approvedRelease } from '../editions.ts';
import { clockAt } from '../posted.ts';
import { testService } from '../service.ts';

/** The days on which clocks change: an hour that does not exist in March, and one that comes twice in October. */
const service = await testService();
const { owner, visitor, signedInAs, shiftClock } = service;
const manager = await signedInAs('programme manager');

const described = (day: string, kind: 'reports' | 'statistics', time = '') => {
	const { year, month, day: ofMonth } = Temporal.PlainDate.from(day);
	return {
		title: `Published on ${day}`,
		summary: '',
		kind,
		'release-day': String(ofMonth),
		'release-month': String(month),
		'release-year': String(year),
		'release-time': time,
	};
};

const days: [day: string, reports: string, statistics: string, weekday: string][] = [
	['2027-03-28', '2027-03-28T00:01:00Z', '2027-03-28T08:30:00Z', 'Sunday 28 March 2027 at 12:01am'],
	['2027-03-29', '2027-03-28T23:01:00Z', '2027-03-29T08:30:00Z', 'Monday 29 March 2027 at 12:01am'],
	['2027-10-31', '2027-10-30T23:01:00Z', '2027-10-31T09:30:00Z', 'Sunday 31 October 2027 at 12:01am'],
	['2027-11-01', '2027-11-01T00:01:00Z', '2027-11-01T09:30:00Z', 'Monday 1 November 2027 at 12:01am'],
];

test('on the days on which clocks change, reports come at one minute past midnight in London and statistics at half past nine', async () => {
	for (const [day, reports, statistics, words] of days) {
		for (const [kind, instant] of [
			['reports', reports],
			['statistics', statistics],
		] as const) {
			const made = await manager.submit('/releases/new', described(day, kind));
			assert.equal(made.statusCode, 303, day);
			const [, id] = /\/releases\/([^/?]+)/.exec(String(made.headers.location)) ?? [];
			const { rows } = await owner.query('select release_at from releases.release where id = $1', [id]);
			assert.equal(rows[0].release_at.toISOString(), instant.replace('Z', '.000Z'), `${kind} on ${day}`);
			if (kind === 'reports') assert.match((await manager.get(`/releases/${id}`)).body, new RegExp(words));
		}
	}
	const spring = await manager.submit('/releases/new', described('2027-03-28', 'reports', '1:30am'));
	assert.equal(spring.statusCode, 422);
	assert.match(spring.body, /There is no 1:30am on 28 March 2027: clocks go forward from 1am to 2am/);
	const autumn = await manager.submit('/releases/new', described('2027-10-31', 'reports', '01:30'));
	assert.equal(autumn.statusCode, 422);
	assert.match(autumn.body, /1:30am comes twice on 31 October 2027, because clocks go back from 2am to 1am/);
});

test('what is released on those days is public from that second on, and not an hour before or after it', async () => {
	for (const [day, instant, , words] of days) {
		await shiftClock('0');
		const releaseAt = Temporal.Instant.from(instant);
		const { id, slug } = await approvedRelease(service, { releaseAt, title: `About ${day}` });
		const said = await manager.submit(`/releases/${id}/announce`, { title: `A report on ${day}` });
		assert.equal(said.statusCode, 303);
		for (const seconds of [-3600, -20]) {
			await clockAt(service, releaseAt, seconds);
			assert.equal(
				(await visitor().get(`/publications/${slug}`)).statusCode,
				404,
				`${seconds} s before ${words}`,
			);
		}
		assert.match((await visitor().get('/calendar')).body, new RegExp(words));
		const utc = instant.replaceAll(/[-:]/g, '');
		assert.match((await visitor().get('/calendar.ics')).body, new RegExp(`DTSTART:${utc}\r\n`));
		await clockAt(service, releaseAt, 0);
		const shown = await visitor().get(`/publications/${slug}`);
		assert.equal(shown.statusCode, 200, words);
		assert.match(shown.body, new RegExp(words));
	}
});
