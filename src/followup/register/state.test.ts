import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isOpen, type PartState, partStates, wholeState } from './state.ts';

const whole = (...states: PartState[]) => wholeState(states.map((state) => ({ state })));

test('a promise is closed when its last part is, and stands where the part stands that has moved least', () => {
	assert.equal(whole('verified closed', 'verified closed'), 'verified closed');
	assert.equal(whole('verified closed', 'in progress', 'submitted for verification'), 'in progress');
	assert.equal(whole('verified closed', 'not accepted as closed', 'accepted'), 'not accepted as closed');
	assert.equal(whole('superseded', 'verified closed'), 'superseded');
});

test('whatever the parts are in, the whole is open exactly when one of them is', () => {
	for (const first of partStates)
		for (const second of partStates)
			assert.equal(isOpen(whole(first, second)), isOpen(first) || isOpen(second), `${first}, ${second}`);
});
