import {
	type AuthenticationResponseJSON,
	type AuthenticatorTransport,
	generateAuthenticationOptions,
	generateRegistrationOptions,
	type PublicKeyCredentialCreationOptionsJSON,
	type PublicKeyCredentialRequestOptionsJSON,
	type RegistrationResponseJSON,
	verifyAuthenticationResponse,
	verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { z } from 'zod';
import type { Returned } from './challenge.ts';
import type { Means } from './means.ts';
import type { Passkey } from './passkey.store.ts';

/** Passkeys belong to this service's address: a page elsewhere that looks like it gets nothing from them. */
function party(means: Means): { rpID: string; origin: string; rpName: string } {
	const { address, name } = means.services.settings.current();
	const { hostname, origin } = new URL(address);
	return { rpID: hostname, origin, rpName: name };
}

const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'utf8'));
const textOf = (challenge: string) => Buffer.from(challenge, 'base64url').toString('utf8');

const transports = ['ble', 'hybrid', 'internal', 'nfc', 'usb'] as const;
const known = (names: readonly string[]): AuthenticatorTransport[] =>
	transports.filter((one) => names.includes(one));

const text = z.string().max(20_000);

/** What the browser's script puts into the form. */
const parsed = z
	.string({ error: 'no answer' })
	.max(60_000)
	.transform((value, context): unknown => {
		try {
			return JSON.parse(value);
		} catch {
			context.addIssue('not JSON');
			return z.NEVER;
		}
	});
const common = {
	id: text,
	rawId: text,
	type: z.literal('public-key'),
	clientExtensionResults: z.looseObject({}),
};
const registration = parsed.pipe(
	z.object({
		...common,
		response: z.object({
			clientDataJSON: text,
			attestationObject: text,
			transports: z.array(z.string()).optional(),
		}),
	}),
);
const authentication = parsed.pipe(
	z.object({
		...common,
		response: z.object({
			clientDataJSON: text,
			authenticatorData: text,
			signature: text,
			userHandle: z.string().nullish(),
		}),
	}),
);

export function registrationOptions(
	means: Means,
	account: { id: string; email: string; name: string },
	existing: readonly Passkey[],
): Promise<PublicKeyCredentialCreationOptionsJSON> {
	const { rpID, rpName } = party(means);
	return generateRegistrationOptions({
		rpName,
		rpID,
		userID: bytes(account.id),
		userName: account.email,
		userDisplayName: account.name,
		challenge: bytes(means.challenges.issue(`passkey of ${account.id}`)),
		attestationType: 'none',
		excludeCredentials: existing.map((one) => ({ id: one.id, transports: known(one.transports) })),
		authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
	});
}

export type NewPasskey = Pick<Passkey, 'id' | 'public_key' | 'sign_count' | 'transports'>;

/** The passkey that the browser made in answer to our challenge; null for anything else. */
export async function readRegistration(
	means: Means,
	account: string,
	answer: unknown,
): Promise<{ passkey: NewPasskey; challenge: Returned } | null> {
	const response = registration.safeParse(answer);
	if (!response.success) return null;
	const { rpID, origin } = party(means);
	let challenge: Returned | null = null;
	try {
		const { verified, registrationInfo } = await verifyRegistrationResponse({
			// Checked above for its shape, and by the library for its meaning.
			response: response.data as RegistrationResponseJSON,
			expectedChallenge: (given) => {
				challenge = means.challenges.recognise(`passkey of ${account}`, textOf(given));
				return challenge !== null;
			},
			expectedOrigin: origin,
			expectedRPID: rpID,
			requireUserVerification: true,
		});
		if (!verified || challenge === null) return null;
		const { id, publicKey, counter } = registrationInfo.credential;
		return {
			challenge,
			passkey: {
				id,
				public_key: Buffer.from(publicKey),
				sign_count: counter,
				transports: known(response.data.response.transports ?? []),
			},
		};
	} catch {
		return null;
	}
}

const signingIn = 'passkey sign-in';

/** For whichever passkey the person chooses: the page does not know yet who they are. */
export function authenticationOptions(means: Means): Promise<PublicKeyCredentialRequestOptionsJSON> {
	return generateAuthenticationOptions({
		rpID: party(means).rpID,
		challenge: bytes(means.challenges.issue(signingIn)),
		userVerification: 'required',
	});
}

/** Which passkey the answer says it comes from. Nothing is proved by that. */
export function claimedPasskey(answer: unknown): string | null {
	const response = authentication.safeParse(answer);
	return response.success ? response.data.id : null;
}

/**
 * How far the passkey's own count has come, when the answer is its; null when it is not, or when the count has not gone
 * up as it should: then there is a copy of it somewhere.
 */
export async function readAuthentication(
	means: Means,
	passkey: Passkey,
	answer: unknown,
): Promise<{ signCount: number; challenge: Returned } | null> {
	const response = authentication.safeParse(answer);
	if (!response.success) return null;
	const { rpID, origin } = party(means);
	let challenge: Returned | null = null;
	try {
		const { verified, authenticationInfo } = await verifyAuthenticationResponse({
			response: response.data as AuthenticationResponseJSON,
			expectedChallenge: (given) => {
				challenge = means.challenges.recognise(signingIn, textOf(given));
				return challenge !== null;
			},
			expectedOrigin: origin,
			expectedRPID: rpID,
			requireUserVerification: true,
			credential: {
				id: passkey.id,
				publicKey: Uint8Array.from(passkey.public_key),
				counter: passkey.sign_count,
				transports: known(passkey.transports),
			},
		});
		return verified && challenge !== null ? { signCount: authenticationInfo.newCounter, challenge } : null;
	} catch {
		return null;
	}
}
