import { createTransport } from 'nodemailer';
import { codeOf, Failure } from '../kernel/failures.ts';
import { compose } from './compose.ts';
import { PermanentMailFailure, type Postman, type Sender } from './message.ts';

export type SmtpSettings = {
	host: string;
	port: number;
	/** TLS from the first byte, upgraded to it before anything is said, or none (for a relay on the same machine). */
	security: 'tls' | 'starttls' | 'none';
	login?: { user: string; password: string } | undefined;
	from: Sender;
};

const connecting = 10_000;
const silence = 30_000;

export function smtpPostman(settings: SmtpSettings): Postman {
	const { host, port, security, login, from } = settings;
	const transport = createTransport({
		pool: true,
		maxConnections: 2,
		host,
		port,
		secure: security === 'tls',
		// Without this a server, or somebody in between, could talk us out of the upgrade.
		requireTLS: security === 'starttls',
		ignoreTLS: security === 'none',
		...(login === undefined ? {} : { auth: { user: login.user, pass: login.password } }),
		connectionTimeout: connecting,
		greetingTimeout: connecting,
		socketTimeout: silence,
	});
	return {
		async send(letter) {
			const mail = compose(letter, from);
			await transport.sendMail(mail).catch((error: unknown) => {
				throw inWords(error);
			});
		},
		async check() {
			await transport.verify().catch((error: unknown) => {
				throw inWords(error);
			});
		},
		close() {
			transport.close();
		},
	};
}

/** What a server answers may hold addresses, so of an answer only the number goes on, into sentences and into logs. */
function inWords(cause: unknown): Failure {
	const { command, reply } = factsOf(cause);
	const code = codeOf(cause) ?? 'no code';
	if (code === 'EAUTH' || code === 'ENOAUTH' || reply === 530) {
		return new Failure(`The mail server refused our user name and password (${reply ?? code}).`);
	}
	// Nothing but an answer about this recipient or this message is final: all else is ours or the server's to mend.
	if (reply !== undefined && reply >= 500 && reply !== 503 && (command === 'RCPT TO' || command === 'DATA')) {
		const what = command === 'DATA' ? 'message' : 'recipient of a message';
		return new PermanentMailFailure(`The mail server refused the ${what} for good (${reply}).`);
	}
	if (reply !== undefined) return new Failure(`The mail server did not take a message now (${reply}).`);
	if (code === 'ETLS')
		return new Failure('No secure connection to the mail server could be made.', { cause });
	return new Failure(`The mail server cannot be reached, or broke off (${code}).`, { cause });
}

function factsOf(error: unknown): { command?: string; reply?: number } {
	if (typeof error !== 'object' || error === null) return {};
	return {
		...('command' in error && typeof error.command === 'string' ? { command: error.command } : {}),
		...('responseCode' in error && typeof error.responseCode === 'number'
			? { reply: error.responseCode }
			: {}),
	};
}
