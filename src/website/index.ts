/** The room's face: what the rooms above may use. */
import type { Part, Services, Tx } from '../foundation/index.ts';
import { calendarPages } from './calendar.pages.ts';
import { calendarPolicy, publicationPolicy } from './policy.ts';
import { publicationPages } from './publication.pages.ts';
import { publications } from './publication.store.ts';
import { publicationLine } from './publication.view.ts';

/** What the public sees of what was released. */
export function websitePart(services: Services): Part {
	return {
		policies: [publicationPolicy, calendarPolicy],
		navigation: [
			{
				text: 'Publications',
				href: '/publications',
				permit: publicationPolicy.can.read,
				layouts: ['public'],
			},
			{ text: 'Release calendar', href: '/calendar', permit: calendarPolicy.can.read, layouts: ['public'] },
		],
		routes: [...publicationPages(services), ...calendarPages(services)],
	};
}

/** The newest publications, for the front page. */
export async function newestPublications(
	tx: Tx,
): Promise<{ title: string; href: string; published: string; illustrative: boolean }[]> {
	const found = await publications(tx, { most: 5 });
	return found.publications.filter(({ withdrawnAt }) => withdrawnAt === null).map(publicationLine);
}
