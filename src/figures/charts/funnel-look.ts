import type { FunnelPlace, PlacedPoint } from '../../statistics/index.ts';
import type { FunnelChart } from './chart.ts';
import { ink, type ShapeName } from './look.ts';

export type FunnelArea = FunnelChart['areas'][number];
export type Placed = { area: FunnelArea; point: PlacedPoint };

/** From a share or a rate of one to what is printed. */
export const printedScale = ({ measure, per }: FunnelChart) => (measure.kind === 'proportion' ? 100 : per);

export const funnelLooks: Record<
	FunnelPlace,
	{
		shape: ShapeName;
		hollow: boolean;
		colour: string;
		says: string;
	}
> = {
	'above 99.8%': { shape: 'diamond', hollow: false, colour: ink.alarm, says: 'above the 99.8% limit' },
	'above 95%': { shape: 'triangle', hollow: false, colour: ink.other, says: 'above the 95% limit' },
	within: { shape: 'circle', hollow: true, colour: ink.nation, says: 'within the limits' },
	'below 95%': { shape: 'down', hollow: false, colour: ink.group, says: 'below the 95% limit' },
	'below 99.8%': { shape: 'square', hollow: false, colour: ink.better, says: 'below the 99.8% limit' },
};
