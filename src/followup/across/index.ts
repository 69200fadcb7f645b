import type { Part } from '../../foundation/index.ts';
import { acrossPolicy } from './figures.ts';
import { listPages } from './lists.pages.ts';
import { nationPages } from './nation.pages.ts';
import { relatedPages } from './related.pages.ts';

export function acrossPart(): Part {
	return { policies: [acrossPolicy], routes: [...nationPages, ...listPages, ...relatedPages] };
}
