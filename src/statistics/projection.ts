import { at, sum } from './arrays.ts';
import { countAtLeast, finite } from './checks.ts';
import { StatisticsError } from './errors.ts';
import { tOf } from './mean.ts';
import { defineMethod } from './method.ts';

export const projectionMethod = defineMethod(
	'project',
	1,
	'Projection of a missing year on a least-squares line',
	'Draper NR, Smith H (1998). Applied regression analysis, 3rd edition, chapter 1: prediction interval of a straight line.',
);

export type YearValue = { year: number; value: number };

export type Projection = {
	value: number;
	/** Where one further observation would fall, if the line goes on as it was. */
	lower: number;
	upper: number;
	confidence: number;
	year: number;
	slope: number;
	/** The years the line was drawn through. */
	from: number;
	to: number;
	points: number;
	estimated: true;
	method: string;
};

/** Mid-year populations not yet published follow the line of the last five. */
const usual = 5;

export function project(
	series: readonly YearValue[],
	year: number,
	last = usual,
	confidence = 0.95,
): Projection {
	countAtLeast('The number of years for the line', 3, last);
	finite('The year', year);
	for (const each of series) {
		finite('A year', each.year);
		finite(`The value for ${each.year}`, each.value);
	}
	const ordered = series.toSorted((a, b) => a.year - b.year);
	ordered.forEach((each, i) => {
		if (ordered[i - 1]?.year === each.year)
			throw new StatisticsError('duplicate', `The year ${each.year} is in the series twice.`);
		if (each.year === year)
			throw new StatisticsError('out-of-range', `The year ${year} has a value already; nothing to project.`);
	});
	const used = ordered.slice(-last);
	const n = countAtLeast(`The number of years given (${last} are wanted)`, last, used.length);
	const middle = sum(used.map((each) => each.year)) / n;
	const mean = sum(used.map((each) => each.value)) / n;
	const spread = sum(used.map((each) => (each.year - middle) ** 2));
	const slope = sum(used.map((each) => (each.year - middle) * (each.value - mean))) / spread;
	const value = mean + slope * (year - middle);
	const left = sum(used.map((each) => (each.value - mean - slope * (each.year - middle)) ** 2));
	const error = Math.sqrt((left / (n - 2)) * (1 + 1 / n + (year - middle) ** 2 / spread));
	const reach = tOf(confidence, n - 2) * error;
	return {
		value,
		lower: value - reach,
		upper: value + reach,
		confidence,
		year,
		slope,
		from: at(used, 0).year,
		to: at(used, n - 1).year,
		points: n,
		estimated: true,
		method: projectionMethod.label,
	};
}
