import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import { sayPort, settingsGiven } from './say.ts';

/**
 * An identity provider, with one client. Whoever comes is signed in as the subject in login_hint, which a test puts into
 * the address in place of a person who types: "jo" has jo@test.example, verified; "unverified-jo" has the same address
 * unverified; "mfa-jo" proved more than a password; "nobody" says no.
 */
const settings = settingsGiven();

function emailOf(subject: string): string {
	return `${subject.replace(/^(mfa|unverified|other)-/, '')}@test.example`;
}

const key = () => ({
	...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }),
	use: 'sig',
	alg: 'RS256',
	kid: 'one',
});

const server = createServer();
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
const address = server.address();
const issuer = `http://127.0.0.1:${portOf(address)}`;

const provider = new Provider(issuer, {
	clients: [
		{
			client_id: 'inspectorate',
			client_secret: String(settings.secret),
			redirect_uris: [String(settings.redirect)],
			grant_types: ['authorization_code'],
			response_types: ['code'],
		},
	],
	jwks: { keys: [key()] },
	cookies: { keys: ['of this run'] },
	claims: { openid: ['sub', 'amr'], email: ['email', 'email_verified'] },
	features: { devInteractions: { enabled: false } },
	interactions: { url: () => '/interaction' },
	findAccount: (_context: unknown, subject: string) => ({
		accountId: subject,
		claims: () => ({
			sub: subject,
			email: emailOf(subject),
			email_verified: !subject.startsWith('unverified-'),
		}),
	}),
	async loadExistingGrant({
		oidc,
	}: {
		oidc: { client: { clientId: string }; session: { accountId: string } };
	}) {
		const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
		grant.addOIDCScope('openid email');
		await grant.save();
		return grant;
	},
});

// The keys that it publishes are not those that it signs with: somebody has put themselves between.
if (settings.forged === true) {
	provider.use(async (context, next) => {
		await next();
		if (context.path === '/jwks') {
			const { kty, n, e, use, alg, kid } = { ...key() };
			context.body = { keys: [{ kty, n, e, use, alg, kid }] };
		}
	});
}

const answer = provider.callback();
server.on('request', (request, response) => {
	if (request.url !== '/interaction') {
		answer(request, response);
		return;
	}
	provider
		.interactionDetails(request, response)
		.then(({ params }) => {
			const subject = String(params.login_hint);
			const result =
				subject === 'nobody'
					? { error: 'access_denied', error_description: 'No' }
					: {
							login: {
								accountId: subject,
								...(subject.startsWith('mfa-') ? { amr: ['pwd', 'otp', 'mfa'] } : {}),
							},
						};
			return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
		})
		.catch((error: unknown) => response.writeHead(500).end(String(error)));
});
sayPort(address);

function portOf(bound: AddressInfo | string | null): number {
	return typeof bound === 'object' && bound !== null ? bound.port : 0;
}
