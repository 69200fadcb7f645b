import type { ChartTable } from './chart.ts';
import type { Scene } from './scene.ts';

/** What each kind of chart makes of its data, before anything is painted. */
export type Plan = {
	/** Null with a sentence where there is nothing to draw. */
	scene: Scene | null;
	nothing: string | null;
	/** Sentences of the text alternative. */
	alt: readonly string[];
	notes: readonly string[];
	table: ChartTable;
	/** One for each figure: whether it is made up. */
	illustrative: readonly boolean[];
};
