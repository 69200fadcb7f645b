import { areas, derbyshire } from './areas.ts';
import { spread, standing } from './paths.ts';
import { nationAt, peopleAt } from './population.ts';
import type { Row } from './row.ts';
import { beforeChange, countFor, perThousand } from './solving.ts';
import { quarters, yearTo } from './time.ts';

/** Of the 12 months to March 2014: stated whole, and 7 percent less than a year before. */
const stated = { until: '2014-03-31', before: '2013-03-31', incidents: 46_766, change: -7, nation: 36.8 };

export function incidentRows(): Row[] {
	const [first = '', last = ''] = [quarters[0], quarters.at(-1)];
	const nation = (rate: number, until: string) => Math.round((rate * nationAt(until).population) / 1000);
	const found = spread(
		{
			name: 'incidents',
			nation: {
				[first]: nation(64.1, first),
				[stated.until]: countFor(stated.nation, nationAt(stated.until).population, perThousand),
				[last]: nation(23.4, last),
			},
			derbyshire: {
				[first]: 71_900,
				[stated.before]: beforeChange(stated.incidents, stated.change),
				[stated.until]: stated.incidents,
				[last]: 28_300,
			},
		},
		(code, quarter) => peopleAt(code, quarters[quarter] ?? '').population * standing(code, 'incidents'),
	);
	return quarters.flatMap((until, quarter) =>
		areas.map(({ code }): Row => {
			const fact = code === derbyshire && until === stated.until;
			return {
				area: code,
				...yearTo(until),
				measure: 'incidents',
				value: found[quarter]?.get(code) ?? 0,
				...(fact ? { fact } : {}),
			};
		}),
	);
}
