import { type Area, areas } from './areas.ts';
import { drawnBetween } from './drawing.ts';
import type { Row } from './row.ts';
import { shareOut, sumOf } from './solving.ts';
import { onDay, years } from './time.ts';

/** Mid-year estimates. Growth is slight, so that a change of a count and of its rate print alike. */
const growth = 0.001;
const first = 2009;
const last = 2019;
/** What the documents' incidents and their rate imply of Derbyshire: between 1,026,696 and 1,028,955. */
const impliedFor2013: Readonly<Record<string, number>> = { E23000018: 1_027_800 };

export const ethnicities = ['White', 'Black', 'Asian', 'Mixed', 'Other'] as const;

export type People = { population: number; households: number; women: number };

function people({ code, people: about }: Area, year: number): People {
	// A made-up number that does not look like a rounded one.
	const base = impliedFor2013[code] ?? Math.round(about * drawnBetween(0.996, 1.004, code, 'people'));
	const population = Math.round(base * (1 + growth * (year - 2013)));
	return {
		population,
		households: Math.round(population * drawnBetween(0.415, 0.445, code, 'households')),
		women: Math.round(population * drawnBetween(0.412, 0.422, code, 'women')),
	};
}

const estimates: ReadonlyMap<string, People> = new Map(
	areas.flatMap((area) =>
		years(first, last).map((year) => [`${area.code}/${year}`, people(area, year)] as const),
	),
);

/** The estimate that a rate of a window rests on: that of the last 30 June in it. */
export function peopleAt(code: string, until: string): People {
	const end = Temporal.PlainDate.from(until);
	const year = end.month < 6 ? end.year - 1 : end.year;
	const found = estimates.get(`${code}/${year}`);
	if (found === undefined) throw new RangeError(`There is no estimate for ${code} in ${year}`);
	return found;
}

export function nationAt(until: string): People {
	const all = areas.map(({ code }) => peopleAt(code, until));
	return {
		population: sumOf(all.map(({ population }) => population)),
		households: sumOf(all.map(({ households }) => households)),
		women: sumOf(all.map(({ women }) => women)),
	};
}

/** Shares of ethnic groups, more mixed where more people live. */
function groupsOf({ code, people: about }: Area, population: number): number[] {
	const white = Math.max(0.58, 0.97 - (about / 1_000_000) * 0.04 - drawnBetween(0, 0.06, code, 'white'));
	const rest = 1 - white;
	return shareOut(population, [white, rest * 0.27, rest * 0.45, rest * 0.19, rest * 0.09]);
}

export function populationRows(): Row[] {
	return areas.flatMap((area) =>
		years(first, last).flatMap((year): Row[] => {
			const span = onDay(`${year}-06-30`);
			const { population, households, women } = peopleAt(area.code, span.until);
			const groups = groupsOf(area, population);
			return [
				{ area: area.code, ...span, measure: 'population', value: population },
				{ area: area.code, ...span, measure: 'households', value: households },
				{ area: area.code, ...span, measure: 'women-16-and-over', value: women },
				...ethnicities.map((ethnicity, index) => ({
					area: area.code,
					...span,
					measure: 'population-by-ethnicity',
					value: groups[index] ?? 0,
					by: { ethnicity },
				})),
			];
		}),
	);
}
