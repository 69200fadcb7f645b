import type { SpcChart, SpcFinding, SpcRule } from '../../statistics/index.ts';
import type { Moment } from './chart.ts';
import { ink, type ShapeName } from './look.ts';

export type Found = { moment: Moment; finding: SpcFinding };
export type Drawing = { drawn: SpcChart; found: readonly Found[]; all: readonly Moment[] };

/** In the picture each rule has a figure of its own. */
export const ruleNumbers: Record<SpcRule, number> = {
	'outside limits': 1,
	'seven on one side': 2,
	'seven-point trend': 3,
	'two of three near a limit': 4,
};

type Look = { shape: ShapeName; hollow: boolean; colour: string; says: string };

export const meanings: Record<SpcFinding['meaning'], Look> = {
	improvement: { shape: 'triangle', hollow: false, colour: ink.better, says: 'a signal of improvement' },
	concern: { shape: 'diamond', hollow: false, colour: ink.alarm, says: 'a signal of concern' },
	'special cause': { shape: 'square', hollow: false, colour: ink.other, says: 'a signal' },
	'common cause': { shape: 'circle', hollow: true, colour: ink.nation, says: 'no signal' },
	'not judged': { shape: 'circle', hollow: true, colour: ink.nation, says: 'too few points to judge' },
};
