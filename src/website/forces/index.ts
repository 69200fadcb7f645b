/** The step's face: the pages of police forces, and the front page. */
import type { Route, Services } from '../../foundation/index.ts';
import { figuresPages } from './figures.pages.ts';
import { findPage } from './find.pages.ts';
import { forcePages } from './force.pages.ts';
import { listPages } from './list.pages.ts';
import { recordPages } from './record.pages.ts';

export { frontPage } from './front.ts';
export { publishedForcePolicy } from './policy.ts';

export function policeForcePages(services: Services): Route[] {
	return [
		findPage,
		...listPages(services),
		...forcePages(services),
		...recordPages(services),
		...figuresPages(services),
	];
}
