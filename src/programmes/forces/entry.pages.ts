import { z } from 'zod';
import {
	day,
	dayParts,
	form,
	Invalid,
	inWordsDate,
	type Permit,
	type Route,
	redirect,
	type Tx,
	withDays,
} from '../../foundation/index.ts';
import { backwards, type Span } from '../imports/dated.ts';
import { line } from './fields.ts';
import { forcePolicy } from './force.ts';

/** A dated entry of the register, as the pages that end it or take it out speak of it. */
export type Entry = Span & {
	id: string;
	/** In a sentence: "the most similar group from 1 April 2014". */
	what: string;
	/** Whose it is: the name of the force or of the body. */
	caption: string;
	/** The page that shows it. Its own pages are below it. */
	back: string;
	/** Their address, without "/end" or "/remove". */
	at: string;
};

type Pages<P extends z.ZodType> = {
	/** The address of the entry: "/forces/:slug/group/:id". */
	url: string;
	params: P;
	permit?: Permit;
	find(tx: Tx, params: z.output<P>): Promise<Entry>;
	end(tx: Tx, id: string, until: Temporal.PlainDate): Promise<void>;
	/** The reason is kept in the record. */
	remove(tx: Tx, id: string, reason: string): Promise<void>;
};

/** Two pages for one entry: it ends on a day, and stays; or it was a mistake, and is taken out with the reason on record. */
export function entryPages<P extends z.ZodType>(pages: Pages<P>): Route[] {
	const { url, params, find, permit = forcePolicy.can.change } = pages;
	const common = { opens: 'account', permit, params } as const;
	return [
		...form({
			...common,
			url: `${url}/end`,
			view: 'forces/entry-end.njk',
			fields: withDays(['until'], z.object({ until: day('last day') })),
			load: async ({ tx, params }) => ({ entry: await find(tx, params) }),
			initial: ({ entry }) => dayParts('until', entry.until),
			async submit({ tx, values: { until }, data: { entry } }) {
				if (backwards({ since: entry.since, until }))
					throw new Invalid({ until: 'The last day must be on or after the first' });
				if (entry.until !== null && Temporal.PlainDate.compare(until, entry.until) > 0)
					throw new Invalid({
						until: `It ends on ${inWordsDate(entry.until)} already: enter that day or an earlier one`,
					});
				await pages.end(tx, entry.id, until);
				return redirect(entry.back, `The last day is ${inWordsDate(until)}.`);
			},
		}),
		...form({
			...common,
			url: `${url}/remove`,
			view: 'forces/entry-remove.njk',
			fields: z.object({ reason: line('Enter why the entry is wrong', 500) }),
			load: async ({ tx, params }) => ({ entry: await find(tx, params) }),
			async submit({ tx, values: { reason }, data: { entry } }) {
				await pages.remove(tx, entry.id, reason);
				return redirect(entry.back, 'The entry has been removed, with your reason on record.');
			},
		}),
	];
}
