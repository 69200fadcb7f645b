import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dueFrom, whoseOf } from './entering.ts';

const day = (text: string) => Temporal.PlainDate.from(text);

test('months are counted from the day of publication, and end with a month that is too short', () => {
	const within = (count: number, published: string) =>
		dueFrom(
			{ due: `Within ${count} ${count === 1 ? 'month' : 'months'} of publication`, dueOn: null },
			day(published),
		);
	for (const [count, published, due] of [
		[6, '2014-11-27', '2015-05-27'],
		[6, '2014-08-31', '2015-02-28'],
		[6, '2015-08-31', '2016-02-29'],
		[1, '2026-01-31', '2026-02-28'],
		[3, '2026-11-30', '2027-02-28'],
		[12, '2024-02-29', '2025-02-28'],
	] as const) {
		assert.equal(within(count, published).on?.toString(), due, `${count} months after ${published}`);
	}
	assert.equal(within(6, '2014-11-27').setBy, 'inspectorate');
});

test('a deadline keeps whose it is, and what has no day has none', () => {
	const at = day('2020-01-21');
	assert.deepEqual(dueFrom({ due: 'No deadline', dueOn: null }, at), {
		on: null,
		basis: 'No deadline',
		setBy: null,
		setByName: null,
	});
	const own = dueFrom({ due: 'By 1 July 2020, set by the force', dueOn: day('2020-07-01') }, at);
	assert.equal(own.setBy, 'force');
	assert.equal(own.basis, 'By 1 July 2020');
	const named = dueFrom({ due: 'By 1 July 2020, set by the Home Secretary', dueOn: day('2020-07-01') }, at);
	assert.deepEqual([named.setBy, named.setByName], ['other', 'the Home Secretary']);
	assert.equal(dueFrom({ due: 'At once', dueOn: null }, at).on?.toString(), '2020-01-21');
});

test('whose it is follows from whom it is asked of', () => {
	assert.equal(whoseOf(null, null), 'force');
	assert.equal(whoseOf('all forces', null), 'force');
	assert.equal(whoseOf('the chief constable', 'derbyshire'), 'force');
	assert.equal(whoseOf('police and crime commissioners', null), 'policing body');
	assert.equal(whoseOf('the Home Office', null), 'other');
	assert.equal(whoseOf('the College of Policing', null), 'other');
});
