import { z } from 'zod';
import { get, Missing, type Route, view } from '../../foundation/index.ts';
import { meaningsNow, type PublicReport, reportsNow } from '../record/index.ts';
import { type T, wordsIn } from '../words/words.ts';
import { libraryPolicy } from './policy.ts';
import { frameworksOf, programmesNow, publicationsOf } from './programme.store.ts';

const { read } = libraryPolicy.can;
const home = '/programmes-of-inspection';

/** Programmes, and what was reported about no one force. */
const list = get({
	url: home,
	opens: 'public',
	permit: read,
	keep: () => ['all'],
	async handle({ tx, request }) {
		const t = wordsIn(request.language);
		return view('library/programmes.njk', {
			programmes: (await programmesNow(tx)).map((one) => ({
				name: one.name,
				href: `${home}/${one.slug}`,
				published: t('library.programmes.published', {
					count: one.publications,
					since: t.date(one.first),
					until: t.date(one.last),
				}),
				forces: one.forces,
				illustrative: one.illustrative,
			})),
			reports: (await reportsNow(tx, { forces: 'none' })).map((one) => reportLine(one, t)),
		});
	},
});

const page = get({
	url: `${home}/:slug`,
	opens: 'public',
	permit: read,
	keep: () => ['all'],
	params: z.object({ slug: z.string().max(200) }),
	async handle({ tx, params, request }) {
		const t = wordsIn(request.language);
		const programme = (await programmesNow(tx)).find(({ slug }) => slug === params.slug);
		if (programme === undefined) throw new Missing();
		const publications = await publicationsOf(tx, programme.slug);
		const meanings = await meaningsNow(tx, t);
		const there = new Set(publications.map(({ slug }) => slug));
		const reports = (await reportsNow(tx, {})).filter(({ release }) => there.has(release.slug));
		const forces = Map.groupBy(
			reports.filter(({ force }) => force !== null),
			({ force }) => force?.slug ?? '',
		);
		return view('library/programme.njk', {
			programme: { name: programme.name, forces: programme.forces },
			publications: publications.map((one) => ({
				...one,
				href: `/publications/${one.slug}`,
				published: t.date(one.publishedAt),
			})),
			frameworks: (await frameworksOf(tx, programme.slug)).flatMap((one) => {
				const meaning = meanings.of(one);
				return meaning === undefined
					? []
					: [
							{
								title: meaning.title,
								summary: meaning.summary,
								href: `/grades-explained#${one.framework}-${one.version}`,
							},
						];
			}),
			national: reports.filter(({ force }) => force === null).map((one) => reportLine(one, t)),
			forces: [...forces.values()]
				.map((own) => ({
					name: own[0]?.force?.name ?? '',
					href: `/police-forces/${own[0]?.force?.slug ?? ''}`,
					reports: own.map((one) => reportLine(one, t)),
				}))
				.toSorted((a, b) => a.name.localeCompare(b.name, 'en-GB')),
		});
	},
});

function reportLine(one: PublicReport, t: T) {
	return {
		title: one.title,
		subtitle: one.subtitle,
		href: one.href,
		published: t.date(one.release.publishedAt),
		release: one.release.title,
		illustrative: one.illustrative,
	};
}

export const programmePages: Route[] = [list, page];
