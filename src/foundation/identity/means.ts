import type { Tx } from '../database/connection.ts';
import { type Box, boxFor } from '../kernel/box.ts';
import type { Services } from '../web/part.ts';
import { argon2Passwords, type Passwords } from './password.ts';

export type Mailer = { post(tx: Tx, message: { to: string; subject: string; text: string }): Promise<void> };

/** What the journeys of this part work with. */
export type Means = {
	services: Services;
	mailer: Mailer;
	passwords: Passwords;
	/** Keeps second factors closed. */
	box: Box;
	/** A demonstration lets visitors in with a password alone; everything else asks for a second proof. */
	secondFactorNeeded(): boolean;
	/** The full address of a page, for a mail. */
	address(path: string): string;
};

export function meansOf(services: Services, mailer: Mailer, passwords = argon2Passwords()): Means {
	return {
		services,
		mailer,
		passwords,
		box: boxFor(services.secret, 'second factor'),
		secondFactorNeeded: () => services.settings.current().kind !== 'demonstration',
		address: (path) => `${services.settings.current().address}${path}`,
	};
}
