import { codeOf, Missing, messageOf, Refused } from '../kernel/failures.ts';
import { type Answer, BadAddress, Invalid, Unacceptable, view } from './route.ts';

/** A form that did not come from a page made for this person, or is too old. */
export class StaleForm extends Error {
	override name = 'StaleForm';
}

/** A form sent after its session had ended. */
export class SignedOut extends Error {
	override name = 'SignedOut';
}

/** A request that arrived too soon after too many others. */
export class TooMany extends Error {
	override name = 'TooMany';
	readonly retryAfter: number;
	/** How many there may be in a minute. */
	readonly most: number;
	constructor(retryAfter: number, most: number) {
		super('Too many requests');
		this.retryAfter = retryAfter;
		this.most = most;
	}
}

const unreachable = new Set([
	'ECONNREFUSED',
	'ECONNRESET',
	'ENOENT',
	'EPIPE',
	'ETIMEDOUT',
	'57P01', // the server is shutting down
	'57P02', // it crashed
	'57P03', // it is starting
	'53300', // too many connections
	'08006',
	'08003',
]);

const lost =
	/^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

export function databaseIsAway(error: unknown): boolean {
	return unreachable.has(codeOf(error) ?? '') || lost.test(messageOf(error));
}

/**
 * What the person sees of a failure, and whether it is a fault of ours that has to be logged. Nothing here tells apart
 * what is not there from what is not theirs to see.
 */
export function pageOfFailure(error: unknown): { answer: Answer; fault: boolean } {
	const plain = (answer: Answer) => ({ answer, fault: false });
	if (error instanceof Unacceptable) return plain(error.answer);
	if (error instanceof Missing || error instanceof BadAddress)
		return plain(view('web/pages/error-404.njk', {}, 404));
	if (error instanceof Refused) {
		return plain(message(409, 'This cannot be done now', [error.message, 'Nothing was changed.']));
	}
	// Of a button: only whoever made its form anew finds something wrong in it.
	if (error instanceof Invalid) {
		const sentences = [...new Set(Object.values(error.problems))].map((text) => `${text}.`);
		return plain(message(422, 'This cannot be done', [...sentences, 'Nothing was changed.']));
	}
	if (error instanceof StaleForm) {
		return plain(
			message(400, 'This page was too old to be sent', [
				'Nothing was changed. Go back, reload the page, check what you typed and send it again.',
			]),
		);
	}
	if (error instanceof SignedOut) {
		return plain(
			message(401, 'You have been signed out', [
				'Nothing has been saved yet, and what you typed is still in your browser.',
				'Sign in again in a new tab. Then come back to this tab and reload it: your browser offers to send what you typed again.',
			]),
		);
	}
	if (error instanceof TooMany) return plain(view('web/pages/error-429.njk', {}, 429));
	const code = codeOf(error);
	if (code === 'FST_ERR_CTP_BODY_TOO_LARGE' || code === 'FST_REQ_FILE_TOO_LARGE') {
		return plain(
			message(413, 'What you sent is too large', ['Nothing was changed. Send less text, or a smaller file.']),
		);
	}
	if (statusOf(error) >= 400 && statusOf(error) < 500) {
		return plain(
			message(statusOf(error), 'The request could not be read', [
				'Nothing was changed. Go back to the page you came from and try again.',
			]),
		);
	}
	if (databaseIsAway(error)) return { answer: view('web/pages/error-503.njk', {}, 503), fault: true };
	return { answer: view('web/pages/error-500.njk', {}, 500), fault: true };
}

/** The same for a program (RFC 9457). */
export function problemOfFailure(error: unknown): { answer: Answer; fault: boolean } {
	const { answer, fault } = pageOfFailure(error);
	if (answer.kind !== 'view') return { answer, fault };
	const status = answer.status ?? 500;
	if (error instanceof TooMany)
		return {
			fault,
			answer: problem(429, 'Too many requests', {
				detail: `One network address may ask this ${error.most} times a minute. Ask again in ${error.retryAfter} seconds.`,
				limit: error.most,
				window: '1 minute',
				retryAfter: error.retryAfter,
			}),
		};
	const [title, detail] =
		status === 404
			? ['Not found', 'There is nothing at this address.']
			: status === 503
				? ['Not available now', 'Ask again in a few seconds.']
				: status < 500
					? ['The request could not be read', 'Check the address.']
					: ['Something went wrong here', 'It has been written down. Ask again later.'];
	return { answer: problem(status, title, { detail }), fault };
}

/** What went wrong, for a program: `type` is a sentence’s address where there is more to read. */
export function problem(
	status: number,
	title: string,
	more: Readonly<Record<string, unknown>> & { detail: string },
): Extract<Answer, { kind: 'data' }> {
	return {
		kind: 'data',
		type: 'application/problem+json; charset=utf-8',
		status,
		body: `${JSON.stringify({ type: 'about:blank', title, status, ...more })}\n`,
		headers: { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' },
	};
}

export function message(status: number, heading: string, paragraphs: string[]): Answer {
	return view('web/pages/message.njk', { heading, paragraphs }, status);
}

function statusOf(error: unknown): number {
	if (typeof error !== 'object' || error === null || !('statusCode' in error)) return 500;
	return typeof error.statusCode === 'number' ? error.statusCode : 500;
}
