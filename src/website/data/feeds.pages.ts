import { z } from 'zod';
import { type Answer, get, Missing, type Route, type Services, type Tx } from '../../foundation/index.ts';
import { registerNow } from '../record/index.ts';
import { wordsIn } from '../words/words.ts';
import { openData } from './api.pages.ts';
import { atomOf, dayEntry, editionEntry, type Feed } from './atom.ts';
import { feedEntries, feedThemes, followedDays } from './feed.store.ts';
import { openDataPolicy } from './policy.ts';
import { publisherOf } from './publisher.ts';

/** Whatever is published, and whatever becomes of it, may be told here. */
const fed = {
	opens: 'public',
	permit: openDataPolicy.can.read,
	keep: () => ['all', 'followed'],
	open: true,
} as const;
const word = z.string().max(300);

const atom = 'application/atom+xml; charset=utf-8';

/** Feeds of everything, of a force and of a theme. */
export function feedRoutes(services: Services): Route[] {
	// One feed for everybody, in whatever language its pages are read.
	const t = wordsIn('en');
	const name = () => publisherOf(services).name;
	/** What was published, and what has become of what it asked, of which there is as much a day as there is. */
	async function feed(
		tx: Tx,
		{
			path,
			title,
			page,
			moved,
			of,
		}: Omit<Feed, 'entries'> & { moved: string; of: { force?: string; theme?: string } },
	): Promise<Answer> {
		const publisher = publisherOf(services);
		const at = { id: publisher.origin + path, href: publisher.origin + moved };
		const entries = [
			...(await feedEntries(tx, of)).map((one) => editionEntry(one, publisher.origin)),
			...(await followedDays(tx, of)).map((one) => dayEntry(one, at)),
		];
		return openData(atom, atomOf({ path, title, page, entries }, publisher));
	}
	return [
		get({
			...fed,
			url: '/feeds/all.atom',
			handle: ({ tx }) =>
				feed(tx, {
					path: '/feeds/all.atom',
					title: t('data.feed.all', { name: name() }),
					page: '/publications',
					moved: '/recommendations',
					of: {},
				}),
		}),
		get({
			...fed,
			url: '/feeds/forces/:slug.atom',
			params: z.object({ slug: word }),
			async handle({ tx, params: { slug } }) {
				const force = (await registerNow(tx)).bySlug(slug);
				if (force === undefined && (await feedEntries(tx, { force: slug })).length === 0) throw new Missing();
				return feed(tx, {
					path: `/feeds/forces/${slug}.atom`,
					title: t('data.feed.force', { name: name(), force: force?.name ?? slug }),
					page: force === undefined ? '/publications' : `/police-forces/${slug}`,
					moved: force === undefined ? '/recommendations' : `/police-forces/${slug}/recommendations`,
					of: { force: slug },
				});
			},
		}),
		get({
			...fed,
			url: '/feeds/themes/:slug.atom',
			params: z.object({ slug: word }),
			async handle({ tx, params: { slug } }) {
				const theme = (await feedThemes(tx)).find((one) => one.slug === slug);
				if (theme === undefined) throw new Missing();
				return feed(tx, {
					path: `/feeds/themes/${slug}.atom`,
					title: t('data.feed.theme', { name: name(), theme: theme.title }),
					page: '/publications',
					moved: `/recommendations?${new URLSearchParams({ theme: theme.title })}`,
					of: { theme: slug },
				});
			},
		}),
	];
}
