import type { SendMailOptions } from 'nodemailer';
import { type Letter, requireSafe, type Sender } from './message.ts';

/** What both SMTP and the outbox write: the message as the standards for mail want it, from headers nobody can inject into. */
export function compose(letter: Letter, from: Sender): SendMailOptions {
	requireSafe(letter);
	return {
		from,
		to: { name: '', address: letter.to },
		subject: letter.subject,
		text: letter.text,
		// The same for every attempt, so that a mail program shows a message that was sent twice once.
		messageId: `<${letter.id}@${from.address.split('@')[1] ?? 'localhost'}>`,
		// Asks automatic replies, such as those of people on leave, to stay away.
		headers: {
			'Auto-Submitted': 'auto-generated',
			...(letter.stop === undefined
				? {}
				: {
						'List-Unsubscribe': `<${letter.stop}>`,
						'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
					}),
		},
		disableFileAccess: true,
		disableUrlAccess: true,
	};
}
