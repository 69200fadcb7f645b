/** A failure with a sentence for the person who can do something about it. Anything else that is thrown is a fault of ours. */
export class Failure extends Error {
	override name = 'Failure';
}

/** Not possible now, or not by this person: a page answers 409, a command exits with 1. */
export class Refused extends Failure {
	override name = 'Refused';
}

/** Not there, or not there for this reader: the two are never told apart. */
export class Missing extends Failure {
	override name = 'Missing';
	constructor(message = 'Page not found') {
		super(message);
	}
}

/** The words of a command or setting are off: a command exits with 2. */
export class WrongUsage extends Failure {
	override name = 'WrongUsage';
}

export function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

/** The code that Node and PostgreSQL put on their errors, if there is one. */
export function codeOf(error: unknown): string | undefined {
	if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
	return typeof error.code === 'string' ? error.code : undefined;
}
