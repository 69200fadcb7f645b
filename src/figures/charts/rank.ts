import { inOrder } from '../comparison/decimal.ts';
import type { ChartArea, RankedChart } from './chart.ts';
import { placed } from './words.ts';

/** An area at its place: null where it has no value to be ranked by. */
export type Ranked = ChartArea & { place: number | null };

/** From the highest to the lowest; equal values share a place, and those without one come last, by name. */
export function ranked(chart: Pick<RankedChart, 'measure' | 'areas'>): Ranked[] {
	const known = chart.areas.filter(({ value }) => placed(chart.measure, value) !== null);
	const order = known.toSorted((a, b) => inOrder(b.value ?? '0', a.value ?? '0') || byName(a, b));
	const rest = chart.areas.filter((area) => !known.includes(area)).toSorted(byName);
	return [
		...order.map((area) => ({
			...area,
			place: 1 + order.findIndex(({ value }) => inOrder(value ?? '0', area.value ?? '0') === 0),
		})),
		...rest.map((area) => ({ ...area, place: null })),
	];
}

const byName = (a: ChartArea, b: ChartArea) => a.name.localeCompare(b.name, 'en-GB');
