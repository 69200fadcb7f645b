import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../kernel/clock.ts';

/** A secret that is handed out once and kept as its hash: a session, an invitation, a reset link. */
export function newToken(): { token: string; hash: Buffer } {
	const token = randomBytes(32).toString('base64url');
	return { token, hash: hashOf(token) };
}

export function hashOf(token: string): Buffer {
	return createHash('sha256').update(token).digest();
}

const formLifeHours = 7 * 24;

/**
 * One value in every form does two jobs: it shows that the form came from a page of ours made for this person, and it
 * names this one sending of it, so that the same form sent twice is done once. It is bound to the account, not to the
 * session: whoever was signed out while typing signs in elsewhere, reloads, and loses nothing.
 */
export type FormTokens = {
	issue(holder: string): string;
	accepts(token: unknown, holder: string): token is string;
};

export function formTokens(secret: string, clock: Clock): FormTokens {
	const mac = (body: string, holder: string) =>
		createHmac('sha256', secret).update(`form ${holder} ${body}`).digest('base64url');
	const hour = () => Math.floor(clock.now().epochMilliseconds / 3_600_000);
	return {
		issue(holder) {
			const body = `${hour().toString(36)}.${randomBytes(12).toString('base64url')}`;
			return `${body}.${mac(body, holder)}`;
		},
		accepts(token, holder): token is string {
			if (typeof token !== 'string') return false;
			const [issued = '', nonce = '', signature = ''] = token.split('.');
			const age = hour() - Number.parseInt(issued, 36);
			return age >= 0 && age <= formLifeHours && same(signature, mac(`${issued}.${nonce}`, holder));
		},
	};
}

/** A short text that travels through the reader's cookie and comes back unaltered or not at all. */
export type Seal = { seal(text: string): string; open(sealed: string | undefined): string | undefined };

export function sealWith(secret: string, purpose: string): Seal {
	const mac = (text: string) => createHmac('sha256', secret).update(`${purpose} ${text}`).digest('base64url');
	return {
		seal(text) {
			const body = Buffer.from(text).toString('base64url');
			return `${body}.${mac(body)}`;
		},
		open(sealed) {
			const [body = '', signature = ''] = sealed?.split('.') ?? [];
			return body !== '' && same(signature, mac(body))
				? Buffer.from(body, 'base64url').toString()
				: undefined;
		},
	};
}

function same(one: string, other: string): boolean {
	const a = Buffer.from(one);
	const b = Buffer.from(other);
	return a.length === b.length && timingSafeEqual(a, b);
}
