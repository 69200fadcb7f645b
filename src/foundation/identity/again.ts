import { message } from '../web/failures.ts';
import { type Answer, type FormValues, type Problems, redirect, Unacceptable, view } from '../web/route.ts';

/**
 * The form once more, with what was wrong. Answered, not thrown, where the transaction has counted a failure: that must
 * be kept.
 */
export function again(
	name: string,
	data: Record<string, unknown>,
	values: FormValues,
	errors: Problems,
): Answer {
	return view(name, { ...data, form: { values, errors } }, 422);
}

/** Leaves whatever page was being made for the beginning of signing in. */
export function startAgain(): Unacceptable {
	return new Unacceptable(redirect('/sign-in', 'That took too long, or was already done. Sign in again.'));
}

/** A link that is wrong, used, replaced or out of date: which of these it is, is nobody's business. */
export function deadLink(whatNext: string): Unacceptable {
	return new Unacceptable(
		message(410, 'This link no longer works', [
			'A link works once and for a limited time, and stops working when a newer one is sent.',
			whatNext,
		]),
	);
}
