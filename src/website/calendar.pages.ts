import { z } from 'zod';
import {
	type CalendarEvent,
	get,
	icalendar,
	pageNumber,
	paginationOf,
	perPage,
	type Route,
	type Services,
	view,
} from '../foundation/index.ts';
import { coming, type Entry, past } from './calendar.store.ts';
import { calendarPolicy } from './policy.ts';
import { kindTitle } from './publication.view.ts';
import { type T, wordsIn } from './words/words.ts';

const { read } = calendarPolicy.can;

/** What is announced, and where it is once it is out. */
const keep = () => ['announcements', 'all'];

/** As far back as a calendar program is told. */
const mostPast = 200;

function entryLine(entry: Entry, t: T) {
	return {
		title: entry.title,
		kind: kindTitle(entry.kind, t),
		at: t.instant(entry.at),
		before: entry.before === null ? null : t.instant(entry.before),
		because: entry.because,
		cancelled: entry.cancelled,
		href: entry.slug === null ? null : `/publications/${entry.slug}`,
	};
}

/** A title and an instant, as the page says them. */
function eventOf(entry: Entry): CalendarEvent {
	return {
		id: `announcement-${entry.number}`,
		sequence: entry.said - 1,
		saidAt: entry.announcedAt,
		at: entry.at,
		title: entry.title,
		description: entry.because,
		cancelled: entry.cancelled,
		path: entry.slug === null ? '/calendar' : `/publications/${entry.slug}`,
	};
}

/** What is announced, and what was: titles and instants, and no word of what stands in them. */
export function calendarPages({ settings }: Pick<Services, 'settings'>): Route[] {
	return [
		get({
			url: '/calendar',
			opens: 'public',
			permit: read,
			keep,
			query: z.object({ page: pageNumber }),
			async handle({ tx, query: { page }, request }) {
				const t = wordsIn(request.language);
				const { entries, total } = await past(tx, { most: perPage, skip: (page - 1) * perPage });
				return view('website/calendar.njk', {
					coming: (await coming(tx)).map((one) => entryLine(one, t)),
					past: entries.map((one) => entryLine(one, t)),
					pages: paginationOf({ page, total, query: {}, noun: '' }),
				});
			},
		}),
		get({
			url: '/calendar.ics',
			opens: 'public',
			permit: read,
			keep,
			async handle({ tx }) {
				const entries = [...(await coming(tx)), ...(await past(tx, { most: mostPast })).entries];
				const { name, address } = settings.current();
				return {
					kind: 'data',
					type: 'text/calendar; charset=utf-8',
					saveAs: 'calendar.ics',
					body: icalendar(entries.map(eventOf), {
						...{ name, address, product: 'Release calendar' },
						title: wordsIn('en')('publications.calendar.feed', { name }),
					}),
				};
			},
		}),
	];
}
