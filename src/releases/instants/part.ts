import type { Part } from '../../foundation/index.ts';
import { calendarPages } from './announce.pages.ts';
import { instantPages } from './instant.pages.ts';
import { instantPolicy } from './policy.ts';

/** When releases are public. */
export function instantsPart(): Part {
	return { policies: [instantPolicy], routes: [...instantPages, ...calendarPages] };
}
