import { areas, derbyshire } from './areas.ts';
import { drawnBetween } from './drawing.ts';
import { ethnicities, peopleAt } from './population.ts';
import type { Row } from './row.ts';
import { shareOut } from './solving.ts';
import { onDay, years, yearToMarch } from './time.ts';

/** Everyone in these three is made up: no document that the demonstration rests on states them. */

const workers = {
	'police officer': 0.0021,
	'police staff': 0.0011,
	'police community support officer': 0.0002,
};

/** How many work for a force on a 31 March, by kind. */
function workforceOf(code: string, year: number): [string, number][] {
	const { population } = peopleAt(code, `${year}-03-31`);
	const by2018 = 1 - 0.025 * Math.min(8, year - 2010) + 0.03 * Math.max(0, year - 2018);
	return Object.entries(workers).map(([worker, each]) => [
		worker,
		Math.max(12, Math.round(population * each * by2018 * drawnBetween(0.8, 1.2, code, worker))),
	]);
}

const ranks: Readonly<Record<string, number>> = {
	Constable: 77,
	Sergeant: 15,
	Inspector: 6,
	'Superintendent and above': 2,
};

/** Rows for the open data of the workforce: headcount and full-time equivalents beside each other. */
export function workforceRows(): Row[] {
	return years(2010, 2020).flatMap((year) =>
		areas.flatMap(({ code }) =>
			workforceOf(code, year).flatMap(([worker, count]) => {
				const women = drawnBetween(0.25, 0.29, code, 'women') + 0.004 * (year - 2010);
				const female = worker === 'police officer' ? women : drawnBetween(0.55, 0.63, code, worker);
				const of = worker === 'police officer' ? ranks : { [worker]: 1 };
				return shareOut(count, Object.values(of)).flatMap((inRank, index) => {
					const rank = Object.keys(of)[index] ?? '';
					const sexes = shareOut(inRank, [female, 1 - female]);
					return ['Female', 'Male'].flatMap((sex, number): Row[] => {
						const headcount = sexes[number] ?? 0;
						const common = { area: code, ...onDay(`${year}-03-31`), by: { worker, rank, sex } };
						const full = drawnBetween(0.9, 0.99, code, worker, sex);
						return [
							{ ...common, measure: 'headcount', value: headcount },
							{ ...common, measure: 'fte', value: Math.round(headcount * full * 10) / 10 },
						];
					});
				});
			}),
		),
	);
}

export function diversityRows(): Row[] {
	return years(2015, 2020).flatMap((year) =>
		areas.flatMap(({ code, people }) =>
			workforceOf(code, year).flatMap(([worker, count]) => {
				const minority = drawnBetween(0.01, 0.05, code, 'minority') + Math.min(0.1, people / 90_000_000);
				const shares = shareOut(count, [
					0.97 - minority,
					minority * 0.18,
					minority * 0.42,
					minority * 0.28,
					minority * 0.12,
					0.03,
				]);
				return [...ethnicities, 'Not stated'].map((ethnicity, index): Row => {
					return {
						area: code,
						...onDay(`${year}-03-31`),
						measure: 'headcount',
						value: shares[index] ?? 0,
						by: { worker, ethnicity },
					};
				});
			}),
		),
	);
}

const functions: Readonly<Record<string, number>> = {
	'Neighbourhood policing': 12,
	'Incident management': 17,
	'Local investigation': 14,
	'Dealing with the public': 9,
	'Roads policing': 4,
	'Criminal justice': 7,
	'Intelligence and public protection': 12,
	'Support functions': 25,
};

export function financeRows(): Row[] {
	return years(2015, 2020).flatMap((year) =>
		areas.flatMap(({ code }): Row[] => {
			const span = yearToMarch(year);
			const perHead = drawnBetween(158, 205, code, 'spend') * (1 + 0.012 * (year - 2019));
			const spend = Math.round((peopleAt(code, span.until).population * perHead) / 1000) * 1000;
			const parts = shareOut(
				spend / 1000,
				Object.entries(functions).map(([name, weight]) => weight * drawnBetween(0.85, 1.15, code, name)),
			);
			return [
				{ area: code, ...span, measure: 'spend', value: spend },
				...Object.keys(functions).map((name, index) => ({
					area: code,
					...span,
					measure: 'spend-by-function',
					value: (parts[index] ?? 0) * 1000,
					by: { function: name },
				})),
			];
		}),
	);
}

/** Prices rise by two percent a year, for the sake of the example. */
export function deflatorRows(): Row[] {
	return years(2010, 2020).map((year) => ({
		area: 'England and Wales',
		...yearToMarch(year),
		measure: 'gdp-deflator',
		value: Math.round(100 * 1.02 ** (year - 2019) * 1000) / 1000,
	}));
}

/** 14 percent more crimes by 2022/23 than in the 12 months to March 2019, on the assumptions of spring 2019; since superseded. */
export function forecastRows(crimes: number): Row[] {
	const expected = (growth: number, years: number) => Math.round(crimes * (1 + (growth / 100) * (years / 4)));
	return [
		{ assumptions: 'Spring 2019', growth: 14 },
		{ assumptions: 'Autumn 2019', growth: 9 },
	].flatMap(({ assumptions, growth }) =>
		years(2020, 2023).map((year): Row => {
			return {
				area: derbyshire,
				...yearToMarch(year),
				measure: 'crimes',
				value: expected(growth, year - 2019),
				by: { assumptions },
				marker: 'projected',
			};
		}),
	);
}
