import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';

/** A device that keeps one passkey, written out after the standard, so that a test needs no browser to have one. */
export type Authenticator = {
	id: string;
	/** Makes the passkey in answer to a page's options. */
	register(options: string, change?: Change): string;
	/** Answers a page's challenge with it. */
	authenticate(options: string, change?: Change): string;
};

/** What a broken or dishonest device would do otherwise. */
export type Change = { origin?: string; userVerified?: boolean; count?: number };

export function newAuthenticator(origin: string): Authenticator {
	const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const rawId = randomBytes(16);
	const id = rawId.toString('base64url');
	let uses = 0;

	function clientData(type: string, challenge: string, change: Change): Buffer {
		return Buffer.from(
			JSON.stringify({ type, challenge, origin: change.origin ?? origin, crossOrigin: false }),
		);
	}

	function authenticatorData(more: Buffer, change: Change): Buffer {
		const present = 0x01;
		const verified = (change.userVerified ?? true) ? 0x04 : 0;
		const attested = more.length > 0 ? 0x40 : 0;
		const count = Buffer.alloc(4);
		count.writeUInt32BE(change.count ?? uses);
		const party = createHash('sha256').update(new URL(origin).hostname).digest();
		return Buffer.concat([party, Buffer.from([present | verified | attested]), count, more]);
	}

	function coseKey(): Uint8Array {
		const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
		return isoCBOR.encode(
			new Map<number, number | Uint8Array>([
				[1, 2],
				[3, -7],
				[-1, 1],
				[-2, Uint8Array.from(Buffer.from(x, 'base64url'))],
				[-3, Uint8Array.from(Buffer.from(y, 'base64url'))],
			]),
		);
	}

	const common = { id, rawId: id, type: 'public-key', clientExtensionResults: {} };
	return {
		id,
		register(options, change = {}) {
			const { challenge } = JSON.parse(options);
			const length = Buffer.alloc(2);
			length.writeUInt16BE(rawId.length);
			const credential = Buffer.concat([Buffer.alloc(16), length, rawId, coseKey()]);
			const attestation = isoCBOR.encode(
				new Map<string, string | Uint8Array | Map<string, never>>([
					['fmt', 'none'],
					['attStmt', new Map<string, never>()],
					['authData', Uint8Array.from(authenticatorData(credential, change))],
				]),
			);
			return JSON.stringify({
				...common,
				response: {
					clientDataJSON: clientData('webauthn.create', challenge, change).toString('base64url'),
					attestationObject: Buffer.from(attestation).toString('base64url'),
					transports: ['internal'],
				},
			});
		},
		authenticate(options, change = {}) {
			uses += 1;
			const { challenge } = JSON.parse(options);
			const data = authenticatorData(Buffer.alloc(0), change);
			const client = clientData('webauthn.get', challenge, change);
			const signed = Buffer.concat([data, createHash('sha256').update(client).digest()]);
			return JSON.stringify({
				...common,
				response: {
					clientDataJSON: client.toString('base64url'),
					authenticatorData: data.toString('base64url'),
					signature: sign('sha256', signed, privateKey).toString('base64url'),
				},
			});
		},
	};
}

/** The options that a page hands to the browser's script. */
export function optionsOn(body: string): string {
	const [, escaped = ''] = /data-options="([^"]+)"/.exec(body) ?? [];
	return escaped.replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}
