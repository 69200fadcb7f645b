import type { TopLevelSpec } from 'vega-lite';
import type { ShapeName } from './look.ts';

/** A layer of the grammar, as Vega-Lite takes it. */
export type Layer = Extract<TopLevelSpec, { layer: unknown }>['layer'][number];

/** Words at a place of their own, in pixels from the upper left corner of the plot. */
export type Words = {
	x: number;
	y: number;
	text: string;
	size?: number;
	bold?: boolean;
	align?: 'left' | 'center' | 'right';
	colour?: string;
};

/** A sign at a place of its own. */
export type Sign = {
	x: number;
	y: number;
	shape: ShapeName;
	hollow?: boolean;
	colour?: string;
	size?: number;
};

/** A straight line at a place of its own. */
export type Rule = {
	x: number;
	y: number;
	x2: number;
	y2: number;
	colour?: string;
	width?: number;
	dash?: readonly number[];
};

/**
 * A picture, ready to be painted: layers with scales and axes of their own data, and above them what is laid out by
 * hand. Whatever comes from outside stands in data, never in an expression.
 */
export type Scene = {
	/** Of the plot; the edges come on top. */
	width: number;
	height: number;
	edges: { left: number; right: number; top: number; bottom: number };
	layers: readonly Layer[];
	rules: readonly Rule[];
	words: readonly Words[];
	signs: readonly Sign[];
};
