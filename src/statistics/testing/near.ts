import assert from 'node:assert/strict';
import { StatisticsError, type StatisticsErrorCode } from '../errors.ts';

/** Equal to so many decimals, as a published table shows them. */
export function near(actual: number | null, expected: number, decimals: number): void {
	assert.ok(
		actual !== null && Math.abs(actual - expected) <= 0.5 * 10 ** -decimals + 1e-15 * Math.abs(expected),
		`${actual} is not ${expected} to ${decimals} decimals`,
	);
}

export function refused(code: StatisticsErrorCode, run: () => unknown): void {
	assert.throws(run, (error: unknown) => {
		assert.ok(error instanceof StatisticsError, `not a StatisticsError: ${error}`);
		assert.equal(error.code, code, error.message);
		assert.match(error.message, /^[A-Z“].*[.?]$/s, 'a sentence');
		return true;
	});
}
