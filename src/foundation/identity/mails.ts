import type { Tx } from '../database/connection.ts';
import { makeLink } from './link.store.ts';
import type { Means } from './means.ts';

type Person = { id: string; email: string; name: string };

/** Sends a new invitation, and answers with the link in it for the command line. */
export async function sendInvitation(means: Means, tx: Tx, person: Person): Promise<string> {
	const link = means.address(`/invitation/${await makeLink(tx, 'invitation', person.id)}`);
	const service = means.services.settings.current().name;
	await means.mailer.post(tx, {
		to: person.email,
		subject: `Set up your account with ${service}`,
		text: [
			`Dear ${person.name},`,
			`You have been given an account with ${service}.`,
			`Set it up here. The link works once, within 72 hours:`,
			link,
			'If you did not expect this, you can ignore it: nobody can use the account until it is set up.',
		].join('\n\n'),
	});
	return link;
}

export async function sendReset(means: Means, tx: Tx, person: Person, token: string): Promise<string> {
	const link = means.address(`/reset/${token}`);
	const service = means.services.settings.current().name;
	await means.mailer.post(tx, {
		to: person.email,
		subject: `Choose a new password for ${service}`,
		text: [
			`Dear ${person.name},`,
			`Somebody, probably you, asked for a new password for your account with ${service}.`,
			`Choose it here. The link works once, within one hour:`,
			link,
			'If it was not you, you can ignore this: your password stays as it is.',
		].join('\n\n'),
	});
	return link;
}

/** For an account that has no password and comes in through the identity provider. */
export async function sendNoPassword(means: Means, tx: Tx, person: Person): Promise<void> {
	const { name, openId } = means.services.settings.current();
	await means.mailer.post(tx, {
		to: person.email,
		subject: `Signing in to ${name}`,
		text: [
			`Dear ${person.name},`,
			`Somebody, probably you, asked for a new password for your account with ${name}.`,
			`Your account has no password: sign in with ${openId?.label ?? 'your organisation'}.`,
			means.address('/sign-in'),
		].join('\n\n'),
	});
}

/** So that nobody's way of signing in changes without their knowing. */
export async function sendChanged(means: Means, tx: Tx, person: Person, what: string): Promise<void> {
	const service = means.services.settings.current().name;
	await means.mailer.post(tx, {
		to: person.email,
		subject: `Your account with ${service} has changed`,
		text: [
			`Dear ${person.name},`,
			what,
			'If you did not expect this, tell an administrator of the service at once.',
		].join('\n\n'),
	});
}
