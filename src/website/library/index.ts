/** The step's face: what stands beside the publications, and explains them. */

import type { Route } from '../../foundation/index.ts';
import { meaningPages } from './meaning.pages.ts';
import { methodPages } from './method.pages.ts';
import { programmePages } from './programme.pages.ts';
import { promisePages } from './promise.pages.ts';
import { recommendationPages } from './recommendations.pages.ts';

export { libraryPolicy } from './policy.ts';

export const libraryPages: Route[] = [
	...programmePages,
	...recommendationPages,
	...promisePages,
	...methodPages,
	...meaningPages,
];
