import { StatisticsError, type StatisticsErrorCode } from '../errors.ts';

/** Equal to so many decimals, as a published table shows them. */
export function near(actual: number | null, expected: number, decimals: number): void {
	const allowed = 0.5 * 10 ** -decimals + 1e-15 * Math.abs(expected);
	if (actual === null || !(Math.abs(actual - expected) <= allowed))
		throw new Error(`${actual} is not ${expected} to ${decimals} decimals`);
}

/** Refused with this code, and with a sentence. */
export function refused(code: StatisticsErrorCode, run: () => unknown): void {
	const error = thrownBy(run);
	if (!(error instanceof StatisticsError)) throw new Error(`not a StatisticsError: ${error}`);
	if (error.code !== code) throw new Error(`${error.code} instead of ${code}: ${error.message}`);
	if (!/^[A-Z“].*[.?]$/s.test(error.message)) throw new Error(`not a sentence: ${error.message}`);
}

function thrownBy(run: () => unknown): unknown {
	try {
		run();
	} catch (error) {
		return error;
	}
	throw new Error('nothing was refused');
}
