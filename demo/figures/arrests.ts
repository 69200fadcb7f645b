import { areas } from './areas.ts';
import { drawnBetween } from './drawing.ts';
import { peopleAt } from './population.ts';
import { shareOut } from './solving.ts';
import { years } from './time.ts';

/** Arrests by everything at once, all made up, in the columns of the Home Office's open data. */

export const arrestHeadings = [
	'financial_year',
	'force_name',
	'offence_group',
	'ethnic_group',
	'age_group',
	'sex',
	'arrests',
	'year_ending',
];

const offences: Readonly<Record<string, number>> = {
	'Violence against the person': 45,
	'Theft offences': 22,
	'Public order offences': 11,
	'Drug offences': 9,
	'All other offences': 13,
};
const groups: Readonly<Record<string, number>> = {
	White: 78,
	Black: 8,
	Asian: 7,
	Mixed: 3,
	'Chinese or other': 2,
	'Not stated': 2,
};
const ages: Readonly<Record<string, number>> = {
	'10 - 17 years': 9,
	'18 - 20 years': 10,
	'21 years and over': 81,
};
const sexes: Readonly<Record<string, number>> = { Female: 15, Male: 85 };

const cells = Object.entries(offences).flatMap(([offence, a]) =>
	Object.entries(groups).flatMap(([group, b]) =>
		Object.entries(ages).flatMap(([age, c]) =>
			Object.entries(sexes).map(([sex, d]) => ({ offence, group, age, sex, weight: a * b * c * d })),
		),
	),
);

export function arrestRows(): string[][] {
	return years(2017, 2019).flatMap((year) =>
		areas.flatMap(({ code, name }) => {
			const people = peopleAt(code, `${year}-03-31`).population;
			const all = Math.round(
				people * drawnBetween(0.0095, 0.0145, code, 'arrests') * (1 - 0.03 * (year - 2017)),
			);
			const counts = shareOut(
				all,
				cells.map(({ weight, offence, group }) => weight * drawnBetween(0.7, 1.3, code, offence, group)),
			);
			return cells.map(({ offence, group, age, sex }, index) => [
				`${year - 1}/${String(year).slice(2)}`,
				name,
				offence,
				group,
				age,
				sex,
				String(counts[index] ?? 0),
				`${year}-03-31`,
			]);
		}),
	);
}
