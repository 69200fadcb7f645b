export type StatisticsErrorCode =
	| 'not-a-number'
	| 'not-finite'
	| 'negative'
	| 'not-whole'
	| 'out-of-range'
	| 'numerator-above-denominator'
	| 'empty'
	| 'missing'
	| 'duplicate'
	| 'too-few'
	| 'too-large'
	| 'unreachable'
	| 'not-converged'
	| 'undefined'
	| 'changed'
	| 'definition-differs'
	| 'unknown-method'
	| 'usage'
	| 'unreadable';

/** Why a figure was refused: a code for programs, a sentence for the person who can mend the input. */
export class StatisticsError extends Error {
	override name = 'StatisticsError';
	readonly code: StatisticsErrorCode;
	constructor(code: StatisticsErrorCode, message: string) {
		super(message);
		this.code = code;
	}
}
