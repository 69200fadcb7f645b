import type { Services } from '../../foundation/index.ts';

/** Who publishes, under which licence: it stands in everything that is taken away. */
export type Publisher = { name: string; origin: string };

export const licence = {
	name: 'Open Government Licence v3.0',
	id: 'OGL-UK-3.0',
	url: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
} as const;

export function publisherOf({ settings }: Pick<Services, 'settings'>): Publisher {
	const { name, address } = settings.current();
	return { name, origin: address.replace(/\/$/, '') };
}

export function attributionOf({ name }: Publisher): string {
	return `Contains information of ${name}, licensed under the ${licence.name}.`;
}

/** For programs of other sites: everybody may read it, and ask whether they have it already. */
export const openHeaders = {
	'access-control-allow-origin': '*',
	'access-control-expose-headers':
		'ETag, Link, Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset',
	'cross-origin-resource-policy': 'cross-origin',
	'cache-control': 'no-cache',
} as const;
