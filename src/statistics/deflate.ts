import { computed, finite, positive } from './checks.ts';
import { defineMethod } from './method.ts';

export const deflateMethod = defineMethod(
	'deflate',
	1,
	'Money of one year in the prices of another',
	'HM Treasury, GDP deflators: user guide. Real = nominal × deflator of the base year ÷ deflator of the year.',
);

export type RealAmount = { value: number; nominal: number; index: number; baseIndex: number; method: string };

export function deflate(nominal: number, index: number, baseIndex: number): RealAmount {
	finite('The amount', nominal);
	positive('The deflator of the year', index);
	positive('The deflator of the base year', baseIndex);
	return {
		value: computed('The real amount', nominal * (baseIndex / index)),
		nominal,
		index,
		baseIndex,
		method: deflateMethod.label,
	};
}
