/** The package brings no types; these are of what the test server uses. */
declare module 'oidc-provider' {
	import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

	type Interaction = { params: Record<string, unknown>; prompt: { name: string } };
	type KoaContext = { path: string; body: unknown };

	export class Grant {
		constructor(of: { accountId: string; clientId: string });
		addOIDCScope(scope: string): void;
		save(): Promise<string>;
	}

	export class Provider {
		constructor(issuer: string, configuration: object);
		Grant: typeof Grant;
		callback(): RequestListener;
		use(step: (context: KoaContext, next: () => Promise<void>) => Promise<void>): void;
		interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<Interaction>;
		interactionFinished(
			request: IncomingMessage,
			response: ServerResponse,
			result: object,
			options: { mergeWithLastSubmission: boolean },
		): Promise<void>;
	}
}
