import type { Ends } from './chart.ts';

/** A scale of numbers with the places of its ticks. */
export type Scale = Ends & { ticks: number[]; step: number };

type Options = {
	/** Whether nought must be on it, unless the values would be pressed flat, or only where they come near it. */
	nought: 'always' | 'unless flat' | 'where near';
	ends?: Ends | undefined;
	/** Where the values can go no further: 100 for a percentage. */
	most?: number | undefined;
	ticks?: number;
};

/** Under this share of the greatest, the spread of the values would hardly be seen on a scale from nought. */
const flat = { always: 0, 'unless flat': 0.25, 'where near': 0.75 };

export function scaleFor(values: readonly number[], { nought, ends, most, ticks = 5 }: Options): Scale {
	const all = [...values, ...(ends === undefined ? [] : [ends.from, ends.to])];
	let low = Math.min(...all);
	let high = Math.max(...all);
	const size = Math.max(Math.abs(low), Math.abs(high));
	// Values that differ by less than a double can tell are one.
	const same = high - low <= size * 1e-9;
	if (ends === undefined && (same || high - low >= flat[nought] * size)) {
		low = Math.min(low, 0);
		high = Math.max(high, 0);
	}
	if (high - low < 1e-15) high = low + 1;
	const step = stepFor((high - low) / ticks);
	const from = clean(Math.floor(low / step + 1e-9) * step, step);
	const upper = clean(Math.ceil(high / step - 1e-9) * step, step);
	const to = most !== undefined && high <= most ? Math.min(upper, most) : upper;
	const count = Math.round((to - from) / step);
	const places = Array.from({ length: count + 1 }, (_, i) => clean(from + i * step, step));
	return { from, to, step, ticks: places.filter((tick) => tick <= to) };
}

/** 1, 2 or 5 with noughts. */
function stepFor(rough: number): number {
	const power = 10 ** Math.floor(Math.log10(rough));
	const times = rough / power;
	return power * (times <= 1 ? 1 : times <= 2 ? 2 : times <= 5 ? 5 : 10);
}

/** 0.30000000000000004 is 0.3. */
function clean(value: number, step: number): number {
	const places = Math.min(20, Math.max(0, -Math.floor(Math.log10(step))));
	return Number(value.toFixed(places));
}

/** As many decimals as tell the ticks apart. */
export function decimalsOf({ step }: Pick<Scale, 'step'>): number {
	return Math.min(20, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)));
}

/** Where a value stands between nought and `length`. */
export function placeOn({ from, to }: Ends, value: number, length: number): number {
	return ((value - from) / (to - from)) * length;
}
