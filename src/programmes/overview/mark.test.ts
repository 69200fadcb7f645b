import assert from 'node:assert/strict';
import { test } from 'node:test';
import { marksOf } from './mark.ts';

const marked = (...names: string[]) => [...marksOf(names.map((name) => ({ id: name, name }))).values()];

test('a mark is the first letters of the words that tell', () => {
	assert.deepEqual(marked('Core business of the police', 'Custody', 'Crime and data integrity'), [
		'CBP',
		'CUST',
		'CDI',
	]);
	assert.deepEqual(marked('A review of how seven forces answer calls for help at night'), ['RHSF']);
	assert.deepEqual(marked('2014', 'of the'), ['2014', 'P']);
});

test('programmes that would share a mark are told apart by their years, or by a number', () => {
	assert.deepEqual(marked('PEEL assessment 2018/19', 'PEEL assessment 2023 to 2025'), ['PA18', 'PA23']);
	assert.deepEqual(marked('Child protection', 'Custody places', 'Crime prevention 2016'), [
		'CP',
		'CP2',
		'CP3',
	]);
	assert.deepEqual(marked('Police visits', 'Police vans', 'PV2 visits'), ['PV', 'PV2', 'PV3']);
});

test('no two are alike, whatever they are called', () => {
	const names = ['CP2 C', 'C P', 'C Q', 'C P 2', 'Cp', 'cp', 'Ćp p'];
	const marks = marked(...names);
	assert.equal(new Set(marks).size, names.length, marks.join());
});
