import { type Mailer, type Part, readerInvitation, type Services } from '../../foundation/index.ts';
import { embargoedPages } from './embargoed.pages.ts';
import { frozenPages } from './frozen.pages.ts';
import { embargoedPolicy, readerPolicy } from './policy.ts';
import { readersPages } from './readers.pages.ts';

/** Reading before the instant: for those who are named, and for those who name them. */
export function readingPart(services: Services, mailer: Mailer): Part {
	return {
		policies: [readerPolicy, embargoedPolicy],
		navigation: [
			{ text: 'Under embargo', href: '/embargoed', permit: embargoedPolicy.can.read, layouts: ['force'] },
		],
		routes: [
			...readersPages({ services, mailer, invite: readerInvitation(services, mailer) }),
			...embargoedPages(services),
			...frozenPages,
		],
	};
}
