import type { Route } from './route.ts';

/** What is open to programs that run in pages of other sites: they may read it, and all that it says of itself. */
const openHeaders = {
	'access-control-allow-origin': '*',
	'access-control-expose-headers':
		'ETag, Link, Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset',
	'cross-origin-resource-policy': 'cross-origin',
} as const;

/** Browsers ask before such a program may send more than the plainest request, as one that names a validator. */
export const beforehand = {
	...openHeaders,
	'access-control-allow-methods': 'GET, HEAD',
	'access-control-allow-headers': '*',
	'access-control-max-age': '86400',
} as const;

/** What is there says so; where nothing is, no address is told from another. */
export function toAnySite(route: Route): Route {
	return {
		...route,
		async handle(call) {
			const answer = await route.handle(call);
			if (answer.kind !== 'data' && answer.kind !== 'file') return answer;
			return { ...answer, headers: { ...openHeaders, ...answer.headers } };
		},
	};
}
