import { createHmac } from 'node:crypto';
import { boxFor, hashOf, newToken, subscriberOf } from '../../foundation/index.ts';

/** What is kept of an address: closed, and by a hash that nobody makes without the installation's secret. */
export type Kept = { hash: Buffer; closed: string };

export type Link = { token: string; hash: Buffer };

export type Links = {
	kept(address: string): Kept;
	opened(closed: string): string;
	network(address: string): Buffer;
	/** Of a mail that asks whether the address is theirs: nobody can make it again. */
	asking(): Link;
	/** Of each mail to a follower: made of their id, so that it need not be kept. */
	following(id: string): Link;
	/** Of a token in an address, whatever somebody typed there. */
	of(token: string): Buffer;
};

export function linksFor(secret: string): Links {
	const box = boxFor(secret, 'alerts');
	const keyed = (purpose: string, text: string) =>
		createHmac('sha256', secret).update(`alerts ${purpose} ${text}`).digest();
	return {
		kept: (address) => ({ hash: keyed('address', address), closed: box.close(address) }),
		opened: box.open,
		network: (address) => keyed('network', subscriberOf(address)),
		asking: newToken,
		following(id) {
			const token = keyed('follower', id).toString('base64url');
			return { token, hash: hashOf(token) };
		},
		of: hashOf,
	};
}
