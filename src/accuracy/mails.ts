import { inWordsDate, type Mailer, type Services } from '../foundation/index.ts';
import { addressesOf } from './member.store.ts';
import { roundById } from './round.store.ts';
import { roundHref } from './round.ts';
import type { Telling } from './rounding.store.ts';

/**
 * Writes to everybody who is named that there is something to do or to read. A mail is read by whoever has the mailbox:
 * it holds no word of the draft, not even its title, and its address opens only for those who have signed in and are named.
 */
export function telling({ settings }: Pick<Services, 'settings'>, mailer: Mailer): Telling {
	return async (tx, { id }, what, only) => {
		const round = await roundById(tx, id);
		if (round === null) return;
		const { name, address } = settings.current();
		const { subject, text } = words[what](name, inWordsDate(round.deadline));
		for (const person of await addressesOf(tx, id, only)) {
			await mailer.post(tx, {
				to: person.email,
				subject,
				text: [
					`Dear ${person.name},`,
					text,
					'Sign in with your own account to read it:',
					`${address}${roundHref(round)}`,
					'Do not pass on what you read there: it is not published, and may still change.',
				].join('\n\n'),
			});
		}
	};
}

type Words = (service: string, deadline: string) => { subject: string; text: string };

const words: Readonly<Record<Parameters<Telling>[2], Words>> = {
	shared: (service, deadline) => ({
		subject: `${service} asks you to check facts by ${deadline}`,
		text: `${service} has shared something with you, for your force to check the facts of it by the end of ${deadline}.`,
	}),
	extended: (service, deadline) => ({
		subject: `You have until ${deadline} to check facts for ${service}`,
		text: `${service} has extended the deadline of an accuracy check in which you are named. It is now the end of ${deadline}.`,
	}),
	decided: (service) => ({
		subject: `${service} has decided the points of your force`,
		text: `${service} has decided every point that your force raised in an accuracy check in which you are named, and says why.`,
	}),
	again: (service, deadline) => ({
		subject: `${service} asks you to check facts again`,
		text: `An accuracy check in which you are named is open again. Its deadline is the end of ${deadline}.`,
	}),
};
