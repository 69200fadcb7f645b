/** The room's face: what the rooms above may use. */
import type { AnyJob, Mailing, Part, Route, Services } from '../foundation/index.ts';
import { alertPages, alertsPolicy, alertsSchedule } from './alerts/index.ts';
import { calendarPages } from './calendar.pages.ts';
import { comparePages, comparisonPolicy } from './compare/index.ts';
import { openDataPart } from './data/index.ts';
import { policeForcePages, publishedForcePolicy } from './forces/index.ts';
import { libraryPages, libraryPolicy } from './library/index.ts';
import { calendarPolicy, publicationPolicy } from './policy.ts';
import { publicationPages } from './publication.pages.ts';
import { searchPolicy } from './search/policy.ts';
import { searchPages } from './search/search.pages.ts';

export { followersFact } from './alerts/index.ts';
export { frontPage } from './forces/index.ts';
export { publicChanges } from './record/index.ts';
export { websiteWords } from './words/words.ts';

/** What the public sees of what was released. */
export function websitePart(services: Services, mailer: Mailing): Part {
	const routes: Route[] = [
		...policeForcePages(services),
		...publicationPages(services),
		...calendarPages(services),
		...searchPages,
		...comparePages,
		...libraryPages,
		...alertPages(services, mailer),
	];
	const data = openDataPart(services, () => routes.map(({ url }) => url));
	return {
		policies: [
			...data.policies,
			publishedForcePolicy,
			publicationPolicy,
			calendarPolicy,
			searchPolicy,
			comparisonPolicy,
			libraryPolicy,
			alertsPolicy,
		],
		navigation: [
			{
				text: 'Police forces',
				href: '/police-forces',
				permit: publishedForcePolicy.can.read,
				layouts: ['public'],
				covers: ['/find'],
			},
			{ text: 'Compare', href: '/compare', permit: comparisonPolicy.can.read, layouts: ['public'] },
			{
				text: 'Publications',
				href: '/publications',
				permit: publicationPolicy.can.read,
				layouts: ['public'],
			},
			{ text: 'Release calendar', href: '/calendar', permit: calendarPolicy.can.read, layouts: ['public'] },
			{ text: 'Search', href: '/search', permit: searchPolicy.can.read, layouts: ['public'] },
			...data.navigation,
		],
		routes: [...routes, ...data.routes],
	};
}

/** What it does by the clock: nothing public waits for it. */
export function websiteSchedule(
	services: Services,
	mailer: Mailing,
): { job: AnyJob; every: 'minute' | 'hour' }[] {
	return alertsSchedule(services, mailer);
}
