import { z } from 'zod';
import { get, Missing, type Route, type Tx, view } from '../../foundation/index.ts';
import {
	type BroughtTab,
	type Force,
	forceBySlug,
	forceTabs,
	type TabPorts,
} from '../../programmes/index.ts';
import { type Comparison, totalOf } from '../comparison/compared.ts';
import { compareAll } from '../comparison/comparison.ts';
import { groupArea } from '../engine/areas.ts';
import { figuresOf } from '../engine/figure.store.ts';
import { transportPolice } from '../engine/inputs.ts';
import { listSnapshots } from '../snapshots/snapshot.store.ts';
import { figurePolicy } from '../snapshots/snapshot.ts';
import { type Line, seriesChart } from './charts.ts';
import { draw } from './drawing.ts';
import { themesOf } from './force.view.ts';
import { sourceInWords } from './indicator.view.ts';
import { keeping } from './kept.ts';

const ofForce = z.object({ slug: z.string().max(200) });
const query = z.object({ indicator: z.string().max(200).default('') });

/** "Figures" among the pages of a force, for those who read figures. */
export const figureTabs: readonly BroughtTab[] = [
	{ key: 'figures', text: 'Figures', permit: figurePolicy.can.read },
];

const keep = keeping<Awaited<ReturnType<typeof shown>>>(100);

/** A force's newest figures beside England and Wales and its group, and one of them over time. */
export function forceFiguresPage({ forceTabs: brought = figureTabs }: TabPorts = {}): Route {
	return get({
		url: '/forces/:slug/figures',
		opens: 'account',
		permit: figurePolicy.can.read,
		params: ofForce,
		query,
		async handle({ tx, params, query, actor }) {
			const force = await forceBySlug(tx, params.slug);
			if (force === null) throw new Missing();
			const area = areaOf(force);
			const asked = { indicator: null, query: [area, query] };
			return view('figures/force.njk', {
				force,
				lists: true,
				tabs: forceTabs(force, 'figures', { actor, forceTabs: brought }),
				area,
				...(await keep(tx, asked, () => shown(tx, area, query))),
			});
		},
	});
}

async function shown(tx: Tx, area: string | null, query: { indicator: string }) {
	const all = area === null ? [] : await compareAll(tx, { area });
	const chosen = all.find(({ indicator }) => indicator.id === query.indicator) ?? all[0];
	return {
		themes: themesOf(all, ({ indicator }) => `/figures/${indicator.id}?area=${area}`),
		choices: all.map(({ indicator }) => ({ value: indicator.id, text: indicator.title })),
		filter: { values: { indicator: chosen?.indicator.id } },
		chart: chosen === undefined || area === null ? null : await courseOf(tx, area, chosen),
		illustrative: all.some(({ illustrative }) => illustrative),
	};
}

/** By what the figures know a force. */
export function areaOf({ code, name }: Pick<Force, 'code' | 'name'>): string | null {
	return code ?? (/british transport police/i.test(name) ? transportPolice : null);
}

async function courseOf(tx: Tx, area: string, { indicator, name, nation }: Comparison) {
	const total = totalOf(indicator);
	const roles: [string, Line['role'], string][] = [
		[area, 'chosen', name],
		[groupArea(area), 'group', 'Most similar group'],
		[total, 'nation', nation?.name ?? 'England and Wales'],
	];
	const figures = await figuresOf(tx, {
		indicators: [{ indicator: indicator.id, version: indicator.version }],
		areas: roles.map(([of]) => of),
	});
	const lines = roles.map(([of, role, name]) => ({
		name,
		role,
		figures: figures.filter((figure) => figure.area === of),
	}));
	const snapshots = await listSnapshots(tx);
	return draw(
		seriesChart(
			indicator,
			lines.filter((line) => line.figures.length > 0),
			sourceInWords(figures, snapshots),
		),
	);
}
