import type { Services } from '../../foundation/index.ts';

export { attributionOf, licence } from '../terms.ts';

/** Who publishes, under which licence: it stands in everything that is taken away. */
export type Publisher = { name: string; origin: string };

export function publisherOf({ settings }: Pick<Services, 'settings'>): Publisher {
	const { name, address } = settings.current();
	return { name, origin: address.replace(/\/$/, '') };
}

/** Everybody may keep it, and asks each time whether it still holds. */
export const openHeaders = { 'cache-control': 'no-cache' } as const;
