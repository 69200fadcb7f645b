import { z } from 'zod';
import { dayIn, get, type Route, type Services, view } from '../../foundation/index.ts';
import { listForces } from '../../programmes/index.ts';
import { growsWithArea } from '../comparison/measured.ts';
import { similarTo } from '../comparison/similar.store.ts';
import { listIndicators } from '../indicators/indicator.store.ts';
import { figurePolicy } from '../snapshots/snapshot.ts';
import { areaOf } from './force.pages.ts';

const several = z.preprocess(
	(value) => (value === undefined || value === '' ? [] : Array.isArray(value) ? value : [value]),
	z.array(z.string().max(200)).max(200),
);
const query = z.object({ force: z.string().max(200).default(''), indicator: several });

/** Forces that are alike, with how far apart they are and why: beside the official group, and never in its place. */
export function similarPage(services: Services): Route {
	return get({
		url: '/figures/similar',
		opens: 'account',
		permit: figurePolicy.can.read,
		query,
		async handle({ tx, query }) {
			const register = await listForces(tx);
			const chosen = register.find(({ slug }) => slug === query.force);
			const area = chosen === undefined ? null : areaOf(chosen);
			const indicators = (await listIndicators(tx)).filter(
				(one) => !growsWithArea(one) && one.forecast === undefined,
			);
			const asked = area !== null && query.indicator.length > 0;
			const proposal = asked
				? await similarTo(tx, { area, indicators: query.indicator, on: dayIn(services.clock) })
				: null;
			const slugs = new Map(register.map(({ code, slug }) => [code, slug]));
			const refused = (() => {
				if (proposal !== null && 'none' in proposal) return proposal.none;
				if (query.force === '' && query.indicator.length === 0) return null;
				return area === null
					? 'Choose a force that has an area of its own.'
					: asked
						? null
						: 'Choose at least one indicator.';
			})();
			return view('figures/similar.njk', {
				forces: register
					.filter((one) => areaOf(one) !== null)
					.map(({ slug, name }) => ({ value: slug, text: name })),
				indicators: indicators.map(({ id, title }) => ({ value: id, text: title })),
				filter: { values: query },
				name: chosen?.name ?? null,
				refused,
				proposal:
					proposal === null || 'none' in proposal
						? null
						: {
								...proposal,
								members: proposal.members.map((one) => ({
									...one,
									href: `/forces/${slugs.get(one.code)}/figures`,
									distance: one.distance.toFixed(2),
									reasons: one.contributions.map(
										({ title, share }) => `${title}: ${(share * 100).toFixed(0)}%`,
									),
								})),
							},
			});
		},
	});
}
