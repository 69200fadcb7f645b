import { keyName, type Manifest, manifestName, signatureName } from '../manifest.ts';
import { isSigned, type PublicKey, publicKeyFrom } from '../signing.ts';
import type { Unpacking } from '../unpacking.ts';
import type { Tell } from './difference.ts';

/** By what a bundle is held to be ours. */
export type Trust =
	/** A key that somebody brought, or a fingerprint that they compared. */
	| { given: PublicKey | { fingerprint: string } }
	/** The keys of this installation; there may be none. */
	| { own: readonly PublicKey[] };

export type Signature = {
	fingerprint: string | null;
	valid: boolean;
	/** Nobody has said yet that this key is the inspectorate's: the fingerprint has to be compared. */
	compared: boolean;
};

/** Whether the manifest is signed by the key that is trusted; without one, by the key that lies in the bundle. */
export async function checkSignature(
	archive: Unpacking,
	content: Buffer,
	manifest: Manifest | null,
	trust: Trust,
	tell: Tell,
): Promise<Signature> {
	const inside = await keyInside(archive);
	const found = keyFor(trust, manifest, inside);
	const fingerprint = inside?.fingerprint ?? manifest?.key.fingerprint ?? null;
	const none = (place: string, text: string): Signature => {
		tell({ kind: 'signature', place, text });
		return { fingerprint, valid: false, compared: false };
	};
	if ('text' in found) return none(keyName, found.text);
	if (!archive.has(signatureName)) return none(signatureName, 'The bundle is not signed.');
	const signature = await archive.read(signatureName).catch(() => Buffer.alloc(0));
	if (manifest !== null && manifest.key.fingerprint !== found.key.fingerprint)
		return none(
			manifestName,
			'The manifest names another key than the one that it would have to be signed with.',
		);
	if (!isSigned(content, signature.toString('latin1'), found.key))
		return none(
			signatureName,
			'The signature does not fit: the manifest was altered after it was signed, or another key has signed it.',
		);
	return { fingerprint: found.key.fingerprint, valid: true, compared: found.compared };
}

function keyFor(
	trust: Trust,
	manifest: Manifest | null,
	inside: PublicKey | null,
): { key: PublicKey; compared: boolean } | { text: string } {
	if ('own' in trust) {
		const own = trust.own.find(({ fingerprint }) => fingerprint === manifest?.key.fingerprint);
		if (own !== undefined) return { key: own, compared: true };
		if (inside === null) return { text: 'The bundle holds no key that can be read.' };
		// Where there are keys of our own, a foreign one is taken only from whoever names it.
		return trust.own.length === 0
			? { key: inside, compared: false }
			: {
					text: `It is signed with the key ${inside.fingerprint}, which is none of this installation’s. If you trust that key, give its fingerprint with --key.`,
				};
	}
	const { given } = trust;
	if ('pem' in given) return { key: given, compared: true };
	if (inside === null) return { text: 'The bundle holds no key that can be read.' };
	return inside.fingerprint === given.fingerprint
		? { key: inside, compared: true }
		: {
				text: `The key in the bundle has the fingerprint ${inside.fingerprint}, and not the one that you gave.`,
			};
}

async function keyInside(archive: Unpacking): Promise<PublicKey | null> {
	if (!archive.has(keyName)) return null;
	try {
		return publicKeyFrom((await archive.read(keyName)).toString('utf8'));
	} catch {
		return null;
	}
}
