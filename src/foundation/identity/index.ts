import type { Part, Services } from '../web/part.ts';
import { accountPages } from './account.pages.ts';
import { codePages } from './code.pages.ts';
import { firstAdministratorPages } from './first-administrator.pages.ts';
import { invitationPages } from './invitation.pages.ts';
import { type Mailer, meansOf } from './means.ts';
import { accountPolicy, ownAccountPolicy, signInPolicy } from './policy.ts';
import { resetPages } from './reset.pages.ts';
import { signInPages } from './sign-in.pages.ts';

export { createDemonstrationAccount } from './demonstration.ts';
export { firstAdministratorLink } from './first-administrator.ts';
export { sweep } from './sweep.store.ts';

/** Who people are: accounts, signing in, and what a person settles about their own account. */
export function identityPart(services: Services, mailer: Mailer): Part {
	const means = meansOf(services, mailer);
	return {
		policies: [signInPolicy, ownAccountPolicy, accountPolicy],
		routes: [
			...signInPages(means),
			...codePages(means),
			...invitationPages(means),
			...resetPages(means),
			...firstAdministratorPages(means),
			...accountPages(means),
		],
		navigation: [
			{ text: 'Accounts', href: '/accounts', permit: accountPolicy.can.see, layouts: ['staff', 'force'] },
		],
	};
}
