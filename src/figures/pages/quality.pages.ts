import { z } from 'zod';
import {
	dayIn,
	get,
	inWordsDate,
	pageNumber,
	paginationOf,
	perPage,
	type Route,
	type Services,
	view,
} from '../../foundation/index.ts';
import { listForces } from '../../programmes/index.ts';
import { type Finding, filtered, findingKinds, findingTitles } from '../comparison/finding.ts';
import { qualityList } from '../comparison/quality.store.ts';
import { listIndicators } from '../indicators/indicator.store.ts';
import { figurePolicy } from '../snapshots/snapshot.ts';
import { addressed } from './address.ts';
import { areaOf } from './force.pages.ts';
import { keeping } from './kept.ts';

const query = z.object({
	kind: z.enum(['', ...findingKinds]).catch(''),
	indicator: z.string().max(200).default(''),
	area: z.string().max(100).default(''),
	page: pageNumber,
});

const keep = keeping<Finding[]>(1);

/** What an analyst should look at in the newest figures: outlying, inconsistent, missing, old. */
export function qualityPage(services: Services): Route {
	return get({
		url: '/figures/quality',
		opens: 'account',
		permit: figurePolicy.can.read,
		query,
		async handle({ tx, query }) {
			const { kind, indicator, area } = query;
			const forces = (await listForces(tx)).flatMap((force) => {
				const code = areaOf(force);
				return code === null ? [] : [{ value: code, text: force.name }];
			});
			const indicators = await listIndicators(tx);
			const today = dayIn(services.clock);
			const asked = { indicator: null, query: today };
			const everything = await keep(tx, asked, () => qualityList(tx, { today }));
			const all = filtered(everything, {
				...(indicator === '' ? {} : { indicators: [indicator] }),
				...(area === '' ? {} : { areas: [area] }),
			});
			const counts = Map.groupBy(all, (one) => one.kind);
			const found = kind === '' ? all : (counts.get(kind) ?? []);
			const pages = Math.max(1, Math.ceil(found.length / perPage));
			const page = Math.min(query.page, pages);
			const kept = { kind, indicator, area };
			const titles = [...new Map(indicators.map(({ id, title }) => [id, title]))];
			return view('figures/quality.njk', {
				findings: found.slice((page - 1) * perPage, page * perPage).map((one) => ({
					kind: findingTitles[one.kind],
					title: { text: one.title, href: one.href, hidden: one.name === '' ? '' : `for ${one.name}` },
					area: one.name || null,
					until: one.until === null ? null : inWordsDate(one.until),
					text: one.text,
					illustrative: one.illustrative,
				})),
				total: found.length,
				kinds: findingKinds.map((value) => ({
					value,
					text: `${findingTitles[value]} (${counts.get(value)?.length ?? 0})`,
				})),
				indicators: titles.map(([value, text]) => ({ value, text })),
				forces,
				filter: { values: kept },
				applied: [
					...(kind === ''
						? []
						: [
								{
									name: 'Kind',
									text: findingTitles[kind],
									href: `/figures/quality${addressed({ ...kept, kind: null })}`,
								},
							]),
					...(indicator === ''
						? []
						: [
								{
									name: 'Indicator',
									text: titles.find(([id]) => id === indicator)?.[1] ?? indicator,
									href: `/figures/quality${addressed({ ...kept, indicator: null })}`,
								},
							]),
					...(area === ''
						? []
						: [
								{
									name: 'Force',
									text: forces.find(({ value }) => value === area)?.text ?? area,
									href: `/figures/quality${addressed({ ...kept, area: null })}`,
								},
							]),
				],
				pagination: paginationOf({ page, total: found.length, query: kept, noun: 'finding' }),
			});
		},
	});
}
