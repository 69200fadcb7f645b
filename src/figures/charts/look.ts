/*
 * How everything looks: dark on white, so that it can be printed in grey, and never told apart by colour alone. Each of
 * these colours has a contrast of at least 4.5 to 1 against white, but for the two that only hold other things together.
 */
export const ink = {
	text: '#0b0c0c',
	quiet: '#484949',
	chosen: '#14284b',
	group: '#00625a',
	nation: '#595d61',
	other: '#7a3d00',
	alarm: '#942514',
	better: '#0f5499',
	/** Lines that only hold other things together. */
	grid: '#dcdfe3',
	band: '#e3e9f2',
} as const;

export const textSize = 13;
export const smallSize = 12;
export const lineHeight = 16;
/** The width of every picture; on a phone it is scrolled in its box. */
export const fullWidth = 680;

/** Lines by what they are of: each has a stroke, a sign and a colour of its own. */
export const lineLooks = {
	chosen: { colour: ink.chosen, width: 3, dash: [], shape: 'circle' },
	group: { colour: ink.group, width: 2, dash: [7, 4], shape: 'triangle' },
	nation: { colour: ink.nation, width: 2, dash: [2, 3], shape: 'square' },
	other: { colour: ink.other, width: 2, dash: [10, 3, 2, 3], shape: 'diamond' },
} as const;

export type LineLook = (typeof lineLooks)[keyof typeof lineLooks];

/** Outlines in a square of two by two about the middle. */
export const shapes = {
	circle: 'circle',
	square: 'square',
	diamond: 'diamond',
	triangle: 'triangle-up',
	down: 'triangle-down',
	cross: 'M-1,-1L1,1M-1,1L1,-1',
	star: 'M0,-1.2L0.34,-0.4L1.14,-0.37L0.52,0.17L0.72,1L0,0.54L-0.72,1L-0.52,0.17L-1.14,-0.37L-0.34,-0.4Z',
	line: 'M-1,0L1,0',
	bar: 'M0,-1L0,1',
} as const;
export type ShapeName = keyof typeof shapes;
