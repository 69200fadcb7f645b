/** The step's face: forces beside each other. */

import type { Route } from '../../foundation/index.ts';
import { comparePages as sideBySide } from './compare.pages.ts';
import { groupPages } from './group.pages.ts';
import { questionPages } from './question.pages.ts';
import { rankedPages } from './ranked.pages.ts';

export { comparisonPolicy } from './policy.ts';

export const comparePages: Route[] = [...sideBySide, ...groupPages, ...questionPages, ...rankedPages];
