import { z } from 'zod';
import { get, json, paginationOf, type Route, view } from '../../foundation/index.ts';
import { oneText } from '../asked.ts';
import { stateTag } from '../findings.view.ts';
import { findForces, followedHref, type RaisedState, raisedStates, registerNow } from '../record/index.ts';
import { type T, wordsIn } from '../words/words.ts';
import { forceNamed, type Spelt, withOwnName } from './named.ts';
import { searchPolicy } from './policy.ts';
import {
	corrected,
	hrefOf,
	isKind,
	kinds,
	meantBy,
	mostLetters,
	pageOf,
	piecesOf,
	problemOf,
	type Query,
} from './query.ts';
import {
	type Found,
	type Result,
	resultsOf,
	resultsPerPage,
	search,
	titlesLike,
	wordsLike,
} from './search.store.ts';

const { read } = searchPolicy.can;

const queryShape = z
	.object({ q: oneText, force: oneText, kind: oneText, year: oneText, page: oneText })
	.transform(({ q, ...rest }): Query => ({ words: q, ...rest }));

const nothing: Found = { sense: 'some', ids: [], reached: 0, groups: [] };

const page = get({
	url: '/search',
	opens: 'public',
	permit: read,
	perMinute: 120,
	query: queryShape,
	async handle({ tx, query: asIs, request }) {
		const t = wordsIn(request.language);
		const { forces } = await registerNow(tx);
		const chosen = chosenOf(asIs, forces);
		const query = { ...asIs, ...chosen.known };
		const problem = query.words === '' ? null : problemOf(query.words);
		const named = problem === 'long' ? null : forceNamed(query.words, forces);
		const texts = withOwnName(query.words, named);
		const asked = query.words !== '' && problem === null;
		const found = asked ? await search(tx, { texts, ...chosen, page: chosen.page ?? 1 }) : nothing;
		const { total, kindCounts, years } = counted(found, chosen);
		const meant =
			asked && found.sense === 'some' && found.groups.length === 0
				? corrected(query.words, meantBy(await wordsLike(tx, query.words)))
				: null;
		const sentence = problem ?? (found.sense === 'some' ? null : found.sense);
		const results = await resultsOf(tx, found, texts);
		// What was asked says where it stands: one question more, where there is any of it.
		const states = await raisedStates(
			tx,
			results.flatMap((result) => raisedNumber(result) ?? []),
		);
		const pages = Math.max(1, Math.ceil(found.reached / resultsPerPage));
		const beyond = total > 0 && (chosen.page === null || chosen.page > pages);
		return view(
			'searching/search.njk',
			{
				asked: query.words !== '',
				form: {
					values: { q: query.words.slice(0, mostLetters) },
					errors: sentence === null ? {} : { q: t(`search.problem.${sentence}`, { most: mostLetters }) },
				},
				filter: { values: query, errors: {} },
				words: query.words,
				forceItems: forces.map(({ slug, name }) => ({ value: slug, text: name })),
				kindItems: Object.keys(kinds).map((value) => ({
					value,
					text: asked
						? t('search.choice', { text: t(`search.kind.${value}`), count: kindCounts(value) })
						: t(`search.kind.${value}`),
				})),
				yearItems: years.map((year) => ({ value: String(year), text: String(year) })),
				...appliedOf(query, forces, t),
				unknown: chosen.unknown.map((key) => t(`search.unknown.${key}`, { text: asIs[key].slice(0, 60) })),
				named:
					named === null
						? null
						: {
								...named,
								href: `/police-forces/${named.slug}`,
								only:
									named.rest === '' || query.force === named.slug
										? null
										: hrefOf({ ...query, words: named.rest, force: named.slug, page: '' }),
							},
				meant: meant === null ? null : { words: meant, href: hrefOf({ ...query, words: meant, page: '' }) },
				beyond: beyond
					? { asked: query.page.slice(0, 20), pages, href: hrefOf({ ...query, page: String(pages) }) }
					: null,
				total,
				reached: found.reached < total ? found.reached : null,
				results: beyond ? [] : results.map((result) => line(result, states, t)),
				pagination: paginationOf({
					page: chosen.page ?? 1,
					total: found.reached,
					query: addressOf({ ...query, page: '' }),
					noun: '',
					size: resultsPerPage,
				}),
			},
			sentence === null ? 200 : 422,
		);
	},
});

