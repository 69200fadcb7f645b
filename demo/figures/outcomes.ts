import { areas, derbyshire } from './areas.ts';
import { drawnBetween } from './drawing.ts';
import type { Row } from './row.ts';
import { counted, type Share } from './shares.ts';
import { shareOut, sumOf } from './solving.ts';
import { years, yearToMarch } from './time.ts';

export type Recorded = (code: string, until: string) => number;

/** The 12 months to March 2014: 27 percent, and 26 in England and Wales. Detections ended then. */
export function detectionRows(recorded: Recorded): Row[] {
	return years(2010, 2014).flatMap((year) => {
		const span = yearToMarch(year);
		const offences = new Map(areas.map(({ code }) => [code, recorded(code, span.until)]));
		const detections = counted(
			{
				name: `detections/${year}`,
				derbyshire: 27 + ((2014 - year) % 3),
				nation: 26 + ((2014 - year) % 2),
				variety: 0.2,
			},
			offences,
		);
		return areas.flatMap(({ code }): Row[] => [
			{ area: code, ...span, measure: 'detections', value: detections.get(code) ?? 0 },
			{ area: code, ...span, measure: 'offences', value: offences.get(code) ?? 0 },
		]);
	});
}

/** In percent of crimes recorded in the 12 months: Derbyshire, England and Wales. */
type Pair = readonly [number, number];
const [supports, doesNot, notIdentified, unassigned] = [
	'Evidential difficulties, victim supports',
	'Evidential difficulties, victim does not support',
	'Evidential difficulties, suspect not identified',
	'Not yet assigned',
];
/**
 * Stated of the 12 months to March 2019: action taken 19 and 13, evidential difficulties 22 together and 9 of each kind
 * beside 10 and 18, not yet assigned 12 and 7. The parts of action taken, and a suspect not identified, are made up.
 */
const stated: Readonly<Record<string, Pair>> = {
	'Charged or summonsed': [11, 8],
	'Out of court, formal': [3, 2],
	'Out of court, informal': [5, 3],
	[supports]: [9, 10],
	[doesNot]: [9, 18],
	[notIdentified]: [4, 3],
	[unassigned]: [12, 7],
};
const rest: Readonly<Record<string, number>> = {
	'Investigation complete, no suspect identified': 42,
	'Prosecution prevented or not in the public interest': 3,
	Other: 2,
};

/** What lies so many years from the year that is stated: near it, and the same for everyone. */
function near(value: number, name: string, year: number): number {
	const way = Math.abs(2019 - year);
	return way === 0
		? value
		: Math.max(1, Math.round(value * drawnBetween(1 - 0.07 * way, 1 + 0.05 * way, name, year)));
}

export function outcomeRows(recorded: Recorded): Row[] {
	return years(2015, 2020).flatMap((year) => {
		const span = yearToMarch(year);
		const crimes = new Map(areas.map(({ code }) => [code, recorded(code, span.until)]));
		const outcomes = new Map(
			Object.entries(stated).map(([outcome, [own, nation]]) => {
				const share: Share = {
					name: outcome,
					derbyshire: near(own, `${outcome}/own`, year),
					nation: near(nation, outcome, year),
				};
				return [outcome, counted(share, crimes)] as const;
			}),
		);
		const rows = areas.flatMap(({ code }) => {
			const known = [...outcomes].map(([outcome, counts]) => [outcome, counts.get(code) ?? 0] as const);
			const left = (crimes.get(code) ?? 0) - sumOf(known.map(([, count]) => count));
			const others = shareOut(
				left,
				Object.entries(rest).map(([outcome, weight]) => weight * drawnBetween(0.8, 1.2, code, outcome)),
			);
			const all = [
				...known,
				...Object.keys(rest).map((outcome, index) => [outcome, others[index] ?? 0] as const),
			];
			return all.map(([outcome, value]): Row => {
				return { area: code, ...span, measure: 'crimes', value, by: { outcome } };
			});
		});
		return [...rows, ...attendanceRows(year, crimes)];
	});
}

/** Voluntary attendance in 31 percent of investigations of the 12 months to March 2019, and 14 in England and Wales. */
function attendanceRows(year: number, crimes: ReadonlyMap<string, number>): Row[] {
	const investigations = new Map(
		[...crimes].map(([code, count]) => [
			code,
			Math.round(count * drawnBetween(0.22, 0.3, code, 'investigations')),
		]),
	);
	const attendances = counted(
		{ name: 'attendances', derbyshire: near(31, derbyshire, year), nation: near(14, 'attendances', year) },
		investigations,
	);
	return areas.flatMap(({ code }): Row[] => [
		{ area: code, ...yearToMarch(year), measure: 'investigations', value: investigations.get(code) ?? 0 },
		{ area: code, ...yearToMarch(year), measure: 'voluntary-attendances', value: attendances.get(code) ?? 0 },
	]);
}
