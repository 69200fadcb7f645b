/** The step's face: the pages of police forces, and the front page. */
import type { Route, Services } from '../../foundation/index.ts';
import { answeredPages } from './answered.pages.ts';
import { askedPages } from './asked.pages.ts';
import { figuresPages } from './figures.pages.ts';
import { findPage } from './find.pages.ts';
import { forcePages } from './force.pages.ts';
import { listPages } from './list.pages.ts';
import { recordPages } from './record.pages.ts';

export { planHref, responseHref } from './answered.view.ts';
export { dashed } from './asked.ts';
export { askedHref, dueLine } from './asked.view.ts';
export { frontPage } from './front.ts';
export { publishedForcePolicy } from './policy.ts';

export function policeForcePages(services: Services): Route[] {
	return [
		findPage,
		...listPages(services),
		...forcePages(services),
		...askedPages(services),
		...answeredPages,
		...recordPages(services),
		...figuresPages(services),
	];
}
