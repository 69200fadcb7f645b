import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changesOf, nameOfField, numbersIn, whatOf, whoOf } from './entry.ts';

test('an entry is told in words', () => {
	assert.equal(whatOf({ subject_kind: 'account', action: 'suspended' }), 'Account suspended');
	assert.equal(whoOf({ actor: 'account', actor_name: 'Jo Smith' }), 'Jo Smith');
	assert.equal(whoOf({ actor: 'command line', actor_name: 'ops' }), 'ops at the command line');
	assert.equal(whoOf({ actor: 'job', actor_name: 'sweep' }), 'the job “sweep”');
	assert.equal(whoOf({ actor: 'sign-in', actor_name: null }), 'somebody who was signing in');
	assert.equal(whoOf({ actor: 'owner', actor_name: null }), 'the owner of the database');
});

test('a field is named as people name it', () => {
	assert.equal(nameOfField('organisation_id'), 'Organisation');
	assert.equal(nameOfField('idle_for'), 'Idle for');
});

test('only what changed is shown, before and after', () => {
	assert.deepEqual(
		changesOf({
			before: { id: '1', roles: ['analyst'], name: 'Jo', open: true },
			after: { id: '1', roles: ['analyst', 'editor'], name: null, open: false },
		}),
		[
			{ name: 'Roles', before: 'analyst', after: 'analyst, editor' },
			{ name: 'Name', before: 'Jo', after: null },
			{ name: 'Open', before: 'yes', after: 'no' },
		],
	);
	assert.deepEqual(changesOf({ before: null, after: { title: 'New' } }), [
		{ name: 'Title', before: null, after: 'New' },
	]);
});

test('who or what a number stands for is told by its name, and a day in words', () => {
	const number = '8d3cf4a2-6f5e-4a37-9a3e-3f9f0a4c2b11';
	const other = '8d3cf4a2-6f5e-4a37-9a3e-3f9f0a4c2b12';
	const entry = {
		before: { force_id: number, since: '2027-02-28' },
		after: { force_id: other, since: '2027-02-30', note: 'since 2027-02-28' },
	};
	assert.deepEqual(numbersIn(entry), [number, other]);
	assert.deepEqual(changesOf(entry, new Map([[number, 'Northshire Police']])), [
		{ name: 'Force', before: 'Northshire Police', after: other },
		{ name: 'Since', before: '28 February 2027', after: '2027-02-30' },
		{ name: 'Note', before: null, after: 'since 2027-02-28' },
	]);
});

test('a secret is told as changed, never with its value', () => {
	assert.deepEqual(changesOf({ before: { value: '(not shown)' }, after: { value: '(not shown)' } }), [
		{ name: 'Value', before: '(not shown)', after: '(not shown)' },
	]);
});

test('an instant is read in London, and what only looks like one is left alone', () => {
	const after = { at: '2027-07-01T11:30:00.5+00:00', note: '2027-99-99T99:99:99Z' };
	assert.deepEqual(changesOf({ before: null, after }), [
		{ name: 'At', before: null, after: '1 July 2027 at 12:30pm' },
		{ name: 'Note', before: null, after: '2027-99-99T99:99:99Z' },
	]);
});
