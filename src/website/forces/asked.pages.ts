import { z } from 'zod';
import { get, pageNumber, paginationOf, type Route, type Services, view } from '../../foundation/index.ts';
import { oneText } from '../asked.ts';
import { raisedKind, stateWords } from '../findings.view.ts';
import { followedNow, londonToday, older, statesInOrder } from '../record/index.ts';
import { endings, tableAnswer } from '../table.ts';
import { type T, wordsIn } from '../words/words.ts';
import { askedKinds, dashed, isWanted, understood, type Wanted, wantedStates } from './asked.ts';
import { askedCounts, askedHref, followedLine, followedTable } from './asked.view.ts';
import { bySlug, cameBy, forceOr, headOf, ofForce } from './force.pages.ts';
import { hrefOf } from './force.view.ts';
import { publishedForcePolicy } from './policy.ts';
import { theForce } from './record.pages.ts';

const { read } = publishedForcePolicy.can;
const perPage = 25;
const keys = ['state', 'kind', 'theme', 'year', 'before'] as const;

const wanted = z.object({ state: oneText, kind: oneText, theme: oneText, year: oneText, before: oneText });

/** What a force was asked to do by whatever was published, and what has become of it. */
export function askedPages({ settings }: Services): Route[] {
	return [
		get({
			url: '/police-forces/:slug/recommendations',
			opens: 'public',
			permit: read,
			params: bySlug,
			query: cameBy.extend({ ...wanted.shape, page: pageNumber }),
			// Something is overdue from one day to the next.
			keep: (at) => [...ofForce(at), 'national', 'day'],
			async handle({ tx, params, query: { was, page, ...asked }, request }) {
				const at = await forceOr(tx, params.slug, {
					tail: '/recommendations',
					language: request.language,
				});
				if ('answer' in at) return at.answer;
				const { force } = at;
				const t = wordsIn(request.language);
				const head = await headOf(tx, { ...at, was }, t);
				const followed = await followedNow(tx, { forces: [force.id] });
				const today = await londonToday(tx);
				const themes = [...new Set(followed.flatMap(({ theme }) => theme ?? []))].sort();
				const { wanted: chosen, unknown } = understood(asked, themes);
				const shown = followed.filter((one) => isWanted(one, chosen, today));
				const years = [...new Set(followed.map(({ publishedOn }) => String(publishedOn.year)))];
				return view('policeForces/asked.njk', {
					...head,
					counts: askedCounts(force, followed, { today, t }),
					look: { values: chosen, errors: {} },
					unknown: unknown.map((key) =>
						t(`library.raised.unknown.${key}`, { text: asked[key].slice(0, 60) }),
					),
					...choices({ themes, years }, t),
					applied: keys.flatMap((key) =>
						chosen[key] === ''
							? []
							: [
									{
										name: t(`library.raised.filter.${key}`),
										text: said(key, chosen[key], t),
										href: askedHref(force, { ...chosen, [key]: '' }),
									},
								],
					),
					action: askedHref(force),
					total: shown.length,
					lines: shown
						.slice((page - 1) * perPage, page * perPage)
						.map((one) => followedLine(one, { today, t })),
					pages: paginationOf({
						page,
						total: shown.length,
						query: Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== '')),
						noun: '',
						size: perPage,
					}),
				});
			},
		}),
		...endings.map((ending) =>
			get({
				url: `/police-forces/:slug/recommendations.${ending}`,
				opens: 'public',
				open: true,
				permit: read,
				params: bySlug,
				keep: ({ params }) => [...ofForce({ params, query: {} }), 'national', 'day'],
				async handle({ tx, params }) {
					const force = await theForce(tx, params.slug);
					const followed = await followedNow(tx, { forces: [force.id] });
					return tableAnswer(followedTable(followed, await londonToday(tx)), {
						ending,
						name: `${force.slug}-recommendations`,
						path: `${hrefOf(force)}/recommendations`,
						site: settings.current(),
					});
				},
			}),
		),
	];
}

function choices({ themes, years }: { themes: readonly string[]; years: readonly string[] }, t: T) {
	const same = (text: string) => ({ value: text, text });
	return {
		stateItems: [
			...['open', 'overdue'].map((value) => ({ value, text: t(`words.state.${value}`) })),
			...[...statesInOrder, older].map((state) => ({ value: dashed(state), text: stateWords(state, t) })),
		],
		kindItems: askedKinds.map((value) => ({ value, text: raisedKind(value, t) })),
		themeItems: themes.map(same),
		yearItems: years.toSorted().toReversed().map(same),
	};
}

function said(key: keyof Wanted, value: string, t: T): string {
	if (key === 'kind') return raisedKind(value, t);
	return key === 'state' && wantedStates.includes(value) ? t(`words.state.${value}`) : value;
}
