import {
	AuthorizationResponseError,
	allowInsecureRequests,
	authorizationCodeGrant,
	buildAuthorizationUrl,
	ClientError,
	ClientSecretBasic,
	type Configuration,
	calculatePKCECodeChallenge,
	discovery,
	enableNonRepudiationChecks,
	fetchUserInfo,
	ResponseBodyError,
	randomNonce,
	randomPKCECodeVerifier,
	randomState,
} from 'openid-client';
import { z } from 'zod';
import { Refused } from '../kernel/failures.ts';
import type { OpenIdSettings } from '../settings/settings.ts';

/** What is remembered of somebody who has gone to the provider, until they come back. */
export const journeySchema = z.object({
	state: z.string(),
	nonce: z.string(),
	verifier: z.string(),
	next: z.string(),
	until: z.number(),
});
export type Journey = z.output<typeof journeySchema>;

/** Whom the provider says it has before it. */
export type Claims = { issuer: string; subject: string; verifiedEmail: string | null; multiFactor: boolean };

/** A transaction waits while the provider is asked, so it is not asked for long. */
const patienceSeconds = 5;

/** Finds the provider once, and again when its settings have changed or it could not be found. */
export function providerFinder(): (settings: OpenIdSettings) => Promise<Configuration> {
	let found: { key: string; configuration: Promise<Configuration> } | undefined;
	return (settings) => {
		const key = JSON.stringify(settings);
		if (found?.key === key) return found.configuration;
		const issuer = new URL(settings.issuer);
		const here = ['localhost', '127.0.0.1', '[::1]'].includes(issuer.hostname);
		const configuration = discovery(
			issuer,
			settings.client,
			settings.secret,
			ClientSecretBasic(settings.secret),
			{
				timeout: patienceSeconds,
				// Without TLS only on this machine. The ID token's signature is checked, wherever it came from.
				execute: [enableNonRepudiationChecks, ...(here ? [allowInsecureRequests] : [])],
			},
		);
		found = { key, configuration };
		configuration.catch(() => {
			if (found?.key === key) found = undefined;
		});
		return configuration;
	};
}

export async function begin(
	configuration: Configuration,
	trip: { redirectUri: string; next: string; until: Temporal.Instant },
): Promise<{ url: string; journey: Journey }> {
	const journey: Journey = {
		state: randomState(),
		nonce: randomNonce(),
		verifier: randomPKCECodeVerifier(),
		next: trip.next,
		until: trip.until.epochMilliseconds,
	};
	const url = buildAuthorizationUrl(configuration, {
		redirect_uri: trip.redirectUri,
		scope: 'openid email',
		state: journey.state,
		nonce: journey.nonce,
		code_challenge: await calculatePKCECodeChallenge(journey.verifier),
		code_challenge_method: 'S256',
	});
	return { url: url.href, journey };
}

const idClaims = z.object({
	iss: z.string(),
	sub: z.string(),
	email: z.string().optional(),
	email_verified: z.boolean().optional(),
	amr: z.array(z.string()).optional(),
	acr: z.string().optional(),
});

export async function finish(configuration: Configuration, back: URL, journey: Journey): Promise<Claims> {
	const tokens = await authorizationCodeGrant(configuration, back, {
		pkceCodeVerifier: journey.verifier,
		expectedState: journey.state,
		expectedNonce: journey.nonce,
		idTokenExpected: true,
	});
	const claims = idClaims.parse(tokens.claims());
	const { iss: issuer, sub: subject } = claims;
	// Some providers tell the address only when they are asked.
	const about =
		claims.email === undefined
			? idClaims.partial().parse(await fetchUserInfo(configuration, tokens.access_token, subject))
			: claims;
	return {
		issuer,
		subject,
		verifiedEmail: about.email_verified === true ? (about.email?.trim().toLowerCase() ?? null) : null,
		multiFactor: provesMultiFactor(claims),
	};
}

const strongContexts = [
	'phr',
	'phrh',
	'https://refeds.org/profile/mfa',
	'http://schemas.openid.net/pape/policies/2007/06/multi-factor',
];

/** Whether the provider says that it asked for more than a password. What it does not say, we ask for ourselves. */
export function provesMultiFactor(claims: { amr?: string[] | undefined; acr?: string | undefined }): boolean {
	return (claims.amr?.includes('mfa') ?? false) || strongContexts.includes(claims.acr ?? '');
}

/** What went wrong at the provider or on the way, for the person who was sent there; null when it is a fault of ours. */
export function sentenceFor(error: unknown, label: string): string | null {
	if (error instanceof Refused) return error.message;
	if (error instanceof AuthorizationResponseError) {
		return error.error === 'access_denied'
			? `${label} did not sign you in, because you or it said no. Try again, or sign in another way`
			: `${label} could not sign you in. Try again, or sign in another way`;
	}
	if (error instanceof ResponseBodyError) {
		return `${label} no longer accepts this sign-in. Start again`;
	}
	if (error instanceof z.ZodError || (error instanceof ClientError && !unreachable(error))) {
		return `The answer of ${label} could not be trusted, so nobody was signed in. Start again`;
	}
	if (unreachable(error))
		return `${label} cannot be reached at the moment. Try again later, or sign in another way`;
	return null;
}

/** No answer at all, or one that is not the provider's: its own machine is out of order. */
function unreachable(error: unknown): boolean {
	if (error instanceof ClientError) {
		return [
			'OAUTH_TIMEOUT',
			'OAUTH_ABORT',
			'OAUTH_RESPONSE_IS_NOT_CONFORM',
			'OAUTH_RESPONSE_IS_NOT_JSON',
		].includes(error.code ?? '');
	}
	return error instanceof TypeError && /fetch failed/.test(error.message);
}
