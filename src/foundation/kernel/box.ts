import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { Failure } from './failures.ts';

/** Keeps a text so that only this installation can read it, and only for the purpose it was kept for. */
export type Box = { close(text: string): string; open(closed: string): string };

export function boxFor(secret: string, purpose: string): Box {
	const key = Buffer.from(hkdfSync('sha256', secret, 'inspectorate', purpose, 32));
	return {
		close(text) {
			const nonce = randomBytes(12);
			const cipher = createCipheriv('aes-256-gcm', key, nonce);
			const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
			return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
		},
		open(closed) {
			const bytes = Buffer.from(closed, 'base64url');
			const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
			decipher.setAuthTag(bytes.subarray(12, 28));
			try {
				return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
			} catch {
				throw new Failure(
					'Something that was kept secret cannot be read: INSPECTORATE_SECRET is not the one it was kept with.',
				);
			}
		},
	};
}
