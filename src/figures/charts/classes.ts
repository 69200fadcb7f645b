import { inOrder, isDecimal } from '../comparison/decimal.ts';
import type { ChartArea, Measure, TilesChart } from './chart.ts';
import { mostClasses } from './patterns.ts';
import { placed } from './words.ts';

/** A class of areas: the lowest and the highest of the values in it, and how many they are. */
export type ValueClass = { lowest: string; highest: string; count: number };

export type Classed = { classes: ValueClass[]; of: Map<ChartArea, number> };

/**
 * Areas in classes by their values. Equal values are never parted, so that there may be fewer classes than were asked
 * for; a class that nobody is in is left out.
 */
export function classed(measure: Measure, areas: readonly ChartArea[], by: TilesChart['classes']): Classed {
	const known = areas
		.filter(({ value }) => placed(measure, value) !== null)
		.toSorted((a, b) => inOrder(a.value ?? '0', b.value ?? '0'));
	const limits =
		'limits' in by ? by.limits.filter(isDecimal).toSorted(inOrder) : quantilesOf(known, by.quantiles);
	const groups: ChartArea[][] = [];
	let before = -1;
	for (const area of known) {
		const group = limits.filter((limit) => inOrder(area.value ?? '0', limit) >= 0).length;
		if (group === before) groups.at(-1)?.push(area);
		else groups.push([area]);
		before = group;
	}
	// More than can be told apart: the highest ones are one.
	const told =
		groups.length > mostClasses
			? [...groups.slice(0, mostClasses - 1), groups.slice(mostClasses - 1).flat()]
			: groups;
	return {
		classes: told.map((group) => ({
			lowest: group[0]?.value ?? '0',
			highest: group.at(-1)?.value ?? '0',
			count: group.length,
		})),
		of: new Map(told.flatMap((group, index) => group.map((area) => [area, index] as const))),
	};
}

/** The values at which each class but the first begins. */
function quantilesOf(known: readonly ChartArea[], wanted: number): string[] {
	const count = Math.max(1, Math.min(mostClasses, Math.floor(wanted) || 1));
	const starts = Array.from({ length: count - 1 }, (_, i) => Math.round(((i + 1) * known.length) / count));
	return [...new Set(starts.flatMap((start) => known[start]?.value ?? []))];
}
