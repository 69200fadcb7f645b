import { codeOf, Refused } from '../kernel/failures.ts';
import { Invalid, type Problems } from './route.ts';

/**
 * Says in our own words what only the database could know: `said` holds the problems by the name of a constraint or by
 * the SQLSTATE, such as '23505' or '23P01'. What it does not hold goes on as it is. The transaction is over either way.
 */
export async function asInvalid<T>(said: Record<string, Problems>, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		const problems = said[constraintOf(error) ?? ''] ?? said[codeOf(error) ?? ''];
		throw problems === undefined ? error : new Invalid(problems);
	}
}

/**
 * Shows the sentence of a refusal beside the field that it is about, instead of on a page of its own. A single sentence
 * loses its full stop there, as those of all fields do without.
 */
export async function beside<T>(field: string, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
		throw new Invalid({ [field]: error.message.replace(/^([^.]*)\.$/, '$1') });
	}
}

function constraintOf(error: unknown): string | undefined {
	if (typeof error !== 'object' || error === null || !('constraint' in error)) return undefined;
	return typeof error.constraint === 'string' ? error.constraint : undefined;
}
