import { z } from 'zod';
import { get, Missing, type Route, redirect, type Tx, view } from '../../foundation/index.ts';
import { oneText } from '../asked.ts';
import { planHref, responseHref } from '../forces/index.ts';
import {
	citedAs,
	type Followed,
	followedHistory,
	followedHref,
	followedNow,
	londonToday,
	numberIn,
	plansNow,
	responsesNow,
} from '../record/index.ts';
import { type T, wordsIn } from '../words/words.ts';
import { libraryPolicy } from './policy.ts';
import { eventLine, nationalView, promiseView } from './promise.view.ts';

const { read } = libraryPolicy.can;

/** What somebody was asked to do, at one address for ever: FU-12, whether it was asked of one or of all forces. */
const page = get({
	url: '/recommendations/:number',
	opens: 'public',
	permit: read,
	params: z.object({ number: z.string().max(100) }),
	query: z.object({ state: oneText }),
	// Which force it is of stands in no address, so that whatever moves may be this.
	keep: () => ['all', 'followed', 'day'],
	async handle({ tx, params, query, request }) {
		const number = numberIn(params.number);
		if (number === null) throw new Missing();
		const t = wordsIn(request.language);
		const [own] = await followedNow(tx, { numbers: [number] });
		const all = own === undefined ? await followedNow(tx, { national: number }) : [];
		if (own === undefined && all.length === 0) throw new Missing();
		if (params.number !== citedAs(number)) return redirect(followedHref(number));
		const today = await londonToday(tx);
		if (own !== undefined) return view('library/promise.njk', await promiseData(tx, own, { today, t }));
		const national = nationalView(number, { all, shown: '' }, { today, t });
		const known = [
			...national.counts.states,
			...(national.counts.overdue === null ? [] : [national.counts.overdue]),
		];
		const shown = known.some(({ href }) => href.endsWith(`=${query.state}`)) ? query.state : '';
		return view('library/national.njk', {
			promise: nationalView(number, { all, shown }, { today, t }),
		});
	},
});

async function promiseData(tx: Tx, own: Followed, { today, t }: { today: Temporal.PlainDate; t: T }) {
	const { number } = own;
	const link = (one: Followed) => ({ href: followedHref(one.number), cited: citedAs(one.number) });
	return {
		promise: promiseView(own, { today, t }),
		course: (await followedHistory(tx, number)).map((event) => eventLine(event, own, t)),
		replaces: (await followedNow(tx, { instead: number })).map(link),
		responses: (await responsesNow(tx, { promise: number })).map((one) => ({
			title: t('forces.responses.of', { body: one.body, report: one.report.title }),
			href: responseHref(one),
			illustrative: one.illustrative,
		})),
		plans: (await plansNow(tx, { promise: number })).map((one) => ({
			title: one.title,
			href: planHref(one),
			force: one.force.name,
			illustrative: one.illustrative,
		})),
	};
}

export const promisePages: Route[] = [page];