/** What is chosen beside the words, and what of that there is not. */
function chosenOf(query: Query, forces: readonly Spelt[]) {
	const force = forces.find(({ slug }) => slug === query.force)?.slug ?? null;
	const kind = isKind(query.kind) ? query.kind : null;
	const year = /^[12]\d{3}$/.test(query.year) ? Number(query.year) : null;
	const known = { force: force ?? '', kind: kind ?? '', year: year === null ? '' : String(year) };
	return {
		force,
		kind,
		kinds: kind === null ? null : kinds[kind],
		year,
		page: pageOf(query.page),
		/** The same without what there is not. */
		known,
		unknown: (['force', 'kind', 'year'] as const).filter((key) => query[key] !== known[key]),
	};
}

/** Counts for each choice: of a kind in the year that is chosen, of years for the kind that is chosen. */
function counted({ groups }: Found, { kinds: chosen, year }: ReturnType<typeof chosenOf>) {
	const sum = (all: Found['groups']) => all.reduce((total, { count }) => total + count, 0);
	const ofYear = groups.filter((group) => year === null || group.year === year);
	const ofKind = groups.filter((group) => chosen === null || chosen.some((kind) => kind === group.kind));
	return {
		total: sum(ofYear.filter((group) => ofKind.includes(group))),
		kindCounts: (name: string) =>
			sum(ofYear.filter(({ kind }) => isKind(name) && kinds[name].some((each) => each === kind))),
		years: [...new Set([...(year === null ? [] : [year]), ...ofKind.map((group) => group.year)])].sort(
			(a, b) => b - a,
		),
	};
}

function addressOf(query: Query): Record<string, string> {
	return Object.fromEntries(new URL(hrefOf(query), 'http://localhost').searchParams);
}

function appliedOf(query: Query, forces: readonly Spelt[], t: T) {
	const texts = {
		force: forces.find(({ slug }) => slug === query.force)?.name,
		kind: isKind(query.kind) ? t(`search.kind.${query.kind}`) : undefined,
		year: query.year === '' ? undefined : query.year,
	};
	const applied = (['kind', 'force', 'year'] as const).flatMap((key) => {
		const text = texts[key];
		return query[key] === '' || text === undefined
			? []
			: [{ name: t(`search.filter.${key}`), text, href: hrefOf({ ...query, [key]: '', page: '' }) }];
	});
	return {
		applied,
		clearHref: hrefOf({ words: query.words }),
		keep: query.words === '' ? {} : { q: query.words },
	};
}

/** "/publications/peel-2018-19/raised#raised-12" */
function raisedNumber({ kind, address }: Result): number | null {
	const [, digits] = (kind === 'raised' && /#raised-(\d+)$/.exec(address)) || [];
	return digits === undefined ? null : Number(digits);
}

function line(result: Result, states: ReadonlyMap<number, RaisedState>, t: T) {
	const became = states.get(raisedNumber(result) ?? 0);
	const { kind, extract, path, language, ...rest } = result;
	return {
		...rest,
		kind: t(`search.entry.${kind}`),
		became:
			became === undefined
				? null
				: {
						href: followedHref(became.promise),
						state:
							became.asked > 1
								? { text: t('words.state.asked', { count: became.asked }), colour: 'grey' }
								: stateTag(became.state, t),
						illustrative: became.illustrative && !result.illustrative,
					},
		above: path.join(' › '),
		pieces: piecesOf(extract),
		// The page is in English where nothing else is said.
		language: language.startsWith('en') ? null : language,
	};
}

const most = 8;

const suggestions = get({
	url: '/search/suggestions',
	opens: 'public',
	permit: read,
	perMinute: 300,
	query: queryShape,
	async handle({ tx, query: { words } }) {
		const forces = problemOf(words) === null ? findForces(await registerNow(tx), words).slice(0, 4) : [];
		const titles = problemOf(words) === null ? await titlesLike(tx, words, most - forces.length) : [];
		return json({
			suggestions: [
				...forces.map(({ force: { slug, name } }) => ({
					text: name,
					kind: 'force',
					address: `/police-forces/${slug}`,
				})),
				...titles,
			],
		});
	},
});

export const searchPages: Route[] = [page, suggestions];
