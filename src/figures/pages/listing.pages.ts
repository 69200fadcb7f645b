import { z } from 'zod';
import { get, mayTry, type Route, view } from '../../foundation/index.ts';
import { inWords } from '../comparison/period.ts';
import { listIndicators } from '../indicators/indicator.store.ts';
import type { Indicator } from '../indicators/indicator.ts';
import { figurePolicy } from '../snapshots/snapshot.ts';
import { pageOf } from './address.ts';
import { keeping } from './kept.ts';
import { type Progress, progressOf } from './listing.store.ts';

const query = z.object({
	search: z.string().trim().max(100).default(''),
	theme: z.string().max(100).default(''),
});

const keep = keeping<Progress[]>(1);

/** Every indicator under its theme, and how far it has come. */
export function listingPage(): Route {
	return get({
		url: '/figures',
		opens: 'account',
		permit: figurePolicy.can.read,
		query,
		async handle({ tx, query, actor }) {
			const all = await listIndicators(tx);
			const progress = new Map(
				(await keep(tx, { indicator: null, query: null }, () => progressOf(tx))).map((one) => [
					keyOf(one.indicator, one.version),
					one,
				]),
			);
			const found = all.filter((one) => matches(one, query));
			const themes = [...Map.groupBy(found, ({ theme }) => theme)].map(([title, indicators]) => ({
				title,
				rows: indicators.map((one) => rowOf(one, progress.get(keyOf(one.id, one.version)))),
			}));
			return view('figures/listing.njk', {
				themes,
				shown: found.length,
				total: all.length,
				computed: progress.size,
				filter: { values: query },
				allThemes: [...new Set(all.map(({ theme }) => theme))],
				applied: appliedFilters(query),
				mayImport: mayTry(actor, figurePolicy.can.import),
			});
		},
	});
}

const keyOf = (id: string, version: number) => `${id}@${version}`;

type Query = z.output<typeof query>;

function matches({ id, title, meaning, theme, unit }: Indicator, { search, theme: only }: Query): boolean {
	const words = search.toLocaleLowerCase('en-GB').split(/\s+/);
	const text = [id, title, meaning, theme, unit].join('\n').toLocaleLowerCase('en-GB');
	return (only === '' || theme === only) && words.every((word) => text.includes(word));
}

function rowOf(indicator: Indicator, progress: Progress | undefined) {
	const { id, version, title, unit, forecast } = indicator;
	return {
		name: { text: forecast === undefined ? title : `${title}, version ${version}`, href: pageOf(indicator) },
		id,
		unit,
		period: progress === undefined ? null : inWords(progress),
		forces: progress?.forces ?? null,
		illustrative: progress?.illustrative ?? false,
	};
}

function appliedFilters({ search, theme }: Query) {
	const without = (name: 'search' | 'theme') =>
		`/figures?${new URLSearchParams(Object.entries({ search, theme }).filter(([key, value]) => key !== name && value !== ''))}`;
	return [
		...(search === '' ? [] : [{ name: 'Words', text: search, href: without('search') }]),
		...(theme === '' ? [] : [{ name: 'Theme', text: theme, href: without('theme') }]),
	];
}
