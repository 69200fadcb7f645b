import type { NumberToken } from './reading/token.ts';

const formats = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });

/** 66,666.67 as "66,666.67", 1660 as "1,660". */
export function shown(value: number): string {
	return formats.format(value);
}

export function shownPercent(share: number): string {
	return `${formats.format(Math.round(share * 1000) / 10)} percent`;
}

/** The numbers that may have been meant by what is printed: 12 percent is from 11.5 to 12.5, "just under 8,000" from 7,760. */
export function bandOf({ value, decimals, hedge, unit, written }: NumberToken): readonly [number, number] {
	const half = 0.5 * 10 ** -decimals;
	const rounded =
		unit === 'percent' || unit === 'rate' || unit === 'points' ? half : trailing(value, decimals, written);
	switch (hedge) {
		case 'almost':
			return [value * 0.9, value];
		case 'under':
			return [value * 0.75, value];
		case 'at-most':
			return [value * 0.85, value + rounded];
		case 'over':
			return [value, value * 1.25];
		case 'at-least':
			return [value, value * 1.35];
		case 'about':
			return [value * 0.93, value * 1.07];
		case null:
			return [value - rounded, value + rounded];
	}
}

/** A whole count is exact, unless it ends in noughts that say that it was rounded. */
function trailing(value: number, decimals: number, written: 'figures' | 'words'): number {
	if (decimals > 0) return 0.5 * 10 ** -decimals;
	if (written === 'words' || value < 1000) return 0;
	let unit = 1;
	while (value % (unit * 10) === 0) unit *= 10;
	return unit >= 100 ? unit / 2 : 0;
}
