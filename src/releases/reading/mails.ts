import type { Mailer, Services, Tx } from '../../foundation/index.ts';
import { instantInWords } from '../gathering/london.ts';

type Person = { name: string; email: string };

/*
 * A mail is read by whoever has the mailbox. It says that something can be read, and neither what nor about whom; its
 * address opens for somebody who has signed in, and shows them what is theirs.
 */

export function postNamed(
	{ settings }: Pick<Services, 'settings'>,
	mailer: Mailer,
	tx: Tx,
	person: Person,
	opens: Temporal.Instant,
): Promise<void> {
	const { name, address } = settings.current();
	return mailer.post(tx, {
		to: person.email,
		subject: `You have been named as a reader by ${name}`,
		text: [
			`Dear ${person.name},`,
			`You have been named to read something before ${name} publishes it. You can read it from ${instantInWords(opens)}. It is under embargo.`,
			'Sign in with your own account. What is open to you is listed here:',
			`${address}/embargoed`,
			'Everything that you look at is recorded under your name. Do not pass on what you read, and do not tell anybody that you are reading it.',
		].join('\n\n'),
	});
}

export function postDelivered(
	{ settings }: Pick<Services, 'settings'>,
	mailer: Mailer,
	tx: Tx,
	person: Person,
): Promise<void> {
	const { name, address } = settings.current();
	return mailer.post(tx, {
		to: person.email,
		subject: `${name} has something for you to read, under embargo`,
		text: [
			`Dear ${person.name},`,
			`${name} has made something available to you, as chief officer, before it is published. It is under embargo.`,
			'Sign in with your own account. What is open to you is listed here:',
			`${address}/embargoed`,
			'Everything that you look at is recorded under your name. Do not pass on what you read before it is published.',
		].join('\n\n'),
	});
}
