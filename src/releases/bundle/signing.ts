import {
	createHash,
	createPrivateKey,
	createPublicKey,
	generateKeyPairSync,
	sign,
	verify,
} from 'node:crypto';

/** A key as anyone may have it. */
export type PublicKey = {
	/** SHA-256 of the key as it is published (SPKI, DER), in hexadecimal. */
	fingerprint: string;
	/** PEM, as OpenSSL and others read it. */
	pem: string;
};

/** Makes a pair of keys: Ed25519, which has no settings to get wrong. */
export function newKey(): PublicKey & { secret: string } {
	const { publicKey, privateKey } = generateKeyPairSync('ed25519');
	const secret = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
	return { ...publicKeyFrom(publicKey.export({ type: 'spki', format: 'pem' }).toString()), secret };
}

/** Reads a public key; throws where the text is none, or one of another kind. */
export function publicKeyFrom(text: string): PublicKey {
	const key = createPublicKey(text);
	if (key.asymmetricKeyType !== 'ed25519' || /PRIVATE/.test(text))
		throw new TypeError('not a public Ed25519 key');
	const fingerprint = createHash('sha256')
		.update(key.export({ type: 'spki', format: 'der' }))
		.digest('hex');
	return { fingerprint, pem: key.export({ type: 'spki', format: 'pem' }).toString() };
}

/** The signature as it lies in a bundle: one line of hexadecimal, which can be written in one way only. */
export function signatureOf(content: Uint8Array, secret: string): string {
	return `${sign(null, content, createPrivateKey(secret)).toString('hex')}\n`;
}

export function isSigned(content: Uint8Array, signature: string, { pem }: PublicKey): boolean {
	if (!/^[0-9a-f]{128}\n$/.test(signature)) return false;
	return verify(null, content, createPublicKey(pem), Buffer.from(signature.trim(), 'hex'));
}

/** "4f2a 91c0 …": as people read it to each other. */
export function inGroups(fingerprint: string): string {
	return fingerprint.match(/.{1,4}/g)?.join(' ') ?? '';
}

/** What somebody copied, with spaces or colons and in any case; null where it is no fingerprint. */
export function fingerprintIn(text: string): string | null {
	const plain = text.replaceAll(/[\s:]/g, '').toLowerCase();
	return /^[0-9a-f]{64}$/.test(plain) ? plain : null;
}
