import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testFramework } from '../../../test/frameworks/index.ts';
import { everyAnswer, optional } from '../../../test/inspections.ts';
import { readFramework } from '../frameworks/check.ts';
import {
	changeInWords,
	changesBetween,
	closedFor,
	needsReason,
	problemsOfDecision,
	type Scoping,
	type ScopingRow,
	scopingTable,
	undecided,
} from './scoping.ts';

const read = readFramework(testFramework, 'test.yaml', []);
if (!('framework' in read)) throw new Error('the framework of the tests is bad');
const { framework } = read;

const rows: readonly ScopingRow[] = everyAnswer;
const decision = (decided: readonly ScopingRow[], number = 1): Scoping => ({
	id: 'd',
	inspection: 'i',
	number,
	decidedBy: null,
	decidedByName: 'A',
	decidedAt: Temporal.Instant.from('2026-01-01T00:00:00Z'),
	reason: null,
	rows: decided,
});
const asked = { rows, reason: null, state: 'planned', earlier: null };
const other = (component: string, change: Partial<ScopingRow>) =>
	rows.map((row) => (row.component === component ? { ...row, ...change } : row));

test('the table has every question, pillar by pillar, whatever was decided', () => {
	assert.deepEqual(
		scopingTable(framework, rows.slice(0, 2)).map(({ pillar, title, mandatory, inspected }) => [
			pillar,
			title,
			mandatory,
			inspected,
		]),
		[
			['Care', 'The first hour', true, true],
			['Care', 'Food and rest', false, true],
			['Conduct', 'Force in custody', false, null],
			['Conduct', 'Complaints', false, null],
		],
	);
	assert.deepEqual(undecided(framework, decision(rows.slice(0, 2))), ['Force in custody', 'Complaints']);
	assert.deepEqual(undecided(framework, decision(rows)), []);
	assert.equal(undecided(framework, null).length, 4);
});

test('a decision that is whole has no problem', () => {
	assert.deepEqual(problemsOfDecision(framework, asked), {});
});

test('a mandatory question is always inspected, for the reason that the framework prints', () => {
	assert.deepEqual(
		problemsOfDecision(framework, { ...asked, rows: other('first-hour', { inspected: false }) }),
		{
			'inspected-first-hour':
				'“The first hour” is mandatory: every force is inspected on it. Most harm in custody happens in the first hour.',
		},
	);
});

test('every other question needs an answer and a reason, for yes as for no', () => {
	assert.deepEqual(Object.keys(problemsOfDecision(framework, { ...asked, rows: [] })), [
		'inspected-first-hour',
		...optional.map((id) => `inspected-${id}`),
	]);
	for (const component of optional) {
		const problems = problemsOfDecision(framework, { ...asked, rows: other(component, { reason: null }) });
		assert.deepEqual(Object.keys(problems), [`reason-${component}`]);
	}
	assert.match(
		problemsOfDecision(framework, { ...asked, rows: other('complaints', { reason: '' }) })[
			'reason-complaints'
		] ?? '',
		/^Enter the reason why “Complaints” is not inspected$/,
	);
});

test('a question that the framework does not have is refused', () => {
	const more = [...rows, { component: 'cells', inspected: true, reason: 'Because' }];
	assert.match(problemsOfDecision(framework, { ...asked, rows: more })[''] ?? '', /no question “cells”/);
});

const states: [state: string, first: string | null, later: string | null, reason: boolean][] = [
	['planned', null, null, false],
	['preparing', null, null, false],
	['fieldwork', null, null, true],
	['judging', null, null, true],
	['reporting', null, null, true],
	['published', null, 'over', true],
	['closed', null, 'over', true],
	['cancelled', 'cancelled', 'cancelled', true],
];
for (const [state, first, later, reason] of states) {
	test(`while it is ${state}, scope can be decided ${later === null ? (reason ? 'with a reason' : 'freely') : 'no more'}`, () => {
		const sentence = (text: string | null) => /over|cancelled/.exec(text ?? '')?.[0] ?? null;
		assert.equal(sentence(closedFor(state, null)), first);
		assert.equal(sentence(closedFor(state, decision(rows))), later);
		assert.equal(needsReason(state, decision(rows)), reason);
		assert.equal(needsReason(state, null), false);
	});
}

test('a change after fieldwork has begun is refused without its reason', () => {
	const change = {
		rows: other('complaints', { inspected: true }),
		state: 'fieldwork',
		earlier: decision(rows),
	};
	assert.deepEqual(Object.keys(problemsOfDecision(framework, { ...change, reason: null })), ['reason']);
	assert.deepEqual(problemsOfDecision(framework, { ...change, reason: 'Complaints came in' }), {});
});

test('a decision that says what stands already is none', () => {
	const again = { ...asked, earlier: decision(rows) };
	assert.match(problemsOfDecision(framework, again)[''] ?? '', /^Nothing is different/);
	assert.deepEqual(
		problemsOfDecision(framework, { ...again, rows: other('complaints', { reason: 'Seen' }) }),
		{},
	);
});

test('what two decisions answer differently is told question by question', () => {
	const later = other('complaints', { inspected: true }).filter(
		({ component }) => component !== 'use-of-force',
	);
	assert.deepEqual(changesBetween(framework, rows, later).map(changeInWords), [
		'Force in custody: not inspected → not decided',
		'Complaints: not inspected → inspected',
	]);
	assert.deepEqual(changesBetween(framework, rows, other('complaints', { reason: 'Another' })), []);
});

test('a question that the framework has no more is still told of', () => {
	const gone = [...rows, { component: 'cells', inspected: true, reason: null }];
	assert.deepEqual(changesBetween(framework, gone, rows).map(changeInWords), [
		'cells: inspected → not decided',
	]);
});
