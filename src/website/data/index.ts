/** The step's face: open data, for people and programs. */
import type { Part, Services } from '../../foundation/index.ts';
import { apiRoutes } from './api.pages.ts';
import { dataPages } from './data.pages.ts';
import { openDataPolicy } from './policy.ts';

export { feedThemes, themeSlug as themeOf } from './feed.store.ts';

/** `addresses` says which pages there are, for the map of the website. */
export function openDataPart(
	services: Services,
	addresses: () => readonly string[],
): Required<Pick<Part, 'policies' | 'navigation' | 'routes'>> {
	return {
		policies: [openDataPolicy],
		navigation: [
			{ text: 'Open data', href: '/open-data', permit: openDataPolicy.can.read, layouts: ['public'] },
		],
		routes: [...apiRoutes(services), ...dataPages(services, addresses)],
	};
}
