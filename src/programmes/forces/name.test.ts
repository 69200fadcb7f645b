import assert from 'node:assert/strict';
import { test } from 'node:test';
import { existsOn } from './force.ts';
import { holderOn, nameOn } from './name.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const names = [
	{ name: 'Northshire Police', since: day('2020-04-01'), until: null },
	{ name: 'Northshire Constabulary', since: null, until: day('2020-03-31') },
];

test('a force is called by the name that holds on the day', () => {
	assert.equal(nameOn(names, day('2020-03-31')), 'Northshire Constabulary');
	assert.equal(nameOn(names, day('2020-04-01')), 'Northshire Police');
	assert.equal(nameOn(names, day('1900-01-01')), 'Northshire Constabulary');
});

test('a force is never without a name: before the first and after the last it has those', () => {
	const gone = [{ name: 'Canal Police', since: day('2001-01-01'), until: day('2009-12-31') }];
	assert.equal(nameOn(gone, day('2000-12-31')), 'Canal Police');
	assert.equal(nameOn(gone, day('2030-01-01')), 'Canal Police');
	assert.equal(nameOn([], day('2030-01-01')), null);
});

test('a post is held from the first day to the last, by kind', () => {
	const holders = [
		{ id: 'one', kind: 'chief officer', since: day('2010-01-01'), until: day('2014-06-30') },
		{ id: 'two', kind: 'chief officer', since: day('2014-07-01'), until: null },
		{ id: 'other', kind: 'HM Inspector', since: null, until: null },
	] as const;
	assert.equal(holderOn(holders, 'chief officer', day('2014-06-30'))?.id, 'one');
	assert.equal(holderOn(holders, 'chief officer', day('2014-07-01'))?.id, 'two');
	assert.equal(holderOn(holders, 'HM Inspector', day('1990-01-01'))?.id, 'other');
	assert.equal(holderOn(holders, 'liaison officer', day('2014-07-01')), null);
	assert.equal(holderOn(holders, 'chief officer', day('2009-12-31')), null);
});

test('a force exists on its first and on its last day', () => {
	const force = { existedSince: day('2001-01-01'), existedUntil: day('2009-12-31') };
	for (const [text, exists] of [
		['2000-12-31', false],
		['2001-01-01', true],
		['2009-12-31', true],
		['2010-01-01', false],
	] as const) {
		assert.equal(existsOn(force, day(text)), exists, text);
	}
	assert.ok(existsOn({ existedSince: null, existedUntil: null }, day('1800-01-01')));
});
