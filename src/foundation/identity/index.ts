import type { Tx } from '../database/connection.ts';
import type { Mailer } from '../mail/mailer.ts';
import type { Part, Services } from '../web/part.ts';
import { accountCommands } from './account.commands.ts';
import { accountPages } from './account.pages.ts';
import { invite } from './account-changes.ts';
import { codePages } from './code.pages.ts';
import { firstAdministratorPages } from './first-administrator.pages.ts';
import { invitationPages } from './invitation.pages.ts';
import { meansOf } from './means.ts';
import { passkeyPages } from './passkey.pages.ts';
import { passkeySignInPages } from './passkey-sign-in.pages.ts';
import { accountPolicy, ownAccountPolicy, signInPolicy } from './policy.ts';
import { providerPages } from './provider.pages.ts';
import { resetPages } from './reset.pages.ts';
import { secondFactorPages } from './second-factor.pages.ts';
import { sessionPages } from './session.pages.ts';
import { settingsPages } from './settings.pages.ts';
import { signInPages } from './sign-in.pages.ts';

export { accountCommands } from './account.commands.ts';
export { asDemonstrated, createDemonstrationAccount } from './demonstration.ts';
export { firstAdministratorLink } from './first-administrator.ts';
export { sweep } from './sweep.store.ts';
export { emailField, nameField } from './text.ts';
export { subscriberOf } from './throttle.ts';

/** Invites an outside reader who has no account yet; answers with their account. Whose part that is, the asking room says. */
export type InviteReader = (tx: Tx, person: { email: string; name: string }) => Promise<string>;

export function readerInvitation(services: Services, mailer: Mailer): InviteReader {
	const means = meansOf(services, mailer);
	return async (tx, { email, name }) => {
		const { account } = await invite(means, tx, { email, name, organisation: null, roles: ['reader'] });
		return account.id;
	};
}

/** Who people are: accounts, signing in, and what a person settles about their own account. */
export function identityPart(services: Services, mailer: Mailer): Part {
	const means = meansOf(services, mailer);
	return {
		policies: [signInPolicy, ownAccountPolicy, accountPolicy],
		routes: [
			...signInPages(means),
			...codePages(means),
			...passkeySignInPages(means),
			...providerPages(means),
			...invitationPages(means),
			...resetPages(means),
			...firstAdministratorPages(means),
			...accountPages(means),
			...settingsPages(means),
			...secondFactorPages(means),
			...passkeyPages(means),
			...sessionPages,
		],
		navigation: [
			{ text: 'Accounts', href: '/accounts', permit: accountPolicy.can.see, layouts: ['staff', 'force'] },
		],
		commands: accountCommands,
	};
}

/** For the page that tells which cookies there are: name, purpose, end. */
export const identityCookies: readonly (readonly [string, string, string])[] = [
	[
		'__Host-session',
		'Keeps you signed in',
		'When you sign out or close the browser, at the latest after 12 hours',
	],
	['__Host-proving', 'Remembers your password step until you have typed your code', 'After 15 minutes'],
	['__Host-journey', 'Brings you back from your organisation’s sign-in page', 'After 10 minutes'],
];
