import { hash } from 'node:crypto';

/** The same for everyone, and of no meaning: a number from 0 up to 1 for each name. */
export function drawn(...of: readonly (string | number)[]): number {
	return hash('sha256', `inspectorate/${of.join('/')}`, 'buffer').readUInt32BE() / 2 ** 32;
}

export function drawnBetween(low: number, high: number, ...of: readonly (string | number)[]): number {
	return low + (high - low) * drawn(...of);
}

/** How far a series lies from its trend in one quarter: a slow wave of its own, and a little that no one can foresee. */
export function wobble(quarter: number, ...of: readonly (string | number)[]): number {
	const wave = Math.sin(
		2 * Math.PI * (quarter / drawnBetween(9, 23, ...of, 'length') + drawn(...of, 'start')),
	);
	return 1 + 0.05 * wave + drawnBetween(-0.01, 0.01, ...of, quarter);
}
