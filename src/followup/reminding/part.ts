import type { Part, Services } from '../../foundation/index.ts';
import { calendarPages } from './calendar.pages.ts';
import { remindingPolicy } from './policy.ts';
import { savedPages } from './saved.pages.ts';

/** Reminders, calendars and lists of whoever asks. */
export function remindingPart(services: Services): Part {
	return { policies: [remindingPolicy], routes: [...calendarPages(services), ...savedPages] };
}
