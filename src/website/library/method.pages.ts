import { z } from 'zod';
import { definitionOf, sourceTitle } from '../../figures/index.ts';
import { get, Missing, type Route, view } from '../../foundation/index.ts';
import { indicatorsNow, type PublicIndicator, registerNow, snapshotsIn } from '../record/index.ts';
import { wordsIn } from '../words/words.ts';
import { libraryPolicy } from './policy.ts';
import { sourcesNow } from './term.store.ts';

const { read } = libraryPolicy.can;

/** Every figure that is published, by theme. */
const list = get({
	url: '/methods',
	opens: 'public',
	permit: read,
	keep: () => ['all'],
	async handle({ tx }) {
		const indicators = await indicatorsNow(tx);
		return view('library/methods.njk', {
			themes: [...Map.groupBy(indicators, ({ definition }) => definition.theme)].map(([theme, own]) => ({
				theme,
				methods: own.map(({ id, title, definition }) => ({
					title,
					unit: definition.unit,
					href: `/methods/${id}`,
				})),
			})),
		});
	},
});

const page = get({
	url: '/methods/:indicator',
	opens: 'public',
	permit: read,
	keep: () => ['all'],
	params: z.object({ indicator: z.string().max(200) }),
	async handle({ tx, params, request }) {
		const t = wordsIn(request.language);
		const [indicator] = await indicatorsNow(tx, [params.indicator]);
		if (indicator === undefined) throw new Missing();
		const { definition, release } = indicator;
		const register = await registerNow(tx);
		const used = sourcesOf(definition);
		const day = (when: Temporal.PlainDate | undefined) => (when === undefined ? null : t.date(when));
		return view('library/method.njk', {
			title: indicator.title,
			meaning: definition.meaning,
			version: indicator.version,
			superseded: definition.supersededBy !== undefined,
			figures: indicator.whole ? `/compare/figures/${indicator.id}` : null,
			rows: definitionOf(definition).filter(({ value }) => value !== definition.meaning),
			caveats: definition.caveats.map(({ text, forces, since, until }) => ({
				text,
				forces: forces.map((code) => register.byArea(code)?.name ?? code).join(', '),
				since: day(since),
				until: day(until),
			})),
			breaks: definition.breaks.map(({ at, because }) => ({ at: t.date(at), because })),
			sources: (await snapshotsIn(tx, indicator.editionId))
				.filter(({ source }) => used.has(source))
				.map((one) => ({
					title: sourceTitle(one.source),
					release: one.release,
					period: t.span(one),
					published: day(one.publishedOn ?? undefined),
					licence: one.licence,
					illustrative: one.illustrative,
				})),
			release: {
				title: release.title,
				href: `/publications/${release.slug}`,
				published: t.date(release.publishedAt),
			},
		});
	},
});

/** All that its figures rest on. */
function sourcesOf(definition: PublicIndicator['definition']): Set<string> {
	const { numerator, denominator, undecided, margin, published, deflate } = definition;
	return new Set(
		[numerator, denominator, undecided, margin, published, deflate].flatMap((part) => part?.source ?? []),
	);
}

/** Where data come from, and what is done with all of them. */
const about = get({
	url: '/about-the-data',
	opens: 'public',
	permit: read,
	keep: () => ['all'],
	async handle({ tx, request }) {
		const t = wordsIn(request.language);
		return view('library/about-the-data.njk', {
			sources: (await sourcesNow(tx)).map((one) => ({
				title: sourceTitle(one.source),
				release: one.release,
				period: t.span(one),
				published: one.publishedOn === null ? null : t.date(one.publishedOn),
				licence: one.licence,
				illustrative: one.illustrative,
			})),
			markers: [
				'not-available',
				'suppressed',
				'incomplete',
				'projected',
				'small-base',
				'provisional',
				'revised',
			],
			parts: ['forces', 'groups', 'intervals', 'rounding', 'revisions', 'illustrative', 'licence'],
		});
	},
});

export const methodPages: Route[] = [list, page, about];
