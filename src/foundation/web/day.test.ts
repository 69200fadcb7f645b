import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { day, dayParts, optionalDay, withDays } from './day.ts';

const fields = withDays(
	['due', 'since'],
	z.object({ due: day('last day'), since: optionalDay('first day') }),
);

function read(due: [string, string, string], since: [string, string, string] = ['', '', '']) {
	const body = Object.fromEntries(
		Object.entries({ due, since }).flatMap(([name, [day, month, year]]) => [
			[`${name}-day`, day],
			[`${name}-month`, month],
			[`${name}-year`, year],
		]),
	);
	const { data, error } = fields.safeParse(body);
	return error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? data;
}

test('three boxes are one day, and a day that may be left out is left out', () => {
	const due = Temporal.PlainDate.from('2024-02-29');
	assert.deepEqual(read(['29', '2', '2024']), { due, since: null });
	assert.deepEqual(read([' 29 ', '02', '2024'], ['1', '1', '2024']), {
		due,
		since: Temporal.PlainDate.from('2024-01-01'),
	});
	assert.deepEqual(dayParts('due', due), { 'due-day': '29', 'due-month': '2', 'due-year': '2024' });
	assert.deepEqual(dayParts('due', null), {});
});

test('what is missing and what is no day are told apart', () => {
	assert.deepEqual(read(['', '', '']), ['due: Enter the last day']);
	const wrong = 'due: The last day must be a real date, such as 27 3 2027';
	for (const typed of [
		['29', '2', '2023'],
		['31', '', '2024'],
		['1', '13', '2024'],
		['1', '1', '24'],
		['1', '1', '0024'],
		['first', '1', '2024'],
	] as const) {
		assert.deepEqual(read([...typed]), [wrong], typed.join(' '));
	}
	assert.deepEqual(read(['1', '1', '2024'], ['40', '1', '2024']), [
		'since: The first day must be a real date, such as 27 3 2027',
	]);
	assert.equal(fields.safeParse({}).error?.issues[0]?.message, 'Enter the last day');
});
