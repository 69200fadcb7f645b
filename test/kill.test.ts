import assert from 'node:assert/strict';
import { test } from 'node:test';
import { killAgainAndAgain } from './kill.ts';

test('what was acknowledged is there after the server and the database were killed in mid-write', async () => {
	const report = await killAgainAndAgain(3, () => {});
	assert.ok(report.acknowledged > 0, 'nothing was written before the killing');
	assert.deepEqual(report.missing, []);
	assert.equal(report.half, 0);
	assert.deepEqual(report.auditFaults, []);
});
