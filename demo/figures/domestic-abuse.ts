import { areas, derbyshire } from './areas.ts';
import { peopleAt } from './population.ts';
import type { Row } from './row.ts';
import { counted, type Share, sized } from './shares.ts';
import { type Print, perTenThousand } from './solving.ts';
import { years, yearToMarch } from './time.ts';

const perTen: Print = { per: 100, decimals: 1 };

type Measured = {
	measure: string;
	/** Another measure, or the women of the area; without one it is so many for every woman. */
	of?: string;
	share: Omit<Share, 'name'> | { each: number };
	/** What documents state of a year: where both numbers are stated whole, they are facts. */
	stated?: Readonly<Record<number, Omit<Share, 'name' | 'print'> | { count: number }>>;
};

const measures: readonly Measured[] = [
	{ measure: 'incidents', share: { each: 0.042 } },
	{
		measure: 'arrests',
		of: 'incidents',
		share: { derbyshire: 56, nation: 45 },
		stated: { 2019: { derbyshire: 53, nation: 44 } },
	},
	{ measure: 'suspects', share: { each: 0.029 } },
	{
		measure: 'arrested-suspects',
		of: 'suspects',
		share: { derbyshire: 61.2, nation: 51.5, print: perTen },
		stated: { 2017: { derbyshire: 65.3, nation: 52.4 } },
	},
	{ measure: 'cases', share: { each: 0.031 } },
	{
		measure: 'voluntary-attendances',
		of: 'cases',
		share: { derbyshire: 22, nation: 8 },
		stated: { 2017: { derbyshire: 13, nation: 7 }, 2019: { derbyshire: 35, nation: 9 } },
	},
	{ measure: 'crimes', share: { each: 0.022 } },
	{
		measure: 'charged',
		of: 'crimes',
		share: { derbyshire: 26, nation: 19 },
		stated: { 2018: { derbyshire: 28, nation: 20 } },
	},
	{ measure: 'right-to-ask-applications', share: { each: 0.00018 }, stated: { 2019: { count: 138 } } },
	{
		measure: 'right-to-ask-disclosures',
		of: 'right-to-ask-applications',
		share: { derbyshire: 41, nation: 44, variety: 0.15 },
		stated: { 2019: { derbyshire: { count: 63 }, nation: 44, variety: 0.15 } },
	},
	{ measure: 'right-to-know-applications', share: { each: 0.00017 }, stated: { 2019: { count: 97 } } },
	{
		measure: 'right-to-know-disclosures',
		of: 'right-to-know-applications',
		share: { derbyshire: 58, nation: 55, variety: 0.15 },
		stated: { 2019: { derbyshire: { count: 67 }, nation: 55, variety: 0.15 } },
	},
	{ measure: 'protection-notices', share: { each: 0.00028 }, stated: { 2019: { count: 224 } } },
	{
		measure: 'protection-orders',
		of: 'protection-notices',
		share: { derbyshire: 91, nation: 90, variety: 0.04 },
		stated: { 2019: { derbyshire: { count: 207 }, nation: 90, variety: 0.04 } },
	},
	{
		measure: 'conference-referrals',
		of: 'women',
		share: { derbyshire: 31, nation: 36, print: perTenThousand },
		stated: { 2018: { derbyshire: 29, nation: 37 } },
	},
];

/** Of the years to March: by measure and force, and which numbers of Derbyshire are facts. */
export function domesticAbuseRows(): Row[] {
	return years(2016, 2020).flatMap((year) => {
		const span = yearToMarch(year);
		const women = new Map(areas.map(({ code }) => [code, peopleAt(code, span.until).women]));
		const found = new Map<string, ReadonlyMap<string, number>>([['women', women]]);
		const facts = new Set<string>();
		for (const { measure, of = 'women', share, stated } of measures) {
			const here = stated?.[year];
			if ('each' in share) {
				const counts = sized(`${measure}/${year}`, share.each, (code) => women.get(code) ?? 0, 0.2);
				if (here !== undefined && 'count' in here) {
					counts.set(derbyshire, here.count);
					facts.add(measure);
				}
				found.set(measure, counts);
				continue;
			}
			const used =
				here !== undefined && 'nation' in here ? { ...share, ...here } : { ...share, madeUp: true };
			if (typeof used.derbyshire === 'object') facts.add(measure);
			found.set(measure, counted({ ...used, name: measure }, found.get(of) ?? new Map()));
		}
		found.delete('women');
		return [...found].flatMap(([measure, counts]) =>
			[...counts].map(([code, value]): Row => {
				const fact = code === derbyshire && facts.has(measure);
				return { area: code, ...span, measure, value, ...(fact ? { fact } : {}) };
			}),
		);
	});
}
